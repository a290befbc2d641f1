package dashboard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
)

// rowsShown is how many rows a report's page shows; its files have them all.
const rowsShown = 200

// reportView is one report as a page.
type reportView struct {
	What        string
	Title, Text string
	State       string
	Filters     filters
	Filtered    bool // the filter's cities narrow the report
	Choice      reportChoice
	Files       []link
	Rows        table
	Note        string // how many of the rows are shown
	Empty       string // said instead of rows
	Columns     table
}

// reportChoice is what a report is about, where somebody has to choose.
type reportChoice struct {
	Name, Label string // of the parameter; "" is no choice
	Several     bool
	Least, Most int
	Options     []option
	Notice      string // what is wrong with the choice
}

// reportPage answers GET /rapporter/{what} as a page.
func reportPage(v *visit) (*page, error) {
	what, _, _ := reportName(v.param("file"))
	v.path = "/rapporter/" + string(what)
	key := "report." + string(what)
	d := reportView{
		What: string(what), Title: v.T(key), Text: v.T(key + ".text"), Filters: v.filters(),
		Filtered: what != report.City && what != report.Comparison && !slices.Contains(report.References[:], what), Columns: v.columnTable(what),
	}
	var err error
	if d.Choice, err = v.choice(what); err != nil {
		return nil, err
	}
	if d.Choice.Notice != "" {
		return &page{Template: "report", Title: d.Title, Data: d}, nil
	}
	t, err := v.table(what)
	if err != nil {
		return nil, err
	}
	d.State, d.Files = v.stateLine(t.Cover()), v.formatLinks(v.path, v.canonical())
	if about := v.about(what); about != "" {
		d.Title += ": " + about
	}
	if err := v.showRows(&d, t); err != nil {
		return nil, err
	}
	return &page{Template: "report", Title: d.Title, Data: d, Cite: &cited{Name: d.Title, Cover: t.Cover(), Placed: true}}, nil
}

// about names what was chosen.
func (v *visit) about(what report.What) string {
	switch what {
	case report.City, report.Comparison:
		var names []string
		for _, code := range v.filter.Cities {
			names = append(names, v.catalogue().Municipality(code).Name)
		}
		return v.lang.List(names)
	case report.Commitment:
		return v.name(v.filter.Edition.Commitment(v.query.Get("atagande")))
	}
	return ""
}

// choice offers what there is to choose among, with what is chosen now.
func (v *visit) choice(what report.What) (reportChoice, error) {
	switch what {
	case report.Commitment:
		c := reportChoice{Name: "atagande", Label: v.T("reports.choose.commitment"), Notice: v.T("reports.choose.commitment.first")}
		chosen := v.query.Get("atagande")
		for i := range v.filter.Edition.Commitments {
			one := &v.filter.Edition.Commitments[i]
			c.Options = append(c.Options, option{one.Slug, v.name(one), one.Slug == chosen})
		}
		if chosen != "" {
			c.Notice = ""
		}
		return c, nil
	case report.City, report.Comparison:
		return v.cityChoice(what)
	}
	return reportChoice{}, nil
}

// cityChoice offers the members, and whoever else is chosen.
func (v *visit) cityChoice(what report.What) (reportChoice, error) {
	roster, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf})
	if err != nil {
		return reportChoice{}, err
	}
	c := reportChoice{Name: "stad", Label: v.T("reports.choose.city"), Least: 1, Most: 1, Notice: v.T("reports.choose.city.first")}
	if what == report.Comparison {
		c.Several, c.Least, c.Most = true, leastCities, mostCities
		c.Label, c.Notice = v.T("compare.legend", leastCities, mostCities), v.T("compare.empty")
	}
	listed := map[string]bool{}
	for _, city := range roster.Cities {
		c.Options = append(c.Options, option{city.Code, city.Name, slices.Contains(v.filter.Cities, city.Code)})
		listed[city.Code] = true
	}
	for _, code := range v.filter.Cities {
		if !listed[code] {
			c.Options = append(c.Options, option{code, v.catalogue().Municipality(code).Name, true})
		}
	}
	if n := len(v.filter.Cities); n >= c.Least && n <= c.Most {
		c.Notice = ""
	}
	return c, nil
}

// columnTable explains a report's columns.
func (v *visit) columnTable(what report.What) table {
	t := table{
		Caption: v.T("reports.columns") + ": " + v.T("report."+string(what)),
		Head:    []cell{{Text: v.T("reports.machine")}, {Text: v.T("reports.human")}, {Text: v.T("reports.kind")}, {Text: v.T("reports.meaning")}},
	}
	for _, c := range append(report.Columns(what, v.filter.Edition), report.AboutColumns()...) {
		t.Rows = append(t.Rows, []cell{
			{Text: c.Name, Head: true}, {Text: c.Label.In(string(v.lang))}, {Text: v.T("reports.kind." + string(c.Kind))}, {Text: c.About.In(string(v.lang))},
		})
	}
	return t
}

// showRows sets the first rows, and says how many there are.
func (v *visit) showRows(d *reportView, t *report.Table) error {
	d.Rows = table{Caption: d.Title, Class: "rows"}
	for _, c := range t.Columns {
		d.Rows.Head = append(d.Rows.Head, cell{Text: c.Label.In(string(v.lang)), Num: numeric(c.Kind)})
	}
	n := 0
	for row, err := range t.Each() {
		if err != nil {
			return fmt.Errorf("read report %s: %w", t.What, err)
		}
		if n++; n > rowsShown {
			continue
		}
		cells := make([]cell, len(row))
		for i, value := range row {
			cells[i] = v.shown(t.Columns[i], value)
			cells[i].Head = i == 0
		}
		d.Rows.Rows = append(d.Rows.Rows, cells)
	}
	switch {
	case n == 0:
		d.Empty = v.T("reports.empty")
	case n > rowsShown:
		d.Note = v.T("reports.rows.some", v.lang.Int(rowsShown), v.lang.Int(n))
	default:
		d.Note = v.lang.Plural("reports.rows.all", n)
	}
	return nil
}

func numeric(k report.Kind) bool { return k == report.Integer || k == report.Number }

// leading are the columns whose values have a page, with what stands before them in its address.
var leading = map[string]string{
	"kommunkod": "/stader/", "atagande": "/ataganden/", "atgard": "/atgarder/", "inlamning": "/inlamningar/", "atgard_inlamning": "/inlamningar/",
}

// shown is a value as people read it, linked to its page where it has one.
func (v *visit) shown(c report.Column, value any) cell {
	out := cell{Num: numeric(c.Kind)}
	switch value := value.(type) {
	case nil:
		return out
	case string:
		out.Text = value
	case report.Term:
		out.Text = value.Text.In(string(v.lang))
	case int:
		out.Text = strconv.Itoa(value)
		if c.Name == "befolkning" {
			out.Text = v.lang.Int(value)
		}
	case float64:
		out.Text = strings.Replace(strconv.FormatFloat(value, 'f', -1, 64), ".", v.T("number.point"), 1)
		if strings.HasPrefix(c.Name, "andel") {
			out.Text = v.lang.Percent(value)
		}
	case bool:
		out.Text = v.T("reports.no")
		if value {
			out.Text = v.T("reports.yes")
		}
	case time.Time:
		out.Text = v.lang.Clock(value)
	}
	switch page, ok := leading[c.Name]; {
	case ok:
		out.Href = v.href(page + out.Text)
	case c.Kind == report.Link && (strings.HasPrefix(out.Text, "https://") || strings.HasPrefix(out.Text, "http://")):
		out.Href = out.Text
	}
	return out
}
