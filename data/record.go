package data

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"strconv"
	"strings"
	"time"
)

// Record journals the submission with its raw bytes and commits it in one Write. It returns the submission with its
// ID, Received and File's size and SHA256 set. On an error nothing is saved. Once the journal has the submission, the
// end of ctx no longer stops it.
//
// It returns an error that wraps ErrInvalid when the submission contradicts the catalogue or itself, and ErrStorage
// when the disk cannot take it.
func (db *DB) Record(ctx context.Context, s Submission, raw []byte) (Submission, error) {
	done, err := db.turn(ctx)
	if err != nil {
		return Submission{}, err
	}
	defer done()
	s, err = db.complete(ctx, s, raw)
	if err != nil {
		return Submission{}, fmt.Errorf("record submission: %w", err)
	}
	if err := db.commit(context.WithoutCancel(ctx), s, raw); err != nil {
		return Submission{}, fmt.Errorf("record submission: %w", err)
	}
	db.options.Log.Info("submission recorded", slog.Int64("id", s.ID), slog.String("kind", string(s.Kind)),
		slog.Int("declarations", len(s.Declarations)), slog.Int("reports", len(s.Reports)))
	return s, nil
}

// complete sets what Record sets and checks the whole.
func (db *DB) complete(ctx context.Context, s Submission, raw []byte) (Submission, error) {
	if s.ID != 0 {
		return s, fmt.Errorf("%w: it has id %d already", ErrInvalid, s.ID)
	}
	s.ID = db.lastID + 1
	if s.Received.IsZero() {
		s.Received = db.Now()
	}
	s.Received = s.Received.UTC().Truncate(time.Microsecond) // what a TIMESTAMP keeps
	s.File.Size, s.File.SHA256 = int64(len(raw)), checksum(raw)
	if err := db.options.Catalogue.accept(s); err != nil {
		return s, err
	}
	if s.Kind != Undo {
		return s, nil
	}
	var known bool
	if err := db.pool.Load().QueryRowContext(ctx, "SELECT count(*) > 0 FROM submission WHERE id = ?", s.Undoes).Scan(&known); err != nil {
		return s, db.notice(err)
	}
	if !known {
		return s, fmt.Errorf("%w: submission %d, which it undoes, does not exist", ErrInvalid, s.Undoes)
	}
	return s, nil
}

// commit writes the submission to the journal and then to the database.
func (db *DB) commit(ctx context.Context, s Submission, raw []byte) error {
	db.lastID = s.ID // used up, whatever happens now
	if db.journal == nil {
		if err := db.store(ctx, s); err != nil {
			return err
		}
		db.updateHealth(func(h *Health) { h.Submissions++ })
		return nil
	}
	e, err := db.journal.append(s, raw)
	if err != nil {
		return storageError(err)
	}
	if err := db.store(ctx, s); err != nil {
		return errors.Join(err, db.journal.abort(e))
	}
	db.updateHealth(func(h *Health) { h.Submissions++; h.JournalEntries++ })
	return nil
}

// store commits the submission to the database.
func (db *DB) store(ctx context.Context, s Submission) error {
	return db.transact(ctx, public, s.insert)
}

// insert adds the submission's rows.
func (s Submission) insert(tx *Tx) error {
	for _, table := range [...]struct {
		name string
		rows iter.Seq[[]driver.Value]
	}{
		{"submission", s.headRow}, {"declaration", s.declarationRows}, {"action_report", s.reportRows},
	} {
		if err := tx.Append(table.name, table.rows); err != nil {
			return err
		}
	}
	return nil
}

func (s Submission) headRow(yield func([]driver.Value) bool) {
	yield([]driver.Value{
		s.ID, s.Received, string(s.Kind), s.Edition, s.Sender.Name, s.Sender.Role, s.Sender.Municipality,
		s.File.Name, s.File.Size, s.File.SHA256, s.File.Encoding, s.File.Delimiter,
		s.Example, s.Undoes, strings.Join(s.Confirmed, ","),
	})
}

func (s Submission) declarationRows(yield func([]driver.Value) bool) {
	for _, d := range s.Declarations {
		var level driver.Value // NULL is silent
		if d.Level != nil {
			level = *d.Level
		}
		if !yield([]driver.Value{
			s.ID, d.Line, s.Edition, d.Municipality, d.Commitment, level,
			d.Comment, d.Decided, d.Reference, d.Link, d.Withdrawn,
		}) {
			return
		}
	}
}

func (s Submission) reportRows(yield func([]driver.Value) bool) {
	for _, r := range s.Reports {
		if !yield([]driver.Value{
			s.ID, r.Line, s.Edition, r.Municipality, r.Action, string(r.Status), r.Comment, r.Link, r.Withdrawn,
		}) {
			return
		}
	}
}

// Raw returns the bytes that submission id handed in, from the journal.
//
// It returns fs.ErrNotExist when the journal has none (in-memory databases, undos), and a *DamagedError when the
// journal's file is not what was handed in.
func (db *DB) Raw(id int64) ([]byte, error) {
	none := &fs.PathError{Op: "raw bytes of submission", Path: strconv.FormatInt(id, 10), Err: fs.ErrNotExist}
	if db.journal == nil {
		return nil, none
	}
	e, ok := db.journal.find(id)
	if !ok || e.aborted {
		return nil, none
	}
	raw, err := db.journal.raw(e)
	if err == nil && len(raw) == 0 {
		return nil, none
	}
	return raw, err
}
