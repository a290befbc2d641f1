package desk

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

//go:embed sql/handed_in.sql
var handedInSQL string

// Progress is how far a member has come in a round.
type Progress string

// Progress, from nothing to done. Only what was handed in since the round opened counts; what stands from before is told beside.
const (
	NotStarted Progress = "not-started"
	DraftOnly  Progress = "draft"    // an upload waits to be confirmed, nothing has been handed in
	Partial    Progress = "partial"  // handed in, with commitments left that have no level
	Complete   Progress = "complete" // handed in, and every commitment has a level, 0 (takes no part) included
)

// Progresses lists every Progress in order.
var Progresses = [...]Progress{NotStarted, DraftOnly, Partial, Complete}

// MemberStatus is a member's progress in a round.
type MemberStatus struct {
	analytics.City
	Progress   Progress
	HandedIn   time.Time          // newest hand-in of the round that counts, UTC; zero is none
	Standing   bool               // levels stand, from the round or from before it
	Unanswered []*data.Commitment // without a level, in the body's order
	Asked      int                // commitments in the edition
	Reported   int                // actions with a status
	Actions    int                // actions in the edition
	Draft      time.Time          // newest upload that waits, UTC; zero is none
	Contacts   []Contact          // Swedish order
	LastSeen   time.Time          // when any of them last was here, UTC; zero is never
	Reminded   time.Time          // newest reminder of this round to any of them, UTC; zero is never
}

// Missing tells that the member is to be reminded.
func (m MemberStatus) Missing() bool { return m.Progress != Complete }

// RoundStatus is a round with every member's progress, in Swedish order.
type RoundStatus struct {
	Round   Round
	Members []MemberStatus
}

// Count tells how many members have come how far.
func (s RoundStatus) Count(p Progress) (n int) {
	for _, m := range s.Members {
		if m.Progress == p {
			n++
		}
	}
	return n
}

// Status returns who has handed in, drafted or not started. asOf is an ISO date in Sweden, whose end it is for: "" is now. Drafts and
// when people last were here are always those of now. It returns ErrUnknown, or analytics' *FilterError for a day that is none.
func (d *Desk) Status(ctx context.Context, round int64, asOf string) (RoundStatus, error) {
	r, err := d.Round(ctx, round)
	if err != nil {
		return RoundStatus{}, err
	}
	s := RoundStatus{Round: r}
	s.Members, err = d.members(ctx, r, asOf)
	if err != nil {
		return s, fmt.Errorf("status of round %d: %w", round, err)
	}
	return s, nil
}

func (d *Desk) members(ctx context.Context, r Round, asOf string) ([]MemberStatus, error) {
	edition := d.db.Catalogue().Edition(r.Edition)
	if edition == nil {
		return nil, &InputError{Field: "edition", Reason: "unknown", Value: r.Edition}
	}
	filter := analytics.Filter{Edition: edition, AsOf: asOf}
	matrix, err := d.analyst.Matrix(ctx, filter)
	if err != nil {
		return nil, err
	}
	coverage, err := d.analyst.Coverage(ctx, filter)
	if err != nil {
		return nil, err
	}
	covered := make(map[string]analytics.CoverageCity, len(coverage.Cities))
	for _, c := range coverage.Cities {
		covered[c.Code] = c
	}
	more, err := d.around(ctx, r, asOf)
	if err != nil {
		return nil, err
	}
	all := make([]MemberStatus, 0, len(matrix.Rows))
	for _, row := range matrix.Rows {
		m := MemberStatus{
			City: row.City, Asked: len(edition.Commitments), Actions: actionsOf(edition), Standing: covered[row.Code].HandedIn,
			Reported: covered[row.Code].Reported, HandedIn: more.handedIn[row.Code], Draft: more.drafts[row.Code],
			Contacts: more.contacts[row.Code], Reminded: more.reminded[row.Code],
		}
		for i, cell := range row.Cells {
			if _, stated := cell.State.Level(); !stated {
				m.Unanswered = append(m.Unanswered, matrix.Commitments[i])
			}
		}
		for _, c := range m.Contacts {
			if c.LastSeen.After(m.LastSeen) {
				m.LastSeen = c.LastSeen
			}
		}
		m.Progress = m.progress()
		all = append(all, m)
	}
	return all, nil
}

func (m MemberStatus) progress() Progress {
	switch {
	case !m.HandedIn.IsZero() && len(m.Unanswered) == 0:
		return Complete
	case !m.HandedIn.IsZero():
		return Partial
	case !m.Draft.IsZero():
		return DraftOnly
	}
	return NotStarted
}

// surroundings is what is known of members besides their answers, by code.
type surroundings struct {
	handedIn, drafts, reminded map[string]time.Time
	contacts                   map[string][]Contact
}

func (d *Desk) around(ctx context.Context, r Round, asOf string) (s surroundings, err error) {
	from, err := since(r.Opens)
	if err != nil {
		return s, err
	}
	until := d.db.Now().Add(time.Hour) // a clock that was put back loses nothing
	if asOf != "" {
		day, err := since(asOf)
		if err != nil {
			return s, &InputError{Field: "asOf", Reason: "date", Value: asOf}
		}
		until = day.In(sweden).AddDate(0, 0, 1).UTC()
	}
	s.handedIn = make(map[string]time.Time)
	err = each(d.in(ctx), func(rows *sql.Rows) error {
		var code string
		var received time.Time
		err := rows.Scan(&code, &received)
		s.handedIn[code] = received.UTC()
		return err
	}, handedInSQL, sql.Named("edition", r.Edition), sql.Named("from", from), sql.Named("until", until))
	if err != nil {
		return s, err
	}
	if s.drafts, err = d.drafts(ctx); err != nil {
		return s, err
	}
	if s.contacts, err = d.Contacts(ctx, ""); err != nil {
		return s, err
	}
	s.reminded, err = d.reminded(ctx, r.ID)
	return s, err
}

func actionsOf(e *data.Edition) (n int) {
	for _, c := range e.Commitments {
		for _, level := range c.Levels {
			n += len(level.Actions)
		}
	}
	return n
}
