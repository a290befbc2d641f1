package dashboard

import (
	"maps"
	"net/url"
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// outcomes is a key figure from Kolada beside levels.
type outcomes struct {
	Title       string
	State       string
	Filters     filters
	Indicators  []option
	Commitments []option
	Years       []option
	Figure      figure
	Fetched     string
	None        bool // nothing has been read from Kolada
}

// outcomes asks for a key figure beside the levels.
func (v *visit) outcomes() (analytics.Outcomes, error) { return v.question().Outcomes(v.ctx) }

// outcomesPage answers GET /utfall.
func outcomesPage(v *visit) (*page, error) {
	r, err := v.outcomes()
	if err != nil {
		return nil, err
	}
	d := outcomes{Title: v.outcomesFinding(r), State: v.stateLine(r.Cover), Filters: v.filters(), Figure: v.outcomesFigure(r), None: len(r.Years) == 0}
	for _, name := range []string{"nyckeltal", "atagande", "ar"} { // these have their own lists in the form
		delete(d.Filters.Own, name)
	}
	for _, i := range data.Indicators() {
		d.Indicators = append(d.Indicators, option{i.KPI, i.Label.In(string(v.lang)) + " (" + i.KPI + ")", i.KPI == r.Indicator.KPI})
	}
	for i := range v.filter.Edition.Commitments {
		c := &v.filter.Edition.Commitments[i]
		d.Commitments = append(d.Commitments, option{c.Slug, v.name(c), c.Slug == r.Commitment.Slug})
	}
	for _, y := range r.Years {
		text := strconv.Itoa(y)
		d.Years = append(d.Years, option{text, text, y == r.Year})
	}
	if !r.Fetched.IsZero() {
		d.Fetched = v.lang.Date(r.Fetched)
	}
	return &page{Template: "outcomes", Title: d.Title, Data: d, Cite: v.citedOutcomes(r)}, nil
}

// citedOutcomes is what the page is cited by: the levels are the cities', the values are not ours to be cited for.
func (v *visit) citedOutcomes(r analytics.Outcomes) *cited {
	label := r.Indicator.Label.In(string(v.lang))
	c := &cited{
		Name: viewOf(v.T("outcomes.kicker"), label), Cover: r.Cover, Note: v.T("outcomes.cite", label, r.Indicator.KPI),
		Chosen: url.Values{"nyckeltal": {r.Indicator.KPI}, "atagande": {r.Commitment.Slug}},
	}
	if r.Year != 0 {
		c.Chosen.Set("ar", strconv.Itoa(r.Year))
	}
	return c
}

// figureText is a value with its unit.
func (v *visit) figureText(value float64, unit string) string {
	return strings.TrimSpace(chart.Decimal(string(v.lang), value) + " " + unit)
}

// outcomesFinding says how many cities have a value, and from where to where the values go. It says nothing of levels, on purpose.
func (v *visit) outcomesFinding(r analytics.Outcomes) string {
	n, low, high := r.Valued()
	label, unit := r.Indicator.Label.In(string(v.lang)), r.Indicator.Unit.In(string(v.lang))
	who := v.lang.OfAll(n, r.Members, v.noun())
	switch {
	case r.Members == 0:
		return v.T("overview.nobody")
	case n == 0:
		return v.T("outcomes.none", label)
	case low == high:
		return v.lang.Plural("outcomes.finding.same", n, label, who, strconv.Itoa(r.Year), v.figureText(low, unit))
	default:
		return v.T("outcomes.finding", label, who, strconv.Itoa(r.Year), chart.Decimal(string(v.lang), low), v.figureText(high, unit))
	}
}

// outcomesFigure is the cities' values by their levels.
func (v *visit) outcomesFigure(r analytics.Outcomes) figure {
	label, unit := r.Indicator.Label.In(string(v.lang)), r.Indicator.Unit.In(string(v.lang))
	own := url.Values{"nyckeltal": {r.Indicator.KPI}, "atagande": {r.Commitment.Slug}}
	if r.Year != 0 {
		own.Set("ar", strconv.Itoa(r.Year))
	}
	head := label
	if unit != "" {
		head += " (" + unit + ")"
	}
	n, _, _ := r.Valued()
	f := figure{
		ID: "fig-outcomes", Title: v.T("outcomes.figure", label, v.prose(r.Commitment)), Sub: v.T("outcomes.sub", n, r.Members),
		Chart: v.chartAddress("outcomes", own), Height: chart.OutcomesHeight(), Note: v.coverNote(r.Cover) + " · " + v.T("outcomes.source"),
		Table: table{Caption: v.T("outcomes.figure", label, v.prose(r.Commitment)), Head: []cell{
			{Text: v.T("column.city")}, {Text: v.name(r.Commitment)}, {Text: head, Num: true},
		}},
		Files: v.reportLinks(report.Outcomes, own),
	}
	for _, c := range r.Cities {
		value := cell{Text: "–", Abbr: v.T("outcomes.novalue"), Num: true}
		if c.Value != nil {
			value = cell{
				Text: chart.Decimal(string(v.lang), *c.Value), Num: true, Key: c.Code, Raw: strconv.FormatFloat(*c.Value, 'f', -1, 64),
			}
		}
		f.Table.Rows = append(f.Table.Rows, []cell{
			{Text: c.Name, Href: v.href("/stader/"+c.Code) + "#" + r.Commitment.Slug, Head: true}, v.stateChip(c.State, ""), value,
		})
	}
	switch {
	case r.Members == 0:
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	case n == 0:
		f.Height, f.Empty = 0, v.T("outcomes.empty")
	}
	return f
}

// with is q and one more parameter.
func with(q url.Values, name, value string) url.Values {
	out := url.Values{name: {value}}
	maps.Copy(out, q)
	return out
}

// apiOutcomes answers GET /api/v1/outcomes?nyckeltal=&atagande=&ar=.
func apiOutcomes(v *visit) (*file, error) {
	r, err := v.outcomes()
	if err != nil {
		return nil, err
	}
	type rowJSON struct {
		Code  string   `json:"code"`
		Name  string   `json:"name"`
		State string   `json:"state"`
		Value *float64 `json:"value"`
	}
	rows := make([]rowJSON, 0, len(r.Cities))
	for _, c := range r.Cities {
		rows = append(rows, rowJSON{c.Code, c.Name, string(c.State), c.Value})
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "kpi": r.Indicator.KPI, "label": both(r.Indicator.Label), "unit": both(r.Indicator.Unit),
		"commitment": r.Commitment.Slug, "year": r.Year, "years": append([]int{}, r.Years...), "source": v.T("outcomes.source"),
		"note": v.T("outcomes.context"), "cities": rows, "example": r.Example,
	})
}
