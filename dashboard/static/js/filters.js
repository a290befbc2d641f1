// Filters answer at once: the page of the new address is fetched and its content exchanged, and the address and the
// back button follow. Whatever goes wrong, the browser simply goes to the address.

import { carryOver, mountCharts } from "./charts.js";
import { mountFigures } from "./figure.js";
import { mountPickers } from "./cities.js";
import { announce } from "./texts.js";

let request = null;
let shown = here();
let timer = 0;

function here() {
  return location.pathname + location.search;
}

/**
 * The address a form stands for, without empty fields.
 * @param {HTMLFormElement} form
 */
function address(form) {
  const url = new URL(form.getAttribute("action") || location.pathname, location.href);
  url.search = "";
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") url.searchParams.append(name, value);
  }
  return url;
}

/**
 * Fetches url and puts its content on the page.
 * @param {URL} url
 * @param {{push: boolean, scroll?: number}} how
 */
async function go(url, how) {
  request?.abort();
  const mine = (request = new AbortController());
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  let next;
  let final = url;
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" }, signal: mine.signal });
    if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
    if (response.redirected) final = new URL(response.url);
    next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!next.getElementById("main")) throw new Error(`${url.pathname}: no content`);
  } catch (error) {
    if (mine.signal.aborted) return;
    if (how.push) location.assign(url);
    else location.reload();
    return;
  }
  if (mine.signal.aborted) return;
  final.hash = url.hash;
  if (how.push) {
    saveScroll();
    history.pushState({ scroll: scrollY }, "", final);
  }
  shown = here();
  exchange(next);
  if (how.scroll !== undefined) scrollTo(0, how.scroll);
}

/** @param {Document} next */
function exchange(next) {
  const main = document.getElementById("main");
  const content = document.adoptNode(next.getElementById("main"));
  const focus = focused(main);
  const open = opened(main);
  const top = scrollY;
  const redraw = carryOver(content);
  open(content);
  main.removeAttribute("aria-busy");
  main.replaceChildren(...content.childNodes);
  for (const old of document.querySelectorAll("[data-swap][id]")) {
    const fresh = !main.contains(old) && next.getElementById(old.id);
    if (fresh) old.replaceWith(document.adoptNode(fresh));
  }
  document.title = next.title;
  const { example } = next.body.dataset;
  if (example === undefined) delete document.body.dataset.example;
  else document.body.dataset.example = example;
  for (const name of ["sheetTitle", "sheetState", "sheetExample"]) {
    document.documentElement.dataset[name] = next.documentElement.dataset[name] ?? "";
  }
  mountFigures();
  mountPickers();
  mountCharts();
  redraw();
  focus();
  scrollTo(0, top);
  announce(main.querySelector("[data-announce]")?.textContent ?? main.querySelector("h1")?.textContent ?? document.title);
}

/** Remembers which control has the focus; what is returned gives it back to its successor. */
function focused(main) {
  const active = document.activeElement;
  if (!active || !main.contains(active)) return () => {};
  const { id, name, value, type } = active;
  return () => {
    const byName = name && [...main.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const same = byName && (byName.find((e) => (type === "checkbox" || type === "radio") && e.value === value) ?? byName[0]);
    const successor = (id && document.getElementById(id)) || same || main;
    successor.focus({ preventScroll: true });
  };
}

/** Remembers which tables and details are open; what is returned opens them in the new content. */
function opened(main) {
  const tables = [...main.querySelectorAll('[data-toggle-table][aria-expanded="true"]')].map((b) => b.getAttribute("aria-controls"));
  const details = [...main.querySelectorAll("details[id][open]")].map((d) => d.id);
  return (content) => {
    for (const id of tables) {
      content.querySelector(`[data-toggle-table][aria-controls="${CSS.escape(id)}"]`)?.setAttribute("aria-expanded", "true");
    }
    for (const id of details) content.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  };
}

function saveScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}

export function startFilters() {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("form[data-live]") || !event.target.checkValidity()) return;
    clearTimeout(timer);
    // A date being typed is a valid date several times over.
    const wait = event.target.type === "date" ? 700 : 0;
    timer = setTimeout(() => form.isConnected && go(address(form), { push: true }), wait);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-live]")) return;
    event.preventDefault();
    clearTimeout(timer);
    go(address(event.target), { push: true });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-live]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(new URL(link.href), { push: true });
  });
  addEventListener("popstate", (event) => {
    if (here() === shown) return; // only the fragment changed
    go(new URL(location.href), { push: false, scroll: event.state?.scroll ?? 0 });
  });
  addEventListener("scrollend", saveScroll);
}
