// One group's areas on the parts of the city. Nothing is fetched from anywhere but this server.
(function () {
  "use strict";
  const place = document.getElementById("group-map");
  if (!place || !window.maplibregl) return;
  const texts = place.dataset;

  function colour(name) {
    const probe = document.createElement("span");
    probe.className = name;
    probe.hidden = true;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  }

  function style(data) {
    return {
      version: 8,
      sources: { districts: { type: "geojson", data: data.districts }, areas: { type: "geojson", data: data.areas } },
      layers: [
        { id: "district-fill", type: "fill", source: "districts", paint: { "fill-color": colour("district-paper"), "fill-opacity": 0.9 } },
        { id: "district-line", type: "line", source: "districts", paint: { "line-color": colour("district-colour"), "line-width": 1 } },
        { id: "area-fill", type: "fill", source: "areas", paint: { "fill-color": colour("group-colour"), "fill-opacity": 0.35 } },
        { id: "area-line", type: "line", source: "areas", paint: { "line-color": colour("group-colour"), "line-width": 2.5 } },
      ],
    };
  }

  function box(collection) {
    const all = new window.maplibregl.LngLatBounds();
    collection.features.forEach(function (feature) {
      JSON.stringify(feature.geometry.coordinates, function (key, value) {
        if (Array.isArray(value) && typeof value[0] === "number") all.extend(value.slice(0, 2));
        return value;
      });
    });
    return all.isEmpty() ? null : all;
  }

  function name(map, feature) {
    if (!feature.properties.name || !feature.properties.middle) return;
    const label = document.createElement("span");
    label.className = "map-name";
    label.textContent = feature.properties.name;
    new window.maplibregl.Marker({ element: label, anchor: "center" }).setLngLat(feature.properties.middle).addTo(map);
    label.setAttribute("role", "img");  // it is read, not pressed
    label.setAttribute("aria-label", feature.properties.name);
    label.removeAttribute("tabindex");
  }

  function start(data) {
    const outline = place.querySelector("svg");
    window.maplibregl.setWorkerUrl(texts.worker);
    place.classList.add("is-live");
    if (outline) outline.remove();
    let map;
    try {
      map = new window.maplibregl.Map({
        container: place, style: style(data), attributionControl: false, dragRotate: false, pitchWithRotate: false,
        locale: { "Map.Title": texts.label, "NavigationControl.ZoomIn": texts.zoomIn, "NavigationControl.ZoomOut": texts.zoomOut },
      });
    } catch (problem) {  // no WebGL: the drawing stays
      place.classList.remove("is-live");
      place.replaceChildren(outline || "");
      return;
    }
    const bounds = box(data.areas) || box(data.districts) || data.bounds;
    if (bounds) map.fitBounds(bounds, { padding: 50, animate: false, maxZoom: 14.5 });
    map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }));
    data.areas.features.forEach(function (feature) { name(map, feature); });
    document.addEventListener("theme-shown", function () {
      requestAnimationFrame(function () { map.setStyle(style(data)); });
    });
  }

  fetch(texts.source, { headers: { Accept: "application/json" } })
    .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
    .then(start)
    .catch(function (problem) { console.error(problem); });
})();
