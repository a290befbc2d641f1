package data_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// noon is what the tests' clock shows.
func noon() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 123456789, time.UTC) }

func options(t testing.TB, path string) data.Options {
	t.Helper()
	return data.Options{Path: path, Catalogue: datatest.Catalogue(t), Now: noon}
}

// newPath returns where a test may put its database.
func newPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "pionjarkollen.duckdb")
}

// opened opens the database at path, "" for one in memory, and closes it with the test.
func opened(t testing.TB, path string) *data.DB {
	t.Helper()
	return datatest.Open(t, options(t, path))
}

// levels is a submission by the shell with one declaration.
func levels(municipality, commitment string, level int) data.Submission {
	return data.Submission{
		Kind:         data.Levels,
		Edition:      "2025/2026",
		Sender:       data.Sender{Name: "Åsa", Role: "shell"},
		File:         data.File{Name: "nivåer.csv", Encoding: "utf-8", Delimiter: ";"},
		Confirmed:    []string{"number-only", "renumbered"},
		Declarations: []data.Declaration{{Line: 2, Municipality: municipality, Commitment: commitment, Level: new(level), Comment: "så här"}},
	}
}

// record records and fails the test on an error.
func record(t testing.TB, db *data.DB, s data.Submission, raw string) data.Submission {
	t.Helper()
	saved, err := db.Record(t.Context(), s, []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// texts returns the rows of a query, every value as text.
func texts(t testing.TB, db *data.DB, query string, args ...any) [][]string {
	t.Helper()
	rows, err := db.Query(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for rows.Next() {
		row, targets := make([]string, len(columns)), make([]any, len(columns))
		for i := range row {
			targets[i] = &row[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func equal(a, b []string) bool { return slices.Equal(a, b) }
