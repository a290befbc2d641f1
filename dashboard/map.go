package dashboard

import (
	"cmp"
	"net/url"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/report"
)

// cityMap is where the cities lie, with their answers on one commitment.
type cityMap struct {
	Title    string
	State    string
	Filters  filters
	Choice   lookedAt
	Levels   []option // states to show alone
	Large    bool     // points as large as cities
	Figure   figure
	Unplaced []link // in the selection, without coordinates
	Pairs    int    // twins drawn
	Areas    bool
}

// mapForm reads how the map is drawn: niva, a state to show alone, and storlek=befolkning.
func (v *visit) mapForm() (chart.MapForm, error) {
	only, err := v.question().State()
	form := chart.MapForm{Only: only, Areas: v.site.areas != nil}
	if err != nil {
		return form, err
	}
	switch size := v.query.Get("storlek"); size {
	case "":
	case "befolkning":
		form.Population = true
	default:
		return form, unreadable("storlek", size, "befolkning")
	}
	return form, nil
}

// mapPage answers GET /karta.
func mapPage(v *visit) (*page, error) {
	form, err := v.mapForm()
	if err != nil {
		return nil, err
	}
	r, err := v.question().Places(v.ctx)
	if err != nil {
		return nil, err
	}
	d := cityMap{
		Title: v.mapFinding(r, form.Only), State: v.stateLine(r.Cover), Filters: v.filters(), Large: form.Population, Areas: form.Areas,
		Choice: lookedAt{Action: v.lang.Prefix() + v.path, Kept: v.kept()}, Figure: v.mapFigure(r, form),
		Levels: []option{{"", v.T("map.all"), form.Only == ""}},
	}
	for _, c := range v.filter.Edition.Commitments {
		d.Choice.Commitments = append(d.Choice.Commitments, option{c.Slug, v.name(&c), c.Slug == r.Commitment.Slug})
	}
	for _, s := range analytics.States {
		d.Levels = append(d.Levels, option{string(s), v.stateText(s), form.Only == s})
	}
	for _, c := range r.Cities {
		if !c.Located {
			d.Unplaced = append(d.Unplaced, link{c.Name, v.href("/stader/" + c.Code)})
		}
	}
	for _, w := range r.Twins {
		if r.Cities[w.Pioneer].Located && r.Cities[w.Twin].Located {
			d.Pairs++
		}
	}
	return &page{Template: "map", Title: v.T("nav.map") + ": " + d.Title, Data: d, Cite: &cited{
		Name: viewOf(v.T("nav.map"), v.name(r.Commitment)), Cover: r.Cover, Chosen: url.Values{"atagande": {r.Commitment.Slug}},
	}}, nil
}

// mapFinding says how many go first, or gave the one answer that is shown, and in how many counties.
func (v *visit) mapFinding(r analytics.Places, only analytics.State) string {
	switch {
	case r.Members == 0:
		return v.T("overview.nobody")
	case r.HandedIn == 0:
		return v.lang.HandedIn(0, r.Members, v.noun())
	}
	state := cmp.Or(only, analytics.Level3)
	cities, counties := 0, map[string]bool{}
	for _, c := range r.Cities {
		if c.Cell.State == state {
			cities++
			counties[c.CountyCode] = true
		}
	}
	finding := v.lang.LeadersIn(cities, r.Members, v.noun(), v.prose(r.Commitment))
	if state != analytics.Level3 {
		finding = v.T("map.finding", v.stateText(state), v.prose(r.Commitment), lower(v.lang.OfAll(cities, r.Members, v.noun())))
	}
	if n := len(counties); cities > 1 {
		finding += v.lang.Plural("map.counties", n, v.lang.Word(n))
	}
	return finding
}

// mapFigure is the map with its table beside it.
func (v *visit) mapFigure(r analytics.Places, form chart.MapForm) figure {
	f := figure{
		ID: "fig-map", Title: v.tally(r.Counts), Sub: v.T("map.sub", v.prose(r.Commitment)),
		Chart: v.chartAddress("map", v.ownQuery(mapQuery...)), Height: chart.PlacesHeight(),
		Note: v.coverNote(r.Cover), Files: v.ownLinks(report.Map),
		Table: table{Caption: v.T("map.caption", v.prose(r.Commitment)), Class: "beside", Head: []cell{
			{Text: v.T("column.city")},
			{Text: v.T("map.answer")},
			{Text: v.T("column.population"), Num: true},
			{Text: v.T("map.twin")},
		}},
	}
	shown := 0
	pioneers := map[string]string{}
	for _, w := range r.Twins {
		if a, b := r.Cities[w.Pioneer], r.Cities[w.Twin]; a.Located && b.Located && form.Shows(a) && form.Shows(b) {
			pioneers[b.Code] = a.Code
		}
	}
	for _, c := range r.Cities {
		if form.Only != "" && c.Cell.State != form.Only {
			continue
		}
		shown++
		state := v.stateChip(c.Cell.State, "")
		if c.Located {
			state.Key, state.Raw = c.Code+"/"+r.Commitment.Slug, string(c.Cell.State)
		} else {
			state.Sub = v.T("map.unplaced")
		}
		row := []cell{
			{Text: c.Name, Href: v.href("/stader/"+c.Code) + "#" + r.Commitment.Slug, Sub: strings.TrimSuffix(c.County, " län"), Head: true},
			state,
			{Text: v.lang.Int(c.Population), Num: true},
			{},
		}
		if m := v.catalogue().Municipality(c.TwinOf); m != nil {
			row[3] = cell{Text: m.Name, Href: v.href("/stader/" + m.Code)}
			if pioneers[c.Code] != "" {
				row[3].Key, row[3].Raw = c.Code+"/twin", m.Code
			}
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	switch {
	case r.Members == 0:
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	case shown == 0:
		f.Height, f.Empty = 0, v.T("map.none", v.stateText(form.Only))
	}
	return f
}
