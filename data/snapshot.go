package data

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Snapshot is one committed state of the database, which several questions see. It belongs to one goroutine and ends with the function that
// got it.
type Snapshot struct {
	tx *sql.Tx
	db *DB
}

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
	defer tx.Rollback() // nothing was written
	return use(&Snapshot{tx: tx, db: db})
}

// Query is the DB's, of this state. The caller closes the rows before the next question.
func (s *Snapshot) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := checkNames(query, args); err != nil {
		return nil, err
	}
	defer s.db.asked.since(time.Now())
	rows, err := s.tx.QueryContext(ctx, query, args...) //nolint:sqlclosecheck // the caller owns them
	if err != nil {
		return nil, s.db.notice(err)
	}
	return rows, nil
}
