package report

import (
	"slices"

	"pionjarkollen/analytics"
)

// Consent is what a city says to being contacted: "yes", "no", or "" where it has not said.
type Consent struct {
	Leading  string // as one that goes first
	Learning string // as one that wants to learn
}

// OfLeads lays out who goes first and who is on the way, one row per commitment and city at level 1–3: a commitment in which nobody is has
// none. said is by municipality code.
func OfLeads(q analytics.Leads, said map[string]Consent, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, c := range q.Commitments {
		head := []any{c.Commitment.Slug, c.Commitment.Number, standing(c.Commitment.Status)}
		for _, city := range c.Leaders {
			svar, niva := position(analytics.Level3)
			rows = append(rows, slices.Concat(head, place(city), []any{leads, svar, niva, contact(said[city.Code].Leading)}))
		}
		for i, city := range c.Learners {
			svar, niva := position(c.States[i])
			rows = append(rows, slices.Concat(head, place(city), []any{learns, svar, niva, contact(said[city.Code].Learning)}))
		}
	}
	return own(Leads, rows, q.Cover, f, m)
}

// OfMatches lays out who could learn from whom in one commitment: those who lead, each in one row, and those who learn, in a row per leader
// that is suggested to them or one without. said is by municipality code.
func OfMatches(q analytics.Matches, said map[string]Consent, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	c := q.Commitment
	head := []any{c.Slug, c.Number, standing(c.Status)}
	for _, l := range q.Leaders {
		svar, niva := position(analytics.Level3)
		rows = append(rows, slices.Concat(head, place(l), []any{leads, svar, niva, contact(said[l.Code].Leading)}, nobody(13)))
	}
	for i := range q.Learners {
		l := &q.Learners[i]
		svar, niva := position(l.State)
		own := slices.Concat(head, place(l.City), []any{learns, svar, niva, contact(said[l.Code].Learning)})
		for j := range l.Offers {
			o := &l.Offers[j]
			rows = append(rows, append(slices.Clone(own),
				j+1, o.Leader.Code, o.Leader.Name, o.Leader.County, o.Leader.Population, contact(said[o.Leader.Code].Leading),
				o.Reasons(), o.Twin, o.County, o.Band, listed(o.Actions, actionID), listed(o.Complements, commitmentSlug), grouped(&q, l.City, o.Leader)))
		}
		if len(l.Offers) == 0 {
			rows = append(rows, append(own, nobody(13)...))
		}
	}
	return own(Matches, rows, q.Cover, f, m)
}

// grouped tells whether a learner is in the group that is suggested around a leader.
func grouped(q *analytics.Matches, learner, leader analytics.City) bool {
	return slices.ContainsFunc(q.Groups, func(g analytics.MatchGroup) bool {
		return g.Leader.Code == leader.Code && slices.ContainsFunc(g.Learners, func(c analytics.City) bool { return c.Code == learner.Code })
	})
}

// OfGaps lays out the commitments that nobody leads and the actions that nobody works on, one row for each city that could be asked or one
// without.
func OfGaps(q analytics.Leads, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	add := func(head []any, ask analytics.Asked, ofAction bool) {
		for _, a := range ask.Cities {
			svar, niva := position(a.State)
			var planned, working any
			if ofAction {
				planned = a.Planned
			} else {
				working = a.AtWork
			}
			rows = append(rows, append(slices.Clone(head), a.Code, a.Name, a.County, a.Population, svar, niva, planned, working, ask.More))
		}
		if len(ask.Cities) == 0 {
			rows = append(rows, append(append(head, nobody(8)...), ask.More))
		}
	}
	for _, c := range q.Commitments {
		of := []any{c.Commitment.Slug, c.Commitment.Number, standing(c.Commitment.Status)}
		if len(c.Leaders) == 0 {
			add(slices.Concat(of, []any{unled, nil, nil, c.Commitment.Label.SV}), c.Nearest, false)
		}
		for _, a := range c.Idle {
			add(slices.Concat(of, []any{idle, a.Action.Level, a.Action.ID, a.Action.Label.SV}), a.Ask, true)
		}
	}
	return own(Gaps, rows, q.Cover, f, m)
}

// OfPair lays out two cities side by side, one row per commitment; none where nobody is paired with the first.
func OfPair(q analytics.Pair, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, r := range q.Rows {
		c := r.Commitment
		row := []any{c.Slug, c.Number, standing(c.Status), c.Label.SV}
		for i, city := range q.Cities {
			svar, niva := position(r.Cells[i].State)
			row = append(row, city.Code, city.Name, role(city), svar, niva)
		}
		rows = append(rows, append(row, relations[r.Relation], listed(r.Teach, actionID), listed(r.Both, actionID)))
	}
	return own(Pair, rows, q.Cover, f, m)
}
