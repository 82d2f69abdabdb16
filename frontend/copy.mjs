// Copies what the pages need from node_modules into the static files of the site, as it is: no bundler.
// Runs by itself after `npm ci`. Icons named in icons.txt become one sprite.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const from = join(here, "node_modules");
const to = join(here, "../src/vapenvila/web/site/static/vendor");

const texts = {
  "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
  "@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
  "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
  "maplibre-gl/dist/maplibre-gl-csp.js": "maplibre/maplibre-gl-csp.js",
  "maplibre-gl/dist/maplibre-gl-csp-worker.js": "maplibre/maplibre-gl-csp-worker.js",
  "maplibre-gl/dist/maplibre-gl.css": "maplibre/maplibre-gl.css",
  "vega/build/vega.min.js": "vega/vega.min.js",
  "vega-lite/build/vega-lite.min.js": "vega/vega-lite.min.js",
  "vega-embed/build/vega-embed.min.js": "vega/vega-embed.min.js",
};
const licences = {
  "@tabler/icons/LICENSE": "icons/LICENSE.txt",
  "htmx.org/LICENSE": "htmx/LICENSE.txt",
  "maplibre-gl/LICENSE.txt": "maplibre/LICENSE.txt",
  "vega/LICENSE": "vega/LICENSE.txt",
  "@fontsource-variable/source-sans-3/LICENSE": "fonts/source-sans-3-LICENSE.txt",
  "@fontsource-variable/source-serif-4/LICENSE": "fonts/source-serif-4-LICENSE.txt",
};
const fonts = ["latin", "latin-ext"].flatMap((letters) => [
  `source-sans-3/files/source-sans-3-${letters}-wght-normal.woff2`,
  `source-sans-3/files/source-sans-3-${letters}-wght-italic.woff2`,
  `source-serif-4/files/source-serif-4-${letters}-wght-normal.woff2`,
]);

function place(target) {
  const file = join(to, target);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

function sprite(names) {
  const symbols = names.map((name) => {
    const drawing = readFileSync(join(from, "@tabler/icons/icons/outline", `${name}.svg`), "utf8");
    const paths = [...drawing.matchAll(/<path (?!stroke="none")[^>]*\/>/g)].map((match) => match[0]).join("");
    return `<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

rmSync(to, { recursive: true, force: true });
for (const [source, target] of Object.entries(texts)) {
  // Source maps are not served, so the line that points at them goes.
  const text = readFileSync(join(from, source), "utf8").replace(/\/[/*]# sourceMappingURL=\S*( \*\/)?\s*$/, "");
  writeFileSync(place(target), text);
}
for (const [source, target] of Object.entries(licences)) copyFileSync(join(from, source), place(target));
for (const font of fonts) copyFileSync(join(from, "@fontsource-variable", font), place(`fonts/${font.split("/").pop()}`));
const icons = readFileSync(join(here, "icons.txt"), "utf8").trim().split("\n").sort();
writeFileSync(place("icons/sprite.svg"), sprite(icons));
console.log(`Browser libraries copied to ${to}`);
