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
	return db.record(ctx, recording{Submission: s, reports: pointers(s.Reports)}, raw)
}

// RecordReports is Record for a submission with so many action reports that they should not stand in memory together:
// reports yields them instead of the submission's own, which must be empty. Each is read before the next is asked for.
// Reports must yield the same every time; it is called several times, also at the same time.
func (db *DB) RecordReports(ctx context.Context, s Submission, reports iter.Seq[*ActionReport], raw []byte) (Submission, error) {
	if len(s.Reports) > 0 {
		return Submission{}, fmt.Errorf("record submission: %w: it has reports of its own", ErrInvalid)
	}
	return db.record(ctx, recording{Submission: s, reports: reports}, raw)
}

// recording is a submission on its way to the journal and the database. Its reports are those yielded.
type recording struct {
	Submission
	reports iter.Seq[*ActionReport]
	known   known // of the reports, once they are accepted
}

func pointers[T any](all []T) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for i := range all {
			if !yield(&all[i]) {
				return
			}
		}
	}
}

func (db *DB) record(ctx context.Context, r recording, raw []byte) (Submission, error) {
	done, err := db.turn(ctx)
	if err != nil {
		return Submission{}, err
	}
	defer done()
	if err := db.complete(ctx, &r, raw); err != nil {
		return Submission{}, fmt.Errorf("record submission: %w", err)
	}
	if err := db.commit(context.WithoutCancel(ctx), r, raw); err != nil {
		return Submission{}, fmt.Errorf("record submission: %w", err)
	}
	db.options.Log.Info("submission recorded", slog.Int64("id", r.ID), slog.String("kind", string(r.Kind)),
		slog.Int("declarations", len(r.Declarations)), slog.Int("reports", r.known.reports))
	return r.Submission, nil
}

// complete sets what Record sets, checks the whole.
func (db *DB) complete(ctx context.Context, s *recording, raw []byte) (err error) {
	if s.ID != 0 {
		return fmt.Errorf("%w: it has id %d already", ErrInvalid, s.ID)
	}
	s.ID = db.lastID + 1
	if s.Received.IsZero() {
		s.Received = db.Now()
	}
	s.Received = s.Received.UTC().Truncate(time.Microsecond) // what a TIMESTAMP keeps
	s.File.Size, s.File.SHA256 = int64(len(raw)), checksum(raw)
	if s.known, err = db.options.Catalogue.accept(*s); err != nil {
		return err
	}
	if s.Kind != Undo {
		return nil
	}
	var known bool
	if err := db.pool.Load().QueryRowContext(ctx, "SELECT count(*) > 0 FROM submission WHERE id = ?", s.Undoes).Scan(&known); err != nil {
		return db.notice(err)
	}
	if !known {
		return fmt.Errorf("%w: submission %d, which it undoes, does not exist", ErrInvalid, s.Undoes)
	}
	return nil
}

// commit writes the submission to the journal and to the database. The database takes the rows while the journal is
// written, and commits them when the disk has the journal entry.
func (db *DB) commit(ctx context.Context, s recording, raw []byte) error {
	db.lastID = s.ID // used up, whatever happens now
	if db.journal == nil {
		if err := db.transact(ctx, public, s.insert); err != nil {
			return err
		}
		db.updateHealth(func(h *Health) { h.Submissions++ })
		return nil
	}
	var e entry
	var unwritten error
	written := make(chan struct{})
	go func() {
		defer close(written)
		e, unwritten = db.journal.append(s, raw)
	}()
	err := db.transact(ctx, public, func(tx *Tx) error {
		err := s.insert(tx)
		<-written
		return errors.Join(unwritten, err)
	})
	<-written // also where the write did not come that far
	switch {
	case unwritten != nil:
		return storageError(unwritten)
	case err != nil:
		return errors.Join(err, db.journal.abort(e))
	}
	db.updateHealth(func(h *Health) { h.Submissions++; h.JournalEntries++ })
	return nil
}

// insert adds the submission's rows.
func (s recording) insert(tx *Tx) error {
	for _, table := range [...]struct {
		name string
		rows iter.Seq[[]driver.Value]
	}{
		{"submission", s.headRow}, {"correction", s.correctionRows}, {"declaration", s.declarationRows}, {"action_report", s.reportRows},
	} {
		if table.name == "action_report" && s.known.reports >= manyReports {
			return tx.appendReports(s)
		}
		if err := tx.Append(table.name, table.rows); err != nil {
			return err
		}
	}
	return nil
}

func (s recording) headRow(yield func([]driver.Value) bool) {
	yield([]driver.Value{
		s.ID, s.Received, string(s.Kind), s.Edition, s.Sender.Name, s.Sender.Role, s.Sender.Municipality,
		s.File.Name, s.File.Size, s.File.SHA256, s.File.Encoding, s.File.Delimiter,
		s.Example, s.Undoes, strings.Join(s.Confirmed, ","), s.Sender.Person,
	})
}

func (s recording) correctionRows(yield func([]driver.Value) bool) {
	for _, c := range s.Corrections {
		if !yield([]driver.Value{s.ID, c.Line, c.Column, c.Heading, c.Sent, c.Value}) {
			return
		}
	}
}

func (s recording) declarationRows(yield func([]driver.Value) bool) {
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

// reportRows yields the same slice again and again. What repeats is made a driver.Value once: there may be a million rows.
func (s recording) reportRows(yield func([]driver.Value) bool) {
	made := make(map[string]driver.Value)
	value := func(text string) driver.Value {
		v, ok := made[text]
		if !ok {
			v = text
			made[text] = v
		}
		return v
	}
	row := make([]driver.Value, 9)
	row[0], row[2] = s.ID, s.Edition
	municipality := "" // of the row before
	for r := range s.reports {
		if r.Municipality != municipality {
			municipality = r.Municipality
			row[3] = value(municipality)
		}
		row[1], row[4], row[5], row[6], row[7], row[8] = r.Line, value(r.Action), value(string(r.Status)), r.Comment, r.Link, r.Withdrawn
		if !yield(row) {
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
