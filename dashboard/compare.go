package dashboard

import (
	"fmt"
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/report"
)

// compare is 2–6 cities side by side.
type compare struct {
	Title   string
	State   string
	Filters filters
	Picker  []option // every city on the roster, Swedish order
	Least   int
	Most    int
	Notice  string // what is wrong with the choice
	Figure  figure
	Rows    []compareRow
	Cities  []link
}

// compareRow is one commitment down to its actions.
type compareRow struct {
	Name    string
	Spread  string
	Actions table
}

// How many cities can stand side by side.
const leastCities, mostCities = 2, 6

// comparePage answers GET /jamfor. Its cities are the filter's own.
func comparePage(v *visit) (*page, error) {
	roster, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf})
	if err != nil {
		return nil, err
	}
	d := compare{Title: v.T("compare.title"), Filters: v.filters(), Least: leastCities, Most: mostCities}
	listed := map[string]bool{}
	for _, c := range roster.Cities {
		d.Picker = append(d.Picker, option{c.Code, c.Name, slices.Contains(v.filter.Cities, c.Code)})
		listed[c.Code] = true
	}
	for _, code := range v.filter.Cities {
		if !listed[code] {
			d.Picker = append(d.Picker, option{code, v.catalogue().Municipality(code).Name, true})
		}
	}
	switch n := len(v.filter.Cities); {
	case n == 0:
	case n < leastCities:
		d.Notice = v.T("compare.few")
	case n > mostCities:
		d.Notice = v.T("compare.many", n)
	default:
		cite, err := v.comparison(&d)
		if err != nil {
			return nil, err
		}
		return &page{Template: "compare", Title: d.Title, Data: d, Cite: cite}, nil
	}
	return &page{Template: "compare", Title: d.Title, Data: d}, nil
}

// comparison fills in the answer for the chosen cities, and is what it is cited by.
func (v *visit) comparison(d *compare) (*cited, error) {
	r, err := v.site.analyst.Compare(v.ctx, v.filter, v.filter.Cities)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, c := range r.Cities {
		names = append(names, c.Name)
		d.Cities = append(d.Cities, link{c.Name, v.href("/stader/" + c.Code)})
	}
	d.Title = v.T("compare.of", v.lang.List(names))
	d.State = v.stateLine(r.Cover)
	d.Figure = v.compareFigure(r)
	for _, row := range r.Rows {
		d.Rows = append(d.Rows, compareRow{Name: v.name(row.Commitment), Spread: v.spread(row.Spread), Actions: v.compareActions(r, row)})
	}
	return citedAs(viewOf(v.T("nav.compare"), v.lang.List(names)), r.Cover), nil
}

// spread says how far apart the cities stand.
func (v *visit) spread(n int) string {
	switch {
	case n < 0:
		return v.T("compare.unknown")
	case n == 0:
		return v.T("compare.same")
	default:
		return v.lang.Plural("compare.spread", n)
	}
}

// compareFigure is commitments by cities, largest differences first.
func (v *visit) compareFigure(r analytics.Comparison) figure {
	f := figure{
		ID: "fig-compare", Title: v.compareFinding(r), Sub: v.T("compare.sub"),
		Chart: v.chartAddress("comparison", nil), Height: chart.ComparisonHeight(len(r.Rows)),
		Note: v.coverNote(r.Cover), Files: v.reportLinks(report.Comparison, nil),
		Table: table{Caption: v.T("compare.sub"), Class: "matrix", Head: []cell{{Text: v.T("column.commitment")}}},
	}
	for _, c := range r.Cities {
		f.Table.Head = append(f.Table.Head, cell{Text: c.Name, Href: v.href("/stader/" + c.Code)})
	}
	f.Table.Head = append(f.Table.Head, cell{Text: v.T("column.difference")})
	for _, row := range r.Rows {
		cells := []cell{{Text: v.name(row.Commitment), Href: v.href("/ataganden/" + row.Commitment.Slug), Head: true}}
		for i, c := range row.Cells {
			code := r.Cities[i].Code
			cells = append(cells, v.stateCell(c.State, code+"/"+c.Commitment, v.link("/stader/"+code, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf})+"#"+c.Commitment))
		}
		f.Table.Rows = append(f.Table.Rows, append(cells, cell{Text: v.spread(row.Spread), Class: "muted"}))
	}
	return f
}

// compareFinding names the commitments that differ most.
func (v *visit) compareFinding(r analytics.Comparison) string {
	var most []string
	largest := 0
	for _, row := range r.Rows {
		switch {
		case row.Spread > largest:
			largest, most = row.Spread, []string{v.prose(row.Commitment)}
		case row.Spread == largest && largest > 0:
			most = append(most, v.prose(row.Commitment))
		}
	}
	const asMany = 3
	switch {
	case r.HandedIn < leastCities:
		return v.T("compare.nothing")
	case largest == 0:
		return v.T("compare.alike")
	case len(most) > asMany:
		most = append(most[:asMany-1], v.T("levels.more", len(most)-asMany+1))
	}
	return v.lang.Plural("compare.finding", largest, v.lang.List(most), v.lang.Word(largest))
}

// compareActions is one commitment's actions across the cities.
func (v *visit) compareActions(r analytics.Comparison, row analytics.ComparisonRow) table {
	t := table{Caption: v.T("compare.actions", v.prose(row.Commitment)), Head: []cell{{Text: v.T("column.action")}}}
	for _, c := range r.Cities {
		t.Head = append(t.Head, cell{Text: c.Name})
	}
	for _, a := range row.Actions {
		cells := []cell{{
			Text: fmt.Sprintf("%d.%d %s", a.Action.Level, a.Action.Ordinal, a.Action.Label.In(string(v.lang))),
			Href: v.link("/atgarder/"+a.Action.ID, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}), Head: true,
		}}
		for _, s := range a.Statuses {
			cells = append(cells, cell{Text: v.statusText(s), Class: "status status-" + statusClass(s)})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
