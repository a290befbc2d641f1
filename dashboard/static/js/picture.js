// A figure as a picture that can stand alone: its finding, unit, drawing, coverage, date and source in one file.

import { init } from "../vendor/echarts.js";
import { fetchOption, typeface } from "./option.js";
import { t } from "./texts.js";

const WIDTH = 1200;
const MARGIN = 48;
const FAMILY = "Inter, system-ui, sans-serif";
const PAPER = "#fbfaf7";
const INK = "#1c211e";
const SOFT = "#5a635d";

/**
 * @param {HTMLElement} figure
 * @param {"png" | "svg"} kind
 */
export async function savePicture(figure, kind) {
  const address = figure.querySelector("[data-chart]").dataset.chart;
  const [option] = await Promise.all([fetchOption(address, { theme: "ljus", narrow: false }), typeface()]);
  option.animation = false;
  const sheet = layOut(figure, option.pk?.height ?? 480);
  const blob = kind === "svg" ? drawSVG(sheet, option) : await drawPNG(sheet, option);
  download(blob, `${figure.dataset.picture || figure.id}.${kind}`);
}

/** Places the texts around the drawing: lines with their position, and how high all of it is. */
function layOut(figure, chartHeight) {
  const text = (selector) => figure.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const note = text(".figure-note");
  const example = document.body.hasAttribute("data-example") ? document.body.dataset.example || t.example : "";
  const parts = [
    { text: example, size: 16, weight: 600, colour: INK, after: 10 },
    { text: text(".figure-title"), size: 28, weight: 700, colour: INK, after: 4 },
    { text: text(".figure-sub"), size: 17, weight: 400, colour: SOFT, after: 0 },
  ];
  const lines = [];
  let y = MARGIN;
  const write = (part) => {
    for (const line of wrap(part)) {
      y += part.size * 1.3;
      lines.push({ ...part, text: line, y: y - part.size * 0.3 });
    }
    if (part.text) y += part.after;
  };
  parts.forEach(write);
  const chartY = (y += 22);
  y += chartHeight + 14;
  write({ text: note, size: 15, weight: 400, colour: SOFT, after: 2 });
  write({ text: `Pionjärkollen · ${location.host}${location.pathname}${location.search}`, size: 15, weight: 400, colour: SOFT, after: 0 });
  return { lines, chartY, chartHeight, height: Math.ceil(y + MARGIN * 0.8), title: text(".figure-title"), about: [text(".figure-sub"), note, example] };
}

/** Breaks a text into lines that fit the sheet. */
function wrap({ text, size, weight }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${FAMILY}`;
  const lines = [];
  let line = "";
  for (const word of text.replaceAll("\u00ad", "").split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > WIDTH - 2 * MARGIN) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line ? [...lines, line] : lines;
}

async function drawPNG(sheet, option) {
  const scale = sheet.height > 8000 ? 1 : 2;
  const size = { width: WIDTH - 2 * MARGIN, height: sheet.chartHeight, devicePixelRatio: scale };
  const chart = init(document.createElement("div"), null, { renderer: "canvas", ...size });
  try {
    chart.setOption(option);
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH * scale;
    canvas.height = sheet.height * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, WIDTH, sheet.height);
    for (const line of sheet.lines) {
      pen.font = `${line.weight} ${line.size}px ${FAMILY}`;
      pen.fillStyle = line.colour;
      pen.fillText(line.text, MARGIN, line.y);
    }
    pen.drawImage(chart.renderToCanvas({ pixelRatio: scale }), MARGIN, sheet.chartY, size.width, size.height);
    return await new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
    });
  } finally {
    chart.dispose();
  }
}

function drawSVG(sheet, option) {
  const size = { width: WIDTH - 2 * MARGIN, height: sheet.chartHeight };
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption(option);
    const drawing = chart
      .renderToSVGString()
      .replace(/^<svg /, `<svg x="${MARGIN}" y="${sheet.chartY}" `);
    const texts = sheet.lines.map(
      (line) =>
        `<text x="${MARGIN}" y="${line.y}" font-size="${line.size}" font-weight="${line.weight}" fill="${line.colour}">${escape(line.text)}</text>`,
    );
    const told = `<title>${escape(sheet.title)}</title><desc>${escape(sheet.about.filter(Boolean).join(". "))}</desc>`;
    const whole = `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${WIDTH}" height="${sheet.height}" viewBox="0 0 ${WIDTH} ${sheet.height}" font-family="${FAMILY}">${told}<rect width="100%" height="100%" fill="${PAPER}"/>${texts.join("")}${drawing}</svg>`;
    return new Blob([whole], { type: "image/svg+xml" });
  } finally {
    chart.dispose();
  }
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
