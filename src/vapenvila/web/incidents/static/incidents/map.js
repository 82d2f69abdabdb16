// The map: our own areas and points, drawn in the browser. Nothing is fetched from anywhere but this server.
(function () {
  "use strict";
  const place = document.getElementById("map");
  if (!place || !window.maplibregl) return;
  const texts = place.dataset;

  function colour(name) {
    const probe = document.createElement("span");
    probe.className = name;
    probe.hidden = true;
    document.body.append(probe);
    const found = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return found;
  }

  function element(kind, className, text) {
    const made = document.createElement(kind);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function style(data) {
    const shades = [0, 1, 2, 3, 4].map(function (shade) { return colour("shade-" + shade); });
    const dot = colour("map-dot");
    return {
      version: 8,
      sources: {
        areas: { type: "geojson", data: data.areas },
        points: { type: "geojson", data: data.points, cluster: true, clusterRadius: 60, clusterMaxZoom: 15 },
      },
      layers: [
        { id: "area-fill", type: "fill", source: "areas", paint: { "fill-color": ["match", ["get", "shade"], 1, shades[1], 2, shades[2], 3, shades[3], 4, shades[4], shades[0]], "fill-opacity": 0.85 } },
        { id: "area-line", type: "line", source: "areas", paint: { "line-color": dot, "line-width": 1, "line-opacity": 0.6 } },
        { id: "clusters", type: "circle", source: "points", filter: ["has", "point_count"], paint: { "circle-radius": 1, "circle-opacity": 0 } },
        { id: "block", type: "circle", source: "points", filter: ["all", ["!", ["has", "point_count"]], ["==", ["get", "precision"], "block"]], paint: { "circle-radius": 7, "circle-color": dot, "circle-opacity": 0.25, "circle-stroke-color": dot, "circle-stroke-width": 2.5 } },
        { id: "exact", type: "circle", source: "points", filter: ["all", ["!", ["has", "point_count"]], ["==", ["get", "precision"], "exact"]], paint: { "circle-radius": 6, "circle-color": dot, "circle-stroke-color": colour("map-paper"), "circle-stroke-width": 2 } },
      ],
    };
  }

  function bounds(data) {
    if (data.bounds) return data.bounds;
    const all = new window.maplibregl.LngLatBounds();
    data.points.features.forEach(function (feature) { all.extend(feature.geometry.coordinates); });
    data.areas.features.forEach(function (feature) {
      JSON.stringify(feature.geometry.coordinates, function (key, value) {
        if (Array.isArray(value) && typeof value[0] === "number") all.extend(value);
        return value;
      });
    });
    return all.isEmpty() ? null : all;
  }

  function numberAreas(map, data) {
    return data.areas.features.filter(function (feature) {
      return feature.properties.area_only && feature.properties.middle;
    }).map(function (feature) {
      const facts = feature.properties;
      const label = element("span", "map-number", String(facts.area_only));
      label.title = facts.name + " · " + texts.areaOnly + " " + facts.area_only;
      const marker = new window.maplibregl.Marker({ element: label, anchor: "center" }).setLngLat(facts.middle).addTo(map);
      label.setAttribute("role", "img");  // it is read, not pressed
      label.setAttribute("aria-label", label.title);
      label.removeAttribute("tabindex");
      return marker;
    });
  }

  function stepAside(map, markers, taken) {  // no number hides another; those placed first keep their place
    markers.forEach(function (marker) {
      const at = map.project(marker.getLngLat());
      const free = [[0, 0], [0, 35], [0, -35], [44, 0], [-44, 0], [44, 35], [-44, 35], [44, -35], [-44, -35]].find(function (step) {
        return taken.every(function (other) {
          return Math.abs(at.x + step[0] - other.x) > 38 || Math.abs(at.y + step[1] - other.y) > 33;
        });
      }) || [0, 0];
      marker.setOffset(free);
      taken.push({ x: at.x + free[0], y: at.y + free[1] });
    });
  }

  function controls() {  // where the buttons lie that would cover a number
    const home = place.getBoundingClientRect();
    return Array.from(place.querySelectorAll(".maplibregl-ctrl button"), function (button) {
      const box = button.getBoundingClientRect();
      return { x: box.x + box.width / 2 - home.x, y: box.y + box.height / 2 - home.y };
    });
  }

  function showClusters(map, numbers) {
    const shown = new Map();
    function refresh() {
      if (!map.isSourceLoaded("points")) return;
      const wanted = new Set();
      map.queryRenderedFeatures({ layers: ["clusters"] }).forEach(function (feature) {
        const id = feature.properties.cluster_id;
        wanted.add(id);
        if (shown.has(id)) return;
        const at = feature.geometry.coordinates;
        const button = element("button", "map-cluster", feature.properties.point_count_abbreviated);
        button.type = "button";
        button.setAttribute("aria-label", texts.incidents + " " + feature.properties.point_count);
        button.addEventListener("click", function () {
          map.getSource("points").getClusterExpansionZoom(id).then(function (zoom) { map.easeTo({ center: at, zoom: zoom + 0.2 }); });
        });
        shown.set(id, new window.maplibregl.Marker({ element: button }).setLngLat(at).addTo(map));
      });
      shown.forEach(function (marker, id) {
        if (!wanted.has(id)) { marker.remove(); shown.delete(id); }
      });
      const taken = controls();
      stepAside(map, Array.from(shown.values()), taken);
      stepAside(map, numbers, taken);
    }
    map.on("idle", refresh);
    map.on("moveend", refresh);
    map.on("resize", refresh);
  }

  function tellOnClick(map) {
    ["exact", "block"].forEach(function (layer) {
      map.on("click", layer, function (event) {
        const facts = event.features[0].properties;
        const body = document.createElement("div");
        const link = element("a", "", "#" + facts.number + " " + facts.text);
        link.href = facts.address;
        body.append(link, element("div", "", facts.when), element("div", "", facts.state + " · " + facts.how_exact));
        new window.maplibregl.Popup({ locale: { "Popup.Close": texts.close } }).setLngLat(event.features[0].geometry.coordinates).setDOMContent(body).addTo(map);
      });
      map.on("mouseenter", layer, function () { map.getCanvas().classList.add("is-pointing"); });
      map.on("mouseleave", layer, function () { map.getCanvas().classList.remove("is-pointing"); });
    });
  }

  function start(data) {
    const outline = place.querySelector("svg");
    document.getElementById("map-more").hidden = !data.more;
    window.maplibregl.setWorkerUrl(texts.worker);
    place.classList.add("is-live");
    if (outline) outline.remove();
    let map;
    try {
      map = new window.maplibregl.Map({
        container: place, style: style(data), attributionControl: false, dragRotate: false, pitchWithRotate: false,
        cooperativeGestures: false, locale: { "Map.Title": texts.label, "NavigationControl.ZoomIn": texts.zoomIn, "NavigationControl.ZoomOut": texts.zoomOut },
      });
    } catch (problem) {  // no WebGL: the drawing and the table stay
      place.classList.remove("is-live");
      place.replaceChildren(outline || "");
      return;
    }
    const box = bounds(data);
    if (box) map.fitBounds(box, { padding: { top: 30, bottom: 30, left: 30, right: 70 }, animate: false, maxZoom: 15 });
    map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }));
    showClusters(map, numberAreas(map, data));
    tellOnClick(map);
    document.addEventListener("theme-shown", function () {
      requestAnimationFrame(function () { map.setStyle(style(data)); });
    });
  }

  fetch(texts.source, { headers: { Accept: "application/json" } })
    .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
    .then(start)
    .catch(function (problem) { console.error(problem); });
})();
