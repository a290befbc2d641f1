package dashboard

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

// TestPicturesAreCalledWhatTheyShow looks at the name that each figure's picture gets.
func TestPicturesAreCalledWhatTheyShow(t *testing.T) {
	for _, name := range chartNames {
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(pictureNames[name]) {
			t.Errorf("%s is called %q", name, pictureNames[name])
		}
	}
	st := onExamples(t)
	picture := regexp.MustCompile(`<figure [^>]*id="(fig-[a-z]+)" data-picture="([^"]*)"`)
	for path, want := range map[string]string{
		"/":                          "pionjarkollen-nivaer-2025-2026-per-2026-12-01-exempeldata",
		"/en/ataganden/styrning":     "pionjarkollen-atagande-styrning-2025-2026-per-2026-12-01-exempeldata",
		"/stader/0780":               "pionjarkollen-profil-0780-2025-2026-per-2026-12-01-exempeldata",
		"/karta?datum=2026-03-01":    "pionjarkollen-karta-2025-2026-per-2026-03-01-exempeldata",
		"/jamfor?stad=0780,1281":     "pionjarkollen-jamforelse-0780-1281-2025-2026-per-2026-12-01-exempeldata",
		"/atgarder/styrning-1-3":     "pionjarkollen-atgard-styrning-1-3-2025-2026-per-2026-12-01-exempeldata",
		"/ataganden/styrning/signal": "pionjarkollen-atagande-styrning-2025-2026-per-2026-12-01-exempeldata",
	} {
		m := picture.FindStringSubmatch(st.get(t, path).body)
		if m == nil || html.UnescapeString(m[2]) != want {
			t.Errorf("%s: the picture is called %q, want %s", path, m, want)
		}
	}
	for template, paths := range templatePaths {
		for _, m := range picture.FindAllStringSubmatch(st.get(t, paths[0]).body, -1) {
			if strings.Trim(m[2], "abcdefghijklmnopqrstuvwxyzN0123456789-") != "" || strings.Contains(m[2], "--") {
				t.Errorf("%s: %s is saved as %q", template, m[1], m[2])
			}
		}
	}
}
