package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pionjarkollen/dashboard/access"
)

// stop is one stop on the way through the page with the tab key.
type stop struct {
	What    string // tag, id or name or class, and words
	Skip    bool
	Own     bool    // a control inside a control, of which the browser shows the focus itself
	Part    string  // the first of these: nav, filters, figure-actions, bottom, main …
	Outline float64 // CSS pixels
	Style   string  // of the outline
	InView  bool
}

const readStop = `(() => {
	const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
	if (e === document.body) return { What: "" };
	const part = ["#nav", ".top-end", ".top", ".filters", ".figure-actions", ".tools", "aside", ".cite", ".bottom", "main"].find((s) => e.closest(s)) ?? "";
	return {
		What: (e.tagName + " " + (e.id || e.name || e.className) + " " + (e.ariaLabel ?? e.innerText ?? "").trim().slice(0, 40)).toLowerCase(),
		Skip: e.matches(".skip"), Own: e.matches("input[type=date]:not(:focus-visible)"), Part: part, Outline: parseFloat(style.outlineWidth), Style: style.outlineStyle,
		InView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
	};
})()`

// TestTabOrder goes through the overview with the tab key.
func TestTabOrder(t *testing.T) {
	t.Parallel()
	for _, l := range []look{desk, {width: 320, height: 800, dark: true}} {
		t.Run(l.String(), func(t *testing.T) {
			b := newTab(t, fullSite(t), l)
			b.open("/")
			b.drawn()
			var parts []string
			for i := range 150 {
				b.do("press tab", chromedp.KeyEvent(kb.Tab))
				s := js[stop](b, readStop)
				if s.What == "" {
					break
				}
				if i == 0 && !s.Skip {
					b.Errorf("the first stop is %s, want the way past the navigation", s.What)
				}
				if !s.Own && (s.Style == "none" || s.Outline < 2) {
					b.Errorf("the focus on %s is not seen: outline %s %.1f px", s.What, s.Style, s.Outline)
				}
				if !s.InView {
					b.Errorf("the focus is on %s, which is out of sight", s.What)
				}
				if len(parts) == 0 || parts[len(parts)-1] != s.Part {
					parts = append(parts, s.Part)
				}
			}
			want := []string{"", ".top", "#nav", ".top-end", ".filters", ".figure-actions", "aside", ".tools", ".figure-actions", ".cite", ".bottom"}
			if !slices.Equal(parts, want) {
				b.Errorf("the tab key goes through %q, want %q", parts, want)
			}
		})
	}
}

// TestSkipLink jumps past the navigation.
func TestSkipLink(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/stader")
	b.do("take the skip link", chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	b.until("the focus to be in the content", `document.activeElement.id === "main"`)
	b.do("press tab", chromedp.KeyEvent(kb.Tab))
	if inside := js[bool](b, `document.getElementById("main").contains(document.activeElement)`); !inside {
		b.Errorf("after the skip link, tab leads to %s", js[stop](b, readStop).What)
	}
}

// TestTableToggle opens and closes a figure's table with the keyboard.
func TestTableToggle(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	for _, lang := range langs {
		b.open(at(lang, "/"))
		button := chromedp.CSS("#fig-levels [data-toggle-table]")
		state := func() string {
			return js[string](b, `(() => {
				const button = document.querySelector("#fig-levels [data-toggle-table]"), table = document.getElementById(button.getAttribute("aria-controls"));
				return button.ariaExpanded + " " + table.checkVisibility() + " " + (document.activeElement === button);
			})()`)
		}
		words := js[string](b, `document.querySelector("#fig-levels [data-toggle-table]").innerText`)
		b.do("focus the button", chromedp.Focus(button))
		if got := state(); got != "false false true" {
			b.Errorf("%s: at first: expanded, seen, focused are %s", lang, got)
		}
		b.do("press enter", chromedp.KeyEvent(kb.Enter))
		if got := state(); got != "true true true" {
			b.Errorf("%s: after enter: expanded, seen, focused are %s", lang, got)
		}
		if now := js[string](b, `document.querySelector("#fig-levels [data-toggle-table]").innerText`); now == words {
			b.Errorf("%s: the button still says %q", lang, now)
		}
		b.do("press space", chromedp.KeyEvent(" "))
		if got := state(); got != "false false true" {
			b.Errorf("%s: after space: expanded, seen, focused are %s", lang, got)
		}
	}
}

// smallTargets names what can be clicked and is smaller than 24 CSS pixels either way. Links that run in a text are excepted:
// axe-core measures the room around them. A box that has a label is as large as both.
const smallTargets = `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
	.filter((e) => e.checkVisibility() && !e.matches(".skip") && getComputedStyle(e).display !== "inline")
	.map((e) => {
		const boxes = [e, ...(e.labels ?? [])].map((x) => x.getBoundingClientRect());
		return { e, w: Math.max(...boxes.map((r) => r.width)), h: Math.max(...boxes.map((r) => r.height)) };
	})
	.filter(({ w, h }) => w < 23.95 || h < 23.95)
	.map(({ e, w, h }) => e.outerHTML.slice(0, 110) + " is " + w.toFixed(1) + " × " + h.toFixed(1))`

// targets measures what can be clicked on the page. What has been told of another page is not told again.
func (b *tab) targets(where string) {
	b.Helper()
	var fresh []string
	for _, small := range js[[]string](b, smallTargets) {
		if _, before := b.told[small]; !before {
			b.told[small] = where
			fresh = append(fresh, small)
		}
	}
	if len(fresh) > 0 {
		b.Errorf("%s: %d targets are too small to hit:\n    %s", where, len(fresh), strings.Join(fresh[:min(len(fresh), 6)], "\n    "))
	}
}

// TestHandInByKeyboard uses an invitation and reaches every control of the hand-in with the keyboard alone.
func TestHandInByKeyboard(t *testing.T) {
	t.Parallel()
	b := newTab(t, ownSite(t, "", nil), desk)
	b.open(b.site.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg"))
	b.tabTo("main form button")
	b.follow("accept with enter", chromedp.KeyEvent(kb.Enter))
	b.tabTo(`input[type="file"]`)
	b.choose("varnad.csv", warnedFile)
	b.tabTo("form.upload button")
	b.follow("send with enter", chromedp.KeyEvent(kb.Enter))
	b.tabTo("form.confirm input[type=checkbox]")
	b.do("tick with space", chromedp.KeyEvent(" "))
	for js[int](b, `document.querySelectorAll("form.confirm input[type=checkbox]:not(:checked)").length`) > 0 {
		b.do("go on and tick", chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
	}
	b.tabTo("form.confirm button")
	b.follow("confirm with enter", chromedp.KeyEvent(kb.Enter))
	if got := b.address(); !strings.HasPrefix(got, "/lamna-in/kvitto/") {
		b.Errorf("the keyboard leads to %s, want a receipt", got)
	}
}

// tabTo presses tab until the focus is on what a selector names.
func (b *tab) tabTo(selector string) {
	b.Helper()
	for range 100 {
		if js[bool](b, `document.activeElement.matches(%s)`, selector) {
			return
		}
		b.do("press tab", chromedp.KeyEvent(kb.Tab))
	}
	b.Fatalf("the tab key does not reach %s on %s", fmt.Sprintf("%q", selector), b.address())
}
