package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// ingest hands in the files inside this process, then by the program, and lets DuckDB read them unchecked for comparison.
func (b bench) ingest(ctx context.Context) error {
	files, size, err := b.writeFiles()
	if err != nil {
		return fmt.Errorf("write files: %w", err)
	}
	b.line("files", "%d (an edition has 30,160 actions of municipalities), %.1f MB", len(files), float64(size)/1e6)
	parse, save, err := b.handIn(ctx, files)
	if err != nil {
		return err
	}
	b.rate("read and check (ingest.Parse)", parse)
	b.rate("save (ingest.Save: journal, fsync, DuckDB)", save)
	b.rate("validated ingest (both)", parse+save)
	if err := b.importFiles(ctx, files); err != nil {
		return err
	}
	return b.readCSV(ctx, parse+save)
}

// rate prints how long all rows took.
func (b bench) rate(what string, took time.Duration) {
	b.line(what, "%7.2f s  %8.0f rows/s", took.Seconds(), wanted/took.Seconds())
}

// handIn times both steps over a database in a file.
func (b bench) handIn(ctx context.Context, files []string) (parse, save time.Duration, err error) {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return 0, 0, err
	}
	db, err := data.Open(ctx, data.Options{Path: filepath.Join(b.folder, "ingest.duckdb"), Catalogue: catalogue})
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return 0, 0, err
		}
		began := time.Now()
		sent, findings, err := ingest.Parse(bytes.NewReader(raw), catalogue, ingest.DefaultLimits)
		if err != nil {
			return 0, 0, err
		}
		parse += time.Since(began)
		began = time.Now()
		_, err = ingest.Save(ctx, db, sent, findings, raw, ingest.Meta{
			Sender: data.Sender{Name: "bench", Role: "shell"}, FileName: filepath.Base(name),
		})
		if err != nil {
			return 0, 0, err
		}
		save += time.Since(began)
	}
	return parse, save, nil
}

// importFiles lets the program do it, from its start to its end, and tells its peak memory.
func (b bench) importFiles(ctx context.Context, files []string) error {
	cmd := exec.CommandContext(ctx, b.program, append([]string{"import", "--db", filepath.Join(b.folder, "import.duckdb")}, files...)...) //nolint:gosec // the program that make bench has built
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("import: %w\n%s", err, out)
	}
	b.rate("pionjarkollen import, start to end", time.Since(began))
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		b.line("its peak resident memory", "%7.0f MB", float64(usage.Maxrss)/1024) // kilobytes on Linux
	}
	return nil
}

var readRate = regexp.MustCompile(`([0-9.e+]+) rows/s`)

// readCSV lets DuckDB read the same files into a table, without a single check. Only package data knows the driver, so that a benchmark of
// its tests does it.
func (b bench) readCSV(ctx context.Context, ours time.Duration) error {
	cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^BenchmarkReadCSV$", "-benchtime", "5x", "./data")
	cmd.Env = append(os.Environ(), "PIONJARKOLLEN_READCSV="+filepath.Join(b.folder, "atgarder-*.csv"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("read_csv: %w\n%s", err, out)
	}
	m := readRate.FindSubmatch(out)
	if m == nil {
		return fmt.Errorf("read_csv: no rate in\n%s", out)
	}
	rate, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil || rate <= 0 {
		return fmt.Errorf("read_csv: rate %q: %w", m[1], err)
	}
	theirs := time.Duration(wanted / rate * float64(time.Second))
	b.rate("DuckDB's read_csv into a table, unchecked", theirs)
	b.line("validated ingest takes", "%7.1f times as long", ours.Seconds()/theirs.Seconds())
	return nil
}
