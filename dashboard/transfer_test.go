package dashboard

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// TestProblemsForScripts asks for files that are not there as the script does that fetches files, and as a browser does.
func TestProblemsForScripts(t *testing.T) {
	st := onExamples(t)
	for _, path := range []string{"/lamna-in/mall/finns-inte.csv", "/rapporter/levels.csv?lan=99", "/inlamningar/1/fil", "/personal/register.csv", "/data/v/99/edition.zip"} {
		for _, lang := range []string{"sv", "en"} {
			a := st.ask(t, http.MethodGet, path, "", "Accept", "application/problem+json, */*;q=0.9", "Accept-Language", lang)
			var p problemJSON
			if err := json.Unmarshal([]byte(a.body), &p); err != nil || p.Status != a.StatusCode || a.StatusCode < 400 || p.Title == "" || a.Header.Get("Content-Type") != "application/problem+json; charset=utf-8" {
				t.Errorf("%s in %s: %s %v %s", path, lang, a.Status, err, a.body)
			}
		}
		if a := st.ask(t, http.MethodGet, path, "", "Accept", "text/html, */*;q=0.8"); a.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s in a browser: %s", path, a.Header.Get("Content-Type"))
		}
	}
	for path, status := range map[string]int{"/rapporter/levels.csv": http.StatusOK, "/rapporter/levels.csv?lan=99": http.StatusBadRequest} {
		sv := st.ask(t, http.MethodGet, path, "", "Accept", "application/problem+json, */*;q=0.9", "Accept-Language", "sv")
		en := st.ask(t, http.MethodGet, path, "", "Accept", "application/problem+json, */*;q=0.9", "Accept-Language", "en")
		if sv.StatusCode != status || (sv.body == en.body) != (status == http.StatusOK) {
			t.Errorf("%s: %s and %s in two languages", path, sv.Status, en.Status)
		}
	}
}

// TestDecodedLength compares what compressed answers say that they become with what they become.
func TestDecodedLength(t *testing.T) {
	st := onExamples(t)
	const path = "/rapporter/levels.csv"
	plain := st.get(t, path)
	for _, encoding := range []string{"", "gzip", "br"} {
		want := strconv.Itoa(len(plain.body))
		if encoding == "" {
			want = ""
		}
		a := st.get(t, path, "Accept-Encoding", encoding)
		if got := a.Header.Get("Decoded-Length"); got != want || a.Header.Get("Content-Encoding") != encoding || decoded(t, a) != plain.body {
			t.Errorf("as %q: Decoded-Length %q, want %q", encoding, got, want)
		}
	}
}

// TestScriptTextsAreWhole compares the names of what scripts say in both languages.
func TestScriptTextsAreWhole(t *testing.T) {
	source, err := staticFiles.ReadFile("static/js/texts.js")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string][]string{}
	for _, block := range regexp.MustCompile(`(?ms)^  (sv|en): \{\n(.*?)^  \},`).FindAllStringSubmatch(string(source), -1) {
		for _, m := range regexp.MustCompile(`(?m)^    (\w+): [("`+"`"+`]`).FindAllStringSubmatch(block[2], -1) {
			names[block[1]] = append(names[block[1]], m[1])
		}
	}
	if len(names["sv"]) < 20 || !slices.Equal(names["sv"], names["en"]) {
		t.Errorf("scripts say %q in Swedish and %q in English", names["sv"], names["en"])
	}
}
