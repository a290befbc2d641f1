package report

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Reports that pages ask for with parameters of their own beside the filter. Timeline has one row per day and state; Transitions one
// per commitment and pair of states at two moments; Moves one per city and commitment that moved between them; Events one per change;
// Map one per city with its place and its answer on one commitment.
const (
	Timeline    What = "timeline"
	Transitions What = "transitions"
	Moves       What = "moves"
	Events      What = "events"
	Map         What = "map"
)

// own lays out a table that does not come from Build.
func own(what What, rows [][]any, cover analytics.Cover, f analytics.Filter, m Meta) *Table {
	return &Table{What: what, Columns: Columns(what, f.Edition), Rows: rows, edition: f.Edition, cover: cover, about: about(cover, f, m)}
}

// stateTerm is a state or status as it stands in addresses; "" is an empty cell.
func stateTerm(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// OfTimeline lays out a timeline.
func OfTimeline(q analytics.Timeline, cover analytics.Cover, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, p := range q.Points {
		for _, n := range p.Counts {
			svar, niva := position(n.State)
			rows = append(rows, []any{p.Day, q.Commitment.Slug, q.Commitment.Label.SV, svar, niva, n.Cities, n.Population, p.Members, p.HandedIn})
		}
	}
	return own(Timeline, rows, cover, f, m)
}

// OfTransitions lays out who moved where, of every commitment; what cannot be compared has a row per moment and state.
func OfTransitions(q analytics.Transitions, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, c := range q.Commitments {
		head := []any{q.FromDay, q.From.ID, slug(c.Before), slug(c.After), string(c.Kind)}
		add := func(then, now string, cities, people int) {
			row := append(append([]any{}, head...), stateTerm(then), stateTerm(now), cities, people)
			rows = append(rows, row)
		}
		for _, b := range c.Flows {
			add(string(b.From), string(b.To), b.Cities, b.Population)
		}
		if c.Kind.Comparable() {
			continue
		}
		for i := range c.Then {
			if n := c.Then[i]; n.Cities > 0 && c.Before != nil {
				add(string(n.State), "", n.Cities, n.Population)
			}
		}
		for i := range c.Now {
			if n := c.Now[i]; n.Cities > 0 && c.After != nil {
				add("", string(n.State), n.Cities, n.Population)
			}
		}
	}
	return own(Transitions, rows, q.Cover, f, m)
}

func slug(c *data.Commitment) any {
	if c == nil {
		return nil
	}
	return c.Slug
}

// OfMoves lays out each city's changes between two moments.
func OfMoves(q analytics.Transitions, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, city := range q.Cities {
		for _, c := range city.Changes {
			rows = append(rows, []any{
				q.FromDay, q.From.ID, city.Code, city.Name, c.Commitment.Slug, c.Commitment.Label.SV, c.From, c.To, moment(c.When),
				number(c.Submission), number(c.Line),
			})
		}
	}
	return own(Moves, rows, q.Cover, f, m)
}

// OfEvents lays out single changes, newest first. Comments are left out.
func OfEvents(q []analytics.Event, cover analytics.Cover, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, e := range q {
		for _, c := range e.Changes {
			var action, leaders any
			if c.Action != nil {
				action = c.Action.ID
			} else {
				leaders = c.Leaders
			}
			rows = append(rows, []any{
				moment(e.When), number(e.Submission), e.City.Code, e.City.Name, c.Commitment.Slug, c.Commitment.Label.SV, action,
				stateTerm(c.From), stateTerm(c.To), leaders, e.First, text(c.Decided), text(c.Reference), text(c.Link), number(c.Line),
			})
		}
	}
	return own(Events, rows, cover, f, m)
}

// OfPlaces lays out where the cities lie and what they have answered, of those alone that gave one answer; "" is all.
func OfPlaces(q analytics.Places, only analytics.State, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, c := range q.Cities {
		if only != "" && c.Cell.State != only {
			continue
		}
		svar, niva := position(c.Cell.State)
		var lat, lon any
		if c.Located {
			lat, lon = c.Lat, c.Lon
		}
		rows = append(rows, append(place(c.City), text(c.TwinOf), q.Commitment.Slug, svar, niva, lat, lon))
	}
	return own(Map, rows, q.Cover, f, m)
}
