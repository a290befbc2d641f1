package data_test

import (
	"database/sql"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2" // for a handle that is not locked down

	"pionjarkollen/data"
)

// BenchmarkReadCSV lets DuckDB read files of action rows into a table by itself, without a check: what a validated ingest is held
// against. cmd/bench names its own files in PIONJARKOLLEN_READCSV.
func BenchmarkReadCSV(b *testing.B) {
	pattern := os.Getenv("PIONJARKOLLEN_READCSV")
	if pattern == "" {
		pattern = writeActionFile(b)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	statement := "CREATE OR REPLACE TABLE read AS SELECT * FROM read_csv('" + strings.ReplaceAll(pattern, "'", "''") + "', delim = ';', header = true, all_varchar = true)"
	for b.Loop() {
		if _, err := db.ExecContext(b.Context(), statement); err != nil {
			b.Fatal(err)
		}
	}
	var rows int
	if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM read").Scan(&rows); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}

// writeActionFile writes a row per municipality and action.
func writeActionFile(b *testing.B) string {
	b.Helper()
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "actions.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := csv.NewWriter(f)
	w.Comma = ';'
	rows := [][]string{{"kommunkod", "åtgärd", "status", "kommentar"}}
	for _, r := range every(catalogue).Reports {
		rows = append(rows, []string{r.Municipality, r.Action, string(r.Status), r.Comment})
	}
	if err := w.WriteAll(rows); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}
