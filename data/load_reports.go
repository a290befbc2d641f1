package data

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/duckdb/duckdb-go/v2"
)

var (
	//go:embed load_reports.sql
	loadReportsSQL string
	//go:embed load_reports_without_links.sql
	loadReportsWithoutLinksSQL string
)

// load adds so many reports that they go faster as a table that DuckDB reads with all its threads.
func (s recording) load(tx *Tx) error {
	r := s.many
	if err := tx.number(slices.Concat(r.Municipalities, r.Actions, statusNames)...); err != nil {
		return err
	}
	numbers := func(names []string) []int32 {
		out := make([]int32, len(names))
		for i, name := range names {
			out[i] = tx.names.number(name)
		}
		return out
	}
	statement := loadReportsSQL
	if r.Links == nil {
		statement = loadReportsWithoutLinksSQL
	}
	a := &arriving{
		rows: r.Rows, links: r.Links, types: tx.db.arrivals.types,
		municipalities: numbers(r.Municipalities), actions: numbers(r.Actions), statuses: numbers(statusNames),
	}
	tx.db.arrivals.now.Store(a)
	defer tx.db.arrivals.now.Store(nil)
	added, err := tx.Exec(statement, sql.Named("submission", s.ID))
	if err == nil && added != int64(len(r.Rows)) {
		tx.err = fmt.Errorf("load reports: %d rows instead of %d", added, len(r.Rows))
		err = tx.err
	}
	return err
}

// arrivals is the table function arriving_report: the rows of the submission that is being written. There is one writer.
type arrivals struct {
	types []duckdb.ColumnInfo
	now   atomic.Pointer[arriving]
}

var errNothingArrives = errors.New("no submission is being written")

// register makes the table function known to the database.
func (a *arrivals) register(ctx context.Context, pool *sql.DB) (err error) {
	a.types = nil
	for _, column := range [...]struct {
		name string
		of   duckdb.Type
	}{
		{"line", duckdb.TYPE_INTEGER},
		{"municipality", duckdb.TYPE_INTEGER},
		{"action", duckdb.TYPE_INTEGER},
		{"status", duckdb.TYPE_INTEGER},
		{"comment", duckdb.TYPE_VARCHAR},
		{"link", duckdb.TYPE_VARCHAR},
	} {
		t, err := duckdb.NewTypeInfo(column.of)
		if err != nil {
			return fmt.Errorf("register table function: %w", err)
		}
		a.types = append(a.types, duckdb.ColumnInfo{Name: column.name, T: t})
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("register table function: %w", storageError(err))
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := duckdb.RegisterTableUDF(conn, "arriving_report", duckdb.ParallelChunkTableFunction{
		BindArguments: func(map[string]any, ...any) (duckdb.ParallelChunkTableSource, error) {
			if now := a.now.Load(); now != nil {
				return now, nil
			}
			return nil, errNothingArrives
		},
	}); err != nil {
		return fmt.Errorf("register table function: %w", err)
	}
	return nil
}

// arriving are the reports of one submission on their way into the database, chunk by chunk on DuckDB's threads.
type arriving struct {
	rows                              []ShortReport
	links                             []string // nil where no row has one
	municipalities, actions, statuses []int32  // numbers of the names
	types                             []duckdb.ColumnInfo
	next                              atomic.Int64 // row that the next chunk begins with
}

// ColumnInfos lists the columns.
func (a *arriving) ColumnInfos() []duckdb.ColumnInfo { return a.types }

// Cardinality is the number of rows.
func (a *arriving) Cardinality() *duckdb.CardinalityInfo {
	return &duckdb.CardinalityInfo{Cardinality: uint(len(a.rows)), Exact: true}
}

// mostThreads is as many as DuckDB may have.
const mostThreads = 64

// Init begins from the first row.
func (a *arriving) Init() duckdb.ParallelTableSourceInfo {
	a.next.Store(0)
	return duckdb.ParallelTableSourceInfo{MaxThreads: mostThreads}
}

// NewLocalState returns nothing: a chunk depends on no other.
func (a *arriving) NewLocalState() any { return a }

// FillChunk fills the next chunk of rows.
func (a *arriving) FillChunk(_ any, chunk duckdb.DataChunk) (err error) {
	defer func() { // a panic cannot pass through DuckDB
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	size := int64(duckdb.GetDataChunkCapacity())
	from := min(a.next.Add(size)-size, int64(len(a.rows)))
	rows := a.rows[from:min(from+size, int64(len(a.rows)))]
	for i := range rows {
		if err := a.fill(chunk, i, &rows[i]); err != nil {
			return err
		}
		if a.links != nil {
			if err := fillText(chunk, 5, i, a.links[int(from)+i]); err != nil {
				return err
			}
		}
	}
	return chunk.SetSize(len(rows))
}

func (a *arriving) fill(chunk duckdb.DataChunk, i int, r *ShortReport) error {
	for column, number := range [...]int32{r.Line, a.municipalities[r.Municipality], a.actions[r.Action], a.statuses[r.Status]} {
		if err := duckdb.SetChunkValue(chunk, column, i, number); err != nil {
			return err
		}
	}
	return fillText(chunk, 4, i, r.Comment)
}

// fillText writes NULL for an empty text.
func fillText(chunk duckdb.DataChunk, column, i int, text string) error {
	if text == "" {
		return duckdb.SetChunkValue[any](chunk, column, i, nil)
	}
	return duckdb.SetChunkValue(chunk, column, i, text)
}
