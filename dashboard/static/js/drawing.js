// One chart on the page: fetches its option, draws it, and keeps it right when its box or the theme changes.

import { init } from "../vendor/echarts.js";
import { fetchOption, NARROW, theme, typeface } from "./option.js";
import { onPaper } from "./paper.js";
import { t } from "./texts.js";

// Merging by id keeps what stays the same between two filters, so that bars move instead of starting over.
const MERGE = { replaceMerge: ["series", "xAxis", "yAxis", "grid", "legend", "visualMap"] };

// A canvas this high, in CSS pixels, is drawn as coarse as the screen is: twice as fine would be too much memory.
const HIGH = 4000;

/** The ECharts instances that are on the page, by figure id: for tests and for the curious. */
export const charts = new Map();

export class Drawing {
  /** @param {HTMLElement} element the figure's .chart box */
  constructor(element) {
    this.element = element;
    this.chart = null;
    this.pk = {};
    this.light = null; // the option to print: in light colours
    this.request = null;
    this.narrow = null;
    this.wanted = false;
    if (element.dataset.height) element.style.height = `${element.dataset.height}px`;
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(element);
  }

  get id() {
    return this.element.closest("figure")?.id || this.element.id;
  }

  resized() {
    const width = this.element.clientWidth;
    if (!this.chart || width === 0) return;
    if (this.narrow !== this.isNarrow()) this.draw();
    else if (this.chart.getWidth() !== width) this.chart.resize();
  }

  /** Whether the box is too narrow for the wide form: the page or the chart itself may say below what width. */
  isNarrow() {
    return this.element.clientWidth < (Number(this.element.dataset.narrow) || this.pk.narrowBelow || NARROW);
  }

  /** Fetches and draws; a later call overtakes an earlier one. Never throws. */
  async draw() {
    this.wanted = true;
    this.request?.abort();
    const request = (this.request = new AbortController());
    const narrow = (this.narrow = this.isNarrow());
    const colours = theme();
    this.element.dataset.drawn = "false";
    this.element.setAttribute("aria-busy", "true");
    try {
      const [option] = await Promise.all([
        fetchOption(this.element.dataset.chart, { theme: colours, narrow, signal: request.signal }),
        typeface(),
      ]);
      if (request.signal.aborted) return;
      this.clearError();
      this.show(option);
      this.light = colours === "ljus" ? option : null;
      if (!this.light) this.fetchLight(narrow, request.signal);
    } catch (error) {
      if (request.signal.aborted) return;
      console.warn(error);
      this.fail();
    } finally {
      if (this.request === request) this.element.removeAttribute("aria-busy");
    }
  }

  /** Keeps the light option at hand: printing does not wait. */
  async fetchLight(narrow, signal) {
    this.light = await fetchOption(this.element.dataset.chart, { theme: "ljus", narrow, signal }).catch(() => null);
  }

  /** @param {object} option */
  show(option) {
    this.pk = option.pk ?? {};
    const height = this.pk.height || this.element.clientHeight;
    this.element.style.height = `${height}px`;
    if (!this.chart) {
      const fine = height > HIGH ? devicePixelRatio : Math.max(2, devicePixelRatio);
      this.chart = init(this.element, null, { renderer: "canvas", devicePixelRatio: fine });
      this.chart.on("click", (event) => this.follow(event));
      this.chart.on("finished", () => {
        this.element.dataset.drawn = "true";
      });
    } else {
      this.chart.resize();
    }
    charts.set(this.id, this.chart);
    this.chart.setOption(option, MERGE);
    if (this.narrow !== this.isNarrow()) this.draw();
  }

  /** Goes where what was clicked leads; with a modifier key, in a new tab as for any link. */
  follow(event) {
    const link = event.data?.link ?? this.pk.axisLinks?.[event.componentType]?.[event.dataIndex];
    if (!link) return;
    const pointer = event.event?.event;
    const framed = document.querySelector("base[target]"); // on another site: links leave the frame
    if (framed || pointer?.ctrlKey || pointer?.metaKey || pointer?.shiftKey) window.open(link, "_blank", "noopener");
    else location.assign(link);
  }

  fail() {
    this.release();
    const message = document.createElement("p");
    message.textContent = t.chartFailed;
    const retry = document.createElement("button");
    retry.type = "button";
    retry.textContent = t.retry;
    retry.addEventListener("click", () => this.draw());
    const box = document.createElement("div");
    box.className = "chart-error";
    box.setAttribute("role", "alert");
    box.append(message, retry);
    this.element.removeAttribute("role"); // what an image holds cannot be reached
    this.element.style.height = "auto";
    this.element.replaceChildren(box);
    this.element.dispatchEvent(new CustomEvent("chart:failed", { bubbles: true }));
  }

  clearError() {
    const box = this.element.querySelector(".chart-error");
    if (!box) return;
    box.remove();
    this.element.setAttribute("role", "img");
  }

  /** Fetches the option for paper where the screen's is another: in light colours and the wide form. Never throws. */
  async readyToPrint() {
    if (!this.wanted) await this.draw();
    if (this.light && !this.narrow) return;
    const light = await fetchOption(this.element.dataset.chart, { theme: "ljus", narrow: false }).catch(() => null);
    this.light = light ?? this.light;
  }

  /** Draws for paper, at once; whether it could. */
  printing() {
    this.element.querySelector(".on-paper")?.remove();
    if (this.light) this.element.append(onPaper(this.light, this.element.clientHeight));
    // What has not been fetched is printed as its table.
    this.element.classList.toggle("off-paper", !this.light);
    return Boolean(this.light);
  }

  /** Goes back to the screen after printing. */
  printed() {
    this.element.querySelector(".on-paper")?.remove();
    this.element.classList.remove("off-paper");
  }

  dispose() {
    this.request?.abort();
    this.observer.disconnect();
    this.release();
  }

  release() {
    for (const [id, chart] of charts) if (chart === this.chart) charts.delete(id);
    this.chart?.dispose();
    this.chart = null;
  }
}
