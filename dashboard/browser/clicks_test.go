package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// spot is a place on the screen.
type spot struct{ X, Y float64 }

// findDatum scrolls to the middle of a drawn value and returns where it is. A bar lies from the sum of those before it.
const findDatum = `(async () => {
	const figure = document.getElementById(%s), key = %s;
	const chart = window.pionjarkollen.charts.get(figure.id), option = chart.getOption();
	let at, before = 0;
	for (const [seriesIndex, series] of option.series.entries()) {
		const i = (series.data ?? []).findIndex((d) => d?.key === key);
		if (i >= 0) {
			const { value } = series.data[i];
			at = Array.isArray(value) ? chart.convertToPixel({ seriesIndex }, value.slice(0, 2)) : chart.convertToPixel({ seriesIndex }, [before + value / 2, i]);
			break;
		}
		const same = (series.data ?? []).find((d) => d?.key?.startsWith(key.split("/")[0] + "/"));
		if (typeof same?.value === "number") before += same.value;
	}
	if (!at) throw new Error("no datum " + key);
	const box = () => figure.querySelector("canvas").getBoundingClientRect();
	scrollBy({ top: box().top + at[1] - innerHeight / 2, behavior: "instant" });
	await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	return { X: box().left + at[0], Y: box().top + at[1] };
})()`

// TestClicksLeadToTheSource clicks what charts draw, and goes on to the submission behind it.
func TestClicksLeadToTheSource(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	for _, c := range []struct{ name, page, figure, key, want string }{
		{"matrix cell", "/", "fig-matrix", "0780/upphandling", "/stader/0780#upphandling"},
		{"matrix cell, English and filtered", "/en?roll=pioneer", "fig-matrix", "0580/styrning", "/en/stader/0580?roll=pioneer#styrning"},
		{"bar per commitment", "/", "fig-levels", "upphandling/2", "/ataganden/upphandling"},
		{"action bar", "/ataganden/finansiering", "fig-actions", "finansiering-1-2/done", "/atgarder/finansiering-1-2"},
		{"day of a timeline", "/utveckling", "fig-timeline", "2026-02-28/2", "/ataganden/styrning?datum=2026-02-28"},
		{"point on the map", "/karta?atagande=upphandling", "fig-map", "0780/upphandling", "/stader/0780#upphandling"},
		{"comparison cell", "/jamfor?stad=0780&stad=0764", "fig-compare", "0764/styrning", "/stader/0764#styrning"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := b.in(t)
			b.open(c.page)
			b.drawn()
			if got := b.click(c.figure, c.key); got != c.want {
				b.Errorf("clicking %s leads to %s, want %s", c.key, got, c.want)
			}
		})
	}

	b.open("/")
	b.drawn()
	b.click("fig-matrix", "0780/upphandling")
	if top := js[float64](b, `document.getElementById("upphandling").getBoundingClientRect().top`); top < 0 || top > 900 {
		b.Errorf("the commitment that was clicked is not in view: it is at %.0f px", top)
	}
	b.follow("go to the submission behind the level", chromedp.Click(chromedp.CSS(`#upphandling a[href*="/inlamningar/"]`)))
	if got := b.address(); !strings.HasPrefix(got, "/inlamningar/") {
		b.Errorf("the level's source leads to %s", got)
	}
	if text := js[string](b, `document.querySelector("main").innerText`); !strings.Contains(text, "Växjö") || !strings.Contains(text, "Upphandling") {
		b.Errorf("the submission does not show what was clicked:\n%s", text)
	}
}

// click clicks the drawn value with a key and returns the address that it leads to.
func (b *tab) click(figure, key string) string {
	b.Helper()
	at := js[spot](b, findDatum, figure, key)
	b.follow("click "+key, chromedp.MouseEvent("mouseMoved", at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y))
	return b.address()
}

// TestTooltipsAreText checks that what a tooltip shows is drawn and never read as HTML.
func TestTooltipsAreText(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/")
	b.drawn()
	at := js[spot](b, findDatum, "fig-levels", "styrning/2")
	b.do("point", chromedp.MouseEvent("mouseMoved", at.X-3, at.Y), chromedp.MouseEvent("mouseMoved", at.X, at.Y))
	b.settled()
	if extra := js[int](b, `document.querySelectorAll(".chart > div > :not(canvas), .chart > div ~ div").length`); extra != 0 {
		b.Errorf("pointing at a bar adds %d elements to the page", extra)
	}
}
