// A figure's own controls: its table, and the picture to take along.

import { savePicture } from "./picture.js";
import { announce, t } from "./texts.js";

/** Shows or hides each figure's table as its button says. Without scripts all tables are seen. */
export function mountFigures() {
  for (const button of document.querySelectorAll("[data-toggle-table]")) {
    show(button, button.getAttribute("aria-expanded") === "true");
  }
}

/**
 * @param {Element} button
 * @param {boolean} open
 */
function show(button, open) {
  const table = document.getElementById(button.getAttribute("aria-controls"));
  if (!table) return;
  table.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  const label = open ? button.dataset.open : button.dataset.closed;
  if (label) button.textContent = label;
}

async function save(button) {
  const figure = button.closest("figure");
  button.disabled = true;
  try {
    await savePicture(figure, button.dataset.save);
  } catch (error) {
    console.warn(error);
    announce(t.saveFailed);
  } finally {
    button.disabled = false;
    button.focus();
  }
}

export function startFigures() {
  mountFigures();
  document.addEventListener("click", (event) => {
    const toggle = event.target.closest?.("[data-toggle-table]");
    if (toggle) show(toggle, toggle.getAttribute("aria-expanded") !== "true");
    const picture = event.target.closest?.("[data-save]");
    if (picture) save(picture);
  });
  document.addEventListener("chart:failed", (event) => {
    const toggle = event.target.closest("figure")?.querySelector("[data-toggle-table]");
    if (toggle) show(toggle, true);
  });
}
