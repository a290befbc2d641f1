package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
	"pionjarkollen/ingest"
)

const committed = "../../data/examples"

func planned(t *testing.T) (*data.Catalogue, []file) {
	t.Helper()
	catalogue := datatest.Catalogue(t)
	files, err := plan(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	return catalogue, files
}

func TestCommittedFilesAreWhatTheProgramWrites(t *testing.T) {
	dir := t.TempDir()
	if err := run([]string{dir}); err != nil {
		t.Fatal(err)
	}
	names := func(dir string) []string {
		paths, err := filepath.Glob(filepath.Join(dir, "*.csv"))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, path := range paths {
			names = append(names, filepath.Base(path))
		}
		return names
	}
	if got, want := names(committed), names(dir); !slices.Equal(got, want) {
		t.Fatalf("data/examples holds %q, the program writes %q (make examples)", got, want)
	}
	for _, name := range names(dir) {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(committed, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from what the program writes (make examples)", name)
		}
	}
}

func TestRunNeedsOneFolder(t *testing.T) {
	for _, args := range [][]string{nil, {"a", "b"}} {
		if err := run(args); err == nil {
			t.Errorf("run(%q) succeeded", args)
		}
	}
}

// Every file is read without a finding, to exactly what was invented.
func TestFilesAreReadAsMeant(t *testing.T) {
	catalogue, files := planned(t)
	for _, f := range files {
		raw, err := f.bytes()
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		got, findings, err := ingest.Parse(bytes.NewReader(raw), catalogue, ingest.DefaultLimits)
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		for _, finding := range findings {
			t.Errorf("%s:%d: %s %s %q", f.name, finding.Line, finding.Code, finding.Column, finding.Value)
		}
		if got.Kind != f.kind || got.Edition != catalogue.Current().ID || len(got.Rows) != len(f.rows) {
			t.Errorf("%s: read as %d rows of %s for %s", f.name, len(got.Rows), got.Kind, got.Edition)
			continue
		}
		for i, want := range f.rows {
			if read := got.Rows[i]; !same(read, want, f.place.Code) {
				t.Errorf("%s:%d: read as %+v, want %+v", f.name, read.Line, read, want)
			}
		}
	}
}

func same(got ingest.Row, want row, code string) bool {
	ordinal, decided := 0, ""
	if want.action != nil {
		ordinal = want.action.Ordinal
	}
	if !want.decided.IsZero() {
		decided = want.decided.Format(time.DateOnly)
	}
	if (got.Level == nil) != (want.level == nil) || got.Level != nil && *got.Level != *want.level {
		return false
	}
	return got.Municipality == code && got.Commitment == want.commitment.Slug && got.Action == ordinal &&
		got.Status == want.status && strings.ReplaceAll(got.Comment, "\r\n", "\n") == want.comment &&
		got.Decided == decided && got.Reference == want.reference && got.Link == want.link
}
