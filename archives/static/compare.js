// Two sheets that move together, side by side or one over the other. Without script there are pictures instead.
"use strict";

// `place` says where the sheet lies in the world of the left one: centre, width and turn.
async function lay(viewer, element, place) {
  const put = (tileSource) => viewer.addTiledImage({ tileSource, success: ({ item }) => position(item, place) });
  put({ type: "image", url: element.dataset.picture });
  if (!await whenThere(element.dataset.ready, (answer) => answer.ready)) return;
  put(element.dataset.tiles);
  element.dataset.opened = "tiles";
}

function position(item, { x, y, width, degrees }) {
  const height = width * item.getContentSize().y / item.getContentSize().x;
  item.setWidth(width, true);
  item.setPosition(new OpenSeadragon.Point(x - width / 2, y - height / 2), true);
  item.setRotation(degrees, true);
}

function moveTogether(first, second) {
  let leading = null;
  const follow = (leader, other) => leader.addHandler("viewport-change", () => {
    if (leading && leading !== leader) return;
    leading = leader;
    other.viewport.fitBounds(leader.viewport.getBounds(true), true);
    other.viewport.applyConstraints(true);
    leading = null;
  });
  follow(first, second);
  follow(second, first);
}

async function compare(place) {
  const [left, right] = place.querySelectorAll(".compare-glass");
  const over = place.classList.contains("compare-over");
  const laid = await whenThere(place.dataset.laid, (answer) => answer !== null);
  if (!laid) return;
  if ("waiting" in place.dataset && over) location.reload();
  place.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  place.querySelectorAll("figure > img").forEach((picture) => picture.remove());
  const free = { minZoomImageRatio: 0.1, visibilityRatio: 0 };
  const [under, upper] = [glassOver(left, {}), glassOver(right, free)];
  moveTogether(under, upper);
  const home = await proportions(left.dataset.picture);
  lay(under, left, { x: 0.5, y: home / 2, width: 1, degrees: 0 });
  lay(upper, right, laid);
  place.addEventListener("change", (event) => {
    const side = event.target.dataset.shows;
    if (side) place.querySelector(`.compare-glass.${side}`).classList.toggle("unseen", !event.target.checked);
  });
}

function proportions(url) {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => resolve(picture.naturalHeight / picture.naturalWidth);
    picture.onerror = reject;
    picture.src = url;
  });
}

addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector(".compare");
  if (place && window.OpenSeadragon) compare(place);
});
