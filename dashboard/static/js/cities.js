// The city picker: checkboxes in [data-pick], of which data-min to data-max may be ticked. The server checks the same.

import { t } from "./texts.js";

/** Brings every picker's message, locks and button in line with what is ticked. */
export function mountPickers() {
  document.querySelectorAll("[data-pick]").forEach(refresh);
}

/** @param {HTMLElement} picker */
function refresh(picker) {
  const least = Number(picker.dataset.min || 2);
  const most = Number(picker.dataset.max || 6);
  const boxes = [...picker.querySelectorAll('input[type="checkbox"]')];
  const count = boxes.filter((box) => box.checked).length;
  for (const box of boxes) box.disabled = !box.checked && count >= most;
  let message = t.picked(count);
  if (count < least) message = t.pickMore(least - count);
  if (count >= most) message = t.pickFull(most);
  const place = picker.querySelector("[data-pick-message]");
  if (place && place.textContent !== message) place.textContent = message;
}

export function startPickers() {
  mountPickers();
  document.addEventListener("change", (event) => {
    const picker = event.target.closest?.("[data-pick]");
    if (picker) refresh(picker);
  });
  document.addEventListener("submit", (event) => {
    const picker = event.target.querySelector?.("[data-pick]") ?? event.target.closest?.("[data-pick]");
    if (!picker) return;
    const least = Number(picker.dataset.min || 2);
    if (picker.querySelectorAll("input:checked").length >= least) return;
    event.preventDefault();
    const place = picker.querySelector("[data-pick-message]");
    place?.setAttribute("tabindex", "-1");
    place?.focus();
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("[data-pick-search]")) return;
    const wanted = event.target.value.trim().toLocaleLowerCase("sv");
    const picker = event.target.closest("[data-pick]");
    for (const label of picker.querySelectorAll("label:has(input[type=checkbox])")) {
      label.hidden = !label.textContent.toLocaleLowerCase("sv").includes(wanted) && !label.querySelector(":checked");
    }
  });
}
