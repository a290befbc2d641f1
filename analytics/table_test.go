package analytics

import (
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"pionjarkollen/data"
)

// table writes answers as text that a person can check by eye. What is empty is written "-", a cell as
// state@submission:line.
type table struct{ text strings.Builder }

func (t *table) row(words ...any) {
	for i, w := range words {
		if i > 0 {
			t.text.WriteByte('\t')
		}
		s := fmt.Sprint(w)
		if s == "" {
			s = "-"
		}
		t.text.WriteString(s)
	}
	t.text.WriteByte('\n')
}

func (t *table) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, t.text.String())
	_ = w.Flush() // a strings.Builder does not fail
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (t *table) cover(c Cover) {
	example := ""
	if c.Example {
		example = ", example"
	}
	fmt.Fprintf(&t.text, "cover %d of %d cities, %d of %d people, as of %s%s\n",
		c.HandedIn, c.Members, c.HandedInPopulation, c.Population, when(c.AsOf), example)
}

func when(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.Format(time.RFC3339)
}

func cityText(c City) string {
	if c.Code == "" {
		return ""
	}
	role := string(c.Role)
	switch {
	case !c.Member:
		role = "no-member"
	case role == "":
		role = "unknown"
	}
	if c.TwinOf != "" {
		role += " of " + c.TwinOf
	}
	return fmt.Sprintf("%s %s (%s)", c.Code, c.Name, role)
}

func source(submission int64, line int) string {
	if submission == 0 {
		return ""
	}
	return fmt.Sprintf("@%d:%d", submission, line)
}

func cellText(c Cell) string { return string(c.State) + source(c.Submission, c.Line) }

func details(c Cell) string {
	return strings.TrimSpace(strings.Join([]string{c.Decided, c.Reference, c.Link, c.Comment}, " "))
}

func status(s data.Status) string {
	if s == "" {
		return "-"
	}
	return string(s)
}

// spelt writes counts as "cities share/population-share".
func spelt(counts []Count) []any {
	var words []any
	for _, c := range counts {
		words = append(words, fmt.Sprintf("%d %.1f%%/%.1f%%", c.Cities, 100*c.Share, 100*c.PopulationShare))
	}
	return words
}

func (t *table) coverage(c Coverage) {
	t.cover(c.Cover)
	for _, x := range c.Cities {
		t.row(cityText(x.City), "handed in "+strconv.FormatBool(x.HandedIn), fmt.Sprintf("answered %d of %d", x.Answered, x.Asked),
			fmt.Sprintf("actions %d", x.Reported), when(x.Last), source(x.Submission, 0))
	}
	for _, x := range c.Outside {
		t.row("outside " + cityText(x))
	}
}

// matrix leaves the columns out in which every city has the same state and no row.
func (t *table) matrix(m Matrix) {
	t.cover(m.Cover)
	var shown []int
	head := []any{"city"}
	for i, c := range m.Commitments {
		for _, r := range m.Rows {
			if r.Cells[i].Submission != 0 {
				shown = append(shown, i)
				head = append(head, c.Slug)
				break
			}
		}
	}
	t.row(append(head, "every other")...)
	for _, r := range m.Rows {
		words := []any{cityText(r.City)}
		for _, i := range shown {
			words = append(words, cellText(r.Cells[i]))
		}
		other := ""
		for i, c := range r.Cells {
			if c.Submission == 0 {
				other = string(c.State)
			}
			if c.Commitment != m.Commitments[i].Slug {
				other = "cell of another commitment: " + c.Commitment
			}
		}
		t.row(append(words, other)...)
		for _, c := range r.Cells {
			if d := details(c); d != "" {
				t.row("  "+c.Commitment, when(c.Since), d)
			}
		}
	}
}

var stateHead = []any{"3", "2", "1", "0", "silent", "not handed in"}

func (t *table) levels(l Levels) {
	t.cover(l.Cover)
	t.row(append([]any{"commitment"}, stateHead...)...)
	for _, c := range l.Commitments {
		name := c.Commitment.Slug
		if c.Commitment.Status != data.Adopted {
			name += " (" + string(c.Commitment.Status) + ")"
		}
		t.row(append([]any{name}, spelt(c.Counts[:])...)...)
	}
}

func (t *table) leaders(l Leaders) {
	t.cover(l.Cover)
	t.row("cities", l.Cities)
	t.row("proposed", l.Proposed)
}

func (t *table) changes(changes []Change) {
	if len(changes) == 0 {
		t.row("no changes")
	}
	for _, c := range changes {
		what := c.Commitment.Slug
		if c.Action != nil {
			what = c.Action.ID
		}
		t.row(cityText(c.City), what, status(data.Status(c.From))+" → "+status(data.Status(c.To)), when(c.When),
			source(c.Submission, c.Line))
	}
}

func (t *table) history(entries []HistoryEntry) {
	for _, e := range entries {
		t.row(fmt.Sprintf("#%d", e.Submission), when(e.Received), e.Kind, e.Edition, e.FileName, e.Sender,
			fmt.Sprintf("undoes %d, undone by %d, example %t", e.Undoes, e.UndoneBy, e.Example))
		t.changes(e.Changes)
	}
}
