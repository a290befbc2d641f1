package browser_test

import (
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// fetching is what the line next to a link to a file says and offers.
type fetching struct {
	Said    string   // heard, too
	Bar     string   // "waiting", "counting" or "" for none
	Share   float64  // of a bar that counts, 0–1
	Numbers string   // "12,3 av 40,1 MB"
	Buttons []string // that are seen
	Lines   int      // how many lines there are
}

const readFetching = `(() => {
	const seen = (e) => e?.checkVisibility() && e.getBoundingClientRect().height > 0;
	const boxes = [...document.querySelectorAll(".fetching")], box = boxes.findLast(seen);
	const found = { Said: "", Bar: "", Share: 0, Numbers: "", Buttons: [], Lines: boxes.filter(seen).length };
	if (!box) return found;
	const bar = box.querySelector("progress"), numbers = box.querySelector("span");
	found.Said = box.querySelector('[role="status"]').innerText;
	if (seen(bar)) found.Bar = bar.hasAttribute("value") ? "counting" : "waiting", found.Share = Math.max(bar.position, 0);
	if (seen(numbers)) found.Numbers = numbers.innerText.replaceAll("\u00a0", " ");
	found.Buttons = [...box.querySelectorAll("button")].filter(seen).map((b) => b.innerText);
	return found;
})()`

// saying waits until the line next to the link says something, and reads it.
func (b *tab) saying(text string) fetching {
	b.Helper()
	b.until("the line to say "+text, `[...document.querySelectorAll(".fetching.shown [role=status]")].some((e) => e.innerText.replaceAll("\u00a0", " ").includes(%s))`, text)
	return js[fetching](b, readFetching)
}

// linked clicks the link to a file.
func linked(href string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(`main a[data-file][href="` + href + `"]`))
}

// plainly gets a file as a program does that is no browser, and the name that it is offered under.
func (s *site) plainly(t *testing.T, path string) (name string, content []byte) {
	t.Helper()
	request := must(http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, http.NoBody))(t, "ask for the file")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatalf("get the file: %v", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", path, answer.Status)
	}
	_, parameters, err := mime.ParseMediaType(answer.Header.Get("Content-Disposition"))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return parameters["filename"], must(io.ReadAll(answer.Body))(t, "read the file")
}

// saves downloads by steps and compares with what other programs get.
func (b *tab) saves(doing, path string, steps ...chromedp.Action[chromedp.Void]) (name string) {
	b.Helper()
	name, got := b.download(doing, steps...)
	wantName, want := b.site.plainly(b.T, path)
	if name != wantName || !slices.Equal(got, want) {
		b.Errorf("%s: %q with %d bytes is saved, want %q with %d", path, name, len(got), wantName, len(want))
	}
	return name
}

// TestSlowDownload follows a file from the click until it is saved, with a stop before its first byte and one in its middle.
func TestSlowDownload(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, path, query, prepares, comes, whole, done, of string }{
		{"/rapporter/levels", "/rapporter/levels.xlsx", "", "Förbereder levels.xlsx …", "Hämtar pionjärkollen-nivåer-", "xlsx", "Klar: ", " av "},
		{"/en/rapporter", "/rapporter/declarations.csv", "?sprak=en", "Preparing declarations.csv …", "Fetching pionjärkollen-", "csv", "Done: ", " of "},
	} {
		t.Run(c.whole, func(t *testing.T) {
			t.Parallel()
			r := newRoad(t, fullSite(t))
			b := newTab(t, r.site, desk)
			b.open(c.page)
			before := r.stop(c.path)
			b.do("click twice", linked(c.path+c.query), linked(c.path+c.query))
			if got := b.saying(c.prepares); got.Bar != "waiting" || len(got.Buttons) != 1 || got.Numbers != "" || got.Lines != 1 {
				b.Errorf("while the file is made: %+v", got)
			}
			if asked := before.asked.Load(); asked > 1 {
				b.Errorf("two clicks ask for the file %d times", asked)
			}
			if focus := js[string](b, `document.activeElement.getAttribute("href")`); focus != c.path+c.query {
				b.Errorf("the focus is on %q", focus)
			}
			b.axe("file is made, light 1280")
			before.begin.lift()
			if got := b.saying(c.comes); got.Lines != 1 || len(got.Buttons) != 1 {
				b.Errorf("while the file comes: %+v", got)
			}
			if c.whole == "xlsx" { // half of a compressed text may be anything
				b.until("half of the file", `document.querySelector(".fetching.shown progress").position > 0`)
				if got := js[fetching](b, readFetching); got.Bar != "counting" || got.Share < 0.4 || got.Share > 0.6 || !strings.Contains(got.Numbers, c.of) || !strings.HasSuffix(got.Numbers, " kB") {
					b.Errorf("in the middle of the file: %+v", got)
				}
			}
			narrow := look{width: 320, height: 800, dark: true}
			b.fits("file comes", narrow)
			b.axe("file comes, dark 320", themeRules...)
			b.targets("file comes")
			narrow.print = true
			b.show(narrow)
			if js[bool](b, `document.querySelector(".fetching").checkVisibility()`) {
				b.Errorf("the line is printed")
			}
			b.show(desk)
			name := b.saves("let the rest come", c.path+c.query, before.lift())
			if got := b.saying(c.done + name); got.Bar != "" || len(got.Buttons) != 0 || got.Numbers != "" {
				b.Errorf("when the file has come: %+v", got)
			}
			b.axe("file has come, light 1280")
		})
	}
}

