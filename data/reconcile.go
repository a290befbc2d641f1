package data

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"math"
	"slices"
)

// lastOfAll is a submission id above every other.
const lastOfAll = math.MaxInt64

// reconcile makes the database agree with the journal, which is the truth: it replays in order what the database
// lacks, takes out what the journal marks as aborted, and reports what the journal lacks.
func (db *DB) reconcile(ctx context.Context) error {
	stored, err := listSubmissions(ctx, db.pool.Load())
	if err != nil {
		return err
	}
	for id := range stored {
		db.lastID = max(db.lastID, id)
	}
	if db.journal == nil {
		return nil
	}
	db.lastID = max(db.lastID, db.journal.last)
	if err := db.removeAborted(ctx, stored); err != nil {
		return err
	}
	entries := db.journal.accepted()
	var lacking []entry
	missing := len(stored)
	for _, e := range entries {
		sum, ok := stored[e.id]
		switch {
		case !ok:
			lacking = append(lacking, e)
		case sum == e.sha256:
			missing--
		}
	}
	for batch := range slices.Chunk(lacking, replayBatch) {
		if err := db.replay(ctx, batch); err != nil {
			return err
		}
	}
	replayed := len(lacking)
	if missing > 0 {
		db.options.Log.Error("submissions in the database are missing in the journal, or are there with other bytes: "+
			"a rebuild would lose them, so put the journal back from a backup", slog.Int("missing", missing))
	}
	if replayed > 0 {
		db.options.Log.Warn("submissions replayed from the journal", slog.Int("replayed", replayed))
	}
	db.updateHealth(func(h *Health) {
		h.Submissions, h.JournalEntries = len(stored)+replayed, len(entries)
		h.Replayed += replayed
		h.MissingInJournal = missing
	})
	return nil
}

// listSubmissions returns the submissions in a database: the SHA-256 of the raw bytes by id.
func listSubmissions(ctx context.Context, pool *sql.DB) (sums map[int64]string, err error) {
	rows, err := pool.QueryContext(ctx, "SELECT id, file_sha256 FROM submission")
	if err != nil {
		return nil, fmt.Errorf("list submissions: %w", storageError(err))
	}
	defer rows.Close()
	sums = make(map[int64]string)
	for rows.Next() {
		var id int64
		var sum string
		if err := rows.Scan(&id, &sum); err != nil {
			return nil, fmt.Errorf("list submissions: %w", storageError(err))
		}
		sums[id] = sum
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list submissions: %w", storageError(err))
	}
	return sums, nil
}

// replayBatch is how many journal entries one write replays: most of the time of a write is its commit.
const replayBatch = 200

func (db *DB) replay(ctx context.Context, entries []entry) error {
	return db.transact(ctx, public, func(tx *Tx) error {
		for _, e := range entries {
			s, err := db.journal.submission(e)
			if err == nil {
				err = s.insert(tx)
			}
			if err != nil {
				return fmt.Errorf("replay submission %d: %w", e.id, err)
			}
		}
		return nil
	})
}

// removeAborted takes out submissions whose sender was told that nothing was saved, because the commit reported an
// error, but which the disk kept all the same.
func (db *DB) removeAborted(ctx context.Context, stored map[int64]string) error {
	for id := range stored {
		if e, ok := db.journal.find(id); !ok || !e.aborted {
			continue
		}
		if err := db.transact(ctx, public, func(tx *Tx) error {
			for _, statement := range [...]string{
				"DELETE FROM correction WHERE submission = ?",
				"DELETE FROM declaration WHERE submission = ?",
				"DELETE FROM report WHERE submission = ?",
				"DELETE FROM submission WHERE id = ?",
			} {
				if _, err := tx.Exec(statement, id); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return fmt.Errorf("remove aborted submission %d: %w", id, err)
		}
		delete(stored, id)
		db.options.Log.Warn("aborted submission removed from the database", slog.Int64("id", id))
	}
	return nil
}
