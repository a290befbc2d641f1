// The file as a grid: a changed cell is sent and checked at once, and what the server then says of the file takes the place of what
// stood here. Without scripts the same form is sent by its button. What is typed meanwhile, the focus, the caret and what is opened
// stay where they are.

import { announce } from "./texts.js";

const patience = 30_000; // milliseconds after which a check is given up

const cellName = /^c-\d+-\d+$/;
let sending = null; // the check under way
let again = null; // what to send when it is done
let composing = false;

const form = () => document.querySelector("form.correct");
const cells = (root) => [...(root?.querySelectorAll("[name]") ?? [])].filter((e) => cellName.test(e.name));
const changed = (e) => e.value !== e.defaultValue;

/** The form's fields that are sent: what says which page it is, the cells that were changed, and the button. */
function body(from, button) {
  const sent = new Map();
  const out = new URLSearchParams();
  for (const name of ["csrf", "rader", "sida", "rad"]) {
    const field = from.querySelector(`input[type="hidden"][name="${name}"]`);
    if (field) out.set(name, field.value);
  }
  for (const cell of cells(from).filter(changed)) {
    sent.set(cell.name, cell.value);
    out.set(cell.name, cell.value);
    out.set(cell.name.replace("c-", "s-"), from.querySelector(`[name="${cell.name.replace("c-", "s-")}"]`)?.value ?? "");
  }
  if (button?.name) out.set(button.name, button.value);
  if (button?.value === "kolumner") {
    for (const field of from.querySelectorAll('[name^="kolumn-"], [name="minns"]:checked')) out.set(field.name, field.value);
  }
  return { out, sent };
}

/** Sends the form; one check at a time, the last one wins. */
async function send(button) {
  if (sending) {
    again = { button: button ?? again?.button };
    return sending;
  }
  sending = check(button);
  await sending;
  sending = null;
  const next = again;
  again = null;
  if (next && form() && (next.button || cells(form()).some(changed))) return send(next.button?.isConnected ? next.button : twin(next.button));
}

/** The button that stands in another's place now. */
const twin = (button) => button && [...(form()?.querySelectorAll('button[name="gor"]') ?? [])].find((b) => b.value === button.value);

async function check(button) {
  const from = form();
  if (!from) return;
  const { out, sent } = body(from, button);
  from.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(from.action, { method: "POST", body: out, headers: { Accept: "text/html" }, signal: AbortSignal.timeout(patience) });
    if (!response.ok) throw new Error(`${response.status}`);
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!next.getElementById("preview-top")) throw new Error("another page");
    if (new URL(response.url).pathname.startsWith("/lamna-in/kvitto") || !next.querySelector("form.correct")) {
      location.assign(response.url);
      return;
    }
    await composed();
    exchange(next, sent, button);
  } catch {
    failed(from);
  }
}

/** Waits until nobody is in the middle of composing a character. */
const composed = () => (composing ? new Promise((done) => document.addEventListener("compositionend", done, { once: true })) : Promise.resolve());

function failed(from) {
  from.removeAttribute("aria-busy");
  const said = from.querySelector(".grid-failed");
  said.hidden = false;
  said.textContent = from.dataset.failed;
}

/** Puts the fresh parts of a page in place of the old ones. */
function exchange(next, sent, button) {
  const typed = new Map();
  for (const cell of cells(form())) if (changed(cell) && sent.get(cell.name) !== cell.value) typed.set(cell.name, cell.value);
  const back = focused(button);
  const ticked = [...document.querySelectorAll('#confirm input[type="checkbox"]')].map((box) => [box.id, box.checked]);
  const open = [...document.querySelectorAll("main details[id]")].map((d) => [d.id, d.open]);
  const scrolled = document.querySelector(".grid-scroll");
  const at = scrolled && [scrolled.scrollLeft, scrolled.scrollTop];
  const top = scrollY;
  for (const old of document.querySelectorAll("main [data-fresh]")) {
    if (old.querySelector('input[type="file"]')?.files.length) continue; // a file that was chosen is not let go of
    const fresh = next.getElementById(old.id);
    if (fresh) old.replaceWith(document.adoptNode(fresh));
  }
  document.title = next.title;
  for (const [id, was] of open) {
    const details = document.getElementById(id);
    if (details && details.tagName === "DETAILS" && !id.startsWith("andrad-")) details.open = was;
  }
  for (const [id, was] of ticked) {
    const box = document.getElementById(id);
    if (box) box.checked = was;
  }
  for (const cell of cells(form())) if (typed.has(cell.name)) cell.value = typed.get(cell.name);
  const scroll = document.querySelector(".grid-scroll");
  if (scroll && at) [scroll.scrollLeft, scroll.scrollTop] = at;
  scrollTo(0, top);
  back();
  announce("");
  const left = document.querySelector("[data-left]")?.textContent ?? "";
  requestAnimationFrame(() => announce(left));
}

