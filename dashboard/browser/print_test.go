package browser_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		js[bool](b, pixelsOf+`addEventListener("beforeprint", () => (window.printed = [...window.pionjarkollen.charts].map(([id, chart]) => {
			const pixels = pixelsOf(chart.getDom());
			let ink = 0, black = 0;
			for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] > 200) { ink++; if (pixels[i] + pixels[i + 1] + pixels[i + 2] < 200) black++; }
			return { ID: id, Ink: ink, Black: black, Colour: chart.getOption().textStyle.color };
		}))), true`)
		paper := run(b, "print "+path, chromedp.PrintToPDF(chromedp.PDFPrintBackground()))
		if sheets := bytes.Count(paper, []byte("/Type /Page\n")) + bytes.Count(paper, []byte("/Type /Page/")); !bytes.HasPrefix(paper, []byte("%PDF-")) || sheets == 0 {
			b.Errorf("%s: printing gives %d bytes with %d pages", path, len(paper), sheets)
		}
		if folder := os.Getenv("SHOTS"); folder != "" {
			file := filepath.Join(folder, "print"+strings.NewReplacer("/", "-", "?", "-", "&", "-").Replace(path)+".pdf")
			if err := os.WriteFile(file, paper, 0o644); err != nil {
				b.Error(err)
			}
		}
		type printed struct {
			ID         string
			Ink, Black int
			Colour     string
		}
		const ink = "#1c211e" // of the light palette, as in site.css
		charts := js[[]printed](b, `window.printed ?? []`)
		if len(charts) != js[int](b, `document.querySelectorAll("[data-chart]").length`) {
			b.Errorf("%s: %d charts are printed", path, len(charts))
		}
		for _, c := range charts {
			if c.Colour != ink || c.Ink < 500 || c.Black == 0 {
				b.Errorf("%s: #%s is printed in %s, %d px drawn and %d of them dark; want the light form, %s", path, c.ID, c.Colour, c.Ink, c.Black, ink)
			}
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
		const room = box.getBoundingClientRect(), layers = [...box.querySelectorAll("canvas")].map((e) => e.getBoundingClientRect());
		const over = (r) => Math.round(Math.max(r.right - room.right, r.right - document.documentElement.clientWidth, r.bottom - room.bottom - 8));
		if (layers.some((r) => r.width < 300 || r.height < 40)) return box.id + " is " + layers[0].width + " × " + layers[0].height;
		if (layers.some((r) => Math.abs(r.top - layers[0].top) > 1 || Math.abs(r.width - layers[0].width) > 1)) return box.id + " falls apart";
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
