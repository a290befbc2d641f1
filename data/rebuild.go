package data

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
)

// Rebuild makes the database at o.Path again from its journal, reads it through and puts it in place of the old one,
// which is moved aside and kept. No process may have the database open.
//
// The journal has every submission, but not the roster as staff have changed it, nor who is signed in: these are
// copied from the old database. When that cannot be opened the roster is the seed again, everybody has to sign in
// again, and spent invitations would open again, which removing the key file prevents; Replaced and the log say so.
//
// It returns a *LockedError when a process has the database open, a *DamagedError when a journal entry is damaged, and
// an error when the old database can be read and has submissions that the journal lacks. Nothing is changed then.
func Rebuild(ctx context.Context, o Options) (Replaced, error) {
	at, release, err := lockPlace(o)
	if err != nil {
		return Replaced{}, fmt.Errorf("rebuild: %w", err)
	}
	r, err := rebuild(ctx, withDefaults(o), at)
	if err = errors.Join(err, release()); err != nil {
		return Replaced{}, fmt.Errorf("rebuild: %w", err)
	}
	return r, nil
}

func rebuild(ctx context.Context, o Options, at place) (r Replaced, err error) {
	if _, err := os.Stat(at.journal); errors.Is(err, fs.ErrNotExist) {
		return r, fmt.Errorf("there is no journal %s to rebuild from", at.journal)
	}
	old, kept, err := o.lookAt(ctx, at)
	if err != nil {
		return r, err
	}
	fresh, err := at.replacement()
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, fresh.discard()) }()
	db, err := open(ctx, o, fresh)
	if err != nil {
		return r, err
	}
	if n := old.lacking(db.journal); n > 0 {
		return r, errors.Join(fmt.Errorf("the journal lacks %d submissions that the database has, and a rebuild would lose them; "+
			"put the journal back from a backup, or move the database aside to go without them", n), db.Close())
	}
	if kept {
		if err := db.WritePrivate(ctx, old.replace); err != nil {
			return r, errors.Join(err, db.Close())
		}
	}
	r, err = db.finish(ctx, at, old.version)
	r.RosterKept = kept
	return r, err
}

// lookAt reads what the old database hands on. That it is missing or damaged is no error: ok is false then.
func (o Options) lookAt(ctx context.Context, at place) (old kept, ok bool, err error) {
	if !at.exists() {
		return old, false, nil
	}
	old, err = readKept(ctx, at.database, o)
	if err == nil {
		return old, true, nil
	}
	if _, locked := errors.AsType[*LockedError](err); locked {
		return old, false, err
	}
	if _, newer := errors.AsType[*NewerSchemaError](err); newer {
		return old, false, err
	}
	if ctx.Err() != nil {
		return old, false, err
	}
	o.Log.Warn("the old database cannot be read: its roster, sessions and spent invitations are not carried over; "+
		"remove the key file to keep spent invitations from opening again",
		slog.Any("error", err), slog.String("key", at.key))
	return kept{}, false, nil
}

// ErasedName stands wherever an erased person's name stood.
const ErasedName = "Raderad person"

// eraseSenders takes away again the names that the journal has of people who were erased.
//
//go:embed erase_senders.sql
var eraseSenders string

// replace makes the tables exactly what they were.
func (k kept) replace(tx *Tx) error {
	for _, table := range k.tables {
		if _, err := tx.Exec("DELETE FROM " + quoteName(table.name)); err != nil {
			return err
		}
		if err := table.insert(tx); err != nil {
			return err
		}
	}
	_, err := tx.Exec(eraseSenders, ErasedName)
	return err
}

// lockPlace is for what needs a database on disk that nobody has open. The caller releases the lock.
func lockPlace(o Options) (at place, release func() error, err error) {
	if o.Path == "" {
		return at, nil, errors.New("a database in memory has no files")
	}
	if at, err = placeOf(o.Path); err != nil {
		return at, nil, err
	}
	release, err = lockFiles(at)
	return at, release, err
}
