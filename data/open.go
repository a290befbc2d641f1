package data

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"log/slog"
	"runtime"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Open opens, migrates and locks down the database, loads the reference data, seeds the roster of a new database,
// and replays what the journal has and the database lacks. The caller closes it.
//
// It returns a *LockedError when another process has the database open, a *NewerSchemaError when a newer version of
// the program wrote it, and a *DamagedError when a journal entry that is needed is damaged.
func Open(ctx context.Context, o Options) (*DB, error) {
	at, err := placeOf(o.Path)
	if err != nil {
		return nil, err
	}
	if o.Path == "" {
		return open(ctx, o, at)
	}
	release, err := lockFiles(at)
	if err != nil {
		return nil, err
	}
	db, err := open(ctx, o, at)
	if err != nil {
		return nil, errors.Join(err, release())
	}
	db.release = release
	return db, nil
}

// open is Open for a caller who has locked the files.
func open(ctx context.Context, o Options, at place) (*DB, error) {
	if o.Catalogue == nil {
		return nil, errors.New("open database: a catalogue is needed")
	}
	db := &DB{options: withDefaults(o), place: at, writing: make(chan struct{}, 1), closed: make(chan struct{})}
	if err := db.start(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func withDefaults(o Options) Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Memory = cmp.Or(o.Memory, "512MB")
	o.Spill = cmp.Or(o.Spill, "2GB")
	o.Threads = cmp.Or(o.Threads, min(4, runtime.GOMAXPROCS(0)))
	return o
}

func (db *DB) start(ctx context.Context) error {
	if err := db.prepareFiles(); err != nil {
		return storageError(err)
	}
	if err := db.connect(ctx); err != nil {
		return err
	}
	if err := db.migrate(ctx); err != nil {
		return err
	}
	if err := db.loadReference(ctx); err != nil {
		return err
	}
	return db.reconcile(ctx)
}

// prepareFiles does what is needed before DuckDB sees the place.
func (db *DB) prepareFiles() (err error) {
	if db.place == (place{}) {
		db.secret = make([]byte, secretLength)
		if _, err := rand.Read(db.secret); err != nil {
			return err
		}
		db.releases, err = openReleases("", db.options.Log)
		return err
	}
	if err := db.place.emptyWork(); err != nil {
		return err
	}
	if db.journal, err = openJournal(db.place.journal, db.options.Log); err != nil {
		return err
	}
	if db.releases, err = openReleases(db.place.releases, db.options.Log); err != nil {
		return err
	}
	db.health.Path = db.place.database
	db.secret, err = readSecret(db.place.key)
	return err
}

// maxConnections bounds how many reads run side by side; further ones wait for their turn.
const maxConnections = 64

// connect opens DuckDB and locks it down before any other connection exists.
func (db *DB) connect(ctx context.Context) error {
	connector, err := duckdb.NewConnector(db.place.database, nil)
	if err != nil {
		return connectError(db.place.database, err)
	}
	pool := sql.OpenDB(connector)
	if err := lockDown(ctx, pool, db.place, db.options); err != nil {
		return errors.Join(err, pool.Close())
	}
	if err := db.arrivals.register(ctx, pool); err != nil {
		return errors.Join(err, pool.Close())
	}
	pool.SetMaxOpenConns(maxConnections)
	pool.SetMaxIdleConns(8)
	db.pool.Store(pool)
	return nil
}
