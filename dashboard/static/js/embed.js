// A chart by itself, in a frame on another site.

document.documentElement.classList.replace("no-js", "js");

import { startCharts } from "./charts.js";
import { charts } from "./drawing.js";
import { startFigures } from "./figure.js";

window.pionjarkollen = { charts };

startFigures();
startCharts();
