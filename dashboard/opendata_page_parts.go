package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/dashboard/report"
)

// shownValues is how many values of a parameter are listed before the rest is only counted.
const shownValues = 12

// apiOperation explains one address.
func (v *visit) apiOperation(a opendata.API, o opendata.Operation) apiOperation {
	one := apiOperation{
		ID: strings.ReplaceAll(o.Name, ".", "-"), Call: strings.ToUpper(o.Method) + " " + o.Path, About: o.About.In(string(v.lang)), Example: string(o.Example),
	}
	var own []opendata.Parameter
	selects := 0
	for _, p := range o.Parameters {
		if p.Selects {
			selects++
		} else {
			own = append(own, p)
		}
	}
	switch {
	case selects == 1:
		one.Selection = v.T("api.selection.version")
	case selects > 1:
		one.Selection = v.T("api.selection")
	}
	one.Own = v.parameterTable(v.T("api.own")+": "+one.Call, own)
	if o.Sends() {
		one.File = a.File()
		one.Curl = "curl --data-binary @nivaer.csv -H 'Content-Type: text/csv' '" + a.Home + o.Try() + "'"
		return one
	}
	one.Try = link{v.T("api.try"), o.Try()}
	switch {
	case o.Name == "charts":
		one.Links = v.chartTable(a, o)
	case o.Files:
		one.Links = v.endingTable(a)
	}
	return one
}

// chartTable leads to each chart, asked with what it needs.
func (v *visit) chartTable(a opendata.API, o opendata.Operation) table {
	t := table{Caption: v.T("api.charts"), Head: []cell{{Text: v.T("api.try")}, {Text: v.T("api.answer")}}}
	for _, name := range a.Charts {
		o.Query = a.ChartQuery(name)
		if o.Query == nil {
			o.Query = url.Values{}
		}
		o.Query.Set("name", name)
		t.Rows = append(t.Rows, []cell{{Text: name, Href: o.Try(), Head: true}, {Text: v.T("api.chart." + name)}})
	}
	return t
}

// parameterTable explains parameters with the values that they may have.
func (v *visit) parameterTable(caption string, parameters []opendata.Parameter) table {
	t := table{Caption: caption, Head: []cell{{Text: v.T("api.param")}, {Text: v.T("api.meaning")}, {Text: v.T("api.values")}}}
	for _, p := range parameters {
		about := []string{p.About.In(string(v.lang))}
		if p.Required {
			about = append(about, v.T("api.needed"))
		}
		if p.Default != "" {
			about = append(about, v.T("api.usual", p.Default))
		}
		t.Rows = append(t.Rows, []cell{{Text: p.Name, Head: true}, {Text: strings.Join(about, ". ")}, {Text: v.allowed(p.Allowed)}})
	}
	return t
}

// allowed lists values, of many only some.
func (v *visit) allowed(values []string) string {
	if len(values) <= shownValues {
		return strings.Join(values, ", ")
	}
	return v.T("api.more", strings.Join(values[:3], ", "), len(values))
}

// endingTable leads to each address in each of its forms, asked what its example asks.
func (v *visit) endingTable(a opendata.API) table {
	t := table{Caption: v.T("api.endings"), Head: []cell{{Text: v.T("api.address")}}}
	forms := []report.Format{report.JSON, report.CSV, report.ExcelCSV, report.XLSX, report.Parquet}
	for _, f := range forms {
		t.Head = append(t.Head, cell{Text: f.Suffix()})
	}
	t.Head = append(t.Head, cell{Text: ".html"})
	for _, o := range a.Operations() {
		if !o.Ended() {
			continue
		}
		row := []cell{{Text: o.Name, Head: true}}
		path, query, _ := strings.Cut(o.Try(), "?")
		link := func(suffix string) cell {
			return cell{Text: o.Name + suffix, Href: strings.TrimSuffix(path+suffix+"?"+query, "?")}
		}
		for _, f := range forms {
			if slices.Contains(o.Forms(), f) {
				row = append(row, link(f.Suffix()))
			} else {
				row = append(row, cell{Text: "–"})
			}
		}
		t.Rows = append(t.Rows, append(row, link(".html")))
	}
	return t
}
