package dashboard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// columnsView asks what the columns are that nobody reads.
type columnsView struct {
	Columns []columnChoice
	For     string // name of the municipality that the answers are remembered for, "" for staff
	Open    bool   // one of them must be answered, or the file cannot be saved
}

// columnChoice is one such column.
type columnChoice struct {
	Name, Label string // of the field
	Heading     string
	Examples    []string // the first values of the column
	Options     []choice
}

// Bounds of what is asked about columns.
const (
	columnsAsked      = 40
	headingRemembered = 200 // bytes of a header that is remembered
	examplesShown     = 2
	examplesWithin    = 2_000 // rows
)

// columnsView asks about the columns of a draft that nobody reads. Nothing is asked where no name is left to give.
func (v *visit) columnsView(r *reading) *columnsView {
	if !r.table {
		return nil
	}
	strange, names := v.site.reader.Strange(r.raw, r.kept.Corrections, v.site.limits)
	if len(strange) == 0 || len(names) == 0 {
		return nil
	}
	out := &columnsView{}
	if m := v.catalogue().Municipality(v.session.Home()); m != nil {
		out.For = m.Name
	}
	chosen := map[string]bool{}
	for _, s := range strange[:min(len(strange), columnsAsked)] {
		heading := strings.TrimSpace(s.Heading)
		c := columnChoice{
			Name: columnField(s.Column), Label: columnText(s.Column, heading), Heading: excerpt(heading), Examples: v.examples(r, s.Column),
			Options: []choice{{"", v.T("columns.leave"), false}},
		}
		for _, name := range names {
			mine := name == s.Suggestion && !chosen[name]
			chosen[name] = chosen[name] || mine
			c.Options = append(c.Options, choice{name, name, mine})
		}
		out.Open = out.Open || s.Suggestion != "" || heading == ""
		out.Columns = append(out.Columns, c)
	}
	return out
}

func columnField(position int) string { return "kolumn-" + strconv.Itoa(position) }

// examples are the first values that stand in a column.
func (v *visit) examples(r *reading, column int) []string {
	var out []string
	for _, row := range r.grid.Rows[:min(len(r.grid.Rows), examplesWithin)] {
		if row.Skipped || column >= len(row.Cells) || strings.TrimSpace(row.Cells[column]) == "" {
			continue
		}
		if out = append(out, excerpt(row.Cells[column])); len(out) == examplesShown {
			break
		}
	}
	return out
}

// chosenColumns are the names that a form gives to columns, as corrections of the header. No two columns get the same one.
func (p *post) chosenColumns(r *reading) []data.Correction {
	strange, names := p.site.reader.Strange(r.raw, r.kept.Corrections, p.site.limits)
	var out []data.Correction
	for _, s := range strange {
		name := p.form.Get(columnField(s.Column))
		if at := slices.Index(names, name); at >= 0 {
			names = slices.Delete(slices.Clone(names), at, at+1)
			out = append(out, data.Correction{Line: r.grid.Header.Line, Column: s.Column, Value: name})
		}
	}
	return out
}

// rememberColumns keeps what headers were said to mean, for the next file of the visitor's municipality.
func (p *post) rememberColumns(r *reading, chosen []data.Correction) error {
	if p.session.Home() == "" || p.form.Get("minns") == "" {
		return nil
	}
	asSent, _ := p.site.reader.Grid(r.raw, nil, p.site.limits)
	for _, c := range chosen {
		if c.Column >= len(asSent.Header.Cells) {
			continue
		}
		heading := asSent.Header.Cells[c.Column]
		if strings.TrimSpace(heading) == "" || len(heading) > headingRemembered {
			continue
		}
		if err := p.site.db.RememberColumn(p.ctx, p.session.Home(), heading, c.Value); err != nil {
			return fmt.Errorf("remember what a header means: %w", storage(err))
		}
	}
	return nil
}

// forgetColumn forgets what a header was said to mean, when its sender takes back that it means so.
func (p *post) forgetColumn(r *reading, undone data.Correction) error {
	if p.session.Home() == "" || undone.Line != r.grid.Header.Line || !slices.ContainsFunc(ingest.Columns(), func(c ingest.Column) bool { return c.Name == undone.Value }) {
		return nil
	}
	names, err := p.site.db.ColumnNames(p.ctx, p.session.Home())
	if err != nil {
		return fmt.Errorf("what headers mean: %w", err)
	}
	if _, known := names[undone.Sent]; !known {
		return nil
	}
	if err := p.site.db.RememberColumn(p.ctx, p.session.Home(), undone.Sent, ""); err != nil {
		return fmt.Errorf("forget what a header means: %w", storage(err))
	}
	return nil
}
