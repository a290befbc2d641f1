package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// turns is how often the file is imported and loaded, one after the other.
const turns = 5

// ingest imports a file of a million action rows, checked, journaled and committed, and lets DuckDB's read_csv load the same file unchecked,
// by turns and each in a process of its own.
func (b bench) ingest(ctx context.Context) error {
	reference, file := filepath.Join(b.folder, "reference"), filepath.Join(b.folder, "atgarder.csv")
	catalogue, err := manyMunicipalities(reference)
	if err != nil {
		return fmt.Errorf("invent municipalities: %w", err)
	}
	if err := writeMillion(file, catalogue); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	theirs, err := b.buildReadCSV(ctx)
	if err != nil {
		return err
	}
	var our []imported
	var their []readOnce
	var ratios, cpuRatios []float64
	for turn := range turns {
		o, err := b.importOnce(ctx, file, reference, filepath.Join(b.folder, fmt.Sprintf("import-%d", turn)))
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		t, err := readCSV(ctx, theirs, file)
		if err != nil {
			return fmt.Errorf("read_csv: %w", err)
		}
		our, their = append(our, o), append(their, t)
		ratios, cpuRatios = append(ratios, t.took.Seconds()/o.took().Seconds()), append(cpuRatios, t.cpu/o.CPU)
	}
	b.line("file", "%.1f MB, %d different municipalities and actions", float64(info.Size())/1e6, million)
	middle := func(of func(imported) time.Duration) float64 {
		return median(each(our, func(i imported) float64 { return of(i).Seconds() }))
	}
	b.line("read and check (ingest.ParseMany)", "%7.2f s", middle(func(i imported) time.Duration { return i.Read }))
	b.line("save (ingest.Save: journal, fsync, DuckDB)", "%7.2f s", middle(func(i imported) time.Duration { return i.Save }))
	took := middle(imported.took)
	b.line("validated import (both)", "%7.2f s  %8.0f rows/s", took, million/took)
	load := median(each(their, func(l readOnce) float64 { return l.took.Seconds() }))
	b.line("DuckDB's read_csv into a table, unchecked", "%7.2f s  %8.0f rows/s", load, million/load)
	b.line(fmt.Sprintf("ratio of their time to ours, median of %d turns", turns), "%7.2f    (%.2f to %.2f; of processor time %.2f)",
		median(ratios), slices.Min(ratios), slices.Max(ratios), median(cpuRatios))
	b.line("peak resident memory of the import, whole process", "%7.0f MB", slices.Max(each(our, func(i imported) float64 { return i.Peak })))
	b.line("that of the process of read_csv", "%7.0f MB", slices.Max(each(their, func(l readOnce) float64 { return l.peak })))
	return nil
}

func each[T any](all []T, of func(T) float64) []float64 {
	out := make([]float64, len(all))
	for i, one := range all {
		out[i] = of(one)
	}
	return out
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

// importOnce imports the file into a new database, by a process of this program.
func (b bench) importOnce(ctx context.Context, file, reference, folder string) (took imported, err error) {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return took, err
	}
	self, err := os.Executable()
	if err != nil {
		return took, err
	}
	cmd := exec.CommandContext(ctx, self, "-import", file, "-reference", reference, "-database", filepath.Join(folder, "bench.duckdb")) //nolint:gosec // G204: this program
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return took, fmt.Errorf("%w\n%s", err, errs.Bytes())
	}
	if err := json.Unmarshal(out.Bytes(), &took); err != nil {
		return took, err
	}
	return took, os.RemoveAll(folder)
}

// readOnce is what one load by read_csv took.
type readOnce struct {
	took      time.Duration
	cpu, peak float64 // seconds, MB
}

// buildReadCSV builds the program that runs read_csv: a benchmark of package data, as only that knows the driver.
func (b bench) buildReadCSV(ctx context.Context) (string, error) {
	program := filepath.Join(b.folder, "data.test")
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-o", program, "./data") //nolint:gosec // G204: a path of our own
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build read_csv: %w\n%s", err, out)
	}
	return program, nil
}

var readCSVLine = regexp.MustCompile(`(?m)^BenchmarkReadCSV\S*\s+1\s+(\S+) ns/op\s+(\S+) cpu-s\s+(\S+) peak-MB`)

func readCSV(ctx context.Context, program, file string) (took readOnce, err error) {
	cmd := exec.CommandContext(ctx, program, "-test.run", "^$", "-test.bench", "^BenchmarkReadCSV$", "-test.benchtime", "1x")
	cmd.Env = append(os.Environ(), "PIONJARKOLLEN_READCSV="+file)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return took, fmt.Errorf("%w\n%s", err, out)
	}
	m := readCSVLine.FindSubmatch(out)
	if m == nil {
		return took, fmt.Errorf("no figures in\n%s", out)
	}
	var figures [3]float64
	for i := range figures {
		if figures[i], err = strconv.ParseFloat(string(m[i+1]), 64); err != nil {
			return took, err
		}
	}
	return readOnce{took: time.Duration(figures[0]), cpu: figures[1], peak: figures[2]}, nil
}
