package browser_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// download does what leads to a file and returns its name and content.
func (b *tab) download(doing string, steps ...chromedp.Action[chromedp.Void]) (name string, content []byte) {
	b.Helper()
	folder := b.TempDir()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID, DownloadPath: folder,
	})
	if err != nil {
		b.Fatalf("allow downloads: %v", err)
	}
	b.do(doing, steps...)
	for ctx.Err() == nil {
		files, err := os.ReadDir(folder)
		if err != nil {
			b.Fatal(err)
		}
		coming := slices.ContainsFunc(files, func(f os.DirEntry) bool {
			return strings.HasSuffix(f.Name(), ".crdownload") || strings.HasPrefix(f.Name(), ".")
		})
		if len(files) > 0 && !coming { // Chromium makes an empty file of the name before it moves there what has come
			name := files[0].Name()
			return name, must(os.ReadFile(filepath.Join(folder, name)))(b.T, "read the download")
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.Fatalf("%s: no file came", doing)
	return "", nil
}

// TestPictures takes a chart along as a picture: it says what it shows, where it is from and that it is invented.
func TestPictures(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), look{width: 1280, height: 900, dark: true})
	for _, c := range []struct{ page, figure, what string }{
		{"/", "fig-levels", "nivaer"},
		{"/?roll=pioneer", "fig-matrix", "matris"},
		{"/en/stader/" + vaxjo, "fig-profile", "profil-0780"},
		{"/ataganden/finansiering", "fig-actions", "atgardsstatus-finansiering"},
		{"/jamfor?stad=0780&stad=0764", "fig-compare", "jamforelse-0764-0780"},
		{"/en/karta", "fig-map", "karta"},
	} {
		t.Run(c.figure, func(t *testing.T) {
			b := b.in(t)
			b.open(c.page)
			b.drawn()
			want := js[[]string](b, `[".figure-title", ".figure-sub", ".figure-note"].map((s) => document.querySelector("#"+%s+" "+s).textContent.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim()).concat(document.body.dataset.example, "Pionjärkollen", location.host, "2025/2026", document.documentElement.lang === "en" ? "live data" : "löpande data", /\d{4}-\d\d-\d\d/.exec(document.querySelector("#"+%s+" .figure-note").textContent)[0])`, c.figure, c.figure)
			called := "pionjarkollen-" + c.what + "-2025-2026-per-2026-11-23-exempeldata"
			name, svg := b.download("save as SVG", chromedp.Click(chromedp.CSS("#"+c.figure+` [data-save="svg"]`)))
			if name != called+".svg" {
				b.Errorf("the SVG is called %q", name)
			}
			text := textOf(b, svg)
			for _, part := range want {
				if part == "" || !strings.Contains(text, part) {
					b.Errorf("the SVG does not say %q:\n%s", part, text)
				}
			}
			for _, bad := range []string{"NaN", "undefined", "http://", "https://"} {
				if strings.Contains(strings.ReplaceAll(string(svg), "http://www.w3.org/", ""), bad) {
					b.Errorf("the SVG holds %q", bad)
				}
			}
			name, picture := b.download("save as PNG", chromedp.Click(chromedp.CSS("#"+c.figure+` [data-save="png"]`)))
			if name != called+".png" {
				b.Errorf("the PNG is called %q", name)
			}
			shown, err := png.Decode(bytes.NewReader(picture))
			if err != nil {
				b.Fatalf("the PNG: %v", err)
			}
			if size := shown.Bounds().Size(); size.X != 2400 || size.Y < 600 || !strings.Contains(string(svg[:300]), fmt.Sprintf(`width="1200" height="%d"`, size.Y/2)) {
				b.Errorf("the PNG is %v, the SVG %.300s", size, svg)
			}
			if r, g, blue, _ := shown.At(2, 2).RGBA(); min(r, g, blue)>>8 < 0xf0 {
				b.Errorf("the PNG's paper is not light though the page is dark")
			}
		})
	}
}

// textOf is all text of an SVG, its parts joined by spaces. It fails when the SVG is not well-formed.
func textOf(b *tab, svg []byte) string {
	b.Helper()
	var words []string
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return strings.Join(words, " ")
		}
		if err != nil {
			b.Fatalf("the SVG is not well-formed: %v", err)
		}
		if text, ok := token.(xml.CharData); ok && strings.TrimSpace(string(text)) != "" {
			words = append(words, strings.TrimSpace(string(text)))
		}
	}
}

// TestReportFiles gets every file that the reports page and a figure offer.
func TestReportFiles(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/rapporter?roll=pioneer")
	type answer struct {
		Href, Type, Name string
		Status, Size     int
	}
	answers := js[[]answer](b, `(async () => { const all = []; for (const a of document.querySelectorAll("main .figure-actions a")) {
		const r = await fetch(a.href), body = await r.arrayBuffer();
		all.push({ Href: a.getAttribute("href"), Status: r.status, Type: r.headers.get("Content-Type"), Name: r.headers.get("Content-Disposition") ?? "", Size: body.byteLength });
	} return all; })()`)
	if len(answers) < 12 {
		b.Errorf("the page offers %d files", len(answers))
	}
	for _, a := range answers {
		whole, api := strings.Contains(a.Href, "/edition.zip"), strings.HasPrefix(a.Href, "/api/")
		if a.Status != 200 || a.Size < 50 || !api && a.Size < 200 || !api && !strings.Contains(a.Name, "attachment") || !whole && !strings.Contains(a.Href, "roll=pioneer") {
			b.Errorf("a file that is offered: %+v", a)
		}
	}
}
