package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
)

// parquetSource is the table function parquet_row: rows on their way into a file, chunk by chunk. They are read on a goroutine of their
// own, as an iterator cannot be left and entered again on DuckDB's threads.
type parquetSource struct {
	infos   []duckdb.ColumnInfo
	batches chan parquetBatch
	quit    chan struct{} // closed by stop
	done    sync.WaitGroup

	failed error // the rows' own; read after the statement has ended
}

// parquetBatch is as many rows as a chunk holds, or the error that ended them.
type parquetBatch struct {
	rows [][]any
	err  error
}

func newParquetSource(columns []ParquetColumn, rows iter.Seq2[[]any, error]) (*parquetSource, error) {
	s := &parquetSource{batches: make(chan parquetBatch, 2), quit: make(chan struct{})}
	for _, c := range columns {
		of, err := c.Type.duckType()
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		info, err := duckdb.NewTypeInfo(of)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		s.infos = append(s.infos, duckdb.ColumnInfo{Name: c.Name, T: info})
	}
	s.done.Go(func() { s.read(rows) })
	return s, nil
}

// read sends the rows in batches until they end or stop is called.
func (s *parquetSource) read(rows iter.Seq2[[]any, error]) {
	defer close(s.batches)
	size := duckdb.GetDataChunkCapacity()
	batch := make([][]any, 0, size)
	send := func(b parquetBatch) bool {
		select {
		case s.batches <- b:
			return true
		case <-s.quit:
			return false
		}
	}
	for row, err := range rows {
		if err == nil && len(row) != len(s.infos) {
			err = fmt.Errorf("write Parquet: a row has %d values for %d columns", len(row), len(s.infos))
		}
		if err != nil {
			send(parquetBatch{err: err})
			return
		}
		if batch = append(batch, row); len(batch) == size {
			if !send(parquetBatch{rows: batch}) {
				return
			}
			batch = make([][]any, 0, size)
		}
	}
	if len(batch) > 0 {
		send(parquetBatch{rows: batch})
	}
}

// stop ends the reading of rows and waits for it.
func (s *parquetSource) stop() {
	close(s.quit)
	s.done.Wait()
}

// register makes the table function known to the database.
func (s *parquetSource) register(ctx context.Context, pool *sql.DB) (err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return duckdb.RegisterTableUDF(conn, "parquet_row", duckdb.ChunkTableFunction{
		BindArguments: func(map[string]any, ...any) (duckdb.ChunkTableSource, error) { return s, nil },
	})
}

// ColumnInfos lists the columns.
func (s *parquetSource) ColumnInfos() []duckdb.ColumnInfo { return s.infos }

// Cardinality is not known.
func (s *parquetSource) Cardinality() *duckdb.CardinalityInfo { return nil }

// Init does nothing: the rows are read once.
func (s *parquetSource) Init() {}

// FillChunk fills the next chunk of rows.
func (s *parquetSource) FillChunk(chunk duckdb.DataChunk) (err error) {
	defer func() { // a panic cannot pass through DuckDB
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	batch := <-s.batches
	if batch.err != nil {
		s.failed = batch.err
		return batch.err
	}
	for i, row := range batch.rows {
		for column, value := range row {
			if err := setParquetValue(chunk, column, i, value); err != nil {
				return err
			}
		}
	}
	return chunk.SetSize(len(batch.rows))
}

// setParquetValue keeps the common types from being boxed anew.
func setParquetValue(chunk duckdb.DataChunk, column, row int, value any) error {
	switch v := value.(type) {
	case string:
		return duckdb.SetChunkValue(chunk, column, row, v)
	case int:
		return duckdb.SetChunkValue(chunk, column, row, v)
	default:
		return chunk.SetValue(column, row, value)
	}
}
