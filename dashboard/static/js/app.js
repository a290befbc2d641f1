// What the pages gain where scripts run. Everything is there without them: tables instead of charts, forms with a button.

document.documentElement.classList.replace("no-js", "js");

import { readyToPrint, startCharts } from "./charts.js";
import { startPickers } from "./cities.js";
import { startDownloads } from "./download.js";
import { charts } from "./drawing.js";
import { startFigures } from "./figure.js";
import { startFilters } from "./filters.js";
import { startPage } from "./page.js";
import { startPasskeys } from "./passkey.js";

window.pionjarkollen = { charts, readyToPrint };

startFigures();
startPickers();
startFilters();
startPage();
startDownloads();
startPasskeys();
startCharts();
