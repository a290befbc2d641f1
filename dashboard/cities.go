package dashboard

import (
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
)

// cities is the list of members and how they have answered.
type cities struct {
	Title   string
	State   string
	Filters filters
	Table   table
	Files   []link
	Outside []link
	Empty   string
	Pick    []option // every municipality, to go to its page
}

// citiesPage answers GET /stader.
func citiesPage(v *visit) (*page, error) {
	r, err := v.site.analyst.Coverage(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	d := cities{
		Title:   v.lang.HandedIn(r.HandedIn, r.Members, v.noun()),
		State:   v.stateLine(r.Cover),
		Filters: v.filters(), Files: v.reportLinks(report.Coverage, nil),
		Table: table{Caption: v.T("cities.caption"), Class: "wide", Head: []cell{
			{Text: v.T("column.city")},
			{Text: v.T("column.role")},
			{Text: v.T("column.county")},
			{Text: v.T("column.population"), Num: true},
			{Text: v.T("column.handedin")},
			{Text: v.T("column.answered"), Num: true},
			{Text: v.T("column.reported"), Num: true},
		}},
	}
	if r.Members == 0 {
		d.Title, d.Empty = v.T("overview.nobody"), v.T("empty.cities")
	}
	for _, c := range r.Cities {
		d.Table.Rows = append(d.Table.Rows, v.coverageRow(c))
	}
	for _, c := range r.Outside {
		d.Outside = append(d.Outside, link{c.Name, v.href("/stader/" + c.Code)})
	}
	return &page{Template: "cities", Title: v.T("nav.cities"), Data: d, Cite: citedAs(v.T("nav.cities"), r.Cover)}, nil
}

// coverageRow is one member's line.
func (v *visit) coverageRow(c analytics.CoverageCity) []cell {
	handed := cell{Text: v.T("cities.no"), Class: "muted"}
	if c.HandedIn || c.Submission != 0 {
		handed = v.behind(c.Submission, 0, v.lang.Date(c.Last))
	}
	answered := cell{Text: v.T("state.not_handed_in.short"), Num: true, Class: "muted"}
	if c.HandedIn {
		answered = cell{Text: v.T("cities.answered", c.Answered, c.Asked), Num: true}
	}
	return []cell{
		{Text: c.Name, Href: v.href("/stader/" + c.Code), Head: true},
		{Text: v.roleText(c.City)},
		{Text: c.County},
		{Text: v.lang.Int(c.Population), Num: true},
		handed,
		answered,
		{Text: v.lang.Int(c.Reported), Num: true},
	}
}

// roleText is what a city is in the initiative.
func (v *visit) roleText(c analytics.City) string {
	if !c.Member {
		return v.T("role.outside")
	}
	if c.Role == "" {
		return v.T("role.unknown")
	}
	text := v.T("role." + string(c.Role))
	if m := v.catalogue().Municipality(c.TwinOf); m != nil {
		text = v.T("role.twin.of", m.Name)
	}
	return text
}

// submissionPath is the page of a submission, without a filter.
func (v *visit) submissionPath(id int64) string {
	return v.link("/inlamningar/"+strconv.FormatInt(id, 10), analytics.Filter{Edition: v.catalogue().Current()})
}
