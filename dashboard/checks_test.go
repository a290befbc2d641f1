package dashboard

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// broken are traces of what a page must never show: a message without a text, or a value without a meaning.
var broken = regexp.MustCompile(`⟨[^⟩]*⟩|\bNaN\b|&lt;nil&gt;|<nil>|%!|\{[0-9]\}|ZgotmplZ|__f__|\bundefined\b`)

// checkText looks for such traces.
func checkText(t *testing.T, path, body string) {
	t.Helper()
	if strings.HasPrefix(path, "/static/") || !utf8.ValidString(body) {
		return
	}
	for _, found := range broken.FindAllString(strings.NewReplacer("[0-9]{4}", "", "[0-9]{2}", "").Replace(body), 3) { // patterns are no messages
		at := strings.Index(body, found)
		t.Errorf("%s shows %q in …%s…", path, found, body[max(0, at-60):min(len(body), at+60)])
	}
}

// checkSecrets looks for what only signed-in visitors may see.
func checkSecrets(t *testing.T, path, body string) {
	t.Helper()
	for _, secret := range secrets {
		if strings.Contains(body, secret) {
			t.Errorf("%s shows %q to everybody", path, secret)
		}
	}
}

// checkHeaders holds an answer to the headers that all of ours carry.
func checkHeaders(t *testing.T, path string, a answer) {
	t.Helper()
	checkPolicy(t, path, a)
	for _, name := range [...]string{"Cache-Control", "Content-Type"} {
		if a.Header.Get(name) == "" {
			t.Errorf("%s (%s): no %s", path, a.Status, name)
		}
	}
}

// describesData tells whether a document describes the data: the same for all, also where it names the address that was asked and so is
// not kept.
func describesData(path string) bool {
	return slices.ContainsFunc([]string{"/data/datapackage.json", "/data/csvw/", "/data/schema/", "/api/openapi.json"}, func(prefix string) bool {
		return strings.HasPrefix(path, prefix)
	})
}

// resourcePolicy is who may load an answer: everybody what anybody may fetch as data, and nobody but our own pages all else.
func resourcePolicy(a answer) string {
	data := a.Request != nil && openAddress(a.Request.URL.Path)
	if data && a.StatusCode < 400 && describesData(a.Request.URL.Path) {
		return "cross-origin"
	}
	if a.Request != nil && a.StatusCode < 400 && strings.Contains(a.Request.URL.Path, "/badda-in/") {
		return "cross-origin" // a page, but one for other sites
	}
	if data && a.StatusCode < 400 && !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") && a.Header.Get("Cache-Control") != "no-store" {
		return "cross-origin"
	}
	return "same-origin"
}

// checkPolicy holds an answer, with a body or without, to what it tells the browser about safety.
func checkPolicy(t *testing.T, path string, a answer) {
	t.Helper()
	policy := a.Header.Get("Content-Security-Policy")
	if framed := regexp.MustCompile(`^/(en/)?badda-in/`); a.Request != nil && framed.MatchString(a.Request.URL.Path) && a.StatusCode < 400 {
		policy = strings.Replace(policy, "frame-ancestors *", "frame-ancestors 'none'", 1) // these alone; TestOnlyChartsMayBeFramed
	}
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe-") || strings.Contains(policy, "*") {
		t.Errorf("%s (%s): policy %q", path, a.Status, policy)
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": resourcePolicy(a),
	} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s (%s): %s is %q, want %q", path, a.Status, name, got, want)
		}
	}
	if a.Header.Get("Permissions-Policy") == "" {
		t.Errorf("%s (%s): no Permissions-Policy", path, a.Status)
	}
	if server := a.Header.Get("Server"); server != "" {
		t.Errorf("%s tells that it is served by %q", path, server)
	}
}
