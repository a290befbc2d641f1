// Package desk is what staff work with: collection rounds and who is missing, reminders, the roster, municipalities' right
// of reply with the public correction log, and the state of the system. It knows no HTTP: who may do what is checked
// before it is called, and every change takes an audit.By that tells who makes it.
package desk

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Errors of several methods.
var (
	ErrUnknown = errors.New("there is no such thing")
	ErrInvalid = errors.New("not valid") // wrapped by an *InputError
	ErrChanged = errors.New("changed by others meanwhile")
	ErrEnded   = errors.New("it has ended already")
)

// InputError is a person's mistake in one field of a form.
type InputError struct {
	Field  string // "deadline", as in the method's parameters
	Reason string // "empty", "too-long", "date", "order", "unknown", "taken", "placeholder", "names-person"
	Value  string // what is wrong in it, where that is a part
}

// Error is for logs; pages choose their words by Field and Reason.
func (e *InputError) Error() string { return fmt.Sprintf("%s: %s %q", e.Field, e.Reason, e.Value) }

// Unwrap returns ErrInvalid.
func (e *InputError) Unwrap() error { return ErrInvalid }

// Options is what a Desk needs.
type Options struct {
	DB    *data.DB   // required
	Audit *audit.Log // required
	Mail  *mail.Mailer
	Log   *slog.Logger // nil discards
	// Drafts tells by municipality code when the newest upload came that waits to be confirmed; nil knows of none.
	Drafts  func(context.Context) (map[string]time.Time, error)
	Version string // of the program, for State
}

// Desk answers and changes. It is safe for concurrent use. Close the Mailer before the audit log, and that before the
// database.
type Desk struct {
	db      *data.DB
	audit   *audit.Log
	mail    *mail.Mailer
	log     *slog.Logger
	drafts  func(context.Context) (map[string]time.Time, error)
	version string
	started time.Time
	analyst *analytics.Analyst
	reader  *ingest.Reader
}

// Open returns a Desk. Reminders that were waiting to be sent when the program stopped are marked as lost.
func Open(ctx context.Context, o Options) (*Desk, error) {
	d := &Desk{
		db: o.DB, audit: o.Audit, mail: o.Mail, log: o.Log, drafts: o.Drafts, version: o.Version, started: o.DB.Now(),
		analyst: analytics.New(o.DB), reader: ingest.NewReader(o.DB.Catalogue()),
	}
	if d.log == nil {
		d.log = slog.New(slog.DiscardHandler)
	}
	if d.mail == nil {
		var err error
		if d.mail, err = mail.New(mail.Settings{}, nil, nil); err != nil {
			return nil, err
		}
	}
	if d.drafts == nil {
		d.drafts = func(context.Context) (map[string]time.Time, error) { return nil, nil } //nolint:nilnil // none is an answer
	}
	if err := d.loseReminders(ctx); err != nil {
		return nil, fmt.Errorf("open the desk: %w", err)
	}
	return d, nil
}

// asker is a database or a write in progress.
type asker func(query string, args ...any) (*sql.Rows, error)

// in returns an asker of the database.
func (d *Desk) in(ctx context.Context) asker { return in(ctx, d.db) }

func in(ctx context.Context, db *data.DB) asker {
	return func(query string, args ...any) (*sql.Rows, error) { return db.Query(ctx, query, args...) }
}

// each calls scan for every row.
func each(ask asker, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := ask(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// nextID returns the next number of a table that counts from 1. The query is a constant.
func nextID(tx *data.Tx, query string) (id int64, err error) {
	err = each(tx.Query, func(rows *sql.Rows) error { return rows.Scan(&id) }, query)
	return id + 1, err
}

// utc returns the time in UTC, zero for NULL.
func utc(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}
