package browser_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pionjarkollen/dashboard/pdf"
)

// paperNeeds is what stands on a page: what must not be cut, by its texts, and how much is drawn.
type paperNeeds struct {
	Title    string     `json:"title"`
	Charts   int        `json:"charts"`
	Whole    [][]string `json:"whole"`    // texts that must stand on one sheet: a row, a figure, a list's line, one commitment of a city
	Headings [][]string `json:"headings"` // a heading and what follows it
}

// readNeeds reads them in the page's style for paper.
const readNeeds = `(() => {
	const texts = (e) => {
		const found = [], walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
		for (let n = walk.nextNode(); n; n = walk.nextNode())
			if (n.textContent.trim() && n.parentElement.checkVisibility() && !n.parentElement.closest("svg, .unseen")) found.push(n.textContent.trim());
		return found;
	};
	const ends = (e) => [texts(e)[0], texts(e).at(-1)];
	const all = (s) => [...document.querySelectorAll(s)].filter((e) => e.checkVisibility() && texts(e).length > 0);
	return {
		title: document.title, charts: all("figure:has([data-chart]):not(:has(table.matrix))").length,
		whole: [...all("main tbody tr, main li:not(:has(li))").map(texts), ...all("main figure:not(:has(tbody tr:nth-child(12))), main .step, main .who > div").map(ends)],
		headings: all("main h2, main h3").map((h) => {
			const next = [...document.querySelectorAll("main *")].find((e) => h.compareDocumentPosition(e) & 4 && !h.contains(e) && !e.closest("svg, .unseen") && texts(e).length > 0);
			return [texts(h)[0], texts(next ?? h)[0]];
		}),
	};
})()`

// TestDocuments prints what people hand to others, and reads it page by page.
func TestDocuments(t *testing.T) {
	t.Parallel()
	program := must(pdf.Find(os.Getenv("CHROMIUM")))(t, "find Chromium")
	for _, c := range []struct {
		name, path, lang string
		empty            bool
		least, most      int // sheets
	}{
		{name: "edition", path: "/rapporter/utskrift", lang: "sv", least: 14, most: 17},
		{name: "edition-english-as-of", path: "/en/rapporter/utskrift?datum=2026-06-30&roll=pioneer", lang: "en", least: 14, most: 17},
		{name: "edition-one-city", path: "/rapporter/utskrift?stad=0780", lang: "sv", least: 12, most: 16},
		{name: "edition-empty", path: "/rapporter/utskrift", lang: "sv", empty: true, least: 12, most: 17},
		{name: "city", path: "/stader/" + vaxjo, lang: "sv", least: 4, most: 8},
		{name: "city-not-handed-in", path: "/en/stader/" + nacka, lang: "en", least: 3, most: 6},
		{name: "commitment", path: "/ataganden/finansiering", lang: "sv", least: 3, most: 6},
		{name: "commitment-proposed", path: "/en/ataganden/kommunikation", lang: "en", least: 3, most: 7},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			site := fullSite(t)
			if c.empty {
				site = emptySite(t)
			}
			b := newTab(t, site, look{width: 673, height: 990, print: true})
			b.open(c.path)
			needs := js[paperNeeds](b, readNeeds)
			paper := must(pdf.Print(t.Context(), program, site.url+c.path))(t, "print "+c.path)
			if folder := os.Getenv("SHOTS"); folder != "" {
				if err := os.WriteFile(filepath.Join(folder, c.name+".pdf"), paper, 0o644); err != nil {
					t.Error(err)
				}
			}
			d := readDocument(t, paper)
			if n := len(d.Sheets); n < c.least || n > c.most {
				t.Errorf("%d sheets, want %d to %d", n, c.least, c.most)
			}
			d.checkFrame(needs.Title, c.lang, !c.empty)
			d.checkWhole(needs)
			if strings.Contains(c.path, "/rapporter/") {
				d.checkEdition(c.lang)
			}
		})
	}
}

