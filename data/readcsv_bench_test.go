package data_test

import (
	"database/sql"
	"encoding/csv"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/duckdb/duckdb-go/v2"

	"pionjarkollen/data/datatest"
)

// BenchmarkReadCSV lets DuckDB load a file of action rows into a table of a database file by itself, without a check: what a
// validated import is held against. cmd/bench names its own file in PIONJARKOLLEN_READCSV and runs each turn in a process of its own, which
// makes cpu-s and peak-MB those of one load.
func BenchmarkReadCSV(b *testing.B) {
	path := os.Getenv("PIONJARKOLLEN_READCSV")
	if path == "" {
		path = writeActionFile(b)
	}
	connector, err := duckdb.NewConnector(filepath.Join(b.TempDir(), "read_csv.duckdb"), nil)
	if err != nil {
		b.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	for _, setting := range []string{"memory_limit = '512MB'", "threads = " + strconv.Itoa(min(4, runtime.GOMAXPROCS(0)))} { // those of data.Open
		if _, err := db.ExecContext(b.Context(), "SET GLOBAL "+setting); err != nil {
			b.Fatal(err)
		}
	}
	statement := "CREATE OR REPLACE TABLE loaded AS SELECT * FROM read_csv('" + strings.ReplaceAll(path, "'", "''") + "')"
	before := usage(b)
	for b.Loop() {
		if _, err := db.ExecContext(b.Context(), statement); err != nil {
			b.Fatal(err)
		}
	}
	after := usage(b)
	var rows int
	if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM loaded").Scan(&rows); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric((cpuSeconds(after)-cpuSeconds(before))/float64(b.N), "cpu-s")
	b.ReportMetric(float64(after.Maxrss)/1024, "peak-MB") // kilobytes on Linux
}

func usage(b *testing.B) (u syscall.Rusage) {
	b.Helper()
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}

// cpuSeconds is the processor time of all threads.
func cpuSeconds(u syscall.Rusage) float64 {
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// writeActionFile writes a row per municipality and action.
func writeActionFile(b *testing.B) string {
	b.Helper()
	catalogue := datatest.Catalogue(b)
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
