package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pionjarkollen/dashboard/access"
)

var plainDesk = look{width: 1280, height: 900, scripts: "off"}

// bare is what a page shows where scripts do not run. The browser's own tools still can.
type bare struct {
	Tables  int      `json:"tables"`  // of figures, that are seen and have values
	Dead    []string `json:"dead"`    // controls that are seen and do nothing
	Charts  int      `json:"charts"`  // empty boxes that are seen
	Buttons int      `json:"buttons"` // of filters, that are seen
	Filters int      `json:"filters"`
}

const readBare = `(() => {
	const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().height > 0;
	const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
	return {
		tables: all(".figure-table").filter((e) => e.querySelector("tbody td")).length,
		dead: all('button[type="button"]').map((e) => e.outerHTML.slice(0, 100)),
		charts: all("[data-chart]").length,
		filters: all("form.filters").length, buttons: all("form.filters button[type=submit]").length,
	};
})()`

// TestWithoutScripts opens the pages without JavaScript: tables stand where charts would, and nothing is dead.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), plainDesk)
	for _, p := range publicPlaces {
		where := p.name + " without scripts"
		if got := b.openExpecting(p.path, p.wanted()); got != p.wanted() {
			b.Errorf("%s: answers %d, want %d", where, got, p.wanted())
		}
		v := js[bare](b, readBare)
		if v.Tables != p.charts {
			b.Errorf("%s: %d tables are seen, want one for each of %d charts", where, v.Tables, p.charts)
		}
		if v.Charts != 0 {
			b.Errorf("%s: %d boxes wait for charts", where, v.Charts)
		}
		if len(v.Dead) > 0 {
			b.Errorf("%s: buttons that do nothing: %s", where, strings.Join(v.Dead, " | "))
		}
		if v.Filters != v.Buttons {
			b.Errorf("%s: %d filters have %d buttons", where, v.Filters, v.Buttons)
		}
	}
}

// TestFilterWithoutScripts chooses a filter and presses its button.
func TestFilterWithoutScripts(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), plainDesk)
	for _, lang := range langs {
		b.open(at(lang, "/?lan=07"))
		before := js[int](b, `document.querySelectorAll("#fig-matrix tbody tr").length`)
		b.do("choose pioneer cities", chromedp.Focus(chromedp.CSS(`select[name="roll"]`)), chromedp.KeyEvent(kb.ArrowDown))
		b.follow("press the button", chromedp.Click(chromedp.CSS(`form.filters button[type="submit"]`)))
		if got := b.address(); !strings.Contains(got, "roll=pioneer") || !strings.Contains(got, "lan=07") {
			b.Errorf("%s: the button leads to %s", lang, got)
		}
		if after := js[int](b, `document.querySelectorAll("#fig-matrix tbody tr").length`); after == 0 || after >= before {
			b.Errorf("%s: the table has %d rows for pioneers in the county, %d for all", lang, after, before)
		}
	}
}

// TestHandInWithoutScripts goes from the invitation to the receipt and back without JavaScript.
func TestHandInWithoutScripts(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", loadExamples), plainDesk)
	b.signIn(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	b.handIn("varnad.csv", warnedFile)
	b.tick()
	b.confirm()
	receipt := b.address()
	b.follow("go to undo", chromedp.Click(chromedp.CSS(`main a[href$="/angra"]`)))
	b.follow("undo", chromedp.Click(chromedp.CSS("form.confirm button")))
	if got := b.address(); !strings.HasPrefix(got, "/lamna-in/kvitto/") || got == receipt {
		b.Errorf("undoing leads to %s, want a receipt of its own", got)
	}
	b.follow("sign out", chromedp.Click(chromedp.CSS(".signed-in button")))
	if got := b.openExpecting(receipt, 401); got != 401 {
		b.Errorf("after signing out the receipt answers %d", got)
	}
}

// tick confirms every warning of a preview.
func (b *tab) tick() {
	b.Helper()
	for i := range js[int](b, `document.querySelectorAll('form.confirm input[name="confirm"]').length`) {
		b.do("confirm a warning", chromedp.Click(chromedp.CSS(fmt.Sprintf(`form.confirm .confirmation:nth-of-type(%d) input[name="confirm"]`, i+1))))
	}
}
