// A sheet in tiles, where the page picture stood. Without script the picture stays, with its marks upon it.
"use strict";

const SVG = "http://www.w3.org/2000/svg";

function openSheet(figure) {
  const frame = figure.querySelector(".sheet-frame");
  const picture = frame.querySelector("img");
  const marks = frame.querySelector("svg");
  const [width, height] = ["width", "height"].map((side) => Number(picture.getAttribute(side)));
  const glass = document.createElement("div");
  glass.className = "sheet-glass";
  frame.append(glass);
  frame.classList.add("in-tiles");

  const viewer = glassOver(glass, {
    tileSources: { type: "image", url: picture.src },
    showNavigator: true,
    navigatorPosition: "BOTTOM_RIGHT",
    navigatorSizeRatio: 0.16,
    visibilityRatio: 0.4,
  });
  viewer.canvas.setAttribute("role", "application");
  viewer.canvas.setAttribute("aria-label", figure.getAttribute("aria-label"));
  const sheet = { figure, viewer, marks, width, height, points: [] };

  viewer.addOnceHandler("open", () => {
    viewer.addOverlay({ element: marks, location: new OpenSeadragon.Rect(0, 0, 1, height / width) });
    figure.querySelectorAll(".sheet-buttons, .sheet-said").forEach((part) => { part.hidden = false; });
    showFirst(sheet);
    figure.dataset.opened = "picture";
    bringTiles(sheet);
  });
  setUpTools(sheet);
  setUpMeasuring(sheet);
  window.addEventListener("hashchange", () => showPart(sheet, partIn(location.hash)));
}

// The picture of the page is there at once; its tiles may still have to be cut.
async function bringTiles({ figure, viewer }) {
  const ready = await whenThere(figure.dataset.ready, (answer) => answer.ready);
  if (!ready) return;
  viewer.addTiledImage({
    tileSource: figure.dataset.tiles,
    success: () => { figure.dataset.opened = "tiles"; },
  });
}

// Where the reader is led: the part in the address, the value they came for, the first hit.
function showFirst(sheet) {
  const mark = sheet.marks.querySelector(".chosen") || sheet.marks.querySelector(".found");
  const part = partIn(location.hash);
  if (part) showPart(sheet, part);
  else if (mark) fit(sheet, boxOf(mark), true);
}

function partIn(hash) {
  const found = /xywh=(\d+),(\d+),(\d+),(\d+)/.exec(hash);
  return found && found.slice(1).map(Number);
}

function boxOf(mark) {
  return ["x", "y", "width", "height"].map((side) => Number(mark.getAttribute(side)));
}

function showPart(sheet, part) {
  if (!part) return;
  let outline = sheet.marks.querySelector(".part");
  if (!outline) {
    outline = drawn("rect", { class: "mark part" });
    sheet.marks.append(outline);
  }
  ["x", "y", "width", "height"].forEach((side, at) => outline.setAttribute(side, part[at]));
  fit(sheet, part, false);
}

// With enough around it to see where on the sheet one is.
function fit(sheet, [x, y, w, h], immediately) {
  const room = Math.max(0, sheet.width / 4 - w, (sheet.height / 4 - h) / 4) / 2;
  const one = sheet.width;
  const bounds = new OpenSeadragon.Rect((x - room) / one, (y - room) / one, (w + 2 * room) / one, (h + 2 * room) / one);
  sheet.viewer.viewport.fitBounds(bounds, immediately || CALM);
}

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function setUpTools(sheet) {
  const { figure, viewer } = sheet;
  const view = viewer.viewport;
  const tools = {
    closer: () => view.zoomBy(1.6),
    farther: () => view.zoomBy(1 / 1.6),
    whole: () => view.goHome(),
    turn: () => view.setRotation(view.getRotation() + 90),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen()),
    link: () => linkToPart(sheet),
    measure: () => toggleMeasuring(sheet),
  };
  figure.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) tools[button.dataset.do]();
    const print = event.target.closest("[data-print]");
    if (print && isCloser(sheet)) print.search = `?xywh=${partSeen(sheet).join(",")}`;
  });
}

