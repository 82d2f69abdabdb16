// Drawing an area: by mouse, by keyboard, or by typing. The field with the lines of coordinates is what is sent.
(function () {
  "use strict";
  const place = document.getElementById("draw-map");
  const field = document.getElementById("id_outline");
  const part = document.getElementById("draw-part");
  if (!place || !field || !part || !window.maplibregl) return;
  const texts = place.dataset;
  const said = document.getElementById("draw-said");
  let outlines = [[]];  // each a list of [longitude, latitude]
  let markers = [];
  let map = null;

  function colour(name) {
    const probe = document.createElement("span");
    probe.className = name;
    probe.hidden = true;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  }

  function read() {
    outlines = field.value.split(/\n\s*\n/).map(function (block) {
      return block.split("\n").map(function (line) {
        const numbers = line.trim().split(/[\s,;]+/).map(Number);
        return line.trim() && numbers.length === 2 && numbers.every(Number.isFinite) ? [numbers[1], numbers[0]] : null;
      }).filter(Boolean);
    }).filter(function (corners) { return corners.length; });
    if (!outlines.length) outlines = [[]];
  }

  function write() {
    field.value = outlines.filter(function (corners) { return corners.length; }).map(function (corners) {
      return corners.map(function (corner) { return corner[1].toFixed(6) + ", " + corner[0].toFixed(6); }).join("\n");
    }).join("\n\n");
  }

  function shapes() {
    return {
      type: "FeatureCollection",
      features: outlines.filter(function (corners) { return corners.length > 1; }).map(function (corners) {
        const ring = corners.concat([corners[0]]);
        const geometry = corners.length > 2 ? { type: "Polygon", coordinates: [ring] } : { type: "LineString", coordinates: corners };
        return { type: "Feature", properties: {}, geometry: geometry };
      }),
    };
  }

  function style(data) {
    return {
      version: 8,
      sources: { districts: { type: "geojson", data: data.districts }, drawn: { type: "geojson", data: shapes() } },
      layers: [
        { id: "district-fill", type: "fill", source: "districts", paint: { "fill-color": colour("district-paper"), "fill-opacity": 0.9 } },
        { id: "district-line", type: "line", source: "districts", paint: { "line-color": colour("district-colour"), "line-width": 1 } },
        { id: "drawn-fill", type: "fill", source: "drawn", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour("group-colour"), "fill-opacity": 0.35 } },
        { id: "drawn-line", type: "line", source: "drawn", paint: { "line-color": colour("group-colour"), "line-width": 2.5 } },
      ],
    };
  }

  function show() {
    const last = outlines[outlines.length - 1];
    said.textContent = said.dataset.corners + " " + last.length;
    if (map && map.getSource("drawn")) map.getSource("drawn").setData(shapes());
  }

  function corner(outline, number) {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "draw-corner";
    const marker = new window.maplibregl.Marker({ element: handle, draggable: true }).setLngLat(outlines[outline][number]).addTo(map);
    handle.setAttribute("aria-label", texts.corner + " (" + (number + 1) + ")");
    handle.removeAttribute("tabindex");
    function moved() {
      const at = marker.getLngLat();
      outlines[outline][number] = [at.lng, at.lat];
      write();
      show();
    }
    marker.on("drag", moved);
    handle.addEventListener("click", function (event) { event.stopPropagation(); });
    handle.addEventListener("keydown", function (event) {
      const step = { ArrowUp: [0, -8], ArrowDown: [0, 8], ArrowLeft: [-8, 0], ArrowRight: [8, 0] }[event.key];
      if (step) {
        const from = map.project(marker.getLngLat());
        marker.setLngLat(map.unproject([from.x + step[0], from.y + step[1]]));
        moved();
      } else if (event.key === "Delete" || event.key === "Backspace") {
        outlines[outline].splice(number, 1);
        write();
        draw();
        map.getCanvas().focus();
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    });
    return marker;
  }

  function draw() {
    markers.forEach(function (marker) { marker.remove(); });
    markers = [];
    outlines.forEach(function (corners, outline) {
      corners.forEach(function (_, number) { markers.push(corner(outline, number)); });
    });
    show();
  }

  function add(at) {
    outlines[outlines.length - 1].push([at.lng, at.lat]);
    write();
    draw();
  }

  function press(id, act) {
    document.getElementById(id).addEventListener("click", function () { act(); write(); draw(); });
  }

  function bounds(data) {
    const all = new window.maplibregl.LngLatBounds();
    outlines.forEach(function (corners) { corners.forEach(function (at) { all.extend(at); }); });
    if (!all.isEmpty()) return all;
    if (data.bounds) return data.bounds;
    data.districts.features.forEach(function (feature) {
      JSON.stringify(feature.geometry.coordinates, function (key, value) {
        if (Array.isArray(value) && typeof value[0] === "number") all.extend(value.slice(0, 2));
        return value;
      });
    });
    return all.isEmpty() ? null : all;
  }

  function start(data) {
    window.maplibregl.setWorkerUrl(texts.worker);
    part.hidden = false;
    place.classList.add("is-live");
    read();
    try {
      map = new window.maplibregl.Map({
        container: place, style: style(data), attributionControl: false, dragRotate: false, pitchWithRotate: false, doubleClickZoom: false,
        locale: { "Map.Title": texts.label, "NavigationControl.ZoomIn": texts.zoomIn, "NavigationControl.ZoomOut": texts.zoomOut },
      });
    } catch (problem) {  // no WebGL: the lines of coordinates and the parts of the city stay
      part.hidden = true;
      return;
    }
    const box = bounds(data);
    if (box) map.fitBounds(box, { padding: 40, animate: false, maxZoom: 15 });
    map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }));
    map.on("click", function (event) { add(event.lngLat); });
    press("draw-add", function () { const at = map.getCenter(); outlines[outlines.length - 1].push([at.lng, at.lat]); });
    press("draw-undo", function () {
      outlines[outlines.length - 1].pop();
      if (!outlines[outlines.length - 1].length && outlines.length > 1) outlines.pop();
    });
    press("draw-next", function () { if (outlines[outlines.length - 1].length) outlines.push([]); });
    press("draw-clear", function () { outlines = [[]]; });
    field.addEventListener("change", function () { read(); draw(); });
    document.addEventListener("theme-shown", function () {
      requestAnimationFrame(function () { map.setStyle(style(data)); });
    });
    map.on("load", show);
    draw();
  }

  fetch(texts.source, { headers: { Accept: "application/json" } })
    .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
    .then(start)
    .catch(function (problem) { console.error(problem); });
})();
