package dashboard

import (
	"cmp"
	"net/http"

	"pionjarkollen/dashboard/report"
)

// toolQuery are their parameters beside the filter's and atagande.
var toolQuery = []string{"med", "nyckeltal", "ar"}

// said is the same for reports.
func (c consents) said() map[string]report.Consent {
	said := make(map[string]report.Consent, len(c))
	for code, one := range c {
		said[code] = report.Consent{Leading: string(one.Leading), Learning: string(one.Learning)}
	}
	return said
}

// askedForm is the form of a tool's answer: what format= says, or else the address or the Accept header.
func (v *visit) askedForm() (report.Format, error) {
	switch format := v.query.Get("format"); format {
	case "":
		return cmp.Or(v.form, report.JSON), nil
	case "json":
		return report.JSON, nil
	case "csv":
		return report.CSV, nil
	default:
		return "", &problem{http.StatusBadRequest, "error.filter", []string{"format", format}, []string{"json", "csv"}}
	}
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
