package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// exported is what one export took.
type exported struct {
	Took time.Duration // from the question to the file's last byte
	CPU  float64       // seconds of all processors together
	Peak float64       // MB that the process held at most, from its start
	Open float64       // the same, when the database was open and nothing had been exported
}

// exportSizes are how many rows are exported: those of a country that has reported on everything, nearly, and as many as a sheet may hold.
var exportSizes = [...]int{30_000, million}

// exportTurns is how often what is held against DuckDB is exported.
const exportTurns = 3

// exports writes the report of actions in every format, and lets DuckDB's own COPY write the same rows from a table.
func (b bench) exports(ctx context.Context) error {
	reference := filepath.Join(b.folder, "export-reference")
	catalogue, err := manyMunicipalities(reference)
	if err != nil {
		return fmt.Errorf("invent municipalities: %w", err)
	}
	theirs, err := b.buildReadCSV(ctx)
	if err != nil {
		return err
	}
	for _, n := range exportSizes {
		file, folder := filepath.Join(b.folder, "export.csv"), filepath.Join(b.folder, fmt.Sprintf("export-%d", n))
		if err := writeRows(file, catalogue, n); err != nil {
			return err
		}
		if _, err := b.importOnce(ctx, file, reference, folder, n); err != nil {
			return fmt.Errorf("import: %w", err)
		}
		if err := b.exportsOf(ctx, n, reference, folder, theirs); err != nil {
			return err
		}
	}
	return nil
}

func (b bench) exportsOf(ctx context.Context, n int, reference, folder, theirs string) error {
	ours := map[report.Format][]exported{}
	write := func(format report.Format) (string, error) {
		to := filepath.Join(folder, "actions"+format.Suffix())
		var took exported
		err := b.again(ctx, &took, "-export", string(format), "-reference", reference, "-database", filepath.Join(folder, benchDatabase), "-to", to)
		ours[format] = append(ours[format], took)
		return to, err
	}
	for _, format := range report.Formats {
		to, err := write(format)
		if err != nil {
			return fmt.Errorf("export %s: %w", format, err)
		}
		info, err := os.Stat(to)
		if err != nil {
			return err
		}
		took := ours[format][0]
		b.line(fmt.Sprintf("%d rows as %s", n, format), "%7.2f s  %8.0f rows/s  %5.2f s of processors, %5.0f MB at most, %.0f of them before, a file of %.1f MB",
			took.Took.Seconds(), float64(n)/took.Took.Seconds(), took.CPU, took.Peak, took.Open, float64(info.Size())/1e6)
	}
	for _, format := range [...]report.Format{report.Parquet, report.CSV} {
		var ratios, cpu []float64
		var peak float64
		for range exportTurns {
			if _, err := write(format); err != nil {
				return err
			}
			o := ours[format][len(ours[format])-1]
			t, err := measured(ctx, theirs, "BenchmarkCopy", "PIONJARKOLLEN_COPY="+filepath.Join(folder, "actions.parquet"), "PIONJARKOLLEN_COPY_AS="+string(format))
			if err != nil {
				return fmt.Errorf("COPY: %w", err)
			}
			ratios, cpu, peak = append(ratios, o.Took.Seconds()/t.took.Seconds()), append(cpu, o.CPU/t.cpu), max(peak, t.peak)
		}
		b.line(fmt.Sprintf("  our %s to DuckDB's COPY of a table", format), "%7.1f times its time, median of %d turns (of processor time %.1f; it held %.0f MB)", median(ratios), exportTurns, median(cpu), peak)
	}
	return nil
}

// exportAlone writes the actions of the database in one format, in a process of its own, and writes what that took as JSON.
func exportAlone(ctx context.Context, out io.Writer, format report.Format, reference, database, to string) (err error) {
	catalogue, err := data.LoadCatalogueFS(os.DirFS(reference))
	if err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Options{Path: database, Catalogue: catalogue})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	f, err := analytics.ParseFilter(url.Values{"roll": {"pioneer,twin,unknown,outside"}}, catalogue, db.Now())
	if err != nil {
		return err
	}
	file, err := os.Create(to)
	if err != nil {
		return err
	}
	before, err := usage()
	if err != nil {
		return err
	}
	began := time.Now()
	w := bufio.NewWriterSize(file, 1<<16)
	m := report.Meta{Lang: "sv", Source: "https://pionjarkollen.example.se/rapporter/" + strings.ToLower(string(format)), Now: db.Now()}
	if err := report.Write(ctx, w, analytics.New(db), report.Actions, format, f, m); err != nil {
		return err
	}
	if err := errors.Join(w.Flush(), file.Close()); err != nil {
		return err
	}
	took := exported{Took: time.Since(began)}
	after, err := usage()
	if err != nil {
		return err
	}
	took.CPU = cpuSeconds(after) - cpuSeconds(before)
	took.Peak, took.Open = float64(after.Maxrss)/1024, float64(before.Maxrss)/1024 // kilobytes on Linux
	return json.NewEncoder(out).Encode(took)
}
