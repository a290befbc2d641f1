package data

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"
)

// Snapshot is one committed state of the database, which several questions see, and a place for an answer that is too long to hold. It
// belongs to one goroutine and ends with the function that got it.
type Snapshot struct {
	ctx context.Context
	tx  *sql.Tx
	db  *DB
}

//go:embed snapshot_kept.sql
var keptSQL string

// Snapshot runs use with one committed state. It is for reading only, as Query is.
func (db *DB) Snapshot(ctx context.Context, use func(*Snapshot) error) error {
	pool, err := db.usable()
	if err != nil {
		return err
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin snapshot: %w", db.notice(err))
	}
	defer tx.Rollback() // what is kept goes with it
	return use(&Snapshot{ctx: ctx, tx: tx, db: db})
}

// Query is the DB's, of this state. The caller closes the rows before the next question.
func (s *Snapshot) Query(query string, args ...any) (*sql.Rows, error) {
	if err := checkNames(query, args); err != nil {
		return nil, err
	}
	defer s.db.asked.since(time.Now())
	rows, err := s.tx.QueryContext(s.ctx, query, args...) //nolint:sqlclosecheck // the caller owns them
	if err != nil {
		return nil, s.db.notice(err)
	}
	return rows, nil
}

// Keep asks a question and keeps its answer where DuckDB may move it to disk, as no more than its memory_limit is held. The answer's first
// column, n, numbers its rows from 1. A snapshot keeps one answer.
func (s *Snapshot) Keep(question string, args ...any) error {
	if err := checkNames(question, args); err != nil {
		return err
	}
	defer s.db.asked.since(time.Now())
	if _, err := s.tx.ExecContext(s.ctx, "CREATE TEMP TABLE kept AS "+question, args...); err != nil { //nolint:gosec // G202: questions are embedded texts
		return fmt.Errorf("keep answer: %w", s.db.notice(err))
	}
	return nil
}

// Kept returns the rows of the kept answer whose number is above after and no higher than until, in their order. The caller closes them
// before the next question.
func (s *Snapshot) Kept(after, until int64) (*sql.Rows, error) {
	return s.Query(keptSQL, sql.Named("after", after), sql.Named("until", until))
}
