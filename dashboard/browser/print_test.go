package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestPrint prints pages out of a dark screen: without what paper cannot use, with charts in light colours.
func TestPrint(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), look{width: 1280, height: 900, dark: true})
	for _, path := range []string{"/", "/stader/" + vaxjo, "/en/stader/" + vaxjo, "/jamfor?stad=0780&stad=0764", "/ataganden/finansiering"} {
		b.open(path)
		b.drawn()
		b.until("the light drawings to be at hand", `performance.getEntriesByType("resource").filter((e) => e.name.includes("tema=ljus")).length >= document.querySelectorAll("[data-chart]").length`)
		js[bool](b, `addEventListener("beforeprint", () => (window.printed = [...document.querySelectorAll("[data-chart]")].map((box) => {
			const drawing = box.querySelector("svg.on-paper"), inks = [...drawing.querySelectorAll("text")].map((e) => e.getAttribute("fill"));
			return { ID: box.closest("figure").id, Shapes: drawing.querySelectorAll("path").length, Patterns: drawing.querySelectorAll("pattern, image").length,
				Light: inks.filter((c) => c === "#1c211e" || c === "#5a635d").length, Dark: inks.filter((c) => c === "#eceee9" || c === "#a4aea7").length };
		}))), true`)
		paper := run(b, "print "+path, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
		if d := readDocument(t, paper); len(d.Sheets) == 0 || len(d.Sheets) > 10 {
			b.Errorf("%s: printing gives %d bytes with %d pages", path, len(paper), len(d.Sheets))
		}
		type printed struct {
			ID               string
			Shapes, Patterns int
			Light, Dark      int // texts in the inks of the two themes, as in site.css
		}
		charts := js[[]printed](b, `window.printed ?? []`)
		if len(charts) != js[int](b, `document.querySelectorAll("[data-chart]").length`) {
			b.Errorf("%s: %d charts are printed", path, len(charts))
		}
		for _, c := range charts {
			if c.Shapes < 5 || c.Light < 5 || c.Dark > 0 || c.Patterns > 0 {
				b.Errorf("%s: #%s is printed as %d shapes and %d patterns, with %d texts for light and %d for dark ground", path, c.ID, c.Shapes, c.Patterns, c.Light, c.Dark)
			}
		}
		if left := js[int](b, `document.querySelectorAll(".on-paper").length`); left > 0 {
			b.Errorf("%s: %d drawings for paper are left after printing", path, left)
		}
		b.onPaper(path)
		b.show(look{width: 1280, height: 900, dark: true})
	}
}

// onPaper checks the page's print style on a sheet of A4. Paper waits for nothing but what answers beforeprint: from then on
// no chart is fetched or measured again, and each must fit by style alone.
func (b *tab) onPaper(path string) {
	b.Helper()
	js[bool](b, `dispatchEvent(new Event("beforeprint")), (window.fetch = () => new Promise(() => {})), window.pionjarkollen.charts.forEach((c) => (c.resize = () => {})), true`)
	b.show(look{width: 673, height: 990, dark: true, print: true})
	b.settled()
	seen := js[[]string](b, `["#nav", ".top-end", ".filters", ".figure-actions", ".skip", "main button", "main form"].filter((s) =>
		[...document.querySelectorAll(s)].some((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0))`)
	if len(seen) > 0 {
		b.Errorf("%s: %q are printed", path, seen)
	}
	for _, cut := range js[[]string](b, `[...document.querySelectorAll("figure:not(:has(table.matrix)) [data-chart]")].map((box) => {
		const room = box.getBoundingClientRect(), layers = [...box.querySelectorAll("svg.on-paper")].map((e) => e.getBoundingClientRect());
		const over = (r) => Math.round(Math.max(r.right - room.right, r.right - document.documentElement.clientWidth, r.bottom - room.bottom - 8));
		if (layers.some((r) => r.width < 300 || r.height < 40)) return box.id + " is " + layers[0].width + " × " + layers[0].height;
		if (layers.length !== 1 || [...box.querySelectorAll("canvas")].some((e) => e.checkVisibility())) return box.id + " is not drawn once, in lines";
		return Math.max(...layers.map(over)) > 1 ? box.id + " is cut by " + Math.max(...layers.map(over)) + " px" : "";
	}).filter(Boolean)`) {
		b.Errorf("%s: on paper the chart %s", path, cut)
	}
	for _, fault := range js[[]string](b, `[...document.querySelectorAll("figure:has(table.matrix)")].map((figure) => {
		const cells = [...figure.querySelectorAll("td.state")], legend = figure.querySelector(".legend");
		if (figure.querySelector(".chart").checkVisibility()) return figure.id + " is printed twice";
		if (!legend.checkVisibility() || legend.children.length !== 6) return figure.id + " has no legend";
		const bad = cells.filter((e) => !e.checkVisibility() || e.getBoundingClientRect().right > document.documentElement.clientWidth);
		return cells.length === 0 || bad.length > 0 ? figure.id + " shows " + (cells.length - bad.length) + " of " + cells.length + " cells" : "";
	}).filter(Boolean)`) {
		b.Errorf("%s: on paper the matrix %s", path, fault)
	}
	colours := js[[]string](b, `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("h1")).color]`)
	if colours[0] != "rgb(255, 255, 255)" || colours[1] != "rgb(0, 0, 0)" {
		b.Errorf("%s: paper and ink are %q", path, colours)
	}
	if wide := js[string](b, tooWide); wide != "" {
		b.Errorf("%s: on paper the page is too wide: %s", path, wide)
	}
}

// TestPrintBeforeTheChartsCame prints while charts are still on their way: their tables stand in for them.
func TestPrintBeforeTheChartsCame(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: b.site.url + "/api/v1/charts/*", Block: true}}})
	b.open("/ataganden")
	b.until("the chart to give up", `document.querySelector(".chart-error")`)
	d := readDocument(t, run(b, "print", chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize())))
	if row := "10 Kommunikation (förslag)"; d.on(row) == 0 || d.on("Försök igen") != 0 {
		t.Errorf("the chart's table is on sheet %d, its error on %d:\n%s", d.on(row), d.on("Försök igen"), d.Sheets[0].Text)
	}
	if missing := js[[]string](b, `window.pionjarkollen.readyToPrint()`); len(missing) != 1 || missing[0] != "fig-levels" {
		t.Errorf("what will be printed as a table: %q", missing)
	}
	if said := strings.Join(b.watch.take(), "\n"); !strings.Contains(said, "/api/v1/charts/") {
		t.Errorf("the failure is not on the console:\n%s", said)
	}
}

// TestPrintNarrow prints from a telephone: on paper the charts have their wide form.
func TestPrintNarrow(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), look{width: 375, height: 800})
	b.open("/ataganden")
	b.drawn()
	js[[]string](b, `window.pionjarkollen.readyToPrint()`)
	wide := js[float64](b, `(dispatchEvent(new Event("beforeprint")), document.querySelector("svg.on-paper").viewBox.baseVal.width)`)
	left := js[float64](b, `Math.max(...[...document.querySelectorAll("svg.on-paper text")].map((e) => Number(/translate\(([\d.]+)/.exec(e.getAttribute("transform"))?.[1] ?? e.getAttribute("x") ?? 0)))`)
	if wide < 700 || left < 600 {
		t.Errorf("the drawing is %.0f wide and its texts reach %.0f", wide, left)
	}
}
