package dashboard

import (
	"slices"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// reportChoice is what a report is about, where somebody has to choose.
type reportChoice struct {
	Label       string // "" is no choice
	Selects     []reportSelect
	Several     bool // some cities are chosen, at least Least and at most Most, instead of Selects
	Least, Most int
	Options     []option
	Kept        map[string]string // of the rest of the selection, where there is one
	Notice      string            // what is wrong with the choice
}

// reportSelect is a list of which one is chosen.
type reportSelect struct {
	Name, Label string
	None        string // said for choosing nothing; "" where something is always chosen
	Options     []option
}

// choice offers what there is to choose among, with what is chosen now.
func (v *visit) choice(what report.What) (reportChoice, error) {
	if what == report.Comparison {
		return v.cityChoice()
	}
	c := reportChoice{Label: v.T("reports.choose.label")}
	noCommitment := v.query.Get("atagande") == ""
	switch what {
	case report.City, report.Similar, report.NextStep, report.Pair:
		err := v.chooseCity(&c, what, noCommitment)
		return c, err
	case report.Commitment:
		c.Selects = []reportSelect{v.commitmentSelect("")}
		if noCommitment {
			c.Notice = v.T("reports.choose.commitment.first")
		}
	case report.Support:
		all := v.commitmentSelect("")
		all.None = v.T("reports.choose.commitment.all")
		c.Selects = []reportSelect{all}
	case report.Matches:
		c.Selects = []reportSelect{v.commitmentSelect(v.filter.Edition.Commitments[0].Slug)}
	case report.Outcomes:
		var err error
		if c.Selects, err = v.outcomeSelects(); err != nil {
			return c, err
		}
	default:
		return reportChoice{}, nil
	}
	c.Kept = v.kept()
	return c, nil
}

// chooseCity offers what a report about one city needs.
func (v *visit) chooseCity(c *reportChoice, what report.What, noCommitment bool) error {
	members, err := v.roster()
	if err != nil {
		return err
	}
	one := len(v.filter.Cities) == 1
	var chosen []string // several are none
	if one {
		chosen = v.filter.Cities
	}
	c.Selects = []reportSelect{{Name: "stad", Label: v.T("reports.choose.city"), None: v.T("reports.choose"), Options: v.cityOptions(members, chosen)}}
	switch what {
	case report.NextStep:
		c.Selects = append(c.Selects, v.commitmentSelect(""))
		if !one || noCommitment {
			c.Notice = v.T("reports.choose.both.first")
		}
		return nil
	case report.Pair:
		c.Selects = append(c.Selects, v.withSelect(members))
		if one && v.query.Get("med") == v.filter.Cities[0] {
			c.Notice = v.T("reports.choose.two")
		}
	}
	if !one {
		c.Notice = v.T("reports.choose.city.first")
	}
	return nil
}

// commitmentSelect offers the commitments; one that is taken by itself is chosen where none is.
func (v *visit) commitmentSelect(usual string) reportSelect {
	s := reportSelect{Name: "atagande", Label: v.T("reports.choose.commitment")}
	chosen := v.query.Get("atagande")
	if chosen == "" {
		chosen = usual
	}
	if usual == "" {
		s.None = v.T("reports.choose")
	}
	for i := range v.filter.Edition.Commitments {
		one := &v.filter.Edition.Commitments[i]
		s.Options = append(s.Options, option{one.Slug, v.name(one), one.Slug == chosen})
	}
	return s
}

// withSelect offers another city to set beside the one chosen.
func (v *visit) withSelect(members []analytics.CoverageCity) reportSelect {
	var chosen []string
	if code := v.query.Get("med"); v.catalogue().Municipality(code) != nil {
		chosen = []string{code}
	}
	return reportSelect{Name: "med", Label: v.T("reports.choose.with"), None: v.T("reports.choose.twin"), Options: v.cityOptions(members, chosen)}
}

// roster is every member of the edition, whatever the selection.
func (v *visit) roster() ([]analytics.CoverageCity, error) {
	roster, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf})
	return roster.Cities, err
}

// cityOptions are the members, and whoever else is chosen.
func (v *visit) cityOptions(members []analytics.CoverageCity, chosen []string) []option {
	var options []option
	listed := map[string]bool{}
	for _, city := range members {
		options = append(options, option{city.Code, city.Name, slices.Contains(chosen, city.Code)})
		listed[city.Code] = true
	}
	for _, code := range chosen {
		if !listed[code] {
			options = append(options, option{code, v.catalogue().Municipality(code).Name, true})
		}
	}
	return options
}

// cityChoice offers some cities at once.
func (v *visit) cityChoice() (reportChoice, error) {
	members, err := v.roster()
	c := reportChoice{
		Label: v.T("compare.legend", leastCities, mostCities), Several: true, Least: leastCities, Most: mostCities,
		Options: v.cityOptions(members, v.filter.Cities), Notice: v.T("compare.empty"),
	}
	if n := len(v.filter.Cities); n >= c.Least && n <= c.Most {
		c.Notice = ""
	}
	return c, err
}

// outcomeSelects offer a key figure, a commitment and a year for which there are values.
func (v *visit) outcomeSelects() ([]reportSelect, error) {
	r, err := v.outcomes()
	if err != nil {
		return nil, err
	}
	figures := reportSelect{Name: "nyckeltal", Label: v.T("outcomes.indicator")}
	for _, i := range data.Indicators() {
		figures.Options = append(figures.Options, option{i.KPI, i.Label.In(string(v.lang)) + " (" + i.KPI + ")", i.KPI == r.Indicator.KPI})
	}
	selects := []reportSelect{figures, v.commitmentSelect(r.Commitment.Slug)}
	if len(r.Years) > 0 {
		years := reportSelect{Name: "ar", Label: v.T("outcomes.year")}
		for _, y := range r.Years {
			years.Options = append(years.Options, option{strconv.Itoa(y), strconv.Itoa(y), y == r.Year})
		}
		selects = append(selects, years)
	}
	return selects, nil
}
