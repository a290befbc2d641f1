package data_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
)

// given yields the rows, and then the error, if any.
func given(failing error, rows ...[]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
		if failing != nil {
			yield(nil, failing)
		}
	}
}

var parquetColumns = []data.ParquetColumn{
	{Name: "text", Type: data.ParquetText},
	{Name: `hel"tal`, Type: data.ParquetInteger},
	{Name: "tal", Type: data.ParquetNumber},
	{Name: "sant", Type: data.ParquetBoolean},
	{Name: "dag", Type: data.ParquetDay},
	{Name: "stund", Type: data.ParquetMoment},
}

// TestParquetHoldsWhatIsWritten reads a file back with another database, in whose work folder it lies.
func TestParquetHoldsWhatIsWritten(t *testing.T) {
	moment := time.Date(2026, 3, 29, 0, 59, 59, 123456000, time.UTC)
	rows := [][]any{
		{"=1+1\nåäö 👩‍🚒 '); DROP TABLE kept; --", math.MaxInt64, 1.0 / 3, true, time.Date(1899, 2, 28, 0, 0, 0, 0, time.UTC), moment},
		{"", math.MinInt64, math.SmallestNonzeroFloat64, false, time.Date(2024, 2, 29, 23, 59, 0, 0, time.UTC), moment.In(time.FixedZone("", 7200))},
		{nil, nil, nil, nil, nil, nil},
	}
	same := []any{"'lika' för \"alla\"", 7, 0.1, true, time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), moment}
	columns := make([]data.ParquetColumn, len(parquetColumns))
	for i, c := range parquetColumns {
		columns[i] = data.ParquetColumn{Name: c.Name + " lika", Type: c.Type}
	}
	folder := t.TempDir()
	var file bytes.Buffer
	err := data.WriteParquet(t.Context(), &file, folder, data.ParquetTable{
		Columns: parquetColumns, Rows: given(nil, rows...), Same: columns, SameValues: same, Metadata: map[string]string{"källa": `it's "exact"`},
	})
	if err != nil {
		t.Fatal(err)
	}
	empty(t, folder)

	path := newPath(t)
	reader := opened(t, path)
	name := filepath.Join(path+".work", "read.parquet")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := reader.Query(t.Context(), "SELECT * FROM read_parquet(?)", name)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Close()
	n := 0
	for ; got.Next(); n++ {
		cells, targets := make([]any, 2*len(parquetColumns)), make([]any, 2*len(parquetColumns))
		for i := range cells {
			targets[i] = &cells[i]
		}
		if err := got.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		for i, want := range append(append([]any{}, rows[n]...), same...) {
			if !sameValue(cells[i], want) {
				t.Errorf("row %d, column %d is %v (%T), want %v", n, i, cells[i], cells[i], want)
			}
		}
	}
	if err := got.Err(); err != nil || n != len(rows) {
		t.Errorf("%d rows: %v", n, err)
	}
	var value string
	kept, err := reader.Query(t.Context(), "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'källa'", name)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	for kept.Next() {
		if err := kept.Scan(&value); err != nil {
			t.Fatal(err)
		}
	}
	if err := kept.Err(); err != nil || value != `it's "exact"` {
		t.Errorf("metadata is %q: %v", value, err)
	}
}

// sameValue compares a value read with one written; of a day only the day counts.
func sameValue(got, want any) bool {
	switch want := want.(type) {
	case int:
		return got == int64(want)
	case time.Time:
		at, ok := got.(time.Time)
		if at.Hour()+at.Minute() == 0 {
			return ok && at.Format(time.DateOnly) == want.Format(time.DateOnly)
		}
		return ok && at.Equal(want)
	}
	return got == want
}

func empty(t *testing.T, folder string) {
	t.Helper()
	left, err := os.ReadDir(folder)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// TestParquetFails lets rows, writer, types and the asker fail.
func TestParquetFails(t *testing.T) {
	broken := errors.New("broken")
	ended, end := context.WithCancel(t.Context())
	end()
	for name, c := range map[string]struct {
		ctx   context.Context
		w     io.Writer
		table data.ParquetTable
		is    error
		says  string
	}{
		"rows":    {t.Context(), io.Discard, data.ParquetTable{Columns: parquetColumns[:1], Rows: given(broken, []any{"a"})}, broken, "broken"},
		"writer":  {t.Context(), failingWriter{broken}, data.ParquetTable{Columns: parquetColumns[:1], Rows: given(nil, []any{"a"})}, broken, ""},
		"width":   {t.Context(), io.Discard, data.ParquetTable{Columns: parquetColumns[:1], Rows: given(nil, []any{"a", "b"})}, nil, "2 values for 1 columns"},
		"value":   {t.Context(), io.Discard, data.ParquetTable{Columns: parquetColumns[1:2], Rows: given(nil, []any{"a"})}, nil, "write Parquet"},
		"type":    {t.Context(), io.Discard, data.ParquetTable{Columns: []data.ParquetColumn{{Name: "x", Type: "BLOB"}}, Rows: given(nil)}, nil, "no type of Parquet"},
		"context": {ended, io.Discard, data.ParquetTable{Columns: parquetColumns[:1], Rows: given(nil, []any{"a"})}, context.Canceled, ""},
	} {
		folder := t.TempDir()
		err := data.WriteParquet(c.ctx, c.w, folder, c.table)
		if err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
		empty(t, folder)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// TestSnapshotSeesOneState asks again after a write.
func TestSnapshotSeesOneState(t *testing.T) {
	db := opened(t, "")
	err := db.Snapshot(t.Context(), func(s *data.Snapshot) error {
		count := func() (n int) {
			rows, err := s.Query(t.Context(), "SELECT count(*) FROM submission")
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			for rows.Next() {
				if err := rows.Scan(&n); err != nil {
					t.Fatal(err)
				}
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := count()
		if _, err := db.Record(t.Context(), levels("0780", "styrning", 3), []byte("raw")); err != nil {
			t.Fatal(err)
		}
		if after := count(); after != before {
			t.Errorf("the snapshot saw %d submissions, then %d", before, after)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
