package analytics

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// tried reads levels to rehearse: "styrning=3,resiliens=0".
func tried(t *testing.T, text string) map[string]int {
	t.Helper()
	levels := map[string]int{}
	for part := range strings.SplitSeq(text, ",") {
		slug, digit, _ := strings.Cut(part, "=")
		if slug == "" {
			continue
		}
		level, err := strconv.Atoi(digit)
		if err != nil {
			t.Fatal(err)
		}
		levels[slug] = level
	}
	return levels
}

func names(cities []City) string {
	var words []string
	for _, c := range cities {
		words = append(words, c.Name)
	}
	return strings.Join(words, ", ")
}

// rehearsal writes what is tried; of the rows only those that say something.
func (t *table) rehearsal(r Rehearsal) {
	t.cover(r.Cover)
	t.row(cityText(r.City), fmt.Sprint("handed in ", r.HandedIn), fmt.Sprint(len(r.Changes()), " changed"))
	for _, row := range r.Rows {
		if !row.Changed && row.Now.State == row.Then {
			continue
		}
		t.row(row.Commitment.Slug, cellText(row.Now)+" → "+string(row.Then), fmt.Sprint("changed ", row.Changed),
			fmt.Sprintf("added %d, remaining %d, dropped %d", len(row.Added), row.Remaining(), len(row.Dropped)), "peers "+names(row.Peers))
		for _, a := range row.Added {
			t.row("  + "+a.Action.ID, status(a.Status)+source(a.Submission, a.Line))
		}
		for _, a := range row.Dropped {
			t.row("  - "+a.Action.ID, status(a.Status)+source(a.Submission, a.Line))
		}
	}
}

func (t *table) signal(s Signal) {
	t.cover(s.Cover)
	what := s.Commitment.Slug
	if s.Action != nil {
		what = s.Action.ID
	}
	t.row(what, fmt.Sprint(s.Cities, " cities"), fmt.Sprint(s.Population, " people"),
		fmt.Sprintf("%.1f%% of the scope, %.2f%% of the country", 100*s.Share, 100*s.National))
	for _, g := range s.Groups {
		t.row("  "+string(g.State)+string(g.Status), names(g.Cities))
	}
}

// askUses asks the questions behind the contract's own uses; asked is false for any other.
func (s *script) askUses(t *testing.T, tab *table, path []string, f Filter) (asked bool, err error) {
	t.Helper()
	ctx, a := t.Context(), New(s.db)
	switch path[0] {
	case "rehearsal":
		return true, show(tab.rehearsal)(a.Rehearse(ctx, f, path[1], tried(t, path[2])))
	case "signal":
		if path[1] == "action" {
			return true, show(tab.signal)(a.ActionSignal(ctx, f, path[2]))
		}
		return true, show(tab.signal)(a.CommitmentSignal(ctx, f, path[2]))
	case "outcomes":
		year := 0
		if len(path) > 3 {
			if year, err = strconv.Atoi(path[3]); err != nil {
				t.Fatal(err)
			}
		}
		return true, show(tab.outcomes)(a.Outcomes(ctx, f, path[1], path[2], year))
	case "processes":
		return true, show(tab.processes)(a.Processes(ctx, f))
	case "process":
		all, err := a.Processes(ctx, f)
		if err != nil {
			return true, err
		}
		return true, show(tab.process)(all.Process(path[1]))
	}
	return s.askTogether(t, tab, path, f)
}

func (t *table) processes(p Processes) {
	t.cover(p.Cover)
	for _, one := range p.List {
		t.row(one.Process.Key, fmt.Sprint(len(one.Actions), " actions"), fmt.Sprintf("%d cities %.1f%%", one.Cities, 100*one.Share))
	}
}

// process writes one process; of its actions those that somebody has reported on.
func (t *table) process(p *ProcessActions) {
	t.row(p.Process.Key, fmt.Sprint(len(p.Actions), " actions"), fmt.Sprintf("%d cities %.1f%%", p.Cities, 100*p.Share))
	for _, a := range p.Actions {
		if a.Reported > 0 {
			t.row(append([]any{"  " + a.Action.ID, fmt.Sprint("at work ", a.AtWork())}, statusCounts(a.Counts)...)...)
		}
	}
}

func (t *table) outcomes(o Outcomes) {
	t.cover(o.Cover)
	cities, low, high := o.Valued()
	t.row(o.Indicator.KPI, o.Commitment.Slug, fmt.Sprint(o.Year, " of ", o.Years), fmt.Sprintf("%d valued, %g to %g", cities, low, high))
	for _, c := range o.Cities {
		value := ""
		if c.Value != nil {
			value = fmt.Sprintf("%g", *c.Value)
		}
		t.row("  "+cityText(c.City), c.State, value)
	}
}

// kolada keeps values as a fetch would: kolada KPI YEAR CODE=VALUE … in the script.
func (s *script) kolada(tb testing.TB, words []string) error {
	tb.Helper()
	for _, w := range words[2:] {
		code, value, _ := strings.Cut(w, "=")
		write(tb, s.db, "INSERT INTO kolada_value VALUES (?, ?, CAST(? AS INTEGER), CAST(? AS DOUBLE), ?)", words[0], code, words[1], value, s.now)
	}
	return nil
}
