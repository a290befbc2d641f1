package data

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Replaced tells what Rebuild and Restore have put in place.
type Replaced struct {
	Health     Health
	Counts     Counts
	Aside      string // where the database that was there before is now; "" when there was none
	RosterKept bool   // the roster is the one of before or of the backup, not the seed
}

// replacement is the place where the new database is made, beside the old one and on the same journal.
func (p place) replacement() (place, error) {
	p.database += ".new"
	return p, p.discard()
}

// discard removes the database file, if it is there.
func (p place) discard() error {
	for _, file := range [...]string{p.database, p.database + ".wal"} {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove what an attempt before has left: %w", err)
		}
	}
	return nil
}

// putInPlace gives the new database the name of the old one, which is moved aside together with its write-ahead log.
func (p place) putInPlace(fresh place, now time.Time) (aside string, err error) {
	wal := p.database + ".wal"
	if p.exists() {
		aside = p.database + ".old-" + now.UTC().Format("20060102T150405Z")
		for n := 2; ; n++ {
			if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
				break
			}
			aside = p.database + ".old-" + now.UTC().Format("20060102T150405Z") + "-" + strconv.Itoa(n)
		}
		if err := os.Link(p.database, aside); err != nil { // a file system without links
			if err := os.Rename(p.database, aside); err != nil {
				return "", fmt.Errorf("move the old database aside: %w", err)
			}
		}
		if err := os.Rename(wal, aside+".wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("move the old database aside: %w", err)
		}
	} else if err := os.Remove(wal); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("remove a write-ahead log without its database: %w", err)
	}
	if err := os.Rename(fresh.database, p.database); err != nil {
		return aside, fmt.Errorf("put the new database in place: %w", err)
	}
	return aside, syncFolder(filepath.Dir(p.database))
}

// finish brings the new database, which is open, to a data version above every earlier one, closes it, reads its
// file through, compares that with what was open and with the journal, and puts it in place.
func (db *DB) finish(ctx context.Context, at place, above uint64) (r Replaced, err error) {
	if err := db.raiseVersion(ctx, above); err != nil {
		return r, errors.Join(err, db.Close())
	}
	if err := db.checkReports(ctx); err != nil {
		return r, errors.Join(err, db.Close())
	}
	before, err := countUpTo(ctx, db.pool.Load(), lastOfAll)
	r.Health = db.Health()
	r.Health.Path = at.database
	if err = errors.Join(err, db.Close()); err != nil {
		return r, err
	}
	if r.Counts, err = countFile(ctx, db.place.database, db.options); err != nil {
		return r, err
	}
	if r.Counts != before {
		return r, fmt.Errorf("the new file holds %+v instead of %+v", r.Counts, before)
	}
	if r.Counts.Submissions < r.Health.JournalEntries {
		return r, fmt.Errorf("the new database has %d submissions, the journal %d", r.Counts.Submissions, r.Health.JournalEntries)
	}
	r.Aside, err = at.putInPlace(db.place, db.Now())
	return r, err
}

// raiseVersion sets the data version above the one given and above any that a database of the same name can have
// reached, which may be lost: seconds since 1970 pass more quickly than submissions come. Otherwise a browser could
// take a page of before for the present one.
func (db *DB) raiseVersion(ctx context.Context, above uint64) error {
	seconds := uint64(max(0, db.Now().Unix()))
	if next := max(above, seconds, db.version.Load()); next > db.version.Load() {
		db.version.Store(next)
	}
	return db.Write(ctx, func(*Tx) error { return nil })
}

//go:embed repeats.sql
var repeatsSQL string

// checkReports returns an error when two reports of a submission are about the same, or one about nothing.
func (db *DB) checkReports(ctx context.Context) error {
	var repeated, nameless int
	if err := db.pool.Load().QueryRowContext(ctx, repeatsSQL).Scan(&repeated, &nameless); err != nil {
		return fmt.Errorf("look for repeated reports: %w", storageError(err))
	}
	if repeated > 0 || nameless > 0 {
		return fmt.Errorf("the database has %d actions that one submission reports on twice, and %d reports without their names", repeated, nameless)
	}
	return nil
}
