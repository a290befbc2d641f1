package dashboard

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// lower makes the first letter small, for words in the middle of a sentence.
func lower(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return strings.ToLower(string(r)) + s[size:]
}

// timelineFigure is one commitment's distribution by date.
func (v *visit) timelineFigure(line analytics.Timeline, cover analytics.Cover) figure {
	f := figure{
		ID: "fig-timeline", Title: v.timelineFinding(line), Sub: v.T("development.timeline.sub", v.prose(line.Commitment)),
		Chart: v.chartAddress("timeline", v.ownQuery("atagande")), Height: chart.TimelineHeight(len(line.Points)),
		Note: v.coverNote(cover), Files: v.ownLinks(report.Timeline),
		Table: table{Caption: v.T("development.timeline.sub", v.prose(line.Commitment)), Head: []cell{{Text: v.T("column.date")}}},
	}
	for _, s := range analytics.States {
		f.Table.Head = append(f.Table.Head, cell{Text: v.stateText(s), Num: true})
	}
	f.Table.Head = append(f.Table.Head, cell{Text: v.T("column.handedin"), Num: true})
	cities := 0
	for _, p := range line.Points {
		row := []cell{{Text: p.Day, Head: true}}
		for _, n := range p.Counts {
			row = append(row, cell{Text: v.lang.Int(n.Cities), Num: true, Key: p.Day + "/" + string(n.State), Raw: strconv.Itoa(n.Cities)})
		}
		f.Table.Rows = append(f.Table.Rows, append(row, cell{Text: v.T("development.of", p.HandedIn, p.Members), Num: true}))
		cities += p.Members
	}
	switch {
	case cover.Members == 0 && cities == 0:
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	case cities == 0:
		f.Height, f.Empty = 0, v.T("development.timeline.empty")
	}
	return f
}

// timelineFinding says how many had handed in at the first day shown, and how many at the last.
func (v *visit) timelineFinding(line analytics.Timeline) string {
	switch n := len(line.Points); n {
	case 0:
		return v.T("levels.none")
	case 1:
		p := line.Points[0]
		return v.lang.HandedIn(p.HandedIn, p.Members, v.noun())
	default:
		first, last := line.Points[0], line.Points[n-1]
		return locale.Join(first.Day+": "+lower(v.lang.HandedIn(first.HandedIn, first.Members, v.noun())),
			last.Day+": "+lower(v.lang.HandedIn(last.HandedIn, last.Members, v.noun())))
	}
}

// movesTable lists each city's changes. A city that came, left or handed in for the first time says so once for all it is silent on.
func (v *visit) movesTable(r analytics.Transitions) (t table, count int) {
	t = table{Caption: v.T("development.cities", r.FromDay, r.Day), Head: []cell{
		{Text: v.T("column.city")},
		{Text: v.T("column.commitment")},
		{Text: v.T("column.from")},
		{Text: v.T("column.to")},
		{Text: v.T("column.date")},
	}}
	for _, city := range r.Cities {
		at := v.href("/stader/" + city.Code)
		quiet := 0
		for _, c := range city.Changes {
			_, stated := analytics.State(c.From).Level()
			_, states := analytics.State(c.To).Level()
			if !stated && !states {
				quiet++
				continue
			}
			count++
			day := cell{Text: v.lang.Date(c.When)}
			if c.Submission != 0 {
				day.Href = v.submissionPath(c.Submission)
			}
			t.Rows = append(t.Rows, []cell{
				{Text: city.Name, Href: at + "#" + c.Commitment.Slug, Head: true},
				{Text: v.name(c.Commitment)},
				v.stateChipOf(analytics.State(c.From)), v.stateChipOf(analytics.State(c.To)), day,
			})
		}
		if quiet == len(city.Changes) {
			count++
			first := city.Changes[0]
			t.Rows = append(t.Rows, []cell{
				{Text: city.Name, Href: at, Head: true},
				{Text: v.lang.Plural("development.commitments", quiet)},
				{Text: v.stateText(analytics.State(first.From))},
				{Text: v.stateText(analytics.State(first.To))},
				{},
			})
		}
	}
	return t, count
}

// stateChipOf is a state as a small label with its words; OutOfScope has no sign.
func (v *visit) stateChipOf(s analytics.State) cell {
	if s == analytics.OutOfScope {
		return cell{Text: v.stateText(s)}
	}
	return v.stateChip(s, "")
}

// crosswalkTable says what became of each commitment between the editions.
func (v *visit) crosswalkTable(r analytics.Transitions) table {
	t := table{Caption: v.T("crosswalk.caption", r.From.ID, r.To.ID), Head: []cell{
		{Text: r.From.ID},
		{Text: r.To.ID},
		{Text: v.T("crosswalk.head")},
		{Text: v.T("crosswalk.compared")},
		{Text: v.T("crosswalk.reworded")},
	}}
	name := func(c *data.Commitment) string {
		if c == nil {
			return "–"
		}
		return v.name(c)
	}
	for _, c := range r.Commitments {
		compared := v.T("crosswalk.no")
		if c.Kind.Comparable() {
			compared = v.T("crosswalk.yes")
		}
		t.Rows = append(t.Rows, []cell{
			{Text: name(c.Before), Head: true},
			{Text: name(c.After)},
			{Text: v.T("crosswalk." + string(c.Kind)), Sub: c.Note.In(string(v.lang))},
			{Text: compared},
			{Text: v.T("development.of", c.Reworded, c.Actions)},
		})
	}
	return t
}

// apartText counts what can and what cannot be compared.
func (v *visit) apartText(r analytics.Transitions) string {
	n := 0
	for _, c := range r.Commitments {
		if !c.Kind.Comparable() {
			n++
		}
	}
	if n == 0 {
		return v.T("crosswalk.all")
	}
	return v.lang.Plural("crosswalk.some", n, v.lang.Word(n))
}
