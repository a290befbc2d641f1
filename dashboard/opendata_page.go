package dashboard

import (
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/opendata"
)

// apiDocs is the API's documentation: the document at /api/openapi.json, to read.
type apiDocs struct {
	Title      string
	Documents  []link
	Tables     table
	Routes     table
	Selection  table
	Operations []apiOperation
	Clients    []apiClient
}

// apiOperation is one address.
type apiOperation struct {
	ID, Call, About string
	Selection       string // which of the selection's parameters it takes, in words; "" is none
	Own             table  // its own parameters
	Links           table  // to each chart, or to each form
	File            string // an example of what is sent
	Curl            string // how it is sent
	Try             link
	Example         string
}

// apiClient is an example of a program.
type apiClient struct{ Title, Text, Code string }

// apiPage answers GET /api.
func apiPage(v *visit) (*page, error) {
	p, err := v.portal(v.site.publicHome())
	if err != nil {
		return nil, err
	}
	a, operations, err := v.api(p)
	if err != nil {
		return nil, err
	}
	d := apiDocs{
		Title: v.T("api.title"), Documents: []link{
			{v.T("api.documents.openapi"), v.document("/api/openapi.json")}, {v.T("api.documents.package"), v.document("/data/datapackage.json")},
		},
		Tables:    v.documents(),
		Routes:    table{Caption: v.T("api.routes"), Head: []cell{{Text: v.T("api.address")}, {Text: v.T("api.answer")}}},
		Selection: v.parameterTable(v.T("api.params"), a.Selection()),
	}
	for _, o := range operations {
		one := v.apiOperation(a, o)
		d.Routes.Rows = append(d.Routes.Rows, []cell{{Text: one.Call, Href: "#" + one.ID, Head: true}, {Text: one.About}})
		d.Operations = append(d.Operations, one)
	}
	for _, c := range p.Clients() {
		one := apiClient{Title: v.T("api.client." + c.Name), Code: c.Code}
		if c.Name == "pandas" || c.Name == "r" || c.Name == "excel" {
			one.Text = v.T("api.client." + c.Name + ".text")
		}
		d.Clients = append(d.Clients, one)
	}
	return &page{Template: "api", Title: d.Title, Data: d}, nil
}

// document is the address of a document in the page's language and edition.
func (v *visit) document(path string) string {
	q := analytics.Filter{Edition: v.filter.Edition}.Query(v.catalogue())
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	return withQuery(path, q)
}

// documents lists what describes each table.
func (v *visit) documents() table {
	t := table{Caption: v.T("api.documents.tables"), Head: []cell{
		{Text: v.T("api.documents.table")}, {Text: v.T("api.documents.json")}, {Text: v.T("api.documents.csvw")},
	}}
	for _, one := range slices.Concat(opendata.Reports(v.filter.Edition), opendata.Uploads(v.catalogue(), v.filter.Edition)) {
		t.Rows = append(t.Rows, []cell{
			{Text: one.Title.In(string(v.lang)), Head: true},
			{Text: "schema/" + one.Name + ".json", Href: v.document("/data/schema/" + one.Name + ".json")},
			{Text: "csvw/" + one.Name + ".json", Href: v.document("/data/csvw/" + one.Name + ".json")},
		})
	}
	return t
}
