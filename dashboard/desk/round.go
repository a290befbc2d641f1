package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

var (
	//go:embed sql/rounds.sql
	roundsSQL string
	//go:embed sql/add_round.sql
	addRoundSQL string
	//go:embed sql/change_round.sql
	changeRoundSQL string
	//go:embed sql/close_round.sql
	closeRoundSQL string
)

const lastRoundSQL = "SELECT coalesce(max(id), 0) FROM collection_round"

// Round is one collection: staff ask every member to hand in for an edition by a day.
type Round struct {
	ID       int64
	Edition  string
	Opens    string // ISO date in Sweden, included
	Deadline string // the same
	Note     string // for staff
	Created  time.Time
	Closed   time.Time // UTC; zero is open
}

// RoundState is where a round is in its life.
type RoundState string

// States of a round. One that is Overdue goes on until staff close it: handing in is always possible.
const (
	Upcoming RoundState = "upcoming"
	Running  RoundState = "running"
	Overdue  RoundState = "overdue"
	Closed   RoundState = "closed"
)

// State tells where the round is at the moment given.
func (r Round) State(now time.Time) RoundState {
	day := now.In(sweden).Format(time.DateOnly)
	switch {
	case !r.Closed.IsZero():
		return Closed
	case day < r.Opens:
		return Upcoming
	case day > r.Deadline:
		return Overdue
	}
	return Running
}

// sweden is where days begin and end. The zone database is linked in by package dashboard's program.
var sweden = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic("desk: " + err.Error())
	}
	return zone
}()

// since returns when the day of an ISO date begins, UTC.
func since(day string) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, day, sweden)
	return t.UTC(), err
}

// The most characters of what people write.
const (
	longestNote = 2000
	longestText = 4000
)

// written checks a text of a form: trimmed, not empty where it is needed, not too long, without control characters.
func written(field, text string, needed bool, longest int) (string, error) {
	text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	switch {
	case text == "" && needed:
		return "", &InputError{Field: field, Reason: "empty"}
	case utf8.RuneCountInString(text) > longest:
		return "", &InputError{Field: field, Reason: "too-long", Value: strconv.Itoa(longest)}
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unseen):
		return "", &InputError{Field: field, Reason: "control"}
	}
	return text, nil
}

// unseen tells characters that nobody sees and that make texts say something else than they show.
func unseen(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// check returns the round as it is kept, or an *InputError.
func (d *Desk) check(r Round) (Round, error) {
	if d.db.Catalogue().Edition(r.Edition) == nil {
		return r, &InputError{Field: "edition", Reason: "unknown", Value: r.Edition}
	}
	for field, day := range map[string]string{"opens": r.Opens, "deadline": r.Deadline} {
		if _, err := since(day); err != nil {
			return r, &InputError{Field: field, Reason: "date", Value: day}
		}
	}
	if r.Deadline < r.Opens {
		return r, &InputError{Field: "deadline", Reason: "order", Value: r.Deadline}
	}
	var err error
	r.Note, err = written("note", r.Note, false, longestNote)
	return r, err
}

// Rounds lists the rounds of an edition, "" for all, newest first.
func (d *Desk) Rounds(ctx context.Context, edition string) ([]Round, error) {
	all, err := rounds(d.in(ctx), edition, 0)
	if err != nil {
		return nil, fmt.Errorf("list rounds: %w", err)
	}
	return all, nil
}

// Round returns a round by its number, or ErrUnknown.
func (d *Desk) Round(ctx context.Context, id int64) (Round, error) {
	r, err := oneRound(d.in(ctx), id)
	if err != nil {
		return r, fmt.Errorf("round %d: %w", id, err)
	}
	return r, nil
}

func rounds(ask asker, edition string, id int64) (all []Round, err error) {
	err = each(ask, func(rows *sql.Rows) error {
		var r Round
		var closed sql.NullTime
		if err := rows.Scan(&r.ID, &r.Edition, &r.Opens, &r.Deadline, &r.Note, &r.Created, &closed); err != nil {
			return err
		}
		r.Created, r.Closed = r.Created.UTC(), utc(closed)
		all = append(all, r)
		return nil
	}, roundsSQL, sql.Named("edition", edition), sql.Named("id", id))
	return all, err
}

func oneRound(ask asker, id int64) (Round, error) {
	found, err := rounds(ask, "", id)
	if err == nil && (id < 1 || len(found) != 1) {
		err = ErrUnknown
	}
	if err != nil {
		return Round{}, err
	}
	return found[0], nil
}

// OpenRound begins a round. It returns an *InputError; for an edition that has an open one its Reason is "taken".
func (d *Desk) OpenRound(ctx context.Context, by audit.By, r Round) (Round, error) {
	r, err := d.check(r)
	if err != nil {
		return r, err
	}
	r.Created, r.Closed = d.db.Now().Truncate(time.Microsecond), time.Time{}
	err = d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		others, err := rounds(tx.Query, r.Edition, 0)
		if err != nil {
			return err
		}
		for _, other := range others {
			if other.Closed.IsZero() {
				return &InputError{Field: "edition", Reason: "taken", Value: r.Edition}
			}
		}
		if r.ID, err = nextID(tx, lastRoundSQL); err != nil {
			return err
		}
		if _, err := tx.Exec(addRoundSQL, r.ID, r.Edition, r.Opens, r.Deadline, r.Note, r.Created); err != nil {
			return err
		}
		return d.audit.Add(tx, r.entry(by, audit.RoundOpened))
	})
	if err != nil {
		return Round{}, fmt.Errorf("open round: %w", err)
	}
	return r, nil
}

// ChangeRound sets the days and the note of an open round. It returns an *InputError, ErrUnknown or ErrEnded.
func (d *Desk) ChangeRound(ctx context.Context, by audit.By, id int64, opens, deadline, note string) error {
	err := d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		r, err := openRound(tx, id)
		if err != nil {
			return err
		}
		r.Opens, r.Deadline, r.Note = opens, deadline, note
		if r, err = d.check(r); err != nil {
			return err
		}
		if _, err := tx.Exec(changeRoundSQL, r.Opens, r.Deadline, r.Note, id); err != nil {
			return err
		}
		return d.audit.Add(tx, r.entry(by, audit.RoundChanged))
	})
	if err != nil {
		return fmt.Errorf("change round %d: %w", id, err)
	}
	return nil
}

// CloseRound ends a round. It returns ErrUnknown or ErrEnded.
func (d *Desk) CloseRound(ctx context.Context, by audit.By, id int64) error {
	err := d.db.WritePrivate(ctx, func(tx *data.Tx) error {
		r, err := openRound(tx, id)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(closeRoundSQL, d.db.Now(), id); err != nil {
			return err
		}
		return d.audit.Add(tx, r.entry(by, audit.RoundClosed))
	})
	if err != nil {
		return fmt.Errorf("close round %d: %w", id, err)
	}
	return nil
}

func openRound(tx *data.Tx, id int64) (Round, error) {
	r, err := oneRound(tx.Query, id)
	if err == nil && !r.Closed.IsZero() {
		err = ErrEnded
	}
	return r, err
}

func (r Round) entry(by audit.By, action audit.Action) audit.Entry {
	return audit.Entry{
		By: by, Action: action, ObjectType: "round", ObjectID: strconv.FormatInt(r.ID, 10),
		Details: map[string]string{"edition": r.Edition, "opens": r.Opens, "deadline": r.Deadline},
	}
}
