package data

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"log/slog"
	"time"
)

//go:embed last_backup.sql
var lastBackupSQL string

// BackupMade is what is remembered of a backup that was made and read through.
type BackupMade struct {
	Made           time.Time // UTC
	Folder         string
	Submissions    int
	JournalEntries int
	DatabaseSHA256 string
}

// remember keeps that the backup was made. That it cannot be remembered does not make the backup worse, and is logged.
func (db *DB) remember(ctx context.Context, b Backup) {
	err := db.WritePrivate(ctx, func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO backup_made VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			b.Made, b.Folder, b.Counts.Submissions, b.JournalEntries, b.DatabaseSHA256)
		return err
	})
	if err != nil {
		db.options.Log.Warn("the backup was made but is not remembered", slog.Any("error", err))
	}
}

// LastBackup returns the newest backup that was made of this database, also before it was restored or rebuilt. ok is false when none is
// known.
func (db *DB) LastBackup(ctx context.Context) (b BackupMade, ok bool, err error) {
	rows, err := db.Query(ctx, lastBackupSQL)
	if err != nil {
		return b, false, fmt.Errorf("read the last backup: %w", err)
	}
	defer rows.Close()
	return scanBackup(rows)
}

func scanBackup(rows *sql.Rows) (b BackupMade, ok bool, err error) {
	for rows.Next() {
		if err := rows.Scan(&b.Made, &b.Folder, &b.Submissions, &b.JournalEntries, &b.DatabaseSHA256); err != nil {
			return b, false, fmt.Errorf("read the last backup: %w", err)
		}
		b.Made, ok = b.Made.UTC(), true
	}
	return b, ok, rows.Err()
}
