// Files that take a while. Who follows a link to one learns, where it takes longer than a moment, that it is being made, how much of it
// has come, and what stands in the way. The links work without this; clicks with other keys or buttons are the browser's own.

import { openProgress } from "./progress.js";
import { Refused, ask, gather, isPage, lastPart, lengthOf, nameOf, save } from "./transfer.js";
import { t } from "./texts.js";

const MOMENT = 300; // milliseconds in which nobody wonders
const TRIES = 6; // of a server that is busy
const TOO_LARGE = 250e6; // bytes from which the browser does better by itself

/** Downloads on their way, by address. */
const going = new Map();

/** Has the browser get the file its own way. */
function leaveToBrowser(link) {
  const same = document.createElement("a");
  same.href = link.href;
  same.download = "";
  same.click();
}

function pause(seconds, signal) {
  return new Promise((done, stopped) => {
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      stopped(signal.reason);
    }, { once: true });
  });
}

/** Asks until there is an answer; a busy server is given the time it wants. */
async function patiently(address, progress, signal) {
  for (let tries = 1; ; tries++) {
    progress.waits(t.filePrepared(lastPart(address)));
    try {
      return await ask(address, signal);
    } catch (refused) {
      if (!(refused instanceof Refused && refused.again)) throw refused;
      if (tries === TRIES) throw new Refused(t.fileBusy(TRIES), 0, true);
      progress.waits(t.fileWaits(Math.ceil(refused.again), tries, TRIES));
      progress.show();
      await pause(refused.again, signal);
    }
  }
}

/** Gets the file, and returns what is to be said in the end; "" where there is nothing to say. */
async function bring(link, progress, stop) {
  const response = await patiently(link.href, progress, stop.signal);
  if (isPage(response)) {
    going.delete(link.href); // leaving loses nothing
    location.assign(link.href);
    return "";
  }
  const whole = lengthOf(response);
  if (whole > TOO_LARGE) {
    stop.abort();
    progress.show();
    leaveToBrowser(link);
    return t.fileLarge;
  }
  const name = nameOf(response, link);
  progress.begins(t.fileComes(name));
  let painting = 0;
  const file = await gather(response, (come) => {
    painting ||= requestAnimationFrame(() => {
      painting = 0;
      progress.has(come, whole);
    });
  });
  cancelAnimationFrame(painting);
  save(file, name);
  return t.fileDone(name);
}

/** @param {HTMLAnchorElement} link */
async function start(link) {
  const address = link.href;
  if (going.has(address)) return;
  const stop = new AbortController();
  const progress = openProgress(link, {
    stop: () => stop.abort(),
    again: () => {
      progress.remove();
      link.focus({ preventScroll: true });
      start(link);
    },
  });
  going.set(address, progress);
  const moment = setTimeout(() => progress.show(), MOMENT);
  try {
    const said = await bring(link, progress, stop);
    if (said && progress.shown) progress.ends(said);
    else progress.remove();
  } catch (error) {
    progress.show();
    if (stop.signal.aborted) progress.ends(t.fileStopped);
    else if (error instanceof Refused) progress.ends(error.message, error.mayRetry);
    else progress.ends(t.fileBroken, true);
  } finally {
    clearTimeout(moment);
    going.delete(address);
  }
}

/** When the page's content is exchanged, what is on its way goes on next to the same link, or to another one to the same file. */
function follow() {
  for (const [address, progress] of going) {
    if (progress.attached) continue;
    const links = [...document.querySelectorAll("a[data-file]")];
    const path = new URL(address).pathname;
    const link = links.find((a) => a.href === address) ?? links.find((a) => a.pathname === path) ?? document.querySelector("main h1");
    if (link) progress.move(link);
  }
}

export function startDownloads() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-file]");
    if (!link || event.defaultPrevented || event.button !== 0 || link.origin !== location.origin || !link.protocol.startsWith("http")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    start(link);
  });
  addEventListener("beforeunload", (event) => {
    if ([...going.values()].some((progress) => progress.shown)) event.preventDefault(); // what has come would be lost
  });
  const main = document.getElementById("main");
  if (main) new MutationObserver(follow).observe(main, { childList: true });
}
