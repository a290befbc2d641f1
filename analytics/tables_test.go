package analytics

import (
	"fmt"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

func (t *table) commitment(c Commitment) {
	t.cover(c.Cover)
	t.row(append([]any{c.Commitment.Slug + " " + string(c.Commitment.Status)}, stateHead...)...)
	t.row(append([]any{"cities"}, spelt(c.Counts[:])...)...)
	for _, x := range c.Cities {
		t.row(cityText(x.City), cellText(x.Cell), details(x.Cell))
	}
	for _, level := range c.Levels {
		for _, a := range level.Actions {
			if a.Reported > 0 {
				t.row(append([]any{fmt.Sprintf("%s (level %d)", a.Action.ID, level.Level), fmt.Sprint("reported ", a.Reported)},
					statusCounts(a.Counts)...)...)
			}
		}
		t.row(fmt.Sprintf("level %d", level.Level), fmt.Sprint(len(level.Actions), " actions"))
	}
}

func statusCounts(counts [4]StatusCount) []any {
	var words []any
	for _, c := range counts {
		words = append(words, fmt.Sprintf("%s %d %.1f%%", c.Status, c.Cities, 100*c.Share))
	}
	return words
}

func (t *table) action(a Action) {
	t.cover(a.Cover)
	t.row(append([]any{a.Action.ID}, statusCounts(a.Counts)...)...)
	for _, c := range a.Cities {
		t.row(cityText(c.City), status(c.Status)+source(c.Submission, c.Line), "declared "+string(c.Declared),
			when(c.Since), strings.TrimSpace(c.Link+" "+c.Comment))
	}
}

func (t *table) actions(a Actions) {
	t.cover(a.Cover)
	for _, r := range a.Rows {
		t.row(r.Action.ID, cityText(r.City), status(r.Status)+source(r.Submission, r.Line), when(r.Since),
			strings.TrimSpace(r.Link+" "+r.Comment))
	}
}

// city writes a profile; of the commitments where nobody in any group said anything, only the last.
func (t *table) city(p CityProfile) {
	t.cover(p.Cover)
	t.row(cityText(p.City), fmt.Sprint("handed in ", p.HandedIn))
	for _, c := range p.Twins {
		t.row("twin " + cityText(c))
	}
	for _, g := range p.Groups {
		t.row("group "+g.Key, fmt.Sprintf("%d of %d", g.HandedIn, g.Members))
	}
	for i, c := range p.Commitments {
		if c.Groups[0].Answered == 0 && c.Cell.Submission == 0 && i < len(p.Commitments)-1 {
			continue
		}
		t.row(c.Commitment.Slug, cellText(c.Cell), fmt.Sprint("next ", c.NextLevel), fmt.Sprint(len(c.Actions), " actions"))
		for j, g := range c.Groups {
			median := "-"
			if g.Median != nil {
				median = strconv.Itoa(*g.Median)
			}
			t.row(append([]any{"  " + p.Groups[j].Key, fmt.Sprintf("median %s of %d", median, g.Answered)}, spelt(g.Counts[:])...)...)
		}
		for _, a := range c.Actions {
			if a.Submission != 0 {
				t.row("  "+a.Action.ID, status(a.Status)+source(a.Submission, a.Line), when(a.Since))
			}
		}
	}
	t.history(p.History)
}

// compare writes a comparison; of the actions only those with a status.
func (t *table) compare(c Comparison) {
	t.cover(c.Cover)
	for _, x := range c.Cities {
		t.row(cityText(x))
	}
	for _, r := range c.Rows {
		words := []any{r.Commitment.Slug, fmt.Sprint("spread ", r.Spread)}
		for _, x := range r.Cells {
			words = append(words, cellText(x))
		}
		t.row(words...)
		for _, a := range r.Actions {
			words := []any{"  " + a.Action.ID, fmt.Sprint("spread ", a.Spread)}
			reported := false
			for _, s := range a.Statuses {
				words = append(words, status(s))
				reported = reported || s != data.Status("")
			}
			if reported {
				t.row(words...)
			}
		}
	}
}
