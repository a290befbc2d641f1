// Writes ../geo/sweden.json: Sweden's outline out of world-atlas (Natural Earth, public domain), made small.
//
// Coastline finer than a pixel of the map is left out by Douglas and Peucker's rule, and islands smaller than a few square
// kilometres with it. The same package gives the same bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { feature } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const SWEDEN = "752"; // ISO 3166-1
const FINE = 0.012; // degrees of latitude, about a kilometre
const SMALL = 0.004; // square degrees, about 20 km²
const SHRINK = 0.47; // of a degree of longitude against one of latitude, in the middle of Sweden

const atlas = JSON.parse(readFileSync(join(here, "node_modules", "world-atlas", "countries-10m.json"), "utf8"));
const sweden = atlas.objects.countries.geometries.find((g) => g.id === SWEDEN);
const { geometry } = feature(atlas, sweden);
const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;

/** How far p is from the line between a and b, in degrees of latitude. */
function off([px, py], [ax, ay], [bx, by]) {
  const [x, y] = [(px - ax) * SHRINK, py - ay];
  const [dx, dy] = [(bx - ax) * SHRINK, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length));
  return Math.hypot(x - t * dx, y - t * dy);
}

/** Leaves out what lies nearer than FINE to the line between its neighbours. */
function thin(line) {
  let far = 0;
  let at = 0;
  for (let i = 1; i < line.length - 1; i++) {
    const d = off(line[i], line[0], line.at(-1));
    if (d > far) [far, at] = [d, i];
  }
  if (far < FINE) return [line[0], line.at(-1)];
  return [...thin(line.slice(0, at + 1)).slice(0, -1), ...thin(line.slice(at))];
}

function area(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(twice / 2) * SHRINK;
}

const round = (x) => Math.round(x * 1000) / 1000;

const kept = polygons
  .map(([outer]) => outer) // lakes are left out
  .filter((ring) => area(ring) > SMALL)
  .map((ring) => {
    const half = Math.floor(ring.length / 2);
    return [...thin(ring.slice(0, half + 1)).slice(0, -1), ...thin(ring.slice(half))];
  })
  .map((ring) => [ring.map(([x, y]) => [round(x), round(y)])]);

const collection = {
  type: "FeatureCollection",
  source: "Natural Earth 1:10m by way of world-atlas 2.0.2 (ISC); public domain. Thinned to about a kilometre.",
  features: [{ type: "Feature", properties: { name: "Sverige" }, geometry: { type: "MultiPolygon", coordinates: kept } }],
};
const geo = join(here, "..", "geo");
mkdirSync(geo, { recursive: true });
copyFileSync(join(here, "node_modules", "world-atlas", "LICENSE"), join(geo, "world-atlas.LICENSE"));
writeFileSync(join(geo, "sweden.json"), JSON.stringify(collection) + "\n");
console.log(`sweden.json: ${kept.length} rings, ${kept.reduce((n, [r]) => n + r.length, 0)} points`);
