package report

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// How far back reports about time reach when nothing is chosen, and how many entries Events tells at most.
const (
	SinceMonths = 6
	UsualDays   = 30
	MostEvents  = 200
)

// EventDays are the periods, in days, that changes can be asked for.
var EventDays = [...]int{7, 30, 90, 365}

// ofTimeAndPlace asks for a report of time or place.
func (q Question) ofTimeAndPlace(ctx context.Context, what What, m Meta) (*Table, error) {
	switch what {
	case Timeline:
		slug, err := q.anyCommitment()
		if err != nil {
			return nil, err
		}
		line, err := q.Analyst.Timeline(ctx, q.Filter, slug)
		if err != nil {
			return nil, err
		}
		cover, err := q.Analyst.Leaders(ctx, q.Filter)
		return OfTimeline(line, cover.Cover, q.Filter, m), err
	case Transitions:
		r, _, err := q.Transitions(ctx)
		return OfTransitions(r, q.Filter, m), err
	case Moves:
		r, _, err := q.Transitions(ctx)
		return OfMoves(r, q.Filter, m), err
	case Events:
		events, cover, err := q.Events(ctx, MostEvents)
		return OfEvents(events, cover, q.Filter, m), err
	case Map:
		only, err := q.State()
		if err != nil {
			return nil, err
		}
		r, err := q.Places(ctx)
		return OfPlaces(r, only, q.Filter, m), err
	}
	return nil, fmt.Errorf("%w: %s", ErrWhat, what)
}

// since reads the earlier moment: fran, a day, and franversion, an edition.
func (q Question) since() (analytics.Since, error) {
	s := analytics.Since{Day: q.Own.Get("fran"), Edition: q.Filter.Edition}
	if id := q.Own.Get("franversion"); id != "" {
		if s.Edition = q.DB.Catalogue().Edition(id); s.Edition == nil {
			allowed := []string{}
			for _, e := range q.DB.Catalogue().Editions {
				allowed = append(allowed, e.ID)
			}
			return s, unreadable("franversion", id, allowed...)
		}
	}
	if s.Day == "" && s.Edition == q.Filter.Edition {
		s.Day = locale.Swedish.Date(q.Filter.Until(q.DB.Now()).AddDate(0, -SinceMonths, 0))
	}
	return s, nil
}

// Transitions asks who moved where since an earlier moment, and finds the commitment asked about among the answer's; the first where none is.
//
// It returns an *analytics.FilterError for a moment or a commitment that there is not.
func (q Question) Transitions(ctx context.Context) (r analytics.Transitions, at int, err error) {
	since, err := q.since()
	if err != nil {
		return r, 0, err
	}
	if r, err = q.Analyst.Transitions(ctx, q.Filter, since); err != nil {
		return r, 0, err
	}
	asked := q.Own.Get("atagande")
	if asked == "" {
		return r, 0, nil
	}
	called := func(c *data.Commitment) bool { return c != nil && c.Slug == asked }
	at = slices.IndexFunc(r.Commitments, func(c analytics.TransitionCommitment) bool { return called(c.After) })
	if at < 0 {
		at = slices.IndexFunc(r.Commitments, func(c analytics.TransitionCommitment) bool { return called(c.Before) })
	}
	if at < 0 {
		var allowed []string
		for _, c := range r.Commitments {
			if c.After != nil {
				allowed = append(allowed, c.After.Slug)
			} else {
				allowed = append(allowed, c.Before.Slug)
			}
		}
		return r, 0, unreadable("atagande", asked, allowed...)
	}
	return r, at, nil
}

// Days reads how many days of changes are asked for.
func (q Question) Days() (int, error) {
	asked := q.Own.Get("dagar")
	if asked == "" {
		return UsualDays, nil
	}
	n, err := strconv.Atoi(asked)
	if err != nil || !slices.Contains(EventDays[:], n) {
		var allowed []string
		for _, days := range EventDays {
			allowed = append(allowed, strconv.Itoa(days))
		}
		return 0, unreadable("dagar", asked, allowed...)
	}
	return n, nil
}

// DaysBefore returns the moment so many days before what the filter looks from.
func (q Question) DaysBefore(days int) time.Time {
	return q.Filter.Until(q.DB.Now()).Add(-time.Duration(days) * 24 * time.Hour)
}

// Events asks what happened in the days asked for, at most so many entries of it; 0 is all.
func (q Question) Events(ctx context.Context, most int) ([]analytics.Event, analytics.Cover, error) {
	days, err := q.Days()
	if err != nil {
		return nil, analytics.Cover{}, err
	}
	leaders, err := q.Analyst.Leaders(ctx, q.Filter)
	if err != nil {
		return nil, analytics.Cover{}, err
	}
	events, err := q.Analyst.Events(ctx, q.Filter, q.DaysBefore(days), most)
	return events, leaders.Cover, err
}

// Places asks where the cities lie, with their answers on the commitment asked about; the edition's first where none is.
func (q Question) Places(ctx context.Context) (analytics.Places, error) {
	slug, err := q.anyCommitment()
	if err != nil {
		return analytics.Places{}, err
	}
	return q.Analyst.Places(ctx, q.Filter, slug)
}

// State reads the one answer that is asked for; "" is all.
func (q Question) State() (analytics.State, error) {
	state := analytics.State(q.Own.Get("niva"))
	if state == "" || slices.Contains(analytics.States[:], state) {
		return state, nil
	}
	return "", unreadable("niva", string(state), analytics.StateNames()...)
}
