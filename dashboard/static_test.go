package dashboard

import (
	"io/fs"
	"maps"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/dashboard/chart"
)

// TestStaticFiles asks for every asset under its present address and under an old one.
func TestStaticFiles(t *testing.T) {
	st := onExamples(t)
	types := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json; charset=utf-8"}
	served := 0
	err := fs.WalkDir(staticFiles, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		served++
		want, err := fs.ReadFile(staticFiles, name)
		if err != nil {
			return err
		}
		name = strings.TrimPrefix(name, "static/")
		a := st.get(t, st.site.static.address(name))
		checkHeaders(t, name, a)
		if a.body != string(want) {
			t.Errorf("%s is not the file", name)
		}
		if got := a.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
		kind := a.Header.Get("Content-Type")
		if expected := types[path.Ext(name)]; kind != expected && (expected != "" || !strings.HasPrefix(kind, "text/plain")) {
			t.Errorf("%s is %q", name, kind)
		}
		old := st.get(t, "/static/0123456789ab/"+name)
		if old.body != string(want) || old.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s under an old address: Cache-Control %q", name, old.Header.Get("Cache-Control"))
		}
		return nil
	})
	if err != nil || served < 10 {
		t.Errorf("%d files: %v", served, err)
	}
}

// TestNoAssetComesFromAnotherHost reads our own scripts and styles.
func TestNoAssetComesFromAnotherHost(t *testing.T) {
	outside := regexp.MustCompile(`(?:import|from|url\(|fetch\()\s*["']?(?:https?:)?//`)
	for name, a := range onExamples(t).site.static.files {
		if found := outside.FindString(string(a.plain)); found != "" && !strings.HasPrefix(name, "vendor/") {
			t.Errorf("%s holds %q", name, found)
		}
	}
}

// TestSmallAddresses asks for what machines ask for unbidden.
func TestSmallAddresses(t *testing.T) {
	st := onExamples(t)
	if a := st.get(t, "/favicon.ico"); a.Header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(a.body, "<svg") {
		t.Errorf("favicon: %v", a.Header)
	}
	if a := st.get(t, "/robots.txt"); !strings.Contains(a.body, "Disallow: /lamna-in/\n") || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("robots.txt: %q", a.body)
	}
	if a := st.get(t, "/healthz"); a.body != "ok\n" || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("healthz: %q", a.body)
	}
	for _, path := range [...]string{"/favicon.ico", "/robots.txt", "/healthz"} {
		if a := st.ask(t, http.MethodHead, path, ""); a.StatusCode != http.StatusOK || a.body != "" {
			t.Errorf("HEAD %s: %s", path, a.Status)
		}
	}
}

// TestStyleSheetHasThePalette compares the tokens of the style sheet with the colours that charts are drawn in.
func TestStyleSheetHasThePalette(t *testing.T) {
	var css []byte
	for _, name := range [...]string{"site", "print"} {
		sheet, err := staticFiles.ReadFile("static/css/" + name + ".css")
		if err != nil {
			t.Fatal(err)
		}
		css = append(css, sheet...)
	}
	blocks := regexp.MustCompile(`(?s):root \{(\s*--paper:.*?)\}`).FindAllStringSubmatch(string(css), -1)
	if len(blocks) != 3 || !regexp.MustCompile(`(?s)@media \(prefers-color-scheme: dark\) \{\s*:root.*@media print \{\s*:root`).Match(css) {
		t.Fatalf("want the tokens of a light theme, a dark one and paper, got %d blocks", len(blocks))
	}
	for i, theme := range [...]chart.Theme{chart.Light, chart.Dark, chart.Light} {
		p := chart.Palette(theme)
		want := map[string]string{"hatch": p.Hatch, "accent": p.Accent}
		if paper := i == 2; !paper { // which is white, with black ink
			maps.Copy(want, map[string]string{"paper": p.Paper, "card": p.Card, "ink": p.Ink, "soft": p.Soft, "line": p.Line, "frame": p.Frame})
		}
		for j := range p.Level {
			n := strconv.Itoa(j + 1)
			want["level-"+n], want["on-level-"+n] = p.Level[j], p.OnLevel[j]
		}
		for j := range p.Status {
			n := strconv.Itoa(j + 1)
			want["status-"+n], want["on-status-"+n] = p.Status[j], p.OnStatus[j]
		}
		tokens := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z0-9-]+): ([^;]+);`).FindAllStringSubmatch(blocks[i][1], -1) {
			tokens[m[1]] = m[2]
		}
		for name, colour := range want {
			if tokens[name] != colour {
				t.Errorf("%s: --%s is %q, charts draw %q", theme, name, tokens[name], colour)
			}
		}
	}
}
