package dashboard

import (
	"cmp"
	"net/http"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
)

// toolQuery are their parameters beside the filter's and atagande.
var toolQuery = []string{"med", "nyckeltal", "ar"}

// leads lays out the register with what cities say to being contacted.
func (c consents) leads(r analytics.Leads, f analytics.Filter, m report.Meta) *report.Table {
	return report.OfLeads(r, c.said(), f, m)
}

// matches is the same of suggestions.
func (c consents) matches(r analytics.Matches, f analytics.Filter, m report.Meta) *report.Table {
	return report.OfMatches(r, c.said(), f, m)
}

func (c consents) said() map[string]report.Consent {
	said := make(map[string]report.Consent, len(c))
	for code, one := range c {
		said[code] = report.Consent{Leading: string(one.Leading), Learning: string(one.Learning)}
	}
	return said
}

// answer gives a tool's answer nested as JSON or, where the address or the Accept header wants another form, as its report's table.
func (v *visit) answer(nested any, table func(analytics.Filter, report.Meta) *report.Table) (*file, error) {
	form := v.form
	switch format := v.query.Get("format"); format {
	case "":
	case "json":
		form = report.JSON
	case "csv":
		form = report.CSV
	default:
		return nil, &problem{http.StatusBadRequest, "error.filter", []string{"format", format}, []string{"json", "csv"}}
	}
	if form == "" || form == report.JSON {
		return jsonFile(nested)
	}
	return v.named(table(v.filter, v.reportMeta()), form), nil
}

// toolChosen are the codes and short names of what a tool's report is about, for the name of its file.
func (v *visit) toolChosen(what report.What) []string {
	var of []string
	slug := v.query.Get("atagande")
	switch what {
	case report.NextStep, report.Pair, report.Similar:
		of = append(of, v.filter.Cities...)
	case report.Matches:
		slug = cmp.Or(slug, v.filter.Edition.Commitments[0].Slug)
	case report.Outcomes:
		of = append(of, cmp.Or(v.query.Get("nyckeltal"), report.UsualIndicator))
		slug = cmp.Or(slug, v.filter.Edition.Commitments[0].Slug)
	case report.Support:
	default:
		return nil
	}
	if with := v.query.Get("med"); with != "" && what == report.Pair {
		of = append(of, with)
	}
	if slug != "" && what != report.Pair && what != report.Similar {
		of = append(of, slug)
	}
	return of
}
