package ingest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

// twoEditions is the catalogue with a second edition that repeats the first.
func twoEditions(tb testing.TB) *data.Catalogue {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "data", "reference"))); err != nil {
		tb.Fatal(err)
	}
	for _, name := range []string{"editions.csv", "commitments.csv", "levels.csv", "actions.csv"} {
		path := filepath.Join(dir, name)
		raw, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		_, body, _ := strings.Cut(string(raw), "\n")
		next := strings.TrimSuffix(string(raw), "\n") + "\n" + strings.ReplaceAll(body, "2025/2026", "2026/2027")
		if err := os.WriteFile(path, []byte(next), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	c, err := data.LoadCatalogueFS(os.DirFS(dir))
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// store opens an empty database in memory.
func store(tb testing.TB) *data.DB {
	tb.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	db := datatest.Open(tb, data.Options{Catalogue: datatest.Catalogue(tb), Now: func() time.Time { return now }})
	return db
}

func parse(tb testing.TB, c *data.Catalogue, text string) (ingest.Submission, []ingest.Finding) {
	tb.Helper()
	s, findings, err := ingest.Parse(strings.NewReader(text), c, ingest.DefaultLimits)
	if err != nil {
		tb.Fatal(err)
	}
	return s, findings
}

// save parses and saves, confirming every warning.
func save(tb testing.TB, db *data.DB, text string) data.Submission {
	tb.Helper()
	s, findings := parse(tb, db.Catalogue(), text)
	m := ingest.Meta{Sender: data.Sender{Name: "Anna", Role: "staff"}, FileName: "svar.csv"}
	for _, f := range findings {
		m.Confirmed = append(m.Confirmed, f.Code)
	}
	saved, err := ingest.Save(tb.Context(), db, s, findings, []byte(text), m)
	if err != nil {
		tb.Fatal(err)
	}
	return saved
}

// lines joins the lines of a file.
func lines(text ...string) string {
	var b bytes.Buffer
	for _, l := range text {
		b.WriteString(l)
		b.WriteByte('\n')
	}
	return b.String()
}
