// All charts of the page: drawn when they come near, the rest when the browser has time.

import { Drawing } from "./drawing.js";
import { onTheme } from "./option.js";

/** @type {Map<Element, Drawing>} */
const drawings = new Map();

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      const drawing = drawings.get(entry.target);
      if (drawing && !drawing.wanted) drawing.draw();
    }
  },
  { rootMargin: "600px" },
);

const soon = window.requestIdleCallback ?? ((todo) => setTimeout(todo, 300));

/** Takes up every chart that is new on the page and lets go of those that left it. */
export function mountCharts() {
  for (const [element, drawing] of drawings) {
    if (element.isConnected) continue;
    drawing.dispose();
    drawings.delete(element);
  }
  for (const element of document.querySelectorAll("[data-chart]")) {
    if (drawings.has(element)) continue;
    drawings.set(element, new Drawing(element));
    near.observe(element);
  }
  soon(drawRest);
}

// One after the other: the rest is for printing and for tests, nobody waits for it.
async function drawRest() {
  for (const drawing of [...drawings.values()]) {
    if (!drawing.wanted) await drawing.draw();
  }
}

/**
 * Moves charts that stay into the new content, so that they go on from what they show.
 * @param {Element} content not yet on the page
 */
export function carryOver(content) {
  const moved = [];
  for (const [element, drawing] of drawings) {
    const successor = drawing.chart && content.querySelector(`figure#${CSS.escape(drawing.id)} [data-chart]`);
    if (!successor) continue;
    for (const name of ["data-chart", "data-height", "aria-label", "aria-describedby"]) {
      if (successor.hasAttribute(name)) element.setAttribute(name, successor.getAttribute(name));
      else element.removeAttribute(name);
    }
    successor.replaceWith(element);
    moved.push(drawing);
  }
  return () => moved.forEach((drawing) => drawing.draw());
}

/**
 * Fetches everything that paper needs; to be awaited before the page asks to be printed.
 * @returns {Promise<string[]>} the ids of figures that will be printed as tables: their drawing did not come
 */
export async function readyToPrint() {
  await document.fonts.ready;
  await Promise.all([...drawings.values()].map((d) => d.readyToPrint()));
  return [...drawings.values()].filter((d) => !d.light).map((d) => d.id);
}

export function startCharts() {
  mountCharts();
  onTheme(() => drawings.forEach((d) => d.wanted && d.draw()));
  addEventListener("beforeprint", () => drawings.forEach((d) => d.printing()));
  addEventListener("afterprint", () => drawings.forEach((d) => d.printed()));
}
