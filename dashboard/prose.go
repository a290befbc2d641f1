package dashboard

import "pionjarkollen/analytics"

// about is the page about the site and its method.
type about struct {
	Title    string
	Members  int
	HandedIn int
	State    string
	Actions  int
	Editions []string
}

// aboutPage answers GET /om.
func aboutPage(v *visit) (*page, error) {
	c, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition})
	if err != nil {
		return nil, err
	}
	d := about{Title: v.T("about.title"), Members: c.Members, HandedIn: c.HandedIn, State: v.stateLine(c.Cover)}
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

// errorPage tells a visitor what went wrong and what to do next.
func errorPage(v *visit, p *problem, id string) *page {
	return &page{Template: "error", Title: v.T(p.key + ".title"), Private: true, Data: struct {
		Title, Text, ID string
		Hints           []string
		SignIn          string // address; "" where signing in would not help
	}{v.T(p.key + ".title"), p.text(v.lang), id, p.hints, v.signInAt()}}
}
