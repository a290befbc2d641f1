package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

var (
	//go:embed sql/roster.sql
	rosterSQL string
	//go:embed sql/roster_changes.sql
	rosterChangesSQL string
	//go:embed sql/set_member.sql
	setMemberSQL string
	//go:embed sql/remove_member.sql
	removeMemberSQL string
	//go:embed sql/add_roster_change.sql
	addRosterChangeSQL string
)

const lastRosterChangeSQL = "SELECT coalesce(max(id), 0) FROM roster_change"

// Member is a row of the roster. It is comparable.
type Member struct {
	Code   string    // of the municipality
	Role   data.Role // "" where unverified
	Joined string    // "2019", "2024-12" or "2024-12-05"; "" is unknown and counts as always
	Left   string    // the same; "" is still in
	TwinOf string    // the pioneer's code; "" is none or unverified
}

// Kinds of changes of the roster.
const (
	MemberAdded   = "added"
	MemberChanged = "changed"
	MemberRemoved = "removed"
)

// RosterChange is one change of the roster.
type RosterChange struct {
	ID     int64
	At     time.Time // UTC
	By     string    // a person's id; "" is the shell
	ByName string    // as it is now
	Way    string    // "desk" or "file"
	Code   string    // of the municipality
	Kind   string    // MemberAdded, MemberChanged, MemberRemoved
	Old    Member    // the zero value when added
	New    Member    // the zero value when removed
}

// RosterError is a roster that cannot be, because of what was asked for.
type RosterError struct{ Problems []Problem }

// Error is for logs; pages choose their words with FindingText.
func (e *RosterError) Error() string {
	return fmt.Sprintf("%d problems with the roster, the first: %s: %s", len(e.Problems), e.Problems[0].Code, e.Problems[0].Finding.Code)
}

// Unwrap returns ErrInvalid.
func (e *RosterError) Unwrap() error { return ErrInvalid }

