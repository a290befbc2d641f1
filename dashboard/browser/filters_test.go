package browser_test

import (
	"maps"
	"reflect"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// shown is the state of a page whose view is in its address.
type shown struct {
	Address  string
	Title    string
	Role     string // of the filter
	Language string // address of the page in the other language
	Drawings map[string]map[string]string
	Tables   map[string]map[string]string
}

func (b *tab) shown() shown {
	b.Helper()
	s := shown{
		Drawings: map[string]map[string]string{}, Tables: map[string]map[string]string{},
	}
	for _, d := range b.drawings() {
		d.check(b, b.address()+" #"+d.ID)
		s.Drawings[d.ID], s.Tables[d.ID] = d.Drawn, d.Table
	}
	s.Address = b.address()
	s.Title = js[string](b, `document.title + " | " + document.querySelector("h1").innerText`)
	s.Role = js[string](b, `document.querySelector('[name="roll"],[name="grupp"]').value`)
	s.Language = js[string](b, `document.getElementById("language").getAttribute("href")`)
	return s
}

// TestFiltersWithoutReload changes a filter with the keyboard and checks that the charts follow, that the address and the
// back button do, and that a deep link shows the same.
func TestFiltersWithoutReload(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), look{width: 1280, height: 900, moving: true})
	for _, c := range []struct{ path, name, parameter string }{
		{"/", "roll", "roll=pioneer"},
		{"/en?lan=07", "roll", "roll=pioneer"},
		{"/ataganden/upphandling", "roll", "roll=pioneer"},
		{"/atgarder/finansiering-1-2", "roll", "roll=pioneer"},
		{"/stader/" + vaxjo, "grupp", "grupp=pioneers"},
	} {
		t.Run(strings.ReplaceAll(c.path, "/", "_"), func(t *testing.T) { b.in(t).changeFilter(c.path, c.name, c.parameter) })
	}
}

func (b *tab) changeFilter(path, name, parameter string) {
	b.Helper()
	b.open(path)
	before := b.shown()
	b.do("open the table", chromedp.Click(chromedp.CSS("[data-toggle-table]")))
	marked := "mark-" + path
	js[string](b, `window.mark = %s`, marked)
	instances := js[int](b, `window.kept = new Map(window.pionjarkollen.charts), window.kept.size`)
	b.do("choose with the keyboard", chromedp.Focus(chromedp.CSS(`.filters select[name="`+name+`"]`)), chromedp.KeyEvent(kb.ArrowDown))
	b.until("the address to follow the filter", `location.search.includes(%s)`, parameter)
	b.until("the content to be exchanged", `!document.getElementById("main").hasAttribute("aria-busy") && document.querySelector(".reset, .filters")`)
	after := b.shown()
	if js[string](b, `window.mark ?? ""`) != marked {
		b.Errorf("changing the filter reloaded the page")
	}
	if same := js[int](b, `[...window.kept].filter(([id, chart]) => window.pionjarkollen.charts.get(id) === chart).length`); same != instances {
		b.Errorf("%d of %d charts went on from what they showed", same, instances)
	}
	if open := js[bool](b, `document.querySelector("[data-toggle-table]").ariaExpanded === "true" && document.querySelector(".figure-table").checkVisibility()`); !open {
		b.Errorf("the table that was open is closed")
	}
	if reflect.DeepEqual(before.Drawings, after.Drawings) {
		b.Errorf("the charts show the same as before")
	}
	if got := js[string](b, `document.activeElement.name ?? document.activeElement.tagName`); got != name {
		b.Errorf("the focus is on %q, want %q", got, name)
	}
	status, heading := js[string](b, `document.getElementById("status").innerText.trim()`), js[string](b, `document.querySelector("h1").innerText.trim()`)
	if status == "" || strings.ReplaceAll(status, "\u00ad", "") != strings.ReplaceAll(heading, "\u00ad", "") {
		b.Errorf("the screen reader is told %q, want the new finding %q", status, heading)
	}
	if !strings.Contains(after.Language, parameter) {
		b.Errorf("the other language is at %q, without the filter", after.Language)
	}

	js[bool](b, `history.back(), true`)
	b.until("the back button to change the address", `!location.search.includes(%s)`, parameter)
	b.until("the back button to change the content", `document.querySelector('.filters select[name="`+name+`"]').value === %s`, before.Role)
	b.same("back", before, b.shown())
	js[bool](b, `history.forward(), true`)
	b.until("the forward button to change the content", `document.querySelector('.filters select[name="`+name+`"]').value === %s`, after.Role)
	b.same("forward", after, b.shown())
	if js[string](b, `window.mark ?? ""`) != marked {
		b.Errorf("going back and forward reloaded the page")
	}

	b.open(after.Address)
	b.same("deep link", after, b.shown())
}

// same compares two states of the page.
func (b *tab) same(how string, want, got shown) {
	b.Helper()
	if got.Address != want.Address || got.Title != want.Title || got.Role != want.Role || got.Language != want.Language {
		b.Errorf("%s: %q %q %q %q, want %q %q %q %q", how, got.Address, got.Title, got.Role, got.Language, want.Address, want.Title, want.Role, want.Language)
	}
	for id := range want.Drawings {
		if !maps.Equal(want.Drawings[id], got.Drawings[id]) {
			b.Errorf("%s: the chart %s shows %v, want %v", how, id, got.Drawings[id], want.Drawings[id])
		}
		if !maps.Equal(want.Tables[id], got.Tables[id]) {
			b.Errorf("%s: the table of %s has %v, want %v", how, id, got.Tables[id], want.Tables[id])
		}
	}
}

// TestPickingCities chooses cities to compare: too few are held back with a reason, two are compared, a seventh cannot be chosen.
func TestPickingCities(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	b.open("/jamfor")
	button := chromedp.CSS("[data-pick] button")
	b.do("tick one", chromedp.Click(chromedp.CSS(`[data-pick] input[value="`+vaxjo+`"]`)), chromedp.Click(button))
	if got := b.address(); got != "/jamfor" {
		b.Errorf("one city leads to %s", got)
	}
	if said := js[string](b, `document.querySelector("[data-pick-message]").innerText`); said == "" {
		b.Errorf("nothing says that one city is too few")
	}
	b.do("tick another", chromedp.Click(chromedp.CSS(`[data-pick] input[value="`+alvesta+`"]`)))
	b.follow("compare two", chromedp.Click(button))
	if got := b.address(); !sameAddress(got, "/jamfor?stad=0780&stad=0764") {
		b.Errorf("comparing two leads to %s", got)
	}
	for _, d := range b.drawings() {
		d.check(b, "compare two")
	}
	b.do("open the picker", chromedp.Click(chromedp.CSS("details.picker summary")))
	free := js[int](b, `(() => {
		const boxes = [...document.querySelectorAll("[data-pick] input[type=checkbox]")];
		for (const box of boxes) if (boxes.filter((b) => b.checked).length < 6 && !box.checked) box.click();
		return boxes.filter((b) => !b.checked && !b.disabled).length;
	})()`)
	if free != 0 {
		b.Errorf("with six cities chosen, %d more can be ticked", free)
	}
}
