package locale

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
	"pionjarkollen/ingest/corpus"
)

var updateFindings = flag.Bool("update-findings", false, "rewrite testdata/findings.txt")

// TestFindingTexts holds every code to having all its texts in both languages.
func TestFindingTexts(t *testing.T) {
	known := make(map[ingest.Code]bool)
	for _, info := range ingest.Codes() {
		known[info.Code] = true
		sv, en, ok := findingTexts(info.Code)
		if !ok {
			t.Errorf("%s has no texts", info.Code)
		}
		for _, text := range []findingText{sv, en} {
			if text.Title == "" || text.Message == "" || text.Explanation == "" || strings.ContainsAny(text.Title+text.Explanation, "{}") {
				t.Errorf("%s: %+v", info.Code, text)
			}
		}
		if sv.Message == en.Message {
			t.Errorf("%s says the same in both languages", info.Code)
		}
	}
	for _, table := range []map[ingest.Code][2]findingText{fileTexts, shapeTexts, rowTexts, cellTexts, valueTexts, formTexts, workbookTexts} {
		for code := range table {
			if !known[code] {
				t.Errorf("texts for %s, which Codes does not list", code)
			}
		}
	}
}

// TestFindingsOfTheCorpus fills the text of everything found in the corpus. The texts are kept in a file, to be read.
func TestFindingsOfTheCorpus(t *testing.T) {
	c := datatest.Catalogue(t)
	archives, err := corpus.Load(filepath.Join("..", "..", "ingest", "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	findings := ingest.Foreign(ingest.Submission{Rows: []ingest.Row{{Line: 2, Municipality: "0180"}}}, "0780")
	findings = append(findings, ingest.Finding{
		Severity: ingest.Error, Code: ingest.EditionMixed, Line: 4, Column: "version", Value: "2026/2027", Suggestion: "2025/2026",
		Args: []string{"2025/2026", "2", "2026/2027"},
	})
	findings = append(findings, ingest.RememberedFindings(ingest.GridRow{Line: 1}, []data.Correction{{Line: 1, Sent: "Kn", Value: "kommun"}},
		map[string]data.ColumnName{"Kn": {Name: "kommun", Chosen: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}})...)
	findings = append(findings, ingest.Finding{Severity: ingest.Error, Code: ingest.TooManyFindings, Args: []string{"10000"}})
	reader := ingest.NewReader(c)
	for _, a := range archives {
		for _, k := range a.Cases {
			_, found, err := reader.ParseCorrected(k.Raw, k.Corrections, k.Limits)
			if err != nil {
				t.Fatal(err)
			}
			findings = append(findings, found...)
		}
	}
	unfilled := regexp.MustCompile(`\{(\d+|value|column)\}`)
	var got strings.Builder
	shown := make(map[string]bool)
	for _, info := range ingest.Codes() {
		for _, f := range findings {
			if f.Code != info.Code {
				continue
			}
			for _, l := range Langs {
				text := Finding(l, f)
				if left := unfilled.FindString(text); left != "" {
					t.Errorf("%s: %s is not filled: %s", f.Code, left, text)
				}
				line := fmt.Sprintf("%s %s: %s %s\n", l, f.Code, text, FindingSuggestion(l, f))
				if !shown[line] {
					shown[line] = true
					got.WriteString(line)
				}
			}
		}
	}
	golden := filepath.Join("testdata", "findings.txt")
	if *updateFindings {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the texts have changed: run with -update-findings and read the difference")
	}
}

func TestPrintable(t *testing.T) {
	for value, want := range map[string]string{
		"a\nb\u202ec":              "a b[U+202E]c",
		strings.Repeat("å", 200):   strings.Repeat("å", 120) + "…",
		"</script>":                "</script>",
		"{0}":                      "{0}",
		"noll\u200bbredd\u00a0och": "noll[U+200B]bredd och",
	} {
		if got := cut(printable(value)); got != want {
			t.Errorf("%q shows as %q, want %q", value, got, want)
		}
	}
}
