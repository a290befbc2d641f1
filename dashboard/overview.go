package dashboard

import (
	"strconv"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

// overview is the front page: where do the cities stand?
type overview struct {
	Title    string
	Proposed string // cities that go first in a proposed commitment, counted apart; "" when none
	State    string
	Filters  filters
	Levels   figure
	Matrix   figure
	Order    link // to the matrix in its other order
	Likeness bool // its rows are ordered by likeness
	Changes  []changeLine
	Missing  []link
	NoLeader []link
	Outside  []link
	Cover    analytics.Cover
}

// changeLine is one line of what changed lately.
type changeLine struct {
	City, What link
	From, To   string
	When       time.Time
	Submission string
}

// How far back "lately" reaches, and how many lines it takes.
const (
	lately     = 120 * 24 * time.Hour
	lateChange = 6
)

// overviewPage answers GET /.
func overviewPage(v *visit) (*page, error) {
	leaders, err := v.site.analyst.Leaders(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	levels, err := v.site.analyst.Levels(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	matrix, err := v.matrix()
	if err != nil {
		return nil, err
	}
	coverage, err := v.site.analyst.Coverage(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	o := overview{
		Title:   v.overviewTitle(leaders),
		State:   v.stateLine(leaders.Cover),
		Filters: v.filters(),
		Levels:  v.levelsFigure(levels),
		Matrix:  v.matrixFigure(matrix),
		Order:   v.otherOrder(), Likeness: v.query.Get("ordning") == likeness,
		Cover: leaders.Cover,
	}
	if leaders.Proposed > 0 {
		o.Proposed = v.lang.Plural("overview.proposed", leaders.Proposed)
	}
	if o.Changes, err = v.lateChanges(); err != nil {
		return nil, err
	}
	for _, c := range coverage.Cities {
		if !c.HandedIn {
			o.Missing = append(o.Missing, link{c.Name, v.href("/stader/" + c.Code)})
		}
	}
	for _, c := range coverage.Outside {
		o.Outside = append(o.Outside, link{c.Name, v.href("/stader/" + c.Code)})
	}
	for _, c := range levels.Commitments {
		if c.Counts[0].Cities == 0 && leaders.HandedIn > 0 {
			o.NoLeader = append(o.NoLeader, link{v.prose(c.Commitment), v.href("/ataganden/" + c.Commitment.Slug)})
		}
	}
	return &page{Template: "overview", Title: o.Title, Data: o, Cite: citedAs("", leaders.Cover)}, nil
}

// overviewTitle is the finding the front page opens with.
func (v *visit) overviewTitle(l analytics.Leaders) string {
	switch {
	case l.Members == 0:
		return v.T("overview.nobody")
	case l.HandedIn == 0:
		return v.lang.HandedIn(0, l.Members, v.noun())
	default:
		return v.lang.Leaders(l.Cities, l.Members, v.noun())
	}
}

// lateChanges lists the newest changes of levels before the filter's date.
func (v *visit) lateChanges() ([]changeLine, error) {
	until := v.filter.Until(v.site.db.Now())
	changes, err := v.site.analyst.Changes(v.ctx, v.filter, until.Add(-lately), until)
	if err != nil {
		return nil, err
	}
	var lines []changeLine
	for _, c := range changes {
		if c.Action != nil || c.From == string(analytics.NotHandedIn) {
			continue // first answers and action statuses are no change of level
		}
		lines = append(lines, changeLine{
			City:       link{c.City.Name, v.href("/stader/" + c.City.Code)},
			What:       link{c.Commitment.Label.In(string(v.lang)), v.href("/ataganden/" + c.Commitment.Slug)},
			From:       v.sign(c.From),
			To:         v.sign(c.To),
			When:       c.When,
			Submission: v.href("/inlamningar/" + strconv.FormatInt(c.Submission, 10)),
		})
		if len(lines) == lateChange {
			break
		}
	}
	return lines, nil
}

// sign is a state in a change: the level's digit, or words for what is none.
func (v *visit) sign(state string) string {
	switch analytics.State(state) {
	case analytics.Silent, analytics.NotHandedIn:
		return v.T("state." + state + ".short")
	default:
		return state
	}
}

// levelsFigure is the distribution per commitment.
func (v *visit) levelsFigure(r analytics.Levels) figure {
	f := figure{
		ID: "fig-levels", Title: v.levelsFinding(r), Sub: v.T("levels.sub"),
		Chart: v.chartAddress("levels", nil), Height: chart.LevelsHeight(len(r.Commitments), false),
		Note: v.coverNote(r.Cover), Files: v.reportLinks(report.Levels, nil),
		Table: v.levelsTable(r),
	}
	if r.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// levelsTable holds the same values as the chart, with shares beside.
func (v *visit) levelsTable(r analytics.Levels) table {
	t := table{Caption: v.T("levels.sub"), Head: []cell{{Text: v.T("column.commitment")}}}
	for _, s := range analytics.States {
		t.Head = append(t.Head, cell{Text: v.stateText(s), Num: true})
	}
	for _, c := range r.Commitments {
		row := []cell{{Text: v.name(c.Commitment), Href: v.href("/ataganden/" + c.Commitment.Slug), Head: true}}
		for _, n := range c.Counts {
			row = append(row, cell{
				Text: v.lang.Int(n.Cities), Sub: v.shares(n, r.Cover), Num: true,
				Key: c.Commitment.Slug + "/" + string(n.State), Raw: strconv.Itoa(n.Cities),
			})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// shares says what part of the cities and of their inhabitants a count is.
func (v *visit) shares(n analytics.Count, c analytics.Cover) string {
	if c.Members == 0 || n.Cities == 0 {
		return ""
	}
	return v.T("levels.shares", v.lang.Percent(n.Share), v.lang.Percent(n.PopulationShare))
}

// levelsFinding names the commitments most go first in, and the one most stay out of.
func (v *visit) levelsFinding(r analytics.Levels) string {
	if r.HandedIn == 0 {
		return v.T("levels.none")
	}
	leading, first := v.most(r, 0)
	out, staying := v.most(r, 3)
	finding := v.T("levels.noleader")
	if first > 0 {
		finding = v.T("levels.leading", v.lang.List(leading))
	}
	if staying > 0 {
		finding = locale.Join(finding, v.lang.Plural("levels.out", staying, v.lang.Word(staying), v.lang.List(out)))
	}
	return finding
}

// most names the commitments in which the most cities are in the state at index, at most three of them, and how many cities that is.
func (v *visit) most(r analytics.Levels, state int) (names []string, cities int) {
	for _, c := range r.Commitments {
		switch n := c.Counts[state].Cities; {
		case n > cities:
			names, cities = []string{v.prose(c.Commitment)}, n
		case n == cities && n > 0:
			names = append(names, v.prose(c.Commitment))
		}
	}
	const asMany = 3
	if len(names) > asMany {
		names = append(names[:asMany-1], v.T("levels.more", len(names)-asMany+1))
	}
	return names, cities
}

// matrixFigure is every city by every commitment.
func (v *visit) matrixFigure(r analytics.Matrix) figure {
	f := figure{
		ID: "fig-matrix", Title: v.matrixFinding(r), Sub: v.T("matrix.sub"),
		Chart: v.chartAddress("matrix", v.ownQuery("ordning")), Height: chart.MatrixHeight(len(r.Rows), false),
		Narrow: chart.MatrixNarrowBelow,
		Note:   v.coverNote(r.Cover), Files: v.reportLinks(report.Matrix, nil),
		Table: table{Caption: v.T("matrix.caption"), Class: "matrix", Head: []cell{{Text: v.T("column.city")}}},
	}
	for _, c := range r.Commitments {
		f.Table.Head = append(f.Table.Head, cell{Text: v.name(c), Href: v.href("/ataganden/" + c.Slug)})
	}
	for _, city := range r.Rows {
		row := []cell{{Text: city.Name, Href: v.href("/stader/" + city.Code), Head: true}}
		for _, c := range city.Cells {
			row = append(row, v.stateCell(c.State, city.Code+"/"+c.Commitment, v.href("/stader/"+city.Code)+"#"+c.Commitment))
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	if len(r.Rows) == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// matrixFinding says how many cities have answered on everything.
func (v *visit) matrixFinding(r analytics.Matrix) string {
	if r.HandedIn == 0 {
		return v.T("levels.none")
	}
	complete := 0
	for _, row := range r.Rows {
		answered := 0
		for _, c := range row.Cells {
			if c.State != analytics.Silent && c.State != analytics.NotHandedIn {
				answered++
			}
		}
		if answered == len(r.Commitments) {
			complete++
		}
	}
	return v.lang.HandedIn(r.HandedIn, r.Members, v.noun()) +
		v.lang.Plural("matrix.complete", complete, v.lang.Word(complete), len(r.Commitments))
}
