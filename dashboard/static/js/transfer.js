// Fetching a file in the page's own hands, so that it can be told how far it has come and what stands in the way.

import { t } from "./texts.js";

/** The server says no. `again` is after how many seconds it may be asked again by itself, 0 where that would not help. */
export class Refused extends Error {
  /**
   * @param {string} said
   * @param {number} again
   * @param {boolean} mayRetry whether a person may succeed later
   */
  constructor(said, again, mayRetry) {
    super(said);
    this.again = again;
    this.mayRetry = mayRetry;
  }
}

const LONGEST_WAIT = 60; // seconds

/** Seconds until a busy server wants to be asked again; 0 is never, or not soon. */
function again(response) {
  const header = response.headers.get("Retry-After");
  if (!header || (response.status !== 503 && response.status !== 429)) return 0;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return seconds <= LONGEST_WAIT ? Math.max(seconds, 0.5) : 0;
}

/**
 * Asks for a file, with the browser's cache and the visitor's session. Errors come in the page's language.
 * @param {string} address
 * @param {AbortSignal} signal
 */
export async function ask(address, signal) {
  const headers = { Accept: "application/problem+json, */*;q=0.9", "Accept-Language": document.documentElement.lang };
  const response = await fetch(address, { headers, signal });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(problem.title ? `${problem.title}. ${problem.detail ?? ""}`.trim() : t.fileFailed, again(response), response.status >= 500 || response.status === 429);
}

/** Whether the answer is a page to look at, such as one that asks who one is, instead of a file. */
export function isPage(response) {
  return !response.headers.has("Content-Disposition") && (response.headers.get("Content-Type") ?? "").startsWith("text/html");
}

/**
 * The last part of an address: what a file is called until the server names it.
 * @param {string} address
 */
export function lastPart(address) {
  return decodeURIComponent(new URL(address).pathname.split("/").pop());
}

/** The name to save an answer under: what the server calls it, in full where it can. */
export function nameOf(response, link) {
  const header = response.headers.get("Content-Disposition") ?? "";
  const proper = /filename\*=UTF-8''([^;\s]+)/i.exec(header);
  if (proper) return decodeURIComponent(proper[1]);
  const name = /filename="([^"]+)"/i.exec(header)?.[1] || lastPart(link.href);
  const kind = /^[^;]*\b(csv|json)\b/.exec(response.headers.get("Content-Type") ?? "");
  return name.includes(".") || !kind ? name : `${name}.${kind[1]}`;
}

/** How many bytes the file has, 0 where nobody says. Of what is sent compressed, Content-Length is another number. */
export function lengthOf(response) {
  return Number(response.headers.get(response.headers.has("Content-Encoding") ? "Decoded-Length" : "Content-Length")) || 0;
}

const PIECE = 8_000_000; // bytes

/**
 * Reads an answer to its end. What has come is handed over piece by piece to the browser, which may keep it on disk.
 * @param {Response} response
 * @param {(bytes: number) => void} tell is told how much has come
 * @returns {Promise<Blob>}
 */
export async function gather(response, tell) {
  const pieces = [];
  let chunks = [];
  let held = 0;
  let come = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    held += next.value.length;
    come += next.value.length;
    if (held > PIECE) {
      pieces.push(new Blob(chunks));
      chunks = [];
      held = 0;
    }
    tell(come);
  }
  const length = lengthOf(response);
  if (length && come !== length) throw new Error(`${come} bytes of ${length}`);
  return new Blob([...pieces, ...chunks], { type: response.headers.get("Content-Type") ?? "" });
}

/**
 * Saves a file that has come.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
