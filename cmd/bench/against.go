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
	if err := writeRows(file, catalogue, million); err != nil {
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
		folder := filepath.Join(b.folder, fmt.Sprintf("import-%d", turn))
		o, err := b.importOnce(ctx, file, reference, folder, million)
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		if err := os.RemoveAll(folder); err != nil {
			return err
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

// importOnce imports the file of n rows into a new database in folder, by a process of this program.
func (b bench) importOnce(ctx context.Context, file, reference, folder string, n int) (took imported, err error) {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return took, err
	}
	err = b.again(ctx, &took, "-import", file, "-rows", strconv.Itoa(n), "-reference", reference, "-database", filepath.Join(folder, benchDatabase))
	return took, err
}

// benchDatabase is what importOnce calls the database.
const benchDatabase = "bench.duckdb"

// again runs a part of this program in a process of its own, which answers with JSON.
func (b bench) again(ctx context.Context, answer any, args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, args...) //nolint:gosec // G204: this program
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%w\n%s", err, errs.Bytes())
	}
	return json.Unmarshal(out.Bytes(), answer)
}

// readOnce is what one load by read_csv took.
type readOnce struct {
	took      time.Duration
	cpu, peak float64 // seconds, MB
}

// buildReadCSV builds the program that runs read_csv: a benchmark of package data, as only that knows the driver.
func (b bench) buildReadCSV(ctx context.Context) (string, error) {
	program := filepath.Join(b.folder, "data.test")
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-o", program, "./data") //nolint:gosec // G204: a path of our own
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build read_csv: %w\n%s", err, out)
	}
	return program, nil
}

func readCSV(ctx context.Context, program, file string) (readOnce, error) {
	return measured(ctx, program, "BenchmarkReadCSV", "PIONJARKOLLEN_READCSV="+file)
}

var measuredLine = regexp.MustCompile(`(?m)^Benchmark\S+\s+1\s+(\S+) ns/op\s+(\S+) cpu-s\s+(\S+) peak-MB`)

// measured runs one of package data's benchmarks once.
func measured(ctx context.Context, program, name string, environment ...string) (took readOnce, err error) {
	cmd := exec.CommandContext(ctx, program, "-test.run", "^$", "-test.bench", "^"+name+"$", "-test.benchtime", "1x")
	cmd.Env = append(os.Environ(), environment...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return took, fmt.Errorf("%w\n%s", err, out)
	}
	m := measuredLine.FindSubmatch(out)
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
