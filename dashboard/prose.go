package dashboard

import "pionjarkollen/analytics"

// about is the page about the site and its method.
type about struct {
	Title    string
	Members  int
	HandedIn int
	Actions  int
	Editions []string
}

// aboutPage answers GET /om.
func aboutPage(v *visit) (*page, error) {
	c, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition})
	if err != nil {
		return nil, err
	}
	d := about{Title: v.T("about.title"), Members: c.Members, HandedIn: c.HandedIn}
	for _, com := range v.filter.Edition.Commitments {
		for _, l := range com.Levels {
			d.Actions += len(l.Actions)
		}
	}
	return &page{Template: "about", Title: d.Title, Data: d}, nil
}

// accessibilityPage answers GET /tillganglighet.
func accessibilityPage(v *visit) (*page, error) {
	return &page{Template: "accessibility", Title: v.T("a11y.title"), Data: nil}, nil
}

// apiDocs is the API's documentation.
type apiDocs struct {
	Title  string
	Home   string
	Routes table
	Params table
	Charts table
}

// apiPage answers GET /api.
func apiPage(v *visit) (*page, error) {
	d := apiDocs{
		Title:  v.T("api.title"),
		Home:   v.site.home(),
		Routes: table{Caption: v.T("api.routes"), Head: []cell{{Text: v.T("api.address")}, {Text: v.T("api.answer")}}},
		Params: table{Caption: v.T("api.params"), Head: []cell{{Text: v.T("api.param")}, {Text: v.T("api.meaning")}}},
		Charts: table{Caption: v.T("api.charts"), Head: []cell{{Text: v.T("api.address")}, {Text: v.T("api.answer")}}},
	}
	if d.Home == "" {
		d.Home = "http://localhost:8080"
	}
	for _, name := range [...]string{"editions", "commitments", "municipalities", "matrix", "levels", "actions", "coverage"} {
		d.Routes.Rows = append(d.Routes.Rows, []cell{{Text: "GET /api/v1/" + name, Href: "/api/v1/" + name, Head: true}, {Text: v.T("api." + name)}})
	}
	d.Routes.Rows = append(d.Routes.Rows,
		[]cell{{Text: "GET /api/v1/charts/{name}", Head: true}, {Text: v.T("api.chart")}},
		[]cell{{Text: "POST /api/v1/submissions?dry_run=true|false", Head: true}, {Text: v.T("api.submit")}})
	for _, name := range [...]string{"version", "datum", "roll", "lan", "befolkning", "stad", "sprak"} {
		d.Params.Rows = append(d.Params.Rows, []cell{{Text: name, Head: true}, {Text: v.T("api.param." + name)}})
	}
	for _, c := range chartNames {
		d.Charts.Rows = append(d.Charts.Rows, []cell{{Text: "GET /api/v1/charts/" + c, Head: true}, {Text: v.T("api.chart." + c)}})
	}
	return &page{Template: "api", Title: d.Title, Data: d}, nil
}

// errorPage tells a visitor what went wrong and what to do next.
func errorPage(v *visit, p *problem, id string) *page {
	return &page{Template: "error", Title: v.T(p.key + ".title"), Private: true, Data: struct {
		Title, Text, ID string
		Hints           []string
		SignIn          string // address; "" where signing in would not help
	}{v.T(p.key + ".title"), p.text(v.lang), id, p.hints, v.signInAt()}}
}
