package data_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// BenchmarkCopy lets DuckDB's own COPY write a table of a database file: what an export is held against. cmd/bench names a Parquet file with
// the table's rows in PIONJARKOLLEN_COPY and the format, csv or parquet, in PIONJARKOLLEN_COPY_AS, and runs each turn in a process of
// its own, which makes cpu-s and peak-MB those of one copy, but for the memory of loading the table.
func BenchmarkCopy(b *testing.B) {
	path, format := os.Getenv("PIONJARKOLLEN_COPY"), os.Getenv("PIONJARKOLLEN_COPY_AS")
	folder := b.TempDir()
	connector, err := duckdb.NewConnector(filepath.Join(folder, "copy.duckdb"), nil)
	if err != nil {
		b.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	source := "range(100000)"
	if path != "" {
		source = "read_parquet('" + strings.ReplaceAll(path, "'", "''") + "')"
	}
	options := "FORMAT parquet, COMPRESSION zstd"
	if format == "csv" {
		options = "FORMAT csv, HEADER"
	}
	for _, statement := range []string{
		"SET GLOBAL memory_limit = '512MB'", "SET GLOBAL threads = " + strconv.Itoa(min(4, runtime.GOMAXPROCS(0))), // those of data.Open
		"CREATE TABLE loaded AS FROM " + source, "CHECKPOINT",
	} {
		if _, err := db.ExecContext(b.Context(), statement); err != nil {
			b.Fatal(err)
		}
	}
	before := usage(b)
	for b.Loop() {
		if _, err := db.ExecContext(b.Context(), "COPY loaded TO '"+filepath.Join(folder, "copy")+"' ("+options+")"); err != nil {
			b.Fatal(err)
		}
	}
	after := usage(b)
	b.ReportMetric((cpuSeconds(after)-cpuSeconds(before))/float64(b.N), "cpu-s")
	b.ReportMetric(float64(after.Maxrss)/1024, "peak-MB") // kilobytes on Linux
}