// TestQuickDownload saves a file that comes within the moment in which nothing is said; the moment lasts as long as the test.
func TestQuickDownload(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/")
	b.drawn()
	js[bool](b, `(() => {
		const later = window.setTimeout;
		window.setTimeout = (f, wait, ...rest) => (wait === 300 ? 0 : later(f, wait, ...rest));
		window.seen = [];
		new MutationObserver(() => document.querySelectorAll(".fetching").forEach((e) => e.innerText && window.seen.push(e.innerText)))
			.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
		return true;
	})()`)
	for _, path := range []string{"/rapporter/matrix.csv", "/rapporter/matrix.parquet"} {
		b.saves("click", path, linked(path))
		b.until("the line to go", `!document.querySelector(".fetching")`)
	}
	if seen := js[[]string](b, "window.seen"); len(seen) > 0 {
		b.Errorf("for files that come at once the page says %q", seen)
	}
}

// TestDownloadIsCancelled stops a download with the keyboard, and starts it again.
func TestDownloadIsCancelled(t *testing.T) {
	t.Parallel()
	r := newRoad(t, fullSite(t))
	b := newTab(t, r.site, desk)
	const path = "/rapporter/levels.parquet"
	b.open("/rapporter/levels")
	before := r.stop(path)
	b.do("click", linked(path))
	b.saying("Förbereder")
	b.do("go to the button and press it", chromedp.Focus(chromedp.CSS(".fetching.shown button:not([hidden])")), chromedp.KeyEvent(kb.Enter))
	if got := b.saying("Avbrutet."); got.Bar != "" || len(got.Buttons) != 0 {
		b.Errorf("after cancelling: %+v", got)
	}
	if focus := js[string](b, `document.activeElement.getAttribute("href") ?? ""`); focus != path {
		b.Errorf("after cancelling the focus is on %q", focus)
	}
	r.clear()
	before.begin.lift()
	b.saves("click again", path, linked(path))
}

// TestDownloadGoesOnBehindAFilter exchanges the page's content while a file is made.
func TestDownloadGoesOnBehindAFilter(t *testing.T) {
	t.Parallel()
	r := newRoad(t, fullSite(t))
	b := newTab(t, r.site, desk)
	const path = "/rapporter/levels.json"
	b.open("/rapporter/levels")
	before := r.stop(path)
	b.do("click", linked(path))
	b.saying("Förbereder")
	b.do("choose pioneer cities", chromedp.Focus(chromedp.CSS(`select[name="roll"]`)), chromedp.KeyEvent(kb.ArrowDown))
	b.until("the filter to answer", `location.search.includes("roll=")`)
	if got := b.saying("Förbereder"); got.Lines != 1 || !js[bool](b, `!!document.querySelector("main .take .fetching.shown")`) {
		b.Errorf("after filtering: %+v", got)
	}
	before.begin.lift()
	b.saves("let it come", path, before.lift())
	b.saying("Klar:")
}

// TestDownloadWithoutScripts follows the same link where no script runs.
func TestDownloadWithoutScripts(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), plainDesk)
	const path = "/rapporter/matrix.xlsx"
	b.open("/rapporter/matrix")
	b.saves("click", path, linked(path))
}

// TestLargeFileIsLeftToTheBrowser meets a file that says that it is larger than a page should hold: the browser downloads it by itself.
func TestLargeFileIsLeftToTheBrowser(t *testing.T) {
	t.Parallel()
	r := newRoad(t, fullSite(t))
	b := newTab(t, r.site, desk)
	const path = "/rapporter/levels.csv"
	b.open("/rapporter/levels")
	large := r.stop(path)
	large.headers = func(h http.Header) { h.Set("Decoded-Length", "300000000") }
	b.saves("click", path, linked(path), large.lift())
	if got := b.saying("Filen är stor"); got.Bar != "" || len(got.Buttons) != 0 {
		b.Errorf("of a file that is left to the browser: %+v", got)
	}
	if asked := large.asked.Load(); asked != 3 { // the page, the browser, and this test
		b.Errorf("it is asked for %d times", asked)
	}
}
