package browser_test

import (
	"bytes"
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
		js[bool](b, `addEventListener("beforeprint", () => (window.printed = [...window.pionjarkollen.charts].map(([id, chart]) => {
			const canvas = chart.getDom().querySelector("canvas"), copy = document.createElement("canvas");
			[copy.width, copy.height] = [canvas.width, canvas.height];
			const pen = copy.getContext("2d", { willReadFrequently: true });
			pen.drawImage(canvas, 0, 0);
			const pixels = pen.getImageData(0, 0, copy.width, copy.height).data;
			let ink = 0, black = 0;
			for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] > 200) { ink++; if (pixels[i] + pixels[i + 1] + pixels[i + 2] < 200) black++; }
			return { ID: id, Ink: ink, Black: black, Colour: chart.getOption().textStyle.color };
		}))), true`)
		paper := run(b, "print "+path, chromedp.PrintToPDF(chromedp.PDFPrintBackground()))
		if sheets := bytes.Count(paper, []byte("/Type /Page\n")) + bytes.Count(paper, []byte("/Type /Page/")); !bytes.HasPrefix(paper, []byte("%PDF-")) || sheets == 0 {
			b.Errorf("%s: printing gives %d bytes with %d pages", path, len(paper), sheets)
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

// onPaper checks the page's print style, on sheets of A4.
func (b *tab) onPaper(path string) {
	b.Helper()
	b.show(look{width: 700, height: 990, dark: true, print: true})
	b.settled()
	seen := js[[]string](b, `["#nav", ".top-end", ".filters", ".figure-actions", ".skip", "main button", "main form"].filter((s) =>
		[...document.querySelectorAll(s)].some((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0))`)
	if len(seen) > 0 {
		b.Errorf("%s: %q are printed", path, seen)
	}
	if n := js[int](b, `[...document.querySelectorAll("[data-chart] canvas")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 50).length`); n == 0 {
		b.Errorf("%s: no chart is printed", path)
	}
	colours := js[[]string](b, `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("h1")).color]`)
	if colours[0] != "rgb(255, 255, 255)" || colours[1] != "rgb(0, 0, 0)" {
		b.Errorf("%s: paper and ink are %q", path, colours)
	}
	if wide := js[string](b, tooWide); wide != "" {
		b.Errorf("%s: on paper the page is too wide: %s", path, wide)
	}
}
