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
	return db.record(ctx, recording{Submission: s}, raw)
}

// RecordReports is Record for a submission with so many action reports that they are kept short: these instead of the
// submission's own, which must be empty. Nobody may change them meanwhile.
func (db *DB) RecordReports(ctx context.Context, s Submission, reports *Reports, raw []byte) (Submission, error) {
	if len(s.Reports) > 0 {
		return Submission{}, fmt.Errorf("record submission: %w: it has reports of its own", ErrInvalid)
	}
	return db.record(ctx, recording{Submission: s, many: reports}, raw)
}

// recording is a submission on its way to the journal and the database.
type recording struct {
	Submission
	many *Reports // instead of its Reports; else nil
}

// reports counts them.
func (s recording) reports() int {
	if s.many != nil {
		return len(s.many.Rows)
	}
	return len(s.Reports)
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
		slog.Int("declarations", len(r.Declarations)), slog.Int("reports", r.reports()))
	return r.Submission, nil
}

// complete sets what Record sets, checks the whole.
func (db *DB) complete(ctx context.Context, s *recording, raw []byte) error {
	if s.ID != 0 {
		return fmt.Errorf("%w: it has id %d already", ErrInvalid, s.ID)
	}
	s.ID = db.lastID + 1
	if s.Received.IsZero() {
		s.Received = db.Now()
	}
	s.Received = s.Received.UTC().Truncate(time.Microsecond) // what a TIMESTAMP keeps
	sum := make(chan string, 1)
	go func() { sum <- checksum(raw) }() // both take long for a large file
	err := db.options.Catalogue.accept(*s)
	s.File.Size, s.File.SHA256 = int64(len(raw)), <-sum
	if err != nil {
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
		{"submission", s.headRow}, {"correction", s.correctionRows}, {"declaration", s.declarationRows},
	} {
		if err := tx.Append(table.name, table.rows); err != nil {
			return err
		}
	}
	if s.many != nil {
		return s.load(tx)
	}
	return s.insertReports(tx)
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

// insertReports adds the reports one by one.
func (s recording) insertReports(tx *Tx) error {
	if len(s.Reports) == 0 {
		return nil
	}
	var wanted []string
	for i := range s.Reports {
		r := &s.Reports[i]
		wanted = append(wanted, r.Municipality, r.Action, string(r.Status))
	}
	if err := tx.number(wanted...); err != nil {
		return err
	}
	return tx.Append("report", func(yield func([]driver.Value) bool) {
		for i := range s.Reports {
			r := &s.Reports[i]
			if !yield([]driver.Value{
				s.ID, r.Line, tx.names.number(r.Municipality), tx.names.number(r.Action), tx.names.number(string(r.Status)),
				orNull(r.Comment), orNull(r.Link), r.Withdrawn,
			}) {
				return
			}
		}
	})
}

// orNull is NULL for an empty text.
func orNull(text string) driver.Value {
	if text == "" {
		return nil
	}
	return text
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
