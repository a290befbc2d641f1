package ingest_test

import (
	"bytes"
	"flag"
	"strings"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
	"pionjarkollen/ingest/corpus"
)

var update = flag.Bool("update", false, "rewrite the wants of testdata")

func archives(tb testing.TB) []*corpus.Archive {
	tb.Helper()
	all, err := corpus.Load("testdata")
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// TestCorpus reads every file of the corpus and compares its rows and findings with what is wanted.
func TestCorpus(t *testing.T) {
	c := datatest.Catalogue(t)
	for _, a := range archives(t) {
		changed := false
		for _, k := range a.Cases {
			t.Run(k.Name, func(t *testing.T) {
				s, findings, err := read(c, k)
				if err != nil {
					t.Fatal(err)
				}
				got := corpus.Describe(s, findings)
				if *update {
					changed = changed || string(k.Want.Data) != got
					k.Want.Data = []byte(got)
				} else if want := string(k.Want.Data); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
		if changed {
			if err := a.Save(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// read reads a case, with its corrections where it has any.
func read(c *data.Catalogue, k corpus.Case) (ingest.Submission, []ingest.Finding, error) {
	if len(k.Corrections) == 0 {
		return ingest.Parse(bytes.NewReader(k.Raw), c, k.Limits)
	}
	return ingest.NewReader(c).ParseCorrected(k.Raw, k.Corrections, k.Limits)
}

// TestEveryCode holds the list of codes against the corpus: each is found in some file, with the severity listed.
func TestEveryCode(t *testing.T) {
	c := datatest.Catalogue(t)
	found := make(map[ingest.Code]ingest.Severity)
	for _, f := range ingest.Foreign(ingest.Submission{Rows: []ingest.Row{{Line: 2, Municipality: "0180"}}}, "0780") {
		found[f.Code] = f.Severity
	}
	_, mixed := parse(t, twoEditions(t), lines("kommunkod;åtagande;nivå;version", "0780;1;2;2025/26", "0780;6;2;"))
	for _, f := range mixed {
		found[f.Code] = f.Severity
	}
	for _, f := range ingest.RememberedFindings(ingest.GridRow{Line: 1}, []data.Correction{{Line: 1, Sent: "Kn", Value: "kommun"}},
		map[string]data.ColumnName{"Kn": {Name: "kommun"}}) {
		found[f.Code] = f.Severity
	}
	for _, f := range tooMany(t, c) {
		found[f.Code] = f.Severity
	}
	for _, a := range archives(t) {
		for _, k := range a.Cases {
			_, findings, err := read(c, k)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findings {
				found[f.Code] = f.Severity
			}
		}
	}
	for _, info := range ingest.Codes() {
		switch severity, ok := found[info.Code]; {
		case !ok:
			t.Errorf("no file of the corpus gives %s", info.Code)
		case severity != info.Severity:
			t.Errorf("%s is listed as %s and found as %s", info.Code, info.Severity, severity)
		}
		delete(found, info.Code)
	}
	for code := range found {
		t.Errorf("Codes does not list %s", code)
	}
}

// tooMany is what is found in a file with more wrong rows than are listed.
func tooMany(t *testing.T, c *data.Catalogue) []ingest.Finding {
	t.Helper()
	text := "kommun;åtagande;nivå\n" + strings.Repeat("Lund;1;2\n", 4000) + strings.Repeat("Lund;x;2\n", 9000)
	s, findings, err := ingest.Parse(strings.NewReader(text), c, ingest.Limits{Bytes: 1 << 20, Rows: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != 1001 || findings[0].Code != ingest.TooManyFindings || len(s.Rows) != 1001 || s.Rows[1000].Line != 1002 {
		t.Errorf("%d findings, the first %+v, %d rows", len(findings), findings[0], len(s.Rows))
	}
	return findings[:1]
}
