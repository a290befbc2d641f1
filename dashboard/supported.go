package dashboard

import (
	"net/url"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// citySupport is what a city has declared beside what it has reported.
func (v *visit) citySupport(r analytics.CityProfile) figure {
	own := url.Values{"stad": {r.City.Code}}
	f := v.supportFigure(r.Supports(), false, own)
	if !r.City.Member {
		own.Set("roll", "outside")
	}
	f.Files = v.cityFiles(report.Support, own)
	all, working := 0, 0
	supports := r.Supports()
	for _, one := range supports.Declared(false) {
		if one.Commitment.Status == data.Proposed {
			continue // never counted together with adopted ones
		}
		all++
		if one.Sum().AtWork() > 0 {
			working++
		}
	}
	switch {
	case !r.HandedIn:
		f.Title = v.T("city.missing", r.City.Name)
	case all == 0:
		f.Title = v.T("support.city.nothing", r.City.Name)
	case working == 0:
		f.Title = v.lang.Plural("support.city.none", all, r.City.Name, v.lang.Word(all))
	case working == all:
		f.Title = v.lang.Plural("support.city.all", all, r.City.Name, v.lang.Word(all))
	default:
		f.Title = v.lang.Plural("support.city.some", working, r.City.Name, v.lang.Word(working), v.lang.Word(all))
	}
	return f
}

// commitmentSupport is the same for the cities that have declared a level in one commitment.
func (v *visit) commitmentSupport(c *data.Commitment) (figure, error) {
	r, err := v.site.analyst.Supports(v.ctx, v.filter, c.Slug)
	if err != nil {
		return figure{}, err
	}
	f := v.supportFigure(r, true, url.Values{"atagande": {c.Slug}})
	all, working := 0, 0
	for _, one := range r.Declared(true) {
		all++
		if one.Sum().AtWork() > 0 {
			working++
		}
	}
	about := v.prose(c)
	switch {
	case r.Members == 0:
		f.Title, f.Empty = v.T("overview.nobody"), v.T("empty.cities")
	case all == 0:
		f.Title = v.T("support.nothing", about)
	case working == 0:
		f.Title = v.lang.Plural("support.none", all, about)
	case working == all:
		f.Title = v.lang.Plural("support.all", all, about)
	default:
		f.Title = v.lang.Plural("support.some", working, locale.Sentence(v.lang.Word(working)), all, about)
	}
	return f, nil
}

// supportFigure draws the declared levels of r, by city or by commitment.
func (v *visit) supportFigure(r analytics.Supports, byCity bool, own url.Values) figure {
	first := v.T("column.commitment")
	if byCity {
		first = v.T("column.city")
	}
	declared := r.Declared(byCity)
	f := figure{
		ID: "fig-support", Sub: v.T("support.sub"), Chart: v.chartAddress("support", own),
		Height: chart.SupportHeight(len(declared), false), Note: v.coverNote(r.Cover) + " · " + v.T("support.note"),
		Table: table{Caption: v.T("support.sub"), Head: []cell{{Text: first}, {Text: v.T("support.declared")}}},
		Files: v.reportLinks(report.Support, own),
	}
	for i := len(data.Statuses) - 1; i >= 0; i-- {
		f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(data.Statuses[i]), Num: true})
	}
	f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(""), Num: true}, cell{Text: v.T("support.links"), Num: true})
	for _, one := range declared {
		f.Table.Rows = append(f.Table.Rows, v.supportRow(one, byCity))
	}
	if len(declared) == 0 {
		f.Height, f.Empty = 0, v.T("support.empty")
	}
	return f
}

// supportRow is one declared level in the table.
func (v *visit) supportRow(one analytics.SupportOf, byCity bool) []cell {
	name := v.name(one.Commitment)
	if byCity {
		name = one.City.Name
	}
	row := []cell{
		{Text: name, Href: v.href("/stader/"+one.City.Code) + "#" + one.Commitment.Slug, Sub: v.supportPrompt(one.Support), Head: true},
		v.stateChip(one.Cell.State, ""),
	}
	sum := one.Sum()
	key := one.City.Code + "/" + one.Commitment.Slug
	rest := sum.Actions
	for i := len(sum.Counts) - 1; i >= 0; i-- {
		rest -= sum.Counts[i]
		row = append(row, v.countCell(key+"/"+string(data.Statuses[i]), sum.Counts[i], sum.Actions))
	}
	return append(row, v.countCell(key+"/none", rest, sum.Actions), cell{Text: v.lang.Int(sum.Links), Num: true})
}

// supportPrompt is something to talk about: "3 deklarerat; pågår eller genomfört: 1 av 4 åtgärder på nivå 1, 0 av 4 på nivå 2 …". It is
// "" where no level 1–3 is declared.
func (v *visit) supportPrompt(s analytics.Support) string {
	rungs := s.Declared()
	if len(rungs) == 0 {
		return ""
	}
	parts := make([]string, 0, len(rungs))
	for i, r := range rungs {
		if i == 0 {
			parts = append(parts, v.lang.Plural("support.prompt.first", r.Actions, r.AtWork(), r.Level))
		} else {
			parts = append(parts, v.T("support.prompt.more", r.AtWork(), r.Actions, r.Level))
		}
	}
	return v.T("support.prompt", len(rungs), strings.Join(parts, ", "))
}
