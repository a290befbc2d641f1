package ingest_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

// BenchmarkSubmissions reads and saves the 290 municipalities' action files of 104 rows each, one after another, with the
// journal and the database on disk. p99 is of the time from the bytes to the commit.
func BenchmarkSubmissions(b *testing.B) {
	c := datatest.Catalogue(b)
	files := make([][]byte, 0, len(c.Municipalities))
	for _, m := range c.Municipalities {
		var file bytes.Buffer
		file.WriteString("kommunkod;kommun;åtagande;nivå;åtgärd;status;kommentar\n")
		for _, commitment := range c.Current().Commitments {
			for _, level := range commitment.Levels {
				for _, a := range level.Actions {
					fmt.Fprintf(&file, "%s;%s;%s;%d;%s;%s;Följs upp av %s\n",
						m.Code, m.Name, commitment.Slug, level.Number, a.ID, data.Statuses[a.Ordinal%4].Name().SV, m.Name)
				}
			}
		}
		files = append(files, file.Bytes())
	}
	db := datatest.Open(b, data.Options{Path: filepath.Join(b.TempDir(), "pionjarkollen.duckdb"), Catalogue: c})
	reader := ingest.NewReader(c)
	sender := data.Sender{Name: "Åsa", Role: "staff"}
	var took []time.Duration
	for b.Loop() {
		for _, raw := range files {
			start := time.Now()
			s, findings, err := reader.ParseBytes(raw, ingest.DefaultLimits)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := ingest.Save(b.Context(), db, s, findings, raw, ingest.Meta{Sender: sender}); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "submissions/s")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkMisspelt reads 280,000 rows whose municipalities are all misspelt, each in its own way.
func BenchmarkMisspelt(b *testing.B) {
	c := datatest.Catalogue(b)
	var file strings.Builder
	file.WriteString("kommun;åtagande;nivå\n")
	for i := range 280_000 {
		fmt.Fprintf(&file, "Stockh%d;1;2\n", i*7919)
	}
	raw := []byte(file.String())
	for b.Loop() {
		if _, _, err := ingest.ParseBytes(raw, c, ingest.Limits{Bytes: int64(len(raw)), Rows: 280_000}); err != nil {
			b.Fatal(err)
		}
	}
}
