package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

var errClosed = errors.New("the database is closed")

// usable returns the pool to work with.
//
// It returns an error that wraps ErrStorage while the database is being mended.
func (db *DB) usable() (*sql.DB, error) {
	select {
	case <-db.closed:
		return nil, errClosed
	default:
	}
	if db.broken.Load() {
		return nil, fmt.Errorf("%w: the database is being opened again", ErrStorage)
	}
	return db.pool.Load(), nil
}

// notice looks at an error from DuckDB on its way out. After a full disk DuckDB refuses all work until it is opened
// again, which notice then starts.
func (db *DB) notice(err error) error {
	if isInvalidated(err) && db.place != (place{}) && db.broken.CompareAndSwap(false, true) {
		db.options.Log.Error("database unusable, opening it again", slog.Any("error", err))
		go db.mend()
	}
	return storageError(err)
}

// The pauses between attempts to open the database again.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = 10 * time.Second
)

// mend opens the database again, as often as that takes, and keeps everybody from writing meanwhile.
func (db *DB) mend() {
	select {
	case db.writing <- struct{}{}:
	case <-db.closed:
		return
	}
	defer func() { <-db.writing }()
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		select {
		case <-time.After(pause):
		case <-db.closed:
			return
		}
		err := db.reopen(context.Background())
		if err == nil {
			db.broken.Store(false)
			db.options.Log.Info("database usable again")
			return
		}
		db.options.Log.Warn("database still unusable", slog.Any("error", err), slog.Duration("pause", pause))
	}
}

func (db *DB) reopen(ctx context.Context) error {
	if err := db.pool.Load().Close(); err != nil {
		return err
	}
	if err := db.connect(ctx); err != nil {
		return err
	}
	if err := db.readState(ctx); err != nil {
		return err
	}
	return db.reconcile(ctx)
}
