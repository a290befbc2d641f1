package data

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
)

// Restore puts the backup in the folder from in place as the database at o.Path, after checking the backup through.
// The backup's journal is joined with the one that is there, and what that one has more is replayed: nothing that was
// accepted since the backup is lost, as long as its journal is there. Releases are joined likewise. An existing database is replaced only if force
// is true, and then moved aside and kept. No process may have the database open.
//
// It returns a *LockedError when a process has the database open, fs.ErrExist when a database is there and force is
// false, and a *DamagedError when a file of the backup is not what was written.
func Restore(ctx context.Context, from string, o Options, force bool) (Replaced, error) {
	at, release, err := lockPlace(o)
	if err != nil {
		return Replaced{}, fmt.Errorf("restore: %w", err)
	}
	r, err := restore(ctx, from, withDefaults(o), at, force)
	if err = errors.Join(err, release()); err != nil {
		return Replaced{}, fmt.Errorf("restore: %w", err)
	}
	return r, nil
}

func restore(ctx context.Context, from string, o Options, at place, force bool) (r Replaced, err error) {
	if at.exists() && !force {
		return r, fmt.Errorf("there is a database %s already; force moves it aside: %w", at.database, fs.ErrExist)
	}
	b, theirs, err := checkBackup(ctx, from, o)
	if err != nil {
		return r, err
	}
	frozen, err := checkReleases(ctx, filepath.Join(from, backupReleases), b.Releases, o.Log)
	if err != nil {
		return r, err
	}
	old, _, err := o.lookAt(ctx, at)
	if err != nil {
		return r, err
	}
	ours, err := openJournal(at.journal, o.Log)
	if err != nil {
		return r, err
	}
	releases, err := openReleases(at.releases, o.Log)
	if err != nil {
		return r, err
	}
	missing, err := releases.lacking(ctx, frozen)
	if err != nil {
		return r, err
	}
	if err := ours.merge(theirs, o.Log); err != nil {
		return r, err
	}
	if err := releases.take(frozen, missing); err != nil {
		return r, err
	}
	fresh, err := at.replacement()
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, fresh.discard()) }()
	if _, err := copyFile(fresh.database, filepath.Join(from, backupDatabase)); err != nil {
		return r, err
	}
	db, err := open(ctx, o, fresh)
	if err != nil {
		return r, err
	}
	if n := old.lacking(db.journal); n > 0 {
		o.Log.Error("the database that is moved aside has submissions that neither journal has", slog.Int("submissions", n))
	}
	if err := db.checkRestored(ctx, b, old); err != nil {
		return r, errors.Join(err, db.Close())
	}
	r, err = db.finish(ctx, at, max(old.version, b.Counts.DataVersion))
	r.RosterKept = true
	return r, err
}

// outlive are the tables whose rows of after the backup stay: spent invitations stay spent, and what was logged
// or backed up stays known.
var outlive = [...]string{"invitation_used", "audit", "backup_made"}

// checkRestored compares the rows with the backup's, and keeps what has to outlive a restore.
func (db *DB) checkRestored(ctx context.Context, b Backup, old kept) error {
	found, err := countUpTo(ctx, db.pool.Load(), b.Counts.LastSubmission)
	if err != nil {
		return err
	}
	if err := found.sameRows(b.Counts); err != nil && b.Counts.SchemaVersion == found.SchemaVersion {
		return fmt.Errorf("the restored database is not like the backup: %w", err)
	}
	return db.WritePrivate(ctx, func(tx *Tx) error {
		for _, table := range old.tables {
			if !slices.Contains(outlive[:], table.name) {
				continue
			}
			if err := table.insert(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkBackup reads the backup through.
//
// It returns a *DamagedError that names the file that is not what was written.
func checkBackup(ctx context.Context, folder string, o Options) (b Backup, j *journal, err error) {
	file := filepath.Join(folder, backupSummary)
	text, err := os.ReadFile(file)
	if err != nil {
		return b, nil, fmt.Errorf("%s is not a complete backup: %w", folder, err)
	}
	if err := json.Unmarshal(text, &b); err != nil {
		return b, nil, &DamagedError{File: file, Cause: err}
	}
	file = filepath.Join(folder, backupDatabase)
	sum, err := checksumFile(file)
	if err != nil {
		return b, nil, err
	}
	if sum != b.DatabaseSHA256 {
		return b, nil, &DamagedError{File: file, Cause: fmt.Errorf("its SHA-256 is %s", sum)}
	}
	steps, err := migrations(schemaFiles)
	if err != nil {
		return b, nil, err
	}
	if b.Counts.SchemaVersion > len(steps) {
		return b, nil, &NewerSchemaError{Path: file, Found: b.Counts.SchemaVersion, Known: len(steps)}
	}
	found, err := countFile(ctx, file, o)
	if err == nil && found != b.Counts {
		err = &DamagedError{File: file, Cause: fmt.Errorf("it holds %+v instead of %+v", found, b.Counts)}
	}
	if err != nil {
		return b, nil, err
	}
	if j, err = readJournal(filepath.Join(folder, backupJournal), o.Log); err != nil {
		return b, nil, err
	}
	accepted, err := j.verify()
	if err == nil && accepted != b.JournalEntries {
		err = &DamagedError{File: j.folder, Cause: fmt.Errorf("it has %d entries instead of %d", accepted, b.JournalEntries)}
	}
	return b, j, err
}
