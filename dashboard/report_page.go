package dashboard

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

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
	Shown       link // the page that shows the same figures
	Files       []link
	Rows        table
	Note        string // how many of the rows are shown
	Empty       string // said instead of rows
	Columns     table
	Cite        citation
}

// reportPage answers GET /rapporter/{what} as a page.
func reportPage(v *visit) (*page, error) {
	what, _, _ := reportName(v.param("file"))
	v.path = "/rapporter/" + string(what)
	key := "report." + string(what)
	d := reportView{
		What: string(what), Title: v.T(key), Text: v.T(key + ".text"), Filters: v.filters(),
		Filtered: !ofOwnCities(what) && !slices.Contains(report.References[:], what), Columns: v.columnTable(what),
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
	d.State, d.Files, d.Cite, d.Shown = v.stateLine(t.Cover()), v.formatLinks(v.path, v.canonical()), v.cite(t.Cover()), v.onItsPage(what)
	if about := v.about(what); about != "" {
		d.Title += ": " + about
	}
	if err := v.showRows(&d, t); err != nil {
		return nil, err
	}
	return &page{Template: "report", Title: d.Title, Data: d}, nil
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
	return v.toolAbout(what)
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
	"annan_kommunkod": "/stader/", "ledare_kommunkod": "/stader/", "fraga_kommunkod": "/stader/", "kommunkod_1": "/stader/", "kommunkod_2": "/stader/",
	"annan_inlamning": "/inlamningar/", "process": "/processer/",
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
		if strings.HasSuffix(c.Name, "befolkning") {
			out.Text = v.lang.Int(value)
		}
	case float64:
		const digits = 1e6 // the files have them all
		out.Text = strings.Replace(strconv.FormatFloat(math.Round(value*digits)/digits, 'f', -1, 64), ".", v.T("number.point"), 1)
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
