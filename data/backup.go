package data

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A backup is a folder with these files.
const (
	backupDatabase = "pionjarkollen.duckdb"
	backupJournal  = "journal"
	backupReleases = "releases"    // only where there are any
	backupSummary  = "backup.json" // written last: without it the backup is not complete
)

// Backup tells what a backup holds. It is also the backup's own record of that.
type Backup struct {
	Folder         string    `json:"folder"` // where it was made
	Made           time.Time `json:"made"`   // UTC
	Counts         Counts    `json:"counts"`
	JournalEntries int       `json:"journal_entries"`
	Releases       int       `json:"releases"`        // whole ones
	LeftOut        int       `json:"left_out"`        // releases that are not what was frozen, and are not in it
	DatabaseSHA256 string    `json:"database_sha256"` // of the database file, in hex
}

// Backup copies the database, its journal and its releases into the folder dest, which must not exist or be empty, while the
// database is in use. Every submission recorded before the call is in it, and the copy has been opened and read
// through when Backup returns. The key that signs invitations is not in it. On an error the folder is left empty.
func (db *DB) Backup(ctx context.Context, dest string) (Backup, error) {
	if db.journal == nil {
		return Backup{}, errors.New("backup: a database in memory has nothing to back up")
	}
	dest, err := filepath.Abs(dest)
	if err != nil {
		return Backup{}, fmt.Errorf("backup: %w", err)
	}
	if err := emptyFolder(dest); err != nil {
		return Backup{}, fmt.Errorf("backup: %w", err)
	}
	b, err := db.backup(ctx, dest)
	if err != nil {
		return Backup{}, errors.Join(fmt.Errorf("backup to %s: %w", dest, storageError(err)), clearFolder(dest))
	}
	db.remember(ctx, b)
	return b, nil
}

func (db *DB) backup(ctx context.Context, dest string) (b Backup, err error) {
	before := db.Health()
	working := filepath.Join(db.place.work, "backup-"+rand.Text()+".duckdb")
	defer func() { _ = os.Remove(working) }()
	if err := db.copyDatabase(ctx, working); err != nil {
		return b, err
	}
	b = Backup{Folder: dest, Made: db.Now()}
	target := filepath.Join(dest, backupDatabase)
	if b.DatabaseSHA256, err = copyFile(target, working); err != nil {
		return b, err
	}
	if b.Counts, err = countFile(ctx, target, db.options); err != nil {
		return b, err
	}
	if b.Counts.DataVersion < before.DataVersion || b.Counts.Submissions < before.Submissions {
		return b, fmt.Errorf("the copy holds %+v, less than before it was begun: %+v", b.Counts, before)
	}
	source, err := countUpTo(ctx, db.pool.Load(), b.Counts.LastSubmission)
	if err != nil {
		return b, err
	}
	if err := b.Counts.sameRows(source); err != nil {
		return b, fmt.Errorf("the copy is not like the original: %w", err)
	}
	if b.JournalEntries, err = db.journal.copyTo(filepath.Join(dest, backupJournal), b.Counts.LastSubmission); err != nil {
		return b, err
	}
	if b.Releases, b.LeftOut, err = db.releases.copyTo(ctx, filepath.Join(dest, backupReleases)); err != nil {
		return b, err
	}
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return b, err
	}
	return b, errors.Join(writeSynced(filepath.Join(dest, backupSummary), append(text, '\n')), syncFolder(dest))
}

// copyDatabase copies one committed state of the database to a new file in the work folder.
func (db *DB) copyDatabase(ctx context.Context, file string) (err error) {
	pool, err := db.usable()
	if err != nil {
		return err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return db.notice(err)
	}
	defer conn.Close()
	var own string
	if err := conn.QueryRowContext(ctx, "SELECT current_database()").Scan(&own); err != nil {
		return db.notice(err)
	}
	name := quoteName(strings.TrimSuffix(filepath.Base(file), ".duckdb"))
	if _, err := conn.ExecContext(ctx, "ATTACH "+quote(file)+" AS "+name); err != nil {
		return db.notice(err)
	}
	defer func() {
		_, detached := conn.ExecContext(context.WithoutCancel(ctx), "DETACH "+name)
		err = errors.Join(err, detached)
	}()
	// It opens transactions and changes settings of its own, so it must not stand in a transaction.
	copying := "COPY FROM DATABASE " + quoteName(own) + " TO " + name //nolint:gosec // G202: names cannot be bound, these are quoted
	if _, err := conn.ExecContext(ctx, copying); err != nil {
		return db.notice(err)
	}
	_, err = conn.ExecContext(ctx, "CHECKPOINT "+name)
	return db.notice(err)
}

// emptyFolder makes the folder, or makes sure that it is empty.
func emptyFolder(path string) error {
	err := os.Mkdir(path, 0o700)
	if err == nil || !errors.Is(err, fs.ErrExist) {
		return err
	}
	content, err := os.ReadDir(path)
	if err == nil && len(content) > 0 {
		err = fmt.Errorf("the folder %s is not empty; choose another or a new one", path)
	}
	return err
}

// clearFolder removes what the folder holds.
func clearFolder(path string) error {
	content, err := os.ReadDir(path)
	for _, file := range content {
		err = errors.Join(err, os.RemoveAll(filepath.Join(path, file.Name())))
	}
	return err
}
