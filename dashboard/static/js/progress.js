// The line next to a link to a file that says how far the file has come. It is silent and takes no room until it is shown.

import { t } from "./texts.js";

const sizes = [
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
];

/**
 * Bytes in words: "12,3 MB", or "12,3 av 40,1 MB" of a whole.
 * @param {number} come
 * @param {number} whole 0 is not known
 */
function amount(come, whole) {
  const [unit, name] = sizes.find(([bytes]) => (whole || come) >= bytes) ?? sizes.at(-1);
  const words = (bytes) => (bytes / unit).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${whole ? t.ofWhole(words(come), words(whole)) : words(come)}\u00a0${name}`;
}

/** A part of a box's content. */
function part(box, tag, set = {}) {
  const element = document.createElement(tag);
  Object.assign(element, set);
  box.append(element);
  return element;
}

/** Puts the box below the line of links that holds the link, after other boxes of that line that say something yet. */
function place(box, link) {
  let line = link.closest(".scroll") ?? link.closest("dd") ?? link.closest("p, ul, .figure-actions, .tools") ?? link;
  if (line.matches("dd")) line = line.lastElementChild;
  while (line.nextElementSibling?.matches(".fetching")) {
    const other = line.nextElementSibling;
    if (other.dataset.over === undefined) line = other;
    else other.remove();
  }
  line.after(box);
}

/**
 * Opens the line for a link. What is said is polite: a screen reader hears each stage, not each number.
 * @param {HTMLAnchorElement} link
 * @param {{stop: () => void, again: () => void}} on what its buttons do
 */
export function openProgress(link, on) {
  const box = document.createElement("div");
  box.className = "fetching";
  const said = part(box, "p");
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  const bar = part(box, "progress", { hidden: true });
  const numbers = part(box, "span", { hidden: true });
  const stop = part(box, "button", { type: "button", className: "plain", textContent: t.cancel, hidden: true, onclick: on.stop });
  const retry = part(box, "button", { type: "button", className: "plain", textContent: t.retry, hidden: true, onclick: on.again });
  place(box, link);

  let state = { words: "" };
  let shown = false;
  const show = (element, on) => {
    if (!on && element === document.activeElement) link.focus({ preventScroll: true }); // it must not be lost with its button
    element.hidden = !on;
  };
  const write = () => {
    if (!shown) return;
    box.classList.add("shown");
    if (said.textContent !== state.words) said.textContent = state.words;
    bar.setAttribute("aria-label", state.words);
    show(bar, state.running);
    show(numbers, state.counted);
    show(stop, state.running);
    show(retry, state.mayRetry);
  };
  const stage = (words, { running = false, counted = false, mayRetry = false }) => {
    state = { words, running, counted, mayRetry };
    if (running) delete box.dataset.over;
    else box.dataset.over = "";
    write();
  };
  return {
    get shown() { return shown; },
    get attached() { return box.isConnected; },
    /** From now on it is seen and heard. */
    show() {
      shown = true;
      write();
    },
    /** Nothing has come yet. */
    waits(text) {
      bar.removeAttribute("value");
      stage(text, { running: true });
    },
    /** The answer has begun. */
    begins(text) { stage(text, { running: true, counted: true }); },
    /** So many bytes have come, of a whole where that is known. */
    has(come, whole) {
      if (whole) {
        bar.max = whole;
        bar.value = come;
      }
      numbers.textContent = amount(come, whole);
    },
    /** It is over. */
    ends(text, mayRetry = false) { stage(text, { mayRetry }); },
    remove() { box.remove(); },
    /** The link is another element now. */
    move(to) {
      link = to;
      place(box, to);
    },
  };
}