// Roster returns every member of past and present, in Swedish order.
func (d *Desk) Roster(ctx context.Context) ([]Member, error) {
	all, err := roster(d.in(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the roster: %w", err)
	}
	return all, nil
}

func roster(ask asker) (all []Member, err error) {
	err = each(ask, func(rows *sql.Rows) error {
		var m Member
		err := rows.Scan(&m.Code, &m.Role, &m.Joined, &m.Left, &m.TwinOf)
		all = append(all, m)
		return err
	}, rosterSQL)
	return all, err
}

// RosterChanges returns the history of a municipality, "" for all, newest first.
func (d *Desk) RosterChanges(ctx context.Context, code string, limit int) ([]RosterChange, error) {
	var all []RosterChange
	err := each(d.in(ctx), func(rows *sql.Rows) error {
		var c RosterChange
		if err := rows.Scan(&c.ID, &c.At, &c.By, &c.ByName, &c.Way, &c.Code, &c.Kind, &c.Old.Role, &c.Old.Joined, &c.Old.Left,
			&c.Old.TwinOf, &c.New.Role, &c.New.Joined, &c.New.Left, &c.New.TwinOf); err != nil {
			return err
		}
		c.At = c.At.UTC()
		if c.Kind != MemberAdded {
			c.Old.Code = c.Code
		}
		if c.Kind != MemberRemoved {
			c.New.Code = c.Code
		}
		all = append(all, c)
		return nil
	}, rosterChangesSQL, sql.Named("code", code), sql.Named("limit", limit))
	if err != nil {
		return nil, fmt.Errorf("read the roster's history: %w", err)
	}
	return all, nil
}

// SaveMember adds a member, or changes the one that was. was is what the person saw, the zero value for a new member: when that is not
// what stands any more it returns ErrChanged. Nothing is written when now is what stands. Membership is ended by setting Left.
//
// It returns a *RosterError for a roster that cannot be.
func (d *Desk) SaveMember(ctx context.Context, by audit.By, was, now Member) error {
	if was != (Member{}) && was.Code != now.Code {
		return &InputError{Field: "code", Reason: "unknown", Value: now.Code}
	}
	return d.changeRoster(ctx, by, "desk", func(all map[string]Member) ([]RosterChange, error) {
		stands := all[now.Code]
		switch {
		case stands == now:
			return nil, nil
		case stands != was:
			return nil, ErrChanged
		}
		return []RosterChange{change(stands, now)}, nil
	})
}

// RemoveMember takes a row away that should never have been there. Membership that has ended keeps its row: see SaveMember. It returns
// ErrChanged, or a *RosterError when twins refer to the member.
func (d *Desk) RemoveMember(ctx context.Context, by audit.By, was Member) error {
	return d.changeRoster(ctx, by, "desk", func(all map[string]Member) ([]RosterChange, error) {
		if was == (Member{}) || all[was.Code] != was {
			return nil, ErrChanged
		}
		return []RosterChange{change(was, Member{})}, nil
	})
}

// change tells what kind of change it is from old to now.
func change(old, now Member) RosterChange {
	c := RosterChange{Code: now.Code, Kind: MemberChanged, Old: old, New: now}
	switch {
	case old == (Member{}):
		c.Kind = MemberAdded
	case now == (Member{}):
		c.Kind, c.Code = MemberRemoved, old.Code
	}
	return c
}

// errNothing ends a write that has nothing to write.
var errNothing = errors.New("nothing to change")

// changeRoster asks plan what to change of the roster as it stands, checks what comes of it, and saves it with its history. It
// raises the data version: public figures change.
func (d *Desk) changeRoster(ctx context.Context, by audit.By, way string, plan func(map[string]Member) ([]RosterChange, error)) error {
	err := d.db.Write(ctx, func(tx *data.Tx) error {
		stands, err := roster(tx.Query)
		if err != nil {
			return err
		}
		all := byCode(stands)
		changes, err := plan(all)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return errNothing
		}
		apply(all, changes)
		if problems := d.problems(all, changes); len(problems) > 0 {
			return &RosterError{problems}
		}
		id, err := nextID(tx, lastRosterChangeSQL)
		if err != nil {
			return err
		}
		for i, c := range changes {
			c.ID = id + int64(i)
			if err := d.saveChange(tx, by, way, c); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("change the roster: %w", err)
	}
	return nil
}

func byCode(members []Member) map[string]Member {
	all := make(map[string]Member, len(members))
	for _, m := range members {
		all[m.Code] = m
	}
	return all
}

func apply(all map[string]Member, changes []RosterChange) {
	for _, c := range changes {
		if c.Kind == MemberRemoved {
			delete(all, c.Code)
		} else {
			all[c.Code] = c.New
		}
	}
}

func (d *Desk) saveChange(tx *data.Tx, by audit.By, way string, c RosterChange) error {
	var err error
	action := map[string]audit.Action{MemberAdded: audit.RosterAdded, MemberChanged: audit.RosterChanged, MemberRemoved: audit.RosterRemoved}[c.Kind]
	if c.Kind == MemberRemoved {
		_, err = tx.Exec(removeMemberSQL, c.Code)
	} else {
		_, err = tx.Exec(setMemberSQL, c.Code, string(c.New.Role), c.New.Joined, c.New.Left, c.New.TwinOf)
	}
	if err != nil {
		return err
	}
	if _, err := tx.Exec(addRosterChangeSQL, c.ID, d.db.Now(), by.ID, way, c.Code, c.Kind, string(c.Old.Role), c.Old.Joined, c.Old.Left,
		c.Old.TwinOf, string(c.New.Role), c.New.Joined, c.New.Left, c.New.TwinOf); err != nil {
		return err
	}
	return d.audit.Add(tx, audit.Entry{
		By: by, Action: action, ObjectType: "member", ObjectID: c.Code, Municipality: c.Code,
		Details: map[string]string{"change": strconv.FormatInt(c.ID, 10), "way": way, "from": c.Old.words(), "to": c.New.words()},
	})
}

// words writes a member for the audit log.
func (m Member) words() string {
	if m == (Member{}) {
		return ""
	}
	return fmt.Sprintf("role=%s joined=%s left=%s twin_of=%s", m.Role, m.Joined, m.Left, m.TwinOf)
}
