package browser_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"pionjarkollen/dashboard/access"
)

// TestTheWatchNotices makes a page do everything it should not, and checks that each is noticed.
func TestTheWatchNotices(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/om")
	js[bool](b, `new Promise((done) => {
		console.warn("a warning of ours");
		setTimeout(() => { throw new Error("an error of ours"); });
		fetch("http://127.0.0.2:9/elsewhere").catch(() => {});
		fetch("/finns-inte").catch(() => {});
		document.body.insertAdjacentHTML("beforeend", '<p style="color: red" id="styled">x</p><img src="/ingen-bild.png">');
		done(true);
	})`)
	var said []string
	for _, want := range []string{
		"console warning: a warning of ours", "exception: Uncaught Error: an error of ours", "connect-src stopped http://127.0.0.2:9/elsewhere",
		"/finns-inte answered 404", "/ingen-bild.png answered 404", "style-src-attr stopped inline",
	} {
		for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
			if said = append(said, b.watch.take()...); slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, want) }) {
				break
			}
		}
		if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("nobody noticed %q:\n%s", want, strings.Join(said, "\n"))
		}
	}
	b.settled()
	b.watch.take() // what came twice
}

// TestAxeFinds breaks a page and checks that axe-core sees it.
func TestAxeFinds(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/om")
	js[bool](b, axeSource+"\n;true")
	js[bool](b, `document.querySelector("main").insertAdjacentHTML("beforeend", '<img src="/favicon.ico"><button></button><input>'), true`)
	found := js[[]violation](b, axeRun, map[string]any{"runOnly": map[string]any{"type": "tag", "values": axeTags}})
	for _, rule := range []string{"image-alt", "button-name", "label"} {
		if !slices.ContainsFunc(found, func(v violation) bool { return v.Rule == rule }) {
			t.Errorf("axe does not find %s", rule)
		}
	}
}

// TestChartThatCannotBeFetched checks that a chart that does not come says so, shows its table, and comes when asked again.
func TestChartThatCannotBeFetched(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	block := func(patterns ...*network.BlockPattern) {
		call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: patterns})
	}
	block(&network.BlockPattern{URLPattern: b.site.url + "/api/v1/charts/*", Block: true})
	b.open("/ataganden")
	b.until("the chart to give up", `document.querySelector(".chart-error")`)
	if seen := js[bool](b, `document.querySelector("#fig-levels .figure-table").checkVisibility() && document.querySelector(".chart-error").getAttribute("role") === "alert"`); !seen {
		t.Errorf("where the chart does not come, the table is not opened or nothing is announced")
	}
	b.axe("chart that cannot be fetched")
	block()
	b.do("try again", chromedp.Click(chromedp.CSS(".chart-error button")))
	b.drawn()
	for _, d := range b.drawings() {
		d.check(b, "after trying again")
	}
	if said := strings.Join(b.watch.take(), "\n"); !strings.Contains(said, "/api/v1/charts/") {
		t.Errorf("the failure is not on the console:\n%s", said)
	}
}

// TestTooLargeFile hands in more than is allowed: the answer arrives and says how much is, instead of a broken connection.
func TestTooLargeFile(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	for _, megabytes := range []int{11, 40} {
		b.open("/lamna-in")
		b.choose("stor.csv", "kommunkod;åtagande;nivå\r\n"+strings.Repeat("0780;styrning;2\r\n", megabytes*1_000_000/17))
		b.watch.expect(413)
		if status := b.follow("send a file that is too large", chromedp.Click(chromedp.CSS("form.upload button"))); status != 413 {
			t.Errorf("%d MB are answered %d", megabytes, status)
		}
		if text := js[string](b, `document.querySelector("main").innerText`); !strings.Contains(text, "10 MB") {
			t.Errorf("the answer does not say how large a file may be:\n%s", text)
		}
	}
}