/** Remembers where the focus is, and where a pressed button leads; what is returned gives it to what stands there now. */
function focused(button) {
  const active = document.activeElement;
  const inside = active?.closest?.("main [data-fresh]");
  if (!inside) return () => {};
  const { name, value, id } = active;
  const cell = active.closest("td[id], th[id]")?.id;
  const caret = cellName.test(name ?? "") ? [active.selectionStart, active.selectionEnd, active.selectionDirection] : null;
  const where = order(active);
  return () => {
    const same = name && [...document.getElementsByName(name)].find((e) => cellName.test(name) || e.type === "hidden" || e.value === value);
    if (button?.value.startsWith("rad:")) return cells(document.getElementById(button.value.replace(":", "-"))?.parentElement)[0]?.focus();
    const inCell = cell && document.getElementById(cell)?.querySelector("input:not([type=hidden]), textarea");
    const successor = same || (id && document.getElementById(id)) || inCell || nearest(where) || document.getElementById("main");
    successor.focus({ preventScroll: true });
    if (caret && same) same.setSelectionRange(...caret);
  };
}

/** The line that a control is about, and its column where it is a cell. */
function order(control) {
  const key = control.name?.match?.(cellName) ? control.name.slice(2) : control.closest("tr")?.querySelector("th[id]")?.id?.replace("rad-", "");
  const [line, column] = (key ?? "").split("-").map(Number);
  return line ? { line, column: column || 0 } : null;
}

/** The cell that comes next in a column where the one with the focus is gone. */
function nearest(where) {
  if (!where) return form()?.querySelector(".correct-bar button");
  const same = cells(form()).filter((e) => order(e).column === where.column);
  return same.find((e) => order(e).line >= where.line) ?? same.at(-1) ?? form()?.querySelector(".correct-bar button");
}

/** The cell above or below in the same column, or undefined. */
function beside(cell, step) {
  const { line, column } = order(cell);
  const same = cells(form()).filter((e) => order(e).column === column);
  return step > 0 ? same.find((e) => order(e).line > line) : same.findLast((e) => order(e).line < line);
}

function go(cell, step) {
  const to = beside(cell, step);
  to?.focus();
  to?.select?.();
  return to;
}

/** Keys in a cell: up and down and Enter move in the column, Escape takes back what was typed. Tab is the browser's. */
function key(event) {
  const cell = event.target;
  if (!cellName.test(cell.name ?? "") || !cell.closest("form.correct") || composing || event.isComposing) return;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const choosing = cell.list && changed(cell); // the arrows choose among what the browser offers
  if (event.key === "Escape" && changed(cell)) {
    cell.value = cell.defaultValue;
  } else if (cell.tagName === "INPUT" && event.key === "Enter") {
    event.preventDefault();
    if (!go(cell, event.shiftKey ? -1 : 1) && changed(cell)) send();
  } else if (cell.tagName === "INPUT" && !choosing && !event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    if (go(cell, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  }
}

/** Ticks a kind of warnings when each of them is ticked, and the other way round. */
function tick(box) {
  const all = box.closest(".confirmation");
  const kind = all?.querySelector('input[name="confirm"]');
  const ones = [...(all?.querySelectorAll('input[name="ett"]') ?? [])];
  if (box === kind) for (const one of ones) one.checked = kind.checked;
  else if (ones.includes(box)) kind.checked = ones.every((one) => one.checked);
}

export function startGrid() {
  if (!form() && !document.getElementById("confirm")) return;
  document.addEventListener("compositionstart", () => (composing = true));
  document.addEventListener("compositionend", () => (composing = false));
  document.addEventListener("keydown", key);
  document.addEventListener("change", (event) => {
    if (cellName.test(event.target.name ?? "") && event.target.closest("form.correct")) send();
    else if (event.target.type === "checkbox") tick(event.target);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.correct")) return;
    event.preventDefault();
    send(event.submitter);
  });
  // A link that leads away waits until what was changed is kept.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("form.correct a[href]");
    if (!link || !sending || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    await sending;
    location.assign(link.href);
  });
}

startGrid();
