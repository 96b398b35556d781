// What all views of sheets share: the glass they are seen through, and patience.
"use strict";

const CALM = matchMedia("(prefers-reduced-motion: reduce)").matches;
const TRIES = 10;

function glassOver(element, options) {
  // OpenSeadragon would write a style of its own into the page, which the policy refuses; it looks whether it did.
  if (!document.querySelector("style[data-openseadragon-mobile-css]")) {
    const nothing = document.createElementNS("nothing", "style");
    nothing.setAttribute("data-openseadragon-mobile-css", "");
    document.head.append(nothing);
  }
  return OpenSeadragon({
    element,
    drawer: "canvas",
    showNavigationControl: false,
    animationTime: CALM ? 0 : 0.4,
    immediateRender: CALM,
    maxZoomPixelRatio: 4,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    ...options,
  });
}

// Ask again, ever more slowly, until what is being made is there; null when it does not come.
async function whenThere(url, isThere, attempt = 1) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok || attempt > TRIES) return null;
  const answer = await response.json();
  if (isThere(answer)) return answer;
  await new Promise((resolve) => setTimeout(resolve, 300 * 1.5 ** attempt));
  return whenThere(url, isThere, attempt + 1);
}
