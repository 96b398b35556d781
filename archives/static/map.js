// The map of places. Without this script the form beside it asks for the same by four numbers or a file.
"use strict";

(() => {
  const frame = document.getElementById("map");
  const given = JSON.parse(frame.dataset.map);
  const city = L.map(frame, { attributionControl: Boolean(given.basemap), zoomControl: true, worldCopyJump: false });
  city.attributionControl?.setPrefix(false);
  if (given.basemap) L.tileLayer(given.basemap, { attribution: given.attribution, maxZoom: 20 }).addTo(city);

  // A grid of round degrees, so that one sees where one is without any picture of the world.
  const grid = L.layerGroup().addTo(city);
  const drawGrid = () => {
    grid.clearLayers();
    const bounds = city.getBounds();
    const span = Math.max(bounds.getEast() - bounds.getWest(), 1e-6);
    const step = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45].find((s) => span / s <= frame.clientWidth / 90) || 45;
    const digits = Math.max(0, Math.ceil(-Math.log10(step)));
    const line = (from, to, label, at) => {
      L.polyline([from, to], { className: "map-grid", interactive: false }).addTo(grid);
      L.marker(at, { interactive: false, keyboard: false, icon: L.divIcon({ className: "map-degree", html: label, iconSize: null }) }).addTo(grid);
    };
    const [west, east, south, north] = [bounds.getWest(), bounds.getEast(), Math.max(bounds.getSouth(), -85), Math.min(bounds.getNorth(), 85)];
    for (let x = Math.ceil(west / step) * step; x <= east; x += step) line([south, x], [north, x], `${x.toFixed(digits)}°`, [south, x]);
    for (let y = Math.ceil(south / step) * step; y <= north; y += step) line([y, west], [y, east], `${y.toFixed(digits)}°`, [y, west]);
  };
  city.on("moveend", drawGrid);

  const named = (feature, layer) => {
    layer.bindTooltip(feature.properties.name);
    layer.on("click", () => { if (!tool && feature.properties.page !== location.pathname) location.assign(feature.properties.page); });
  };
  const layerOf = (features, className) =>
    L.geoJSON({ type: "FeatureCollection", features }, {
      onEachFeature: named,
      style: { className },
      pointToLayer: (_, at) => L.circleMarker(at, { radius: 7, className }),
    });

  const others = L.layerGroup().addTo(city);
  const found = layerOf(given.features, "map-place found").addTo(city);
  const area = given.area ? L.geoJSON(given.area, { className: "map-area", interactive: false }).addTo(city) : null;
  const known = new Set(given.features.map((feature) => feature.id));
  let asked = 0;
  const fetchPlaces = async () => {
    const bounds = city.getBounds();
    const limit = (number, most) => Math.max(-most, Math.min(most, number)).toFixed(6);
    const bbox = [limit(bounds.getWest(), 180), limit(bounds.getSouth(), 90), limit(bounds.getEast(), 180), limit(bounds.getNorth(), 90)];
    const mine = ++asked;
    const answer = await fetch(`${given.places}?bbox=${bbox.join(",")}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || mine !== asked) return;
    const { features } = await answer.json();
    others.clearLayers();
    layerOf(features.filter((feature) => !known.has(feature.id)), "map-place").addTo(others);
  };
  city.on("moveend", fetchPlaces);

  const start = area ? area.getBounds() : given.features.length ? found.getBounds() : null;
  if (start?.isValid()) city.fitBounds(start.pad(0.2), { maxZoom: 16 });
  else city.setView([35, 105], 4);

  // Search by drawing: the answer is a page of its own with an address of its own.
  let tool = null;
  const hint = document.getElementById("map-hint");
  const search = (values) => location.assign(`${given.search}?${new URLSearchParams(values)}`);
  const round = (number) => number.toFixed(6);
  const boxed = (bounds) => ({ west: round(bounds.getWest()), south: round(bounds.getSouth()), east: round(bounds.getEast()), north: round(bounds.getNorth()) });
  const place = (event) => city.mouseEventToLatLng(event);

  const putDown = () => {
    tool?.end();
    tool = null;
    frame.classList.remove("drawing");
    city.dragging.enable();
    city.doubleClickZoom.enable();
    if (hint) hint.textContent = "";
    document.querySelectorAll("[data-tool]").forEach((button) => button.setAttribute("aria-pressed", "false"));
  };

  const tools = {
    box() {
      let from = null, shape = null;
      const down = (event) => { from = place(event); frame.setPointerCapture(event.pointerId); };
      const move = (event) => {
        if (!from) return;
        const bounds = L.latLngBounds(from, place(event));
        shape = shape ? shape.setBounds(bounds) : L.rectangle(bounds, { className: "map-area" }).addTo(city);
      };
      const up = () => { if (shape) search(boxed(shape.getBounds())); from = null; };
      const all = { pointerdown: down, pointermove: move, pointerup: up };
      for (const [name, act] of Object.entries(all)) frame.addEventListener(name, act);
      return { end() { for (const [name, act] of Object.entries(all)) frame.removeEventListener(name, act); shape?.remove(); } };
    },
    polygon() {
      const corners = [];
      const shape = L.polyline([], { className: "map-area", interactive: false }).addTo(city);
      const near = (a, b) => city.latLngToContainerPoint(a).distanceTo(city.latLngToContainerPoint(b)) < 12;
      const finish = () => { if (corners.length > 2) search({ polygon: corners.map((at) => `${round(at.lng)},${round(at.lat)}`).join(" ") }); };
      const click = ({ latlng }) => {
        if (corners.length > 2 && near(latlng, corners[0])) { finish(); return; }
        if (corners.length && near(latlng, corners.at(-1))) return;
        corners.push(latlng);
        shape.setLatLngs(corners);
      };
      const key = (event) => { if (event.key === "Enter") finish(); };
      city.on("click", click);
      document.addEventListener("keydown", key);
      return { end() { city.off("click", click); document.removeEventListener("keydown", key); shape.remove(); } };
    },
  };

  document.querySelectorAll("[data-tool]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const same = button.getAttribute("aria-pressed") === "true";
      putDown();
      if (same) return;
      city.dragging.disable();
      city.doubleClickZoom.disable();
      frame.classList.add("drawing");
      tool = tools[button.dataset.tool]();
      button.setAttribute("aria-pressed", "true");
      hint.textContent = given.texts[button.dataset.tool];
    });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") putDown(); });
  document.querySelectorAll("[data-shown]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => search(boxed(city.getBounds())));
  });

  // Where an archivist puts a place: a click writes its two numbers into the form.
  const form = document.querySelector("[data-locates]");
  if (form) city.on("click", ({ latlng }) => { form.lon.value = round(latlng.lng); form.lat.value = round(latlng.lat); });
})();
