package opendata

import (
	"slices"

	"pionjarkollen/dashboard/report"
)

// The forms of answers. Answers with JSON of a shape of their own are a report's rows in the other forms.
var (
	jsonForms = []report.Format{report.JSON}
	rowForms  = []report.Format{report.JSON, report.CSV, report.ExcelCSV, report.XLSX, report.Parquet}
)

// Forms are those that the address answers in, by its ending and, where it has several, by Accept; the first is for who asks for none.
func (o Operation) Forms() []report.Format {
	switch {
	case o.Rows, o.Table, o.Files:
		return rowForms
	default:
		return jsonForms
	}
}

// Ended tells whether the address is there with an ending for its form, too.
func (o Operation) Ended() bool { return !o.Sends() && o.Path == "/api/v1/"+o.Name }

// files are all addresses with an ending, described once.
func (a API) files(list []Operation) Operation {
	var names, endings []string
	for _, o := range list {
		if !o.Ended() {
			continue
		}
		names = append(names, o.Name)
		if slices.Contains(o.Forms(), report.ExcelCSV) {
			names = append(names, o.Name+"-excel")
		}
	}
	for _, f := range rowForms {
		if f != report.ExcelCSV {
			endings = append(endings, f.Suffix()[1:])
		}
	}
	name := Parameter{Name: "name", In: "path", About: message("api.param.resource"), Required: true, Allowed: names, Schema: str}
	ending := Parameter{Name: "form", In: "path", About: message("api.param.form"), Required: true, Allowed: append(endings, "html"), Schema: str}
	return Operation{
		Method: "get", Path: "/api/v1/{name}.{form}", Name: "files", About: message("api.files"), Answer: Object{{"type", "object"}},
		Parameters: slices.Concat([]Parameter{name, ending}, a.Selection(), tongue()), Files: true, Missing: true,
		Query: ask("name", string(report.Coverage), "form", string(report.CSV)),
	}
}

// Accepts tells whether a value may stand in the parameter, one alone where it takes several.
func (p Parameter) Accepts(value string) bool {
	return p.Allowed == nil || slices.Contains(p.Allowed, value)
}

// Parameter returns the parameter so named; ok is false where there is none.
func (o Operation) Parameter(name string) (p Parameter, ok bool) {
	i := slices.IndexFunc(o.Parameters, func(p Parameter) bool { return p.Name == name })
	if i < 0 {
		return Parameter{}, false
	}
	return o.Parameters[i], true
}
