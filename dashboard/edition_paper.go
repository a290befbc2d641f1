package dashboard

import (
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// editionPaper is the aggregate report: a whole edition as one document for paper.
type editionPaper struct {
	Title    string
	Finding  string
	Proposed string
	Facts    []coverFact
	Filters  filters
	Coverage string // who has handed in, as a finding
	Missing  []link
	Outside  []link
	Levels   figure
	NoLeader []link
	Chapters []chapter
	Matrix   figure
	Actions  int // in the edition
	HandedIn table
}

// coverFact is one line of the cover.
type coverFact struct {
	Name, Text string
	Href       string
}

// chapter is one commitment in the aggregate report.
type chapter struct {
	Slug     string
	Number   int
	Name     string
	Mark     string
	Quote    string // official headline, in Swedish
	Reading  string // ours, of the headline, "" in Swedish
	Official string // title, in Swedish
	Levels   figure
	Finding  string // of its actions
	Actions  table
}

// editionPaperPage answers GET /rapporter/utskrift.
func editionPaperPage(v *visit) (*page, error) {
	coverage, err := v.site.analyst.Coverage(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
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
	d := editionPaper{
		Title: v.T("edition.title", v.filter.Edition.Title.In(string(v.lang))), Finding: v.overviewTitle(leaders),
		Facts: v.coverFacts(coverage.Cover), Filters: v.filters(),
		Coverage: v.lang.HandedIn(coverage.HandedIn, coverage.Members, v.noun()),
		Levels:   v.levelsFigure(levels), Matrix: v.matrixFigure(matrix), HandedIn: v.handedInTable(coverage),
	}
	d.Matrix.Sub = v.T("edition.matrix.sub")
	if leaders.Proposed > 0 {
		d.Proposed = v.lang.Plural("overview.proposed", leaders.Proposed)
	}
	for _, c := range coverage.Cities {
		if !c.HandedIn {
			d.Missing = append(d.Missing, link{c.Name, v.href("/stader/" + c.Code)})
		}
	}
	for _, c := range coverage.Outside {
		d.Outside = append(d.Outside, link{c.Name, v.href("/stader/" + c.Code)})
	}
	for _, c := range levels.Commitments {
		if c.Counts[0].Cities == 0 && leaders.HandedIn > 0 {
			d.NoLeader = append(d.NoLeader, link{v.prose(c.Commitment), "#" + c.Commitment.Slug})
		}
	}
	for i := range v.filter.Edition.Commitments {
		c := &v.filter.Edition.Commitments[i]
		for _, l := range c.Levels {
			d.Actions += len(l.Actions)
		}
		next, err := v.chapter(c)
		if err != nil {
			return nil, err
		}
		d.Chapters = append(d.Chapters, next)
	}
	return &page{Template: "edition", Title: d.Title, Data: d, Cite: &cited{Name: v.T("report.edition"), Cover: coverage.Cover, Placed: true}}, nil
}

// chapter looks at one commitment: its distribution with who is where, and its actions.
func (v *visit) chapter(c *data.Commitment) (chapter, error) {
	r, err := v.site.analyst.Commitment(v.ctx, v.filter, c.Slug)
	if err != nil {
		return chapter{}, err
	}
	next := chapter{
		Slug: c.Slug, Number: c.Number, Name: v.name(c), Mark: v.mark(c), Quote: c.Headline, Official: c.Title,
		Levels: v.commitmentLevels(r),
	}
	if v.lang == locale.English {
		next.Reading = c.HeadlineEN
	}
	next.Levels.ID = "fig-levels-" + c.Slug
	if next.Levels.Empty == "" {
		actions := v.actionsFigure(r)
		next.Levels.Table, next.Finding, next.Actions = v.whoTable(r), actions.Title, actions.Table
		next.Actions.Class = "action-table"
		next.Actions.Caption += ": " + next.Name
	}
	return next, nil
}

// whoTable is a commitment's distribution with the names of the cities in each state.
func (v *visit) whoTable(r analytics.Commitment) table {
	t := table{Caption: v.T("edition.who", v.name(r.Commitment)), Class: "who-table", Head: []cell{
		{Text: v.T("edition.state")},
		{Text: v.T("column.cities"), Num: true},
		{Text: v.T("edition.people"), Num: true},
		{Text: v.T("edition.which")},
	}}
	for _, n := range r.Counts {
		var names []string
		for _, c := range r.Cities {
			if c.Cell.State == n.State {
				names = append(names, c.Name)
			}
		}
		count := v.countCell(r.Commitment.Slug+"/"+string(n.State), n.Cities, r.Members)
		people := cell{Text: v.lang.Int(n.Population), Num: true}
		if n.Cities > 0 {
			people.Sub = v.lang.Percent(n.PopulationShare)
		}
		who := cell{Text: strings.Join(names, ", ")}
		if len(names) == 0 {
			who = cell{Text: v.T("nobody"), Class: "muted"}
		}
		state := v.stateChip(n.State, "")
		state.Raw, state.Head, state.Sub, state.Abbr = "", true, v.stateText(n.State), ""
		t.Rows = append(t.Rows, []cell{state, count, people, who})
	}
	return t
}

// handedInTable is who handed in what when.
func (v *visit) handedInTable(r analytics.Coverage) table {
	t := table{Caption: v.T("edition.handedin"), Class: "handed-in-table", Head: []cell{
		{Text: v.T("column.city")},
		{Text: v.T("column.role")},
		{Text: v.T("column.county")},
		{Text: v.T("column.population"), Num: true},
		{Text: v.T("column.handedin")},
		{Text: v.T("edition.answered"), Num: true},
		{Text: v.T("column.reported"), Num: true},
	}}
	for _, c := range r.Cities {
		t.Rows = append(t.Rows, v.coverageRow(c))
	}
	return t
}

// coverFacts is what a reader must know before anything else.
func (v *visit) coverFacts(c analytics.Cover) []coverFact {
	operator := v.site.operator
	if operator == "" {
		operator = v.T("operator.unknown")
	}
	state := v.dataState()
	if v.filter.AsOf == "" && !c.AsOf.IsZero() {
		state += "; " + v.T("edition.newest", v.lang.Date(c.AsOf))
	}
	facts := []coverFact{
		{v.T("edition.data"), state, ""},
		{v.T("edition.cover"), v.T("cover.handedin", c.HandedIn, c.Members), ""},
		{v.T("filter.label"), v.selection(), ""},
		{v.T("edition.publisher"), operator, ""},
		{v.T("edition.licence"), licenceName(v.site.licence), v.site.licence},
		{v.T("edition.source"), v.T("edition.source.text"), ""},
	}
	if c.Example {
		facts = slices.Insert(facts, 0, coverFact{v.T("example.word"), v.T("example.cite"), ""})
	}
	return facts
}

// licenceName is a short name for the licence at an address, else the address.
func licenceName(address string) string {
	if address == CC0Licence {
		return "CC0 1.0"
	}
	return address
}

// selection puts the filter into words.
func (v *visit) selection() string {
	var parts []string
	for _, r := range v.filter.Roles {
		parts = append(parts, v.T("filter.role."+r))
	}
	names := map[string]string{}
	for _, c := range v.counties() {
		names[c.Value] = c.Text
	}
	for _, code := range v.filter.Counties {
		parts = append(parts, names[code])
	}
	for _, b := range v.filter.Bands {
		parts = append(parts, v.T("edition.band", v.T("filter.band."+b)))
	}
	for _, code := range v.filter.Cities {
		if m := v.catalogue().Municipality(code); m != nil {
			parts = append(parts, m.Name)
		}
	}
	if len(parts) == 0 {
		return v.T("filter.role.all")
	}
	return strings.Join(parts, " · ")
}

// Bookmark is a chapter's heading: "Åtagande 3: Finansiering".
func (v *view) Bookmark(c chapter) string {
	_, label, _ := strings.Cut(c.Name, " ")
	return v.T("edition.chapter", strconv.Itoa(c.Number), label)
}
