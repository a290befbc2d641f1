package dashboard

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pionjarkollen/dashboard/locale"
)

// broken are traces of what a page must never show: a message without a text, or a value without a meaning.
var broken = regexp.MustCompile(`⟨[^⟩]*⟩|NaN|&lt;nil&gt;|<nil>|%!|\{[0-9]\}|ZgotmplZ|__f__`)

// checkText fails the test where a text shows such traces.
func checkText(t *testing.T, path, body string) {
	t.Helper()
	for _, found := range broken.FindAllString(body, 3) {
		at := strings.Index(body, found)
		t.Errorf("%s shows %q in …%s…", path, found, body[max(0, at-60):min(len(body), at+60)])
	}
}

// addresses finds what a page or a chart leads to.
var addresses = regexp.MustCompile(`\b(?:href|src|data-chart)="([^"]*)"|"link":"([^"]*)"`)

// crawler follows every address of our own, a few at a time, and remembers what it was answered.
type crawler struct {
	t   *testing.T
	st  *stage
	mu  sync.Mutex
	got map[string]answer   // by path and query
	how map[string]string   // on which page the address was found
	ids map[string][]string // fragments asked for, by path and query
}

// crawl starts from both front pages.
func crawl(t *testing.T, st *stage) *crawler {
	t.Helper()
	c := &crawler{t: t, st: st, got: map[string]answer{}, how: map[string]string{}, ids: map[string][]string{}}
	next := []string{"/", "/en"}
	for len(next) > 0 {
		var group sync.WaitGroup
		found := make([][]string, len(next))
		places := make(chan struct{}, 4)
		for i, path := range next {
			group.Go(func() {
				places <- struct{}{}
				defer func() { <-places }()
				found[i] = c.visit(path)
			})
		}
		group.Wait()
		next = nil
		for _, paths := range found {
			for _, p := range paths {
				if !slices.Contains(next, p) {
					next = append(next, p)
				}
			}
		}
	}
	return c
}

// visit asks for one address and returns the new ones it leads to.
func (c *crawler) visit(path string) []string {
	a := c.st.ask(c.t, http.MethodGet, path, "")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.got[path] = a
	kind := a.Header.Get("Content-Type")
	if !strings.HasPrefix(kind, "text/html") && !strings.HasPrefix(path, "/api/v1/charts/") {
		return nil
	}
	var found []string
	for _, m := range addresses.FindAllStringSubmatch(a.body, -1) {
		to, fragment, ok := c.own(path, html.UnescapeString(m[1])+strings.ReplaceAll(m[2], `\u0026`, "&"))
		if !ok {
			continue
		}
		if fragment != "" && !slices.Contains(c.ids[to], fragment) {
			c.ids[to] = append(c.ids[to], fragment)
		}
		if _, known := c.how[to]; !known {
			c.how[to] = path
			if _, done := c.got[to]; !done {
				found = append(found, to)
			}
		}
	}
	return found
}

// own resolves an address against the page it stands on; ok is false for another site's.
func (c *crawler) own(page, address string) (path, fragment string, ok bool) {
	base, err := url.Parse(page)
	if err != nil {
		c.t.Errorf("%s: %v", page, err)
		return "", "", false
	}
	u, err := base.Parse(address)
	if err != nil {
		c.t.Errorf("%s leads to %q: %v", page, address, err)
		return "", "", false
	}
	if u.Host != "" || u.Scheme != "" {
		return "", "", false
	}
	fragment, u.Fragment = u.Fragment, ""
	return u.String(), fragment, true
}

// TestEveryLinkLeadsSomewhere walks through the whole site as a visitor who is not signed in, in both languages.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	c := crawl(t, onExamples(t))
	for path, a := range c.got {
		if a.StatusCode != http.StatusOK && a.StatusCode != http.StatusSeeOther {
			t.Errorf("%s, found on %s, answers %s", path, c.how[path], a.Status)
		}
		checkText(t, path, a.body)
		checkHeaders(t, path, a)
		for _, secret := range secrets {
			if strings.Contains(a.body, secret) {
				t.Errorf("%s shows %q to everybody", path, secret)
			}
		}
	}
	for path, fragments := range c.ids {
		for _, f := range fragments {
			if !strings.Contains(c.got[path].body, ` id="`+html.EscapeString(f)+`"`) {
				t.Errorf("%s has no place #%s, to which %s leads", path, f, c.how[path])
			}
		}
	}
	// Every page and file that anybody may see has been reached.
	e := c.st.db.Catalogue().Current()
	want := []string{"/robots.txt", "/favicon.ico"}[:0]
	for _, lang := range locale.Langs {
		for _, p := range []string{"/ataganden", "/stader", "/jamfor", "/rapporter", "/om", "/tillganglighet", "/api", "/lamna-in", "/lamna-in/mall/nivaer.csv"} {
			want = append(want, lang.Prefix()+p)
		}
		for _, com := range e.Commitments {
			want = append(want, lang.Prefix()+"/ataganden/"+com.Slug)
			for _, l := range com.Levels {
				for _, a := range l.Actions {
					want = append(want, lang.Prefix()+"/atgarder/"+a.ID)
				}
			}
		}
	}
	for _, p := range want {
		if _, ok := c.got[p]; !ok {
			t.Errorf("nothing leads to %s", p)
		}
	}
	if len(c.got) < 500 {
		t.Errorf("the walk saw only %d addresses", len(c.got))
	}
	fmt.Println(len(c.got))
}
