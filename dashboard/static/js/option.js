// From a chart's address to an option that ECharts can take.

import { registerMap } from "../vendor/echarts.js";

/** Under this width, in CSS pixels, charts are asked for in their narrow form. */
export const NARROW = 620;

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @returns {"mork" | "ljus"} the theme the page is shown in: its own choice, else the system's */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "dark" || chosen === "light") return chosen === "dark" ? "mork" : "ljus";
  return dark.matches ? "mork" : "ljus";
}

/**
 * Calls back whenever theme() may give another answer.
 * @param {() => void} changed
 */
export function onTheme(changed) {
  dark.addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

/**
 * Fetches a chart's option.
 * @param {string} address
 * @param {{theme: string, narrow: boolean, signal?: AbortSignal}} how
 * @returns {Promise<object>}
 */
export async function fetchOption(address, how) {
  const url = new URL(address, location.href);
  url.searchParams.set("tema", how.theme);
  if (how.narrow) url.searchParams.set("bredd", "smal");
  const response = await fetch(url, { headers: { Accept: "application/json" }, signal: how.signal });
  if (!response.ok) throw new Error(`chart ${url.pathname}: ${response.status}`);
  const option = await response.json();
  option.animation = !still.matches;
  await Promise.all((option.pk?.maps ?? []).map(map));
  // Rich text is drawn on the canvas: nothing here is read as HTML.
  if (option.tooltip) option.tooltip.formatter = (params) => params.data?.tip ?? "";
  return option;
}

// Where maps are fetched that an option may name under pk.maps.
const MAPS = { outline: new URL("../geo/sweden.json", import.meta.url), areas: "/karta/omraden.json" };

const maps = new Map();

/** Makes a map known to ECharts, once. A map that does not come is asked for again. */
function map(name) {
  if (!maps.has(name)) {
    const coming = fetch(MAPS[name], { headers: { Accept: "application/json" } }).then(async (response) => {
      if (!response.ok) throw new Error(`map ${name}: ${response.status}`);
      registerMap(name, { geoJSON: await response.json() });
    });
    coming.catch(() => maps.delete(name));
    maps.set(name, coming);
  }
  return maps.get(name);
}

/** Waits for the typeface, so that ECharts measures the right letters; goes on without it after a while. */
export async function typeface() {
  const wanted = Promise.all(["400 13px Inter", "600 13px Inter"].map((font) => document.fonts.load(font)));
  await Promise.race([wanted.catch(() => {}), new Promise((done) => setTimeout(done, 1500))]);
}
