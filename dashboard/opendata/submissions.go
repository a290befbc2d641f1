package opendata

import (
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Media types of files that the API takes.
const (
	csvType      = "text/csv"
	workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	formType     = "multipart/form-data"
	jsonType     = "application/json"
	problemType  = "application/problem+json"
)

// submissions is POST /api/v1/submissions.
func (a API) submissions() Operation {
	accept := query("accept", str, codesOf(ingest.Warning)...)
	accept.Several = true
	return Operation{
		Body: true, Method: "post", Path: "/api/v1/submissions", Name: "submissions", About: message("api.submit"), Answer: ref("Checked"),
		Parameters: []Parameter{
			query("dry_run", Object{{"type", "string"}}, "true", "false").usually("false"), accept, language(),
			{
				Name: "Idempotency-Key", In: "header", About: message("api.param.idempotency"),
				Schema: Object{{"type", "string"}, {"minLength", 1}, {"maxLength", 200}, {"pattern", "^[\\x20-\\x7E]+$"}},
			},
		},
		Query: ask("dry_run", "true"),
	}
}

// File is a small file of levels, as a template writes it, for the sample's city: what the example of a dry run reads.
func (a API) File() string {
	head, row := []string{}, []string{}
	for _, f := range ingest.Fields(data.Levels, a.Catalogue, a.Edition) {
		if f.Absent && f.Name != "kommunkod" {
			continue
		}
		cell := a.Sample.City
		for _, w := range f.Words {
			cell = w.Code // the last one is a level or a commitment like any other
		}
		head, row = append(head, f.Name), append(row, cell)
	}
	return strings.Join(head, ";") + "\r\n" + strings.Join(row, ";") + "\r\n"
}

// body is what a request with a file may be.
func (a API) body() Object {
	file := Object{{"type", "string"}, {"contentMediaType", csvType}, {"description", a.in(data.Text{
		SV: "Kolumnerna står i " + a.at("/data/schema/inlamning-nivaer.json") + " och " + a.at("/data/schema/inlamning-atgarder.json"),
		EN: "The columns stand in " + a.at("/data/schema/inlamning-nivaer.json") + " and " + a.at("/data/schema/inlamning-atgarder.json"),
	})}}
	return Object{{"required", true}, {"content", Object{
		{csvType, Object{{"schema", file}, {"example", a.File()}}},
		{workbookType, Object{{"schema", Object{{"type", "string"}, {"contentMediaType", workbookType}}}}},
		{formType, Object{{"schema", Object{
			{"type", "object"}, {"properties", Object{{"file", Object{{"type", "string"}, {"contentMediaType", "application/octet-stream"}}}}}, {"required", []string{"file"}},
		}}}},
	}}}
}

// groups are what a city can be shown against.
func groups() []string { return analytics.GroupKeys[:] }
