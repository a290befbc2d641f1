package dashboard

import (
	"strings"
	"testing"
)

// checkHeaders holds an answer to the headers that all of ours carry.
func checkHeaders(t *testing.T, path string, a answer) {
	t.Helper()
	policy := a.Header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe-") || strings.Contains(policy, "*") {
		t.Errorf("%s (%s): policy %q", path, a.Status, policy)
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s (%s): %s is %q, want %q", path, a.Status, name, got, want)
		}
	}
	for _, name := range []string{"Permissions-Policy", "Cache-Control", "Content-Type"} {
		if a.Header.Get(name) == "" {
			t.Errorf("%s (%s): no %s", path, a.Status, name)
		}
	}
	if server := a.Header.Get("Server"); server != "" {
		t.Errorf("%s tells that it is served by %q", path, server)
	}
}
