// Writes ../vendor from the pinned packages: the same packages give the same bytes.
//
//   npm ci && npm run build
import { copyFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const vendor = join(here, "..", "vendor");
const { version } = JSON.parse(readFileSync(join(packages, "echarts", "package.json"), "utf8"));

await build({
  absWorkingDir: here,
  entryPoints: ["entry.js"],
  outfile: join(vendor, "echarts.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  banner: {
    js: `/* Apache ECharts ${version} (Apache-2.0) with ZRender (BSD-3-Clause) and tslib (0BSD): see echarts.LICENSE, echarts.NOTICE, zrender.LICENSE and tslib.LICENSE beside. */`,
  },
});

const copies = {
  "echarts/LICENSE": "echarts.LICENSE",
  "echarts/NOTICE": "echarts.NOTICE",
  "zrender/LICENSE": "zrender.LICENSE",
  "tslib/LICENSE.txt": "tslib.LICENSE",
  "@fontsource-variable/inter/LICENSE": "inter.LICENSE",
  "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
};
for (const [from, to] of Object.entries(copies)) {
  copyFileSync(join(packages, from), join(vendor, to));
}
