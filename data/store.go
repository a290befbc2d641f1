package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Options is what Open needs.
type Options struct {
	Path      string           // of the DuckDB file; "" keeps everything in memory, without a journal
	Catalogue *Catalogue       // required
	Log       *slog.Logger     // nil discards
	Now       func() time.Time // nil is time.Now

	Memory  string // DuckDB's memory_limit, "512MB"; "" is that
	Spill   string // the most that DuckDB may spill to disk, "2GB"; "" is that
	Threads int    // of DuckDB; 0 is one per processor, at most four
}

// DB is the one open handle on the database. It is safe for concurrent use.
type DB struct {
	options  Options
	place    place
	journal  *journal // nil in memory
	releases *Releases
	secret   []byte
	release  func() error // gives up the lock on the files

	pool    atomic.Pointer[sql.DB]
	broken  atomic.Bool   // DuckDB refuses all work; mend is opening it again
	closed  chan struct{} // closed by Close
	closing sync.Once
	writing chan struct{} // holds one token while a write is going on
	version atomic.Uint64
	asked   asked
	lastID  int64 // newest submission id given out; guarded by writing

	names    map[string]int32 // numbers of names, nil before they are needed; guarded by writing
	arrivals arrivals

	mu     sync.Mutex
	health Health // guarded by mu
}

// Health tells what state the store is in.
type Health struct {
	Path             string `json:"path"` // "" in memory
	SchemaVersion    int    `json:"schema_version"`
	DataVersion      uint64 `json:"data_version"`
	Submissions      int    `json:"submissions"`        // in the database
	JournalEntries   int    `json:"journal_entries"`    // accepted ones, without the aborted
	Replayed         int    `json:"replayed"`           // from the journal into the database when it was opened
	MissingInJournal int    `json:"missing_in_journal"` // submissions in the database that the journal lacks or has with other bytes
}

// Catalogue returns the reference data the database was opened with.
func (db *DB) Catalogue() *Catalogue { return db.options.Catalogue }

// Now returns the injected clock's time in UTC.
func (db *DB) Now() time.Time { return db.options.Now().UTC() }

// Version returns the data version: it rises with every committed Write and never falls, also not when the database
// is rebuilt or restored.
func (db *DB) Version() uint64 { return db.version.Load() }

// Secret returns the 32 random bytes that sign invitation links. A database in memory has its own, new ones.
// The caller must not change them.
func (db *DB) Secret() []byte { return db.secret }

// Releases returns the frozen releases beside the database. Those of a database in memory end with it.
func (db *DB) Releases() *Releases { return db.releases }

// Health returns the state as of now.
func (db *DB) Health() Health {
	db.mu.Lock()
	defer db.mu.Unlock()
	h := db.health
	h.DataVersion = db.Version()
	return h
}

func (db *DB) updateHealth(change func(*Health)) {
	db.mu.Lock()
	defer db.mu.Unlock()
	change(&db.health)
}

// Close waits for the write that is going on, checkpoints and closes. Rows that are still open end. Everything after
// it fails; a second Close does nothing.
func (db *DB) Close() error {
	var err error
	db.closing.Do(func() {
		close(db.closed)
		db.writing <- struct{}{} // never given back: nothing is written any more
		err = db.closeFiles()
	})
	return err
}

func (db *DB) closeFiles() error {
	var errs []error
	if pool := db.pool.Load(); pool != nil {
		if _, err := pool.ExecContext(context.Background(), "CHECKPOINT"); err != nil {
			db.options.Log.Warn("checkpoint at close", slog.Any("error", err))
		}
		if err := pool.Close(); err != nil {
			errs = append(errs, fmt.Errorf("close database: %w", err))
		}
	}
	if db.releases != nil {
		errs = append(errs, db.releases.close())
	}
	if db.release != nil {
		errs = append(errs, db.release())
	}
	return errors.Join(errs...)
}
