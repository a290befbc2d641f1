package dashboard

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// tools are the reports that lay out the answer of a tool, each also nested at /api/v1.
var tools = []report.What{
	report.NextStep, report.Support, report.Processes, report.Leads, report.Matches, report.Gaps, report.Pair, report.Similar, report.Outcomes,
}

// toolQuery are their parameters beside the filter's and atagande.
var toolQuery = []string{"med", "nyckeltal", "ar"}

// toolTable asks a tool's question and lays its answer out.
func (v *visit) toolTable(what report.What) (*report.Table, error) {
	slug := v.query.Get("atagande")
	if (slug != "" || what == report.NextStep) && v.filter.Edition.Commitment(slug) == nil {
		return nil, unreadable("atagande", slug, v.commitmentSlugs()...)
	}
	a, m := v.site.analyst, v.reportMeta()
	switch what {
	case report.Support:
		return laid(a.Supports(v.ctx, v.filter, slug))(report.OfSupport, v.filter, m)
	case report.Processes:
		return laid(a.Processes(v.ctx, v.filter))(report.OfProcesses, v.filter, m)
	case report.Gaps:
		return laid(a.Leads(v.ctx, v.filter))(report.OfGaps, v.filter, m)
	case report.Outcomes:
		if kpi := v.query.Get("nyckeltal"); kpi != "" && !slices.Contains(keyFigures(), kpi) {
			return nil, unreadable("nyckeltal", kpi, keyFigures()...)
		}
		return laid(v.outcomes())(report.OfOutcomes, v.filter, m)
	case report.Leads, report.Matches:
		said, err := v.site.desk.Consents(v.ctx, "")
		if err != nil {
			return nil, err
		}
		if what == report.Leads {
			return laid(a.Leads(v.ctx, v.filter))(consents(said).leads, v.filter, m)
		}
		return laid(v.matches())(consents(said).matches, v.filter, m)
	default:
		return v.cityTool(what)
	}
}

// cityTool is toolTable about one city.
func (v *visit) cityTool(what report.What) (*report.Table, error) {
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	a, m := v.site.analyst, v.reportMeta()
	switch what {
	case report.NextStep:
		return laid(a.NextStep(v.ctx, v.filter, code, v.query.Get("atagande")))(report.OfNextStep, v.filter, m)
	case report.Pair:
		return laid(v.pair(code))(report.OfPair, v.filter, m)
	case report.Similar:
		return laid(a.Similar(v.ctx, v.filter, code, similarCities))(report.OfSimilar, v.filter, m)
	default:
		return nil, notFound("error.notfound")
	}
}

// laid hands an answer to what lays it out, or its error through.
func laid[R any](result R, err error) func(func(R, analytics.Filter, report.Meta) *report.Table, analytics.Filter, report.Meta) (*report.Table, error) {
	return func(of func(R, analytics.Filter, report.Meta) *report.Table, f analytics.Filter, m report.Meta) (*report.Table, error) {
		if err != nil {
			return nil, err
		}
		return of(result, f, m), nil
	}
}

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

// keyFigures are the ids of the key figures that there are.
func keyFigures() []string {
	var ids []string
	for _, i := range data.Indicators() {
		ids = append(ids, i.KPI)
	}
	return ids
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

// toolFiles offers a tool's report in every format, with the selection and what else it is asked with.
func (v *visit) toolFiles(what report.What, own url.Values) []link {
	q := v.filter.Query(v.catalogue())
	maps.Copy(q, own)
	return v.formatLinks("/rapporter/"+string(what), q)
}

// cityFiles is the same about one city, which nothing else of the selection matters to.
func (v *visit) cityFiles(what report.What, own url.Values) []link {
	alone := *v
	alone.filter = analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}
	return alone.toolFiles(what, own)
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
		of = append(of, cmp.Or(v.query.Get("nyckeltal"), defaultOutcome))
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
