package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"time"
)

//go:embed sql/history.sql
var historySQL string

// historyOf narrows a history; zero values do not.
type historyOf struct {
	edition      string
	until        time.Time
	day          string
	municipality string
	submission   int64
	limit        int
}

type historyRow struct {
	entry              HistoryEntry
	change             Change
	commitment, action string
}

func (r *historyRow) columns() []any {
	e, c := &r.entry, &r.change
	return slices.Concat([]any{
		into(&e.Submission), into(&e.Received), into(&e.Kind), into(&e.Edition), into(&e.FileName), into(&e.Sender),
		into(&e.Undoes), into(&e.UndoneBy), into(&e.Example),
	}, c.City.columns(), []any{into(&r.commitment), into(&r.action), into(&c.From), into(&c.To), into(&c.Line)})
}

// history lists submissions, newest first, with what each changed against what stood before it.
func (a *Analyst) history(ctx context.Context, of historyOf) ([]HistoryEntry, error) {
	if of.limit <= 0 {
		of.limit = math.MaxInt32
	}
	parameters := []any{
		sql.Named("edition", of.edition),
		sql.Named("until", of.until),
		sql.Named("day", of.day),
		sql.Named("municipality", of.municipality),
		sql.Named("submission", of.submission),
		sql.Named("limit", of.limit),
	}
	var result []HistoryEntry
	err := query(ctx, a, historySQL, parameters, (*historyRow).columns, func(r historyRow) {
		if n := len(result); n == 0 || result[n-1].Submission != r.entry.Submission {
			result = append(result, r.entry)
		}
		edition := a.db.Catalogue().Edition(r.entry.Edition)
		if r.commitment == "" || edition == nil {
			return
		}
		entry := &result[len(result)-1]
		r.change.Commitment = edition.Commitment(r.commitment)
		r.change.Action = edition.Action(r.action)
		r.change.When = entry.Received
		r.change.Submission = entry.Submission
		entry.Changes = append(entry.Changes, r.change)
	})
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return result, nil
}

// Submissions lists what was handed in, newest first, for one municipality or ("") for all, in every edition. A limit
// of 0 or less is none.
func (a *Analyst) Submissions(ctx context.Context, municipality string, limit int) ([]HistoryEntry, error) {
	return a.history(ctx, historyOf{
		until: forever, day: today(a.db.Now()), municipality: municipality, limit: limit,
	})
}

// Submission returns one submission with everything it changed. It returns ErrUnknown where there is none.
func (a *Analyst) Submission(ctx context.Context, id int64) (HistoryEntry, error) {
	if id <= 0 {
		return HistoryEntry{}, fmt.Errorf("submission %d: %w", id, ErrUnknown)
	}
	found, err := a.history(ctx, historyOf{until: forever, day: today(a.db.Now()), submission: id})
	if err != nil {
		return HistoryEntry{}, err
	}
	if len(found) == 0 {
		return HistoryEntry{}, fmt.Errorf("submission %d: %w", id, ErrUnknown)
	}
	return found[0], nil
}