// checkFrame checks what every document and every sheet of it owes its readers.
func (d document) checkFrame(title, lang string, example bool) {
	d.Helper()
	if d.Title != title || d.Lang != lang {
		d.Errorf("the document is called %q in %q, want %q in %q", d.Title, d.Lang, title, lang)
	}
	if !d.Marked || !d.Tree || !d.Outline {
		d.Errorf("tagged: %t, tags: %t, bookmarks: %t", d.Marked, d.Tree, d.Outline)
	}
	number, invented, live := "Sida %d av %d", "Exempeldata – påhittade nivåer", "löpande data per 2026-"
	if lang == "en" {
		number, invented, live = "Page %d of %d", "Example data – invented levels", "live data as of 2026-"
	}
	for i, s := range d.Sheets {
		if s.Width < 594 || s.Width > 596 || s.Height < 841 || s.Height > 843 {
			d.Errorf("sheet %d is %.0f × %.0f points, want A4", i+1, s.Width, s.Height)
		}
		for _, text := range []string{fmt.Sprintf(number, i+1, len(d.Sheets)), live} {
			if !strings.Contains(s.Text, squeezed(text)) {
				d.Errorf("sheet %d does not say %q:\n%s", i+1, text, s.Text)
			}
		}
		if got := strings.Contains(s.Text, squeezed(invented)); got != example {
			d.Errorf("sheet %d says that the levels are invented: %t, want %t", i+1, got, example)
		}
		if s.Images > 0 {
			d.Errorf("sheet %d holds %d pictures of pixels", i+1, s.Images)
		}
		for _, bad := range []string{"⟨", "⟩", "NaN", "undefined", "<nil>"} {
			if strings.Contains(s.Text, bad) {
				d.Errorf("sheet %d holds %q", i+1, bad)
			}
		}
	}
}

// checkWhole checks that nothing that belongs together is cut by the end of a sheet, and that charts are drawn in lines.
func (d document) checkWhole(needs paperNeeds) {
	d.Helper()
	if len(needs.Whole) < 10 || len(needs.Headings) < 3 {
		d.Errorf("the page has %d things to keep whole and %d headings", len(needs.Whole), len(needs.Headings))
	}
	for _, texts := range append(needs.Whole, needs.Headings...) {
		if d.on(texts...) == 0 {
			d.Errorf("no sheet has all of %q", texts)
		}
	}
	drawn := 0
	for _, s := range d.Sheets {
		drawn += s.Strokes
	}
	const least = 20 // of the smallest chart
	if drawn < least*needs.Charts {
		d.Errorf("%d charts are printed in %d lines", needs.Charts, drawn)
	}
}

// checkEdition checks the parts of the aggregate report: each commitment begins a sheet of its own.
func (d document) checkEdition(lang string) {
	d.Helper()
	cover := []string{"Utgivare", "Exempelverket", "Licens", "CC0 1.0", "Urval", "Täckning", "Innehåll"}
	parts := []string{"Läget i korthet", "Varje stad och åtagande", "Inga medelvärden", "Fyra olika svar", "Så citerar du", "Vem som har lämnat in vad och när"}
	chapter := "Åtagande %d: "
	if lang == "en" {
		cover = []string{"Publisher", "Exempelverket", "Licence", "CC0 1.0", "Selection", "Pioneer cities", "Coverage", "Contents"}
		parts = []string{"In brief", "Every city and commitment", "No means", "Four different answers", "How to cite", "Who handed in what and when"}
		chapter = "Commitment %d: "
	}
	if d.on(cover...) != 1 {
		d.Errorf("the cover does not say all of %q:\n%s", cover, d.Sheets[0].Text)
	}
	inside := document{T: d.T, Sheets: d.Sheets[1:]}
	for _, part := range parts {
		if inside.on(part) == 0 {
			d.Errorf("nothing inside says %q", part)
		}
	}
	last := 1
	for n := range 10 {
		began := inside.on(fmt.Sprintf(chapter, n+1)) + 1
		if began <= last {
			d.Errorf("commitment %d begins on sheet %d, after sheet %d", n+1, began, last)
		}
		last = began
	}
}

// TestHeadsAreRepeated prints a table that is longer than a sheet.
func TestHeadsAreRepeated(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/utveckling")
	b.drawn()
	d := readDocument(t, run(b, "print", chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize())))
	heads, rows := 0, 0
	for _, s := range d.Sheets {
		if strings.Contains(s.Text, squeezed("Stad Åtagande Från Till Datum")) {
			heads++
		}
		if strings.Contains(s.Text, "Alvesta5Digitalisering") || strings.Contains(s.Text, "Östersund3Finansiering") {
			rows++
		}
	}
	if heads < 2 || rows != 2 {
		t.Errorf("a table whose first and last rows are on %d sheets has its head on %d", rows, heads)
	}
}

// TestPrintFails checks that a document with a gap is none.
func TestPrintFails(t *testing.T) {
	t.Parallel()
	program := must(pdf.Find(os.Getenv("CHROMIUM")))(t, "find Chromium")
	if _, err := pdf.Print(t.Context(), program, fullSite(t).url+"/finns-inte"); err == nil || !strings.Contains(err.Error(), "answers 404") {
		t.Errorf("printing a page that is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if paper, err := pdf.Print(ctx, program, fullSite(t).url+"/"); err == nil {
		t.Errorf("printing after giving up gives %d bytes", len(paper))
	}
	if _, err := pdf.Find("/finns/inte"); err == nil || !strings.Contains(err.Error(), "CHROMIUM names /finns/inte") {
		t.Errorf("finding what is not there: %v", err)
	}
}
