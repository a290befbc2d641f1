// Small conveniences: print, copy, drop a file. Each only helps what works without it.

import { readyToPrint } from "./charts.js";
import { announce, t } from "./texts.js";

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = source ? (source.value ?? source.textContent.trim()) : button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    announce(t.copied);
    const before = button.textContent;
    button.textContent = t.copied;
    setTimeout(() => (button.textContent = before), 2000);
  } catch {
    announce(t.copyFailed);
  }
}

/** A file may be dropped on [data-drop], which holds the form's file input. */
function startDrop() {
  const zoneOf = (event) => event.target.closest?.("[data-drop]");
  document.addEventListener("dragover", (event) => {
    const zone = zoneOf(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.add("dragging");
  });
  document.addEventListener("dragleave", (event) => {
    const zone = zoneOf(event);
    if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("dragging");
  });
  document.addEventListener("drop", (event) => {
    const zone = zoneOf(event);
    const input = zone?.querySelector('input[type="file"]');
    if (!input) return;
    event.preventDefault();
    zone.classList.remove("dragging");
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    announce(t.chosenFile(input.files[0].name));
    input.focus();
  });
}

/** Saves the text of [data-save-text] as a file, without asking the server for it again. */
function saveText(button) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([document.getElementById(button.dataset.saveText).textContent], { type: "text/plain" }));
  link.download = button.dataset.file;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Opens the <details> that the address points into, so that a link never leads to something hidden. */
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let box = target && target.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  if (target) target.scrollIntoView();
}

export function startPage() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-print], [data-copy], [data-save-text]");
    if (!button) return;
    if (button.hasAttribute("data-copy")) return copy(button);
    if (button.hasAttribute("data-save-text")) return saveText(button);
    await readyToPrint();
    print();
  });
  startDrop();
  addEventListener("hashchange", openTarget);
  if (location.hash) openTarget();
}
