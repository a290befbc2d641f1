// A chart as paper wants it: lines and letters instead of a grid of pixels, as wide as an upright sheet of A4 has room for.

import { init } from "../vendor/echarts.js";
import { drawPatterns } from "./pattern.js";

// How wide a drawing is made for paper, in CSS pixels. The style sheet shrinks it to the page, so that its letters are about 8 points.
const WIDTH = 780;

/**
 * Draws an option at once.
 * @param {object} option the light one: paper is white
 * @param {number} height in CSS pixels, where the option does not say
 * @returns {Element} an <svg> for the page
 */
export function onPaper(option, height) {
  const size = { width: WIDTH, height: option.pk?.height || height };
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({ ...option, animation: false });
    return adopted(chart.renderToSVGString({ useViewBox: true }));
  } finally {
    chart.dispose();
  }
}

// The page's policy lets no style stand in the text of a document: each is taken out before it is read, and set afterwards. What
// answers a pointer stays out, for paper has none.
function adopted(text) {
  const plain = text.replace(/<style[\s>].*?<\/style>/gs, "").replaceAll(' style="', ' data-style="');
  const drawing = document.adoptNode(new DOMParser().parseFromString(plain, "image/svg+xml").documentElement);
  for (const element of [drawing, ...drawing.querySelectorAll("[data-style]")]) {
    if (!element.dataset.style) continue;
    element.style.cssText = element.dataset.style;
    delete element.dataset.style;
  }
  drawPatterns(drawing);
  drawing.classList.add("on-paper");
  drawing.setAttribute("aria-hidden", "true"); // the box around it is the image, with its label
  return drawing;
}
