package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestReducedMotion checks that charts stand still for who asks for that.
func TestReducedMotion(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	for _, moving := range []bool{false, true} {
		l := desk
		l.moving = moving
		b.show(l)
		b.open("/")
		b.drawn()
		if got := js[bool](b, `[...window.pionjarkollen.charts.values()].every((c) => c.getOption().animation === %s)`, moving); !got {
			b.Errorf("with motion %t, charts do not follow the wish", moving)
		}
	}
}

// TestForcedColours checks that cells still say what they are when the system chooses the colours.
func TestForcedColours(t *testing.T) {
	t.Parallel()
	l := desk
	l.forced = true
	b := newTab(t, fullSite(t), l)
	b.open("/")
	b.drawn()
	b.do("open the table", chromedp.Click(chromedp.CSS("#fig-matrix [data-toggle-table]")))
	bad := js[[]string](b, `[...document.querySelectorAll("#fig-matrix td.state")].filter((e) => {
		const style = getComputedStyle(e), text = getComputedStyle(e.querySelector("a, span") ?? e);
		const framed = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1 || style.outlineStyle !== "none";
		return !framed || text.color === style.backgroundColor || (e.dataset.raw !== "not_handed_in" && e.innerText.trim() === "");
	}).map((e) => e.outerHTML.slice(0, 160))`)
	if len(bad) > 0 {
		b.Errorf("with forced colours %d cells have no frame or no sign: %s", len(bad), strings.Join(bad[:min(len(bad), 3)], "\n"))
	}
	if n := js[int](b, `[...document.querySelectorAll(".chart canvas")].filter((e) => e.checkVisibility()).length`); n == 0 {
		b.Errorf("with forced colours no chart is seen")
	}
}

// TestThemeChange draws the charts anew when the system turns dark.
func TestThemeChange(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/")
	b.drawn()
	colours := func() []string {
		return js[[]string](b, `[...window.pionjarkollen.charts.values()].map((c) => c.getOption().textStyle.color)`)
	}
	light := colours()
	dark := desk
	dark.dark = true
	b.show(dark)
	b.until("the charts to turn dark", `[...window.pionjarkollen.charts.values()].every((c) => !%s.includes(c.getOption().textStyle.color))`, light)
	b.drawn()
	b.show(desk)
	b.until("the charts to turn light", `[...window.pionjarkollen.charts.values()].every((c) => %s.includes(c.getOption().textStyle.color))`, light)
}
