package data

import (
	"context"
	"database/sql"
	"log/slog"
	"time"
)

// Options is what Open needs.
type Options struct {
	Path      string           // of the DuckDB file; "" keeps everything in memory, without a journal
	Catalogue *Catalogue       // required
	Log       *slog.Logger     // nil discards
	Now       func() time.Time // nil is time.Now
}

// DB is the one open handle on the database. It is safe for concurrent use.
type DB struct{}

// Tx is a write in progress. Its first error sticks: later calls do nothing and return it.
type Tx struct{}

// Open opens, migrates and locks down the database, loads the reference data, seeds the roster of a new database,
// and replays what the journal has and the database lacks.
func Open(ctx context.Context, o Options) (*DB, error) { panic("store") }

// Close checkpoints and closes.
func (db *DB) Close() error { panic("store") }

// Catalogue returns the reference data the database was opened with.
func (db *DB) Catalogue() *Catalogue { panic("store") }

// Now returns the injected clock's time in UTC.
func (db *DB) Now() time.Time { panic("store") }

// Version returns the data version: it rises with every committed Write and never falls.
func (db *DB) Version() uint64 { panic("store") }

// Query reads. Arguments may be sql.Named. The caller closes the rows and checks rows.Err.
func (db *DB) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	panic("store")
}

// Write runs fn in the one write transaction and raises the data version.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error { panic("store") }

// WritePrivate is Write for what no public page shows (sessions, invitations): the data version stays.
func (db *DB) WritePrivate(ctx context.Context, fn func(*Tx) error) error { panic("store") }

// Exec runs one statement.
func (tx *Tx) Exec(query string, args ...any) (int64, error) { panic("store") }

// Record journals the submission with its raw bytes and commits it in one Write. It returns the submission with its
// ID, Received and File.SHA256 set. On an error nothing is saved.
func (db *DB) Record(ctx context.Context, s Submission, raw []byte) (Submission, error) {
	panic("store")
}

// Raw returns the bytes that submission id handed in, from the journal.
//
// It returns fs.ErrNotExist when the journal has none (in-memory databases, undos).
func (db *DB) Raw(id int64) ([]byte, error) { panic("store") }
