package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strconv"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

var (
	//go:embed sql/objections.sql
	objectionsSQL string
	//go:embed sql/add_objection.sql
	addObjectionSQL string
	//go:embed sql/end_objection.sql
	endObjectionSQL string
)

const lastObjectionSQL = "SELECT coalesce(max(id), 0) FROM objection"

// What an objection can be about.
const (
	AboutCommitment = "commitment" // Subject is its slug
	AboutAction     = "action"     // Subject is its id
	AboutGeneral    = "general"    // Subject is ""
)

// States of an objection.
const (
	ObjectionOpen      = "open"
	ObjectionAnswered  = "answered"
	ObjectionWithdrawn = "withdrawn"
)

// Objection is a municipality's word against how it is shown (its right of reply). Its texts are for the municipality and staff.
type Objection struct {
	ID           int64
	Edition      string
	Municipality string // code
	About        string // AboutCommitment, AboutAction, AboutGeneral
	Subject      string
	Text         string
	State        string
	Raised       time.Time // UTC
	RaisedBy     string    // a person's id
	RaisedName   string    // as it is now
	Answer       string
	Ended        time.Time // UTC; zero while open
	EndedBy      string    // a person's id
	EndedName    string
}

// mostOpen is how many objections of a municipality may be open.
const mostOpen = 50

// Raise takes an objection in. It returns an *InputError; with 50 open ones its Reason is "taken".
func (d *Desk) Raise(ctx context.Context, by audit.By, o Objection) (Objection, error) {
	if err := d.checkSubject(o); err != nil {
		return o, err
	}
	var err error
	if o.Text, err = written("text", o.Text, true, longestText); err != nil {
		return o, err
	}
	o.State, o.Raised, o.RaisedBy, o.RaisedName = ObjectionOpen, d.db.Now().Truncate(time.Microsecond), by.ID, by.Name
	o.Answer, o.Ended, o.EndedBy, o.EndedName = "", time.Time{}, "", ""
	err = d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		open, err := objections(tx.Query, o.Municipality, ObjectionOpen, 0)
		if err != nil {
			return err
		}
		if len(open) >= mostOpen {
			return &InputError{Field: "text", Reason: "taken", Value: strconv.Itoa(mostOpen)}
		}
		if o.ID, err = nextID(tx, lastObjectionSQL); err != nil {
			return err
		}
		if _, err := tx.Exec(addObjectionSQL, o.ID, o.Edition, o.Municipality, o.About, o.Subject, o.Text, o.Raised, o.RaisedBy); err != nil {
			return err
		}
		return d.audit.Add(tx, o.entry(by, audit.ObjectionRaised))
	})
	if err != nil {
		return Objection{}, fmt.Errorf("raise an objection: %w", err)
	}
	return o, nil
}

// checkSubject holds what an objection is about against the catalogue.
func (d *Desk) checkSubject(o Objection) error {
	e := d.db.Catalogue().Edition(o.Edition)
	if e == nil {
		return &InputError{Field: "edition", Reason: "unknown", Value: o.Edition}
	}
	if d.db.Catalogue().Municipality(o.Municipality) == nil {
		return &InputError{Field: "municipality", Reason: "unknown", Value: o.Municipality}
	}
	known := false
	switch o.About {
	case AboutCommitment:
		known = e.Commitment(o.Subject) != nil
	case AboutAction:
		known = e.Action(o.Subject) != nil
	case AboutGeneral:
		known = o.Subject == ""
	default:
		return &InputError{Field: "about", Reason: "unknown", Value: o.About}
	}
	if !known {
		return &InputError{Field: "subject", Reason: "unknown", Value: o.Subject}
	}
	return nil
}

// AnswerObjection ends an objection with the staff's answer. It returns an *InputError, ErrUnknown or ErrEnded.
func (d *Desk) AnswerObjection(ctx context.Context, by audit.By, id int64, answer string) error {
	answer, err := written("answer", answer, true, longestText)
	if err != nil {
		return err
	}
	return d.endObjection(ctx, by, id, "", ObjectionAnswered, answer, audit.ObjectionAnswered)
}

// WithdrawObjection ends an objection of the municipality, unanswered. It returns ErrUnknown, also for another's, or ErrEnded.
func (d *Desk) WithdrawObjection(ctx context.Context, by audit.By, id int64, municipality string) error {
	if municipality == "" {
		return ErrUnknown
	}
	return d.endObjection(ctx, by, id, municipality, ObjectionWithdrawn, "", audit.ObjectionEnded)
}

// endObjection ends one of the municipality, "" for any.
func (d *Desk) endObjection(ctx context.Context, by audit.By, id int64, municipality, state, answer string, action audit.Action) error {
	err := d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		found, err := objections(tx.Query, municipality, "", id)
		switch {
		case err != nil:
			return err
		case id < 1 || len(found) != 1:
			return ErrUnknown
		case found[0].State != ObjectionOpen:
			return ErrEnded
		}
		if _, err := tx.Exec(endObjectionSQL, state, answer, d.db.Now(), by.ID, id); err != nil {
			return err
		}
		return d.audit.Add(tx, found[0].entry(by, action))
	})
	if err != nil {
		return fmt.Errorf("end objection %d: %w", id, err)
	}
	return nil
}

// Objections lists objections, newest first; municipality and state "" are all.
func (d *Desk) Objections(ctx context.Context, municipality, state string) ([]Objection, error) {
	all, err := objections(d.in(ctx), municipality, state, 0)
	if err != nil {
		return nil, fmt.Errorf("list objections: %w", err)
	}
	return all, nil
}

func objections(ask asker, municipality, state string, id int64) (all []Objection, err error) {
	err = each(ask, func(rows *sql.Rows) error {
		var o Objection
		var ended sql.NullTime
		if err := rows.Scan(&o.ID, &o.Edition, &o.Municipality, &o.About, &o.Subject, &o.Text, &o.State, &o.Raised, &o.RaisedBy,
			&o.RaisedName, &o.Answer, &ended, &o.EndedBy, &o.EndedName); err != nil {
			return err
		}
		o.Raised, o.Ended = o.Raised.UTC(), utc(ended)
		all = append(all, o)
		return nil
	}, objectionsSQL, sql.Named("municipality", municipality), sql.Named("state", state), sql.Named("id", id))
	return all, err
}

func (o Objection) entry(by audit.By, action audit.Action) audit.Entry {
	return audit.Entry{
		By: by, Action: action, ObjectType: "objection", ObjectID: strconv.FormatInt(o.ID, 10), Municipality: o.Municipality,
		Details: map[string]string{"edition": o.Edition, "about": o.About, "subject": o.Subject},
	}
}
