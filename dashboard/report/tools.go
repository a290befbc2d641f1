package report

import (
	"slices"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Answers of tools. NextStep has one row per action between a city's level and the next, and other city that works on it or has done it;
// Support one per city, commitment and level; Processes one per process and action. The others are about cities beside each other: see
// OfLeads, OfMatches, OfGaps, OfPair, OfSimilar and OfOutcomes.
const (
	NextStep  What = "next-step"
	Support   What = "support"
	Processes What = "processes"
	Leads     What = "leads"
	Matches   What = "matches"
	Gaps      What = "gaps"
	Pair      What = "pair"
	Similar   What = "similar"
	Outcomes  What = "outcomes"
)

// OfNextStep lays out what stands between a city's level and the next: an action that no other city works on has one row. There are no
// rows at level 3. Comments are left out.
func OfNextStep(q analytics.NextStep, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	c := q.Commitment
	svar, niva := position(q.Cell.State)
	for i := range q.Actions {
		a := &q.Actions[i]
		own := append(place(q.City),
			c.Slug, c.Number, standing(c.Status), svar, niva, q.Next, a.Action.ID, a.Action.Label.SV, status(a.Status),
			text(a.Link), moment(a.Since), number(a.Submission), number(a.Line))
		for _, n := range a.Counts {
			own = append(own, n.Cities)
		}
		for _, o := range a.Others {
			declared, level := position(o.Declared)
			rows = append(rows, append(slices.Clone(own),
				o.Code, o.Name, o.County, o.Population, o.SameCounty, declared, level, status(o.Status), text(o.Link), number(o.Submission), number(o.Line)))
		}
		if len(a.Others) == 0 {
			rows = append(rows, append(own, nobody(11)...))
		}
	}
	return own(NextStep, rows, q.Cover, f, m)
}

// nobody is n empty cells, where there is no other city.
func nobody(n int) []any { return make([]any, n) }

// OfSupport lays out what each city has declared beside what it has reported, whatever it has declared.
func OfSupport(q analytics.Supports, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, city := range q.Cities {
		for i := range city.Rows {
			s := &city.Rows[i]
			c, declared := s.Commitment, len(s.Declared())
			svar, niva := position(s.Cell.State)
			for _, r := range s.Rungs {
				row := append(place(city.City),
					c.Slug, c.Number, standing(c.Status), svar, niva, r.Level, r.Level <= declared, r.Actions, r.AtWork())
				rest := r.Actions
				for _, n := range r.Counts {
					row, rest = append(row, n), rest-n
				}
				rows = append(rows, append(row, rest, r.Links,
					text(s.Cell.Link), moment(s.Cell.Since), number(s.Cell.Submission), number(s.Cell.Line)))
			}
		}
	}
	return own(Support, rows, q.Cover, f, m)
}

// OfProcesses lays out the actions that hang on each process: our own division, with the words of the contract that it rests on.
func OfProcesses(q analytics.Processes, f analytics.Filter, m Meta) *Table {
	rows := [][]any{}
	for _, p := range q.List {
		for i := range p.Actions {
			a := &p.Actions[i]
			c := a.Commitment
			hangs := a.Action.On(p.Process.Key)
			row := []any{
				p.Process.Key, p.Process.Label.SV, p.Process.Label.EN, p.Cities, p.Share, c.Slug, c.Number, standing(c.Status),
				a.Action.Level, a.Action.ID, a.Action.Label.SV, hangs.Quote, text(hangs.QuoteEN), a.AtWork(), a.Reported,
			}
			for _, n := range a.Counts {
				row = append(row, n.Cities)
			}
			rows = append(rows, row)
		}
	}
	return own(Processes, rows, q.Cover, f, m)
}

// listed joins ids that a cell holds several of; nil for none.
func listed[T any](all []*T, name func(*T) string) any {
	if len(all) == 0 {
		return nil
	}
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return strings.Join(names, "; ")
}

func actionID(a *data.Action) string           { return a.ID }
func commitmentSlug(c *data.Commitment) string { return c.Slug }
