package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// ParquetType is the type of a column in a Parquet file, by DuckDB's name.
type ParquetType string

// The types, each with the Go type of a value. ParquetMoment is a moment in UTC and says so; any value may be nil.
const (
	ParquetText    ParquetType = "VARCHAR"                  // string
	ParquetInteger ParquetType = "BIGINT"                   // int
	ParquetNumber  ParquetType = "DOUBLE"                   // float64
	ParquetBoolean ParquetType = "BOOLEAN"                  // bool
	ParquetDay     ParquetType = "DATE"                     // time.Time, of which the day counts
	ParquetMoment  ParquetType = "TIMESTAMP WITH TIME ZONE" // time.Time
)

// duckType is the driver's name of the type.
func (t ParquetType) duckType() (duckdb.Type, error) {
	switch t {
	case ParquetText:
		return duckdb.TYPE_VARCHAR, nil
	case ParquetInteger:
		return duckdb.TYPE_BIGINT, nil
	case ParquetNumber:
		return duckdb.TYPE_DOUBLE, nil
	case ParquetBoolean:
		return duckdb.TYPE_BOOLEAN, nil
	case ParquetDay:
		return duckdb.TYPE_DATE, nil
	case ParquetMoment:
		return duckdb.TYPE_TIMESTAMP_TZ, nil
	}
	return 0, fmt.Errorf("no type of Parquet: %q", t)
}

// ParquetColumn is one column of a Parquet file.
type ParquetColumn struct {
	Name string
	Type ParquetType
}

// ParquetTable is what a Parquet file holds.
type ParquetTable struct {
	Columns []ParquetColumn
	// Rows are read once, on another goroutine. Each has a value for every column, of the Go type that its ParquetType tells or nil, and is
	// not changed after it was yielded.
	Rows iter.Seq2[[]any, error]

	Same       []ParquetColumn   // columns after those that are the same in every row
	SameValues []any             // what they hold, as in Rows
	Metadata   map[string]string // the file's key-value metadata
}

// What the database that writes a file may hold in memory and spill to disk. It works row group by row group.
const (
	parquetMemory = "256MB"
	parquetSpill  = "2GB"
)

// parquetRowGroup is how many rows are held before they are written, a quarter of DuckDB's own number.
const parquetRowGroup = "30720"

// WriteParquet writes the table, its rows in their order, as a Parquet file to w. Never all of the rows are held in memory: the file
// grows in a folder of its own under folder ("" is the system's for temporary files), which is gone when WriteParquet returns. The database
// that writes it has nothing else in it and can reach nothing else.
//
// It returns the first error of the rows as it is.
func WriteParquet(ctx context.Context, w io.Writer, folder string, t ParquetTable) (err error) {
	work, err := os.MkdirTemp(folder, "parquet-")
	if err != nil {
		return fmt.Errorf("write Parquet: %w", storageError(err))
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	file := filepath.Join(work, "rows.parquet")
	if err := copyToParquet(ctx, work, file, t); err != nil {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	defer f.Close()
	if _, err := io.Copy(w, f); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	return nil
}

// copyToParquet lets a database of its own write the file.
func copyToParquet(ctx context.Context, work, file string, t ParquetTable) (err error) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	pool := sql.OpenDB(connector)
	defer func() { err = errors.Join(err, pool.Close()) }()
	const inOrder = true
	o := Options{Memory: parquetMemory, Spill: parquetSpill, Threads: 1}
	if err := lock(ctx, pool, place{work: work}, o, inOrder); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	source, err := newParquetSource(t.Columns, t.Rows)
	if err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	defer source.stop()
	if err := source.register(ctx, pool); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	same, err := sameColumns(t)
	if err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	copying := "COPY (SELECT *" + same + " FROM parquet_row()) TO " + quote(file) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + parquetRowGroup + keyValues(t.Metadata) + ")" //nolint:gosec // G202: quoted
	if _, err := pool.ExecContext(ctx, copying); err != nil {
		if source.failed != nil {
			return source.failed
		}
		return fmt.Errorf("write Parquet: %w", storageError(err))
	}
	return nil
}

// sameColumns are the columns of a SELECT that are the same in every row.
func sameColumns(t ParquetTable) (string, error) {
	if len(t.Same) != len(t.SameValues) {
		return "", fmt.Errorf("%d values for %d columns that are the same in every row", len(t.SameValues), len(t.Same))
	}
	var b strings.Builder
	for i, c := range t.Same {
		if _, err := c.Type.duckType(); err != nil {
			return "", fmt.Errorf("column %s: %w", c.Name, err)
		}
		value := "NULL"
		switch v := t.SameValues[i].(type) {
		case nil:
		case time.Time:
			value = quote(v.UTC().Format("2006-01-02 15:04:05.999999+00"))
			if c.Type == ParquetDay {
				value = quote(v.Format(time.DateOnly))
			}
		default:
			value = quote(fmt.Sprint(v))
		}
		b.WriteString(", CAST(" + value + " AS " + string(c.Type) + ") AS " + quoteName(c.Name))
	}
	return b.String(), nil
}

// keyValues is the option of COPY that holds the metadata.
func keyValues(metadata map[string]string) string {
	if len(metadata) == 0 {
		return ""
	}
	pairs := make([]string, 0, len(metadata))
	for _, key := range slices.Sorted(maps.Keys(metadata)) {
		pairs = append(pairs, quoteName(key)+": "+quote(metadata[key]))
	}
	return ", KV_METADATA {" + strings.Join(pairs, ", ") + "}"
}
