package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// What the tools begin with: greenhouse gas emissions per inhabitant, and how many cities are shown on each ground of likeness.
const (
	UsualIndicator = "N00401"
	MostSimilar    = 5
)

// Tools lists the reports that lay out the answer of a tool.
var Tools = [...]What{NextStep, Support, Processes, Leads, Matches, Gaps, Pair, Similar, Outcomes}

// ofTool asks a tool's question and lays its answer out.
func (q Question) ofTool(ctx context.Context, what What, m Meta) (*Table, error) {
	slug := q.Own.Get("atagande")
	if slug != "" || what == NextStep {
		if _, err := q.slug(slug); err != nil {
			return nil, err
		}
	}
	switch what {
	case Support:
		return laid(q.Analyst.Supports(ctx, q.Filter, slug))(OfSupport, q.Filter, m)
	case Processes:
		return laid(q.Analyst.Processes(ctx, q.Filter))(OfProcesses, q.Filter, m)
	case Gaps:
		return laid(q.Analyst.Leads(ctx, q.Filter))(OfGaps, q.Filter, m)
	case Outcomes:
		if kpi := q.Own.Get("nyckeltal"); kpi != "" && !slices.Contains(keyFigures(), kpi) {
			return nil, unreadable("nyckeltal", kpi, keyFigures()...)
		}
		return laid(q.Outcomes(ctx))(OfOutcomes, q.Filter, m)
	case Leads, Matches:
		said, err := q.Consents(ctx)
		if err != nil {
			return nil, err
		}
		if what == Leads {
			r, err := q.Analyst.Leads(ctx, q.Filter)
			return OfLeads(r, said, q.Filter, m), err
		}
		r, err := q.Matches(ctx)
		if err != nil {
			return nil, err
		}
		return OfMatches(r, said, q.Filter, m), nil
	}
	return q.ofCityTool(ctx, what, m)
}

// ofCityTool is ofTool about one city.
func (q Question) ofCityTool(ctx context.Context, what What, m Meta) (*Table, error) {
	code, err := q.OneCity()
	if err != nil {
		return nil, err
	}
	switch what {
	case NextStep:
		return laid(q.Analyst.NextStep(ctx, q.Filter, code, q.Own.Get("atagande")))(OfNextStep, q.Filter, m)
	case Pair:
		return laid(q.Pair(ctx, code))(OfPair, q.Filter, m)
	case Similar:
		return laid(q.Analyst.Similar(ctx, q.Filter, code, MostSimilar))(OfSimilar, q.Filter, m)
	}
	return nil, fmt.Errorf("%w: %s", ErrWhat, what)
}

// laid hands an answer to what lays it out, or its error through.
func laid[R any](result R, err error) func(func(R, analytics.Filter, Meta) *Table, analytics.Filter, Meta) (*Table, error) {
	return func(of func(R, analytics.Filter, Meta) *Table, f analytics.Filter, m Meta) (*Table, error) {
		if err != nil {
			return nil, err
		}
		return of(result, f, m), nil
	}
}

// keyFigures are the ids of the key figures that there are.
func keyFigures() []string {
	var ids []string
	for _, i := range data.Indicators() {
		ids = append(ids, i.KPI)
	}
	return ids
}

// Matches asks who could learn from whom on the commitment asked about; the edition's first where none is.
func (q Question) Matches(ctx context.Context) (analytics.Matches, error) {
	return q.Analyst.Matches(ctx, q.Filter, cmp.Or(q.Own.Get("atagande"), q.Filter.Edition.Commitments[0].Slug))
}

// Pair sets a city beside the one asked for; without one, its twin or pioneer.
//
// It returns an *analytics.FilterError for a partner that is no municipality, or the city itself.
func (q Question) Pair(ctx context.Context, code string) (analytics.Pair, error) {
	with := q.Own.Get("med")
	if with != "" && (with == code || q.DB.Catalogue().Municipality(with) == nil) {
		return analytics.Pair{}, unreadable("med", with, q.codesBut(code)...)
	}
	return q.Analyst.Pair(ctx, q.Filter, code, with)
}

// codesBut are the codes of some municipalities other than one.
func (q Question) codesBut(code string) []string {
	const some = 10
	var codes []string
	for _, m := range q.DB.Catalogue().Municipalities {
		if m.Code != code && len(codes) < some {
			codes = append(codes, m.Code)
		}
	}
	return codes
}

// Outcomes asks for a key figure beside the levels of a commitment: nyckeltal, atagande and ar, else the usual, the first and the newest.
//
// It returns an *analytics.FilterError for a year that cannot be, and analytics.ErrUnknown for a key figure or a commitment that there is not.
func (q Question) Outcomes(ctx context.Context) (analytics.Outcomes, error) {
	year := 0
	if written := q.Own.Get("ar"); written != "" {
		n, err := strconv.Atoi(written)
		if err != nil || n < 1900 || n > 2999 {
			return analytics.Outcomes{}, unreadable("ar", written, "1900–2999")
		}
		year = n
	}
	kpi := cmp.Or(q.Own.Get("nyckeltal"), UsualIndicator)
	slug := cmp.Or(q.Own.Get("atagande"), q.Filter.Edition.Commitments[0].Slug)
	return q.Analyst.Outcomes(ctx, q.Filter, kpi, slug, year)
}
