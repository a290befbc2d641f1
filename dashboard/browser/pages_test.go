package browser_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestPages opens every public page in both languages, light and dark, wide and narrow.
func TestPages(t *testing.T) {
	for _, lang := range langs {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, fullSite(t), desk)
			for _, p := range publicPlaces {
				if p.in(lang) {
					b.visit(lang, p)
				}
			}
		})
	}
}

// TestEmptyPages opens the pages that look another way before anybody has handed in.
func TestEmptyPages(t *testing.T) {
	for _, lang := range langs {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, emptySite(t), desk)
			for _, p := range emptyPlaces {
				if p.in(lang) {
					b.visit(lang, p)
				}
			}
		})
	}
}

// TestSignedInPages opens the pages that an officer and staff see.
func TestSignedInPages(t *testing.T) {
	t.Parallel()
	s := ownSite(t, "", loadExamples)
	for name, signIn := range map[string]func(*tab) []place{"officer": signedInPlaces, "staff": staffPlaces} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, s, desk)
			for _, p := range signIn(b) {
				for _, lang := range langs {
					if p.in(lang) {
						b.visit(lang, p)
					}
				}
			}
		})
	}
}

// facts are what can be said of any page.
type facts struct {
	Lang   string   `json:"lang"`
	Title  string   `json:"title"`
	H1     []string `json:"h1"`
	Text   string   `json:"text"`
	Other  string   `json:"other"`
	Charts int      `json:"charts"`
}

// readFacts also opens what is folded, so that all of the page is looked at.
const readFacts = `(() => {
	document.querySelectorAll('[data-toggle-table][aria-expanded="false"]').forEach((b) => b.click());
	document.querySelectorAll("details").forEach((d) => (d.open = true));
	return {
		lang: document.documentElement.lang, title: document.title,
		h1: [...document.querySelectorAll("h1")].map((e) => e.textContent.trim()),
		text: document.title + "\n" + document.body.innerText + "\n" + [...document.querySelectorAll("[aria-label]")].map((e) => e.ariaLabel).join("\n"),
		other: document.getElementById("language").getAttribute("href"),
		charts: document.querySelectorAll("[data-drawn=true]:has(canvas)").length,
	};
})()`

// visit opens a page in a language and checks what every page owes its readers.
func (b *tab) visit(lang string, p place) {
	b.Helper()
	where := p.name + " " + lang
	path := at(lang, p.path)
	b.show(desk)
	if got := b.openExpecting(path, p.wanted()); got != p.wanted() {
		b.Errorf("%s: %s answers %d, want %d", where, path, got, p.wanted())
	}
	b.drawn()
	f := js[facts](b, readFacts)
	f.check(b, where, lang, p)
	b.axe(where + " light 1280")
	b.fits(where, look{width: 1920, height: 1080})
	narrow := look{width: 320, height: 800, dark: true}
	b.fits(where, narrow)
	b.axe(where+" dark 320", themeRules...)
	b.targets(where)
	for _, problem := range b.watch.take() {
		b.Errorf("%s: %s", where, problem)
	}
}

func (f facts) check(b *tab, where, lang string, p place) {
	b.Helper()
	if f.Lang != lang {
		b.Errorf("%s: the document's lang is %q", where, f.Lang)
	}
	if name, _, _ := strings.Cut(f.Title, " – "); strings.TrimSpace(name) == "" {
		b.Errorf("%s: the title is %q", where, f.Title)
	}
	if len(f.H1) != 1 || f.H1[0] == "" {
		b.Errorf("%s: h1 are %q, want one", where, f.H1)
	}
	if f.Charts != p.charts {
		b.Errorf("%s: %d charts are drawn, want %d", where, f.Charts, p.charts)
	}
	for _, bad := range []string{"⟨", "⟩", "NaN", "undefined", "[object", "%!", "<nil>", "{{", "ZgotmplZ"} {
		if i := strings.Index(f.Text, bad); i >= 0 {
			b.Errorf("%s: the text holds %q: …%s…", where, bad, f.Text[max(0, i-60):min(len(f.Text), i+60)])
		}
	}
	if p.wanted() >= 400 {
		return // an error page leads to the front page
	}
	other := "en"
	if lang == "en" {
		other = "sv"
	}
	if !sameAddress(f.Other, at(other, p.path)) {
		b.Errorf("%s: the other language is at %s, want %s", where, f.Other, at(other, p.path))
	}
}

// sameAddress tells whether two addresses have the same path and the same parameters in any order.
func sameAddress(a, b string) bool {
	ua, errA := url.Parse(a)
	ub, errB := url.Parse(b)
	return errA == nil && errB == nil && ua.Path == ub.Path && sorted(ua.Query()) == sorted(ub.Query())
}

func sorted(q url.Values) string {
	for _, values := range q {
		slices.Sort(values)
	}
	return q.Encode()
}

// fits shows the page in a width and checks that it does not have to be scrolled sideways.
func (b *tab) fits(where string, l look) {
	b.Helper()
	b.show(l)
	b.settled()
	b.drawn()
	if wide := js[string](b, tooWide); wide != "" {
		b.Errorf("%s %s: the page scrolls sideways: %s", where, l, wide)
	}
}

// tooWide names the elements that reach furthest beyond the page, outside of the boxes that scroll by themselves. An element
// that is placed absolutely is not held by such a box unless the box is placed too.
const tooWide = `(() => {
	const room = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= innerWidth) return "";
	const held = (e) => {
		const absolute = getComputedStyle(e).position === "absolute";
		for (let box = absolute ? e.offsetParent : e.parentElement; box && box !== document.body; box = box.parentElement)
			if (getComputedStyle(box).overflowX !== "visible") return true;
		return false;
	};
	const reach = (e) => Math.round(e.getBoundingClientRect().right);
	return [...document.body.querySelectorAll("*")].filter((e) => reach(e) > room && !held(e)).sort((a, b) => reach(b) - reach(a))
		.slice(0, 4).map((e) => e.outerHTML.slice(0, 120) + " to " + reach(e)).join(" | ") || "to " + document.documentElement.scrollWidth;
})()`

// settled waits until a new width has been laid out and its observers have been told.
func (b *tab) settled() {
	b.Helper()
	js[bool](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 20))))`)
}