function isCloser(sheet) {
  return sheet.viewer.viewport.getZoom(true) > sheet.viewer.viewport.getHomeZoom() * 1.05;
}

// The part of the sheet that is in view, in its pixels.
function partSeen({ viewer, width, height }) {
  const seen = viewer.viewport.getBounds(true).getBoundingBox();
  const left = Math.max(0, Math.round(seen.x * width));
  const top = Math.max(0, Math.round(seen.y * width));
  const right = Math.min(width, Math.round((seen.x + seen.width) * width));
  const bottom = Math.min(height, Math.round((seen.y + seen.height) * width));
  return [left, top, Math.max(1, right - left), Math.max(1, bottom - top)];
}

function linkToPart(sheet) {
  history.replaceState(null, "", `#xywh=${partSeen(sheet).join(",")}`);
  const place = sheet.figure.querySelector(".part-link");
  const field = place.querySelector("input");
  place.hidden = false;
  field.value = location.href;
  field.select();
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).catch(() => {});
}

function toggleMeasuring(sheet) {
  const button = sheet.figure.querySelector("[data-do=measure]");
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  sheet.figure.querySelector(".measure-how").hidden = !on;
  sheet.figure.classList.toggle("measuring", on);
  sheet.points = [];
  sheet.marks.querySelectorAll(".ruler").forEach((line) => line.remove());
  sheet.figure.querySelector(".sheet-measured").textContent = "";
}

function setUpMeasuring(sheet) {
  if (!sheet.figure.dataset.mmPerPixel) return;
  sheet.viewer.addHandler("canvas-click", (event) => {
    if (!sheet.figure.classList.contains("measuring") || !event.quick) return;
    event.preventDefaultAction = true;
    const at = sheet.viewer.viewport.pointFromPixel(event.position, true).times(sheet.width);
    sheet.points = sheet.points.length === 1 ? [sheet.points[0], at] : [at];
    drawRuler(sheet);
  });
  sheet.figure.querySelector("[name=scale]").addEventListener("input", () => drawRuler(sheet));
}

function drawRuler(sheet) {
  sheet.marks.querySelectorAll(".ruler").forEach((line) => line.remove());
  const [from, to] = sheet.points;
  if (!from) return;
  const end = to || from;
  sheet.marks.append(drawn("line", { class: "ruler", x1: from.x, y1: from.y, x2: end.x, y2: end.y }));
  if (to) sheet.figure.querySelector(".sheet-measured").textContent = length(sheet, from.distanceTo(to));
}

// With what a click and the paper leave uncertain: two points of the screen, and one part in a hundred.
function length(sheet, pixels) {
  const onPaper = pixels * Number(sheet.figure.dataset.mmPerPixel);
  const scale = Number(sheet.figure.querySelector("[name=scale]").value);
  const pixelsOfScreen = sheet.width / (sheet.viewer.viewport.getContainerSize().x * sheet.viewer.viewport.getZoom(true));
  const doubt = Math.hypot(0.01 * onPaper, 2 * pixelsOfScreen * Number(sheet.figure.dataset.mmPerPixel));
  const say = (value, digits) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits });
  const paper = `${say(onPaper, 1)} ± ${say(doubt, 1)} mm`;
  if (!scale) return paper;
  return `${say((onPaper * scale) / 1000, 2)} ± ${say((doubt * scale) / 1000, 2)} m (1:${scale}) · ${paper}`;
}

addEventListener("DOMContentLoaded", () => {
  if (!window.OpenSeadragon) return;
  document.querySelectorAll("figure.sheet[data-tiles]").forEach((figure) => {
    const picture = figure.querySelector(".sheet-frame img");
    if (picture.complete && !picture.naturalWidth) return;
    openSheet(figure);
  });
});
