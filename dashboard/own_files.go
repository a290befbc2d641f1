package dashboard

import (
	"net/url"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
)

// Parameters that pages about time and place have beside the filter's.
var (
	developmentQuery = []string{"atagande", "fran", "franversion"}
	mapQuery         = []string{"atagande", "niva", "storlek"}
	eventsQuery      = []string{"dagar"}
)

// withLanguage adds what files and the API take besides.
func withLanguage(own []string) []string { return append([]string{"sprak"}, own...) }

// ownQuery is the named ones of the visit's own parameters.
func (v *visit) ownQuery(names ...string) url.Values {
	q := url.Values{}
	for _, name := range names {
		if value := v.query.Get(name); value != "" {
			q.Set(name, value)
		}
	}
	return q
}

// ownLinks offers one of the page's own reports in every format, with what the page was asked with of what the report takes.
func (v *visit) ownLinks(what report.What) []link {
	return v.reportLinks(what, v.ownQuery(report.Own(what)...))
}

// reportMeta is what a file says about itself.
func (v *visit) reportMeta() report.Meta {
	q := v.canonical()
	q.Del("format") // as its ending, it tells the form alone
	return report.Meta{
		Lang: string(v.lang), Source: v.site.home() + withQuery(v.bare(), q), Now: v.made, Publisher: v.site.operator, Licence: v.site.licence,
	}
}

// unreadable is a value that an own parameter cannot have.
func unreadable(name, value string, allowed ...string) error {
	return &analytics.FilterError{Parameter: name, Value: value, Allowed: allowed}
}
