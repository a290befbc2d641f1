// Package datatest gives the tests of other packages the reference data, with an invented edition after it where one does not do, and
// real databases over it.
package datatest

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"testing/fstest"

	"pionjarkollen/data"
)

// Open opens a database, in memory where o has no path, and closes it when the test is over. Without a catalogue it has the reference data.
func Open(tb testing.TB, o data.Options) *data.DB {
	tb.Helper()
	if o.Catalogue == nil {
		o.Catalogue = Catalogue(tb)
	}
	db, err := data.Open(tb.Context(), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db
}

// Catalogue returns the reference data that the program holds.
func Catalogue(tb testing.TB) *data.Catalogue {
	tb.Helper()
	c, err := data.LoadCatalogue()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// TwoEditions returns the reference data with the invented edition of data/testdata after it.
func TwoEditions(tb testing.TB) *data.Catalogue {
	tb.Helper()
	files := fstest.MapFS{}
	for _, folder := range []string{"reference", "testdata/next-edition"} {
		names, err := filepath.Glob(filepath.Join(dataFolder(tb), folder, "*.csv"))
		if err != nil || len(names) == 0 {
			tb.Fatal(folder, err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			base := filepath.Base(name)
			if before, ok := files[base]; ok {
				_, rows, _ := bytes.Cut(raw, []byte("\n"))
				raw = append(slices.Clone(before.Data), rows...)
			}
			files[base] = &fstest.MapFile{Data: raw}
		}
	}
	c, err := data.LoadCatalogueFS(files)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// dataFolder is the folder data, wherever the test runs.
func dataFolder(tb testing.TB) string {
	tb.Helper()
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		tb.Fatal("where the sources are is not known")
	}
	return filepath.Dir(filepath.Dir(here))
}
