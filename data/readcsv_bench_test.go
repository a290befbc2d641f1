package data_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

const importRows = 1_000_000

// BenchmarkImportAgainstReadCSV reads, checks, journals and commits an action file of a million rows, and lets DuckDB load
// the same file unchecked with read_csv, by turns (-benchtime 5x for five of each). Both write a database file with as many
// threads and as much memory. The million needs more municipalities than there are: the catalogue has invented ones.
//
// ratio is the median of read_csv's time over ours: 1 or more is as fast. cpu-ratio is the same of processor time, which tells
// more than the clock where the machine has other work. The peaks are the growth of what the process
// holds in memory at most, with the file itself.
func BenchmarkImportAgainstReadCSV(b *testing.B) {
	c := manyMunicipalities(b, importRows)
	path := filepath.Join(b.TempDir(), "actions.csv")
	if err := os.WriteFile(path, manyActions(c, importRows), 0o600); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	var ours, theirs, ratios, cpuRatios, ourPeaks, theirPeaks []float64
	for b.Loop() {
		start := cpuSeconds(b)
		seconds, peak := importFile(b, c, path)
		between := cpuSeconds(b)
		other, otherPeak := readCSV(b, path)
		cpuRatios = append(cpuRatios, (cpuSeconds(b)-between)/(between-start))
		ours, theirs, ratios = append(ours, seconds), append(theirs, other), append(ratios, other/seconds)
		ourPeaks, theirPeaks = append(ourPeaks, peak), append(theirPeaks, otherPeak)
	}
	b.ReportMetric(0, "ns/op") // of both together, which says nothing
	b.ReportMetric(importRows/median(ours), "rows/s")
	b.ReportMetric(importRows/median(theirs), "read_csv-rows/s")
	b.ReportMetric(median(ratios), "ratio")
	b.ReportMetric(median(cpuRatios), "cpu-ratio")
	b.ReportMetric(slices.Max(ourPeaks), "peak-MB")
	b.ReportMetric(slices.Max(theirPeaks), "read_csv-peak-MB")
}

func importFile(b *testing.B, c *data.Catalogue, path string) (seconds, peak float64) {
	b.Helper()
	db, err := data.Open(b.Context(), data.Options{Path: newPath(b), Catalogue: c})
	if err != nil {
		b.Fatal(err)
	}
	before := settle(b)
	start := time.Now()
	raw, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	s, findings, err := ingest.NewReader(c).ParseMany(raw, ingest.Limits{Bytes: int64(len(raw)), Rows: importRows})
	if err != nil {
		b.Fatal(err)
	}
	parsed := time.Since(start)
	if _, err := ingest.Save(b.Context(), db, s, findings, raw, ingest.Meta{Sender: data.Sender{Name: "Åsa", Role: "staff"}}); err != nil {
		b.Fatal(err)
	}
	seconds = time.Since(start).Seconds()
	peak = (status(b, "VmHWM:") - before) / 1e6
	b.Logf("ours: %.2f s, of which %.2f s to read and check; peak %.0f MB", seconds, parsed.Seconds(), peak)
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return seconds, peak
}

func readCSV(b *testing.B, path string) (seconds, peak float64) {
	b.Helper()
	connector, err := duckdb.NewConnector(filepath.Join(b.TempDir(), "read_csv.duckdb"), nil)
	if err != nil {
		b.Fatal(err)
	}
	db := sql.OpenDB(connector)
	for _, setting := range []string{"memory_limit = '512MB'", "threads = " + strconv.Itoa(min(4, runtime.GOMAXPROCS(0)))} {
		if _, err := db.ExecContext(b.Context(), "SET GLOBAL "+setting); err != nil {
			b.Fatal(err)
		}
	}
	before := settle(b)
	start := time.Now()
	if _, err := db.ExecContext(b.Context(), "CREATE TABLE loaded AS SELECT * FROM read_csv('"+path+"')"); err != nil {
		b.Fatal(err)
	}
	seconds = time.Since(start).Seconds()
	peak = (status(b, "VmHWM:") - before) / 1e6
	var n int
	if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM loaded").Scan(&n); err != nil || n != importRows {
		b.Fatal(n, err)
	}
	b.Logf("read_csv: %.2f s; peak %.0f MB", seconds, peak)
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return seconds, peak
}

// settle gives back what memory it can, starts the peak anew and returns what the process holds, in bytes.
func settle(b *testing.B) float64 {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Logf("the peak is that of the whole run: %v", err)
	}
	return status(b, "VmRSS:")
}

// status reads a size from /proc/self/status, in bytes; elsewhere than on Linux it is 0.
func status(b *testing.B, name string) float64 {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kilobytes * 1024
		}
	}
	return 0
}

// cpuSeconds is the processor time that the process has used, from /proc/self/stat; elsewhere than on Linux it is 0.
func cpuSeconds(b *testing.B) (seconds float64) {
	b.Helper()
	text, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(text), ") ")
	for _, ticks := range strings.Fields(after)[11:13] { // in user mode and in the system
		n, err := strconv.ParseFloat(ticks, 64)
		if err != nil {
			b.Fatal(err)
		}
		seconds += n / 100
	}
	return seconds
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

// manyMunicipalities is the catalogue with so many municipalities that its edition has at least rows keys.
func manyMunicipalities(b *testing.B, rows int) *data.Catalogue {
	b.Helper()
	own, err := data.LoadCatalogue()
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	if err := os.CopyFS(dir, os.DirFS("reference")); err != nil {
		b.Fatal(err)
	}
	counties, taken := make(map[string]string), make(map[string]bool)
	for _, m := range own.Municipalities {
		counties[m.CountyCode], taken[m.Code] = m.County, true
	}
	file := filepath.Join(dir, "municipalities.csv")
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	for i, n := 100, len(own.Municipalities); n*len(actionIDs(own)) < rows; i++ {
		code := fmt.Sprintf("%04d", i)
		if taken[code] {
			continue
		}
		county := counties[code[:2]]
		if county == "" {
			county = "Påhittat län " + code[:2]
		}
		text = fmt.Appendf(text, "%s,Påhittad %s,%s,%s,1000,2024,,\n", code, code, code[:2], county)
		n++
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		b.Fatal(err)
	}
	c, err := data.LoadCatalogueFS(os.DirFS(dir))
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func actionIDs(c *data.Catalogue) (ids []string) {
	for _, commitment := range c.Current().Commitments {
		for _, level := range commitment.Levels {
			for _, a := range level.Actions {
				ids = append(ids, a.ID)
			}
		}
	}
	return ids
}

// manyActions is a file of n different keys; every other row has a comment of its own.
func manyActions(c *data.Catalogue, n int) []byte {
	var out bytes.Buffer
	out.WriteString("kommunkod;åtagande;nivå;åtgärd;status;kommentar\n")
	ids := actionIDs(c)
	for i := range n {
		id := ids[i%len(ids)]
		comment := ""
		if i%2 == 0 {
			comment = fmt.Sprintf("Beslut i nämnden, KS 2026-%06d", i)
		}
		a := c.Current().Action(id)
		fmt.Fprintf(&out, "%s;%s;%d;%s;%s;%s\n", c.Municipalities[i/len(ids)].Code, a.Commitment, a.Level, id, data.Statuses[i%4].Name().SV, comment)
	}
	return out.Bytes()
}
