package dashboard

import (
	"strings"

	"pionjarkollen/analytics"
)

// signal is one page to print: what the cities say together about a commitment or an action.
type signal struct {
	Title   string
	Country string // how many people that is
	Kicker  string
	Up      link
	Mark    string
	State   string
	Filters filters
	Quote   []string // official, in Swedish
	Reading []string // our English reading
	Source  string
	Groups  []stateGroup
	Figure  figure
	Footer  string
}

// commitmentSignalPage answers GET /ataganden/{slug}/signal.
func commitmentSignalPage(v *visit) (*page, error) {
	s, err := v.site.analyst.CommitmentSignal(v.ctx, v.filter, v.param("slug"))
	if err != nil {
		return nil, err
	}
	r, err := v.site.analyst.Commitment(v.ctx, v.filter, s.Commitment.Slug)
	if err != nil {
		return nil, err
	}
	c := s.Commitment
	d := v.signal(s)
	d.Up = link{v.name(c), v.href("/ataganden/" + c.Slug)}
	d.Quote, d.Reading = []string{c.Headline}, []string{c.HeadlineEN}
	d.Source = c.Title
	d.Figure = v.commitmentLevels(r)
	d.Figure.ID = "fig-signal"
	return &page{
		Template: "signal", Title: c.Label.In(string(v.lang)) + ": " + d.Title, Data: d, Cite: citedAs(viewOf(v.T("signal.kicker"), v.name(c)), s.Cover),
	}, nil
}

// actionSignalPage answers GET /atgarder/{id}/signal.
func actionSignalPage(v *visit) (*page, error) {
	s, err := v.site.analyst.ActionSignal(v.ctx, v.filter, v.param("id"))
	if err != nil {
		return nil, err
	}
	r, err := v.site.analyst.Action(v.ctx, v.filter, s.Action.ID)
	if err != nil {
		return nil, err
	}
	d := v.signal(s)
	d.Up = link{s.Action.Label.In(string(v.lang)), v.href("/atgarder/" + s.Action.ID)}
	d.Quote, d.Reading = strings.Split(s.Action.Text, "\n"), strings.Split(s.Action.English, "\n")
	d.Source = s.Commitment.Title
	d.Figure = v.actionFigure(r)
	d.Figure.ID = "fig-signal"
	label := s.Action.Label.In(string(v.lang))
	return &page{Template: "signal", Title: label + ": " + d.Title, Data: d, Cite: citedAs(viewOf(v.T("signal.kicker"), label), s.Cover)}, nil
}

// signal is what both kinds share.
func (v *visit) signal(s analytics.Signal) signal {
	d := signal{
		Title: v.signalFinding(s), Kicker: v.T("signal.kicker"), Mark: v.mark(s.Commitment), State: v.stateLine(s.Cover), Filters: v.filters(),
		Footer: v.T("signal.footer", v.filter.Edition.Title.In(string(v.lang)), v.today(), v.site.home()+v.pageAddress()),
	}
	if s.Cities > 0 {
		d.Country = v.T("signal.country", v.lang.Int(s.Population), v.lang.Percent(s.National))
	}
	for _, g := range s.Groups {
		group := stateGroup{Name: v.statusText(g.Status), Class: "status status-" + statusClass(g.Status), Sign: v.lang.Int(len(g.Cities))}
		if s.Action == nil {
			group.Name, group.Class, group.Sign = v.stateText(g.State), "state "+stateClass(g.State), string(g.State)
		}
		for _, c := range g.Cities {
			group.Cities = append(group.Cities, link{c.Name, v.href("/stader/"+c.Code) + "#" + s.Commitment.Slug})
		}
		d.Groups = append(d.Groups, group)
	}
	return d
}

// signalFinding says how many have committed themselves, and how much of the population that is.
func (v *visit) signalFinding(s analytics.Signal) string {
	about := v.prose(s.Commitment)
	who := v.lang.OfAll(s.Cities, s.Members, v.noun())
	part := v.lang.Percent(s.Share)
	switch commitment := s.Action == nil; {
	case s.Members == 0:
		return v.T("overview.nobody")
	case s.Cities == 0 && commitment:
		return v.T("signal.commits.none", who, about)
	case s.Cities == 0:
		return v.T("signal.works.none", who)
	case s.Cities == s.Members && commitment:
		return v.lang.Plural("signal.commits.all", s.Cities, who, about)
	case s.Cities == s.Members:
		return v.lang.Plural("signal.works.all", s.Cities, who)
	case commitment:
		return v.lang.Plural("signal.commits", s.Cities, who, part, about)
	default:
		return v.lang.Plural("signal.works", s.Cities, who, part)
	}
}

// signalJSON is the answer of GET /api/v1/signal.
type signalJSON struct {
	Edition    string            `json:"edition"`
	Commitment string            `json:"commitment"`
	Action     *string           `json:"action"`
	Finding    string            `json:"finding"`
	Quote      string            `json:"quote"` // official, in Swedish
	Members    int               `json:"members"`
	HandedIn   int               `json:"handed_in"`
	Cities     int               `json:"cities"`
	Population int               `json:"population"`
	Share      float64           `json:"population_share"`
	National   float64           `json:"national_population_share"`
	Groups     []signalGroupJSON `json:"groups"`
	Example    bool              `json:"example"`
}

type signalGroupJSON struct {
	Level  *int       `json:"level,omitempty"`
	Status string     `json:"status,omitempty"`
	Cities []cityJSON `json:"cities"`
}

// cityJSON names a municipality.
type cityJSON struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// cityList names cities, in their order.
func cityList(cities []analytics.City) []cityJSON {
	list := make([]cityJSON, 0, len(cities))
	for _, c := range cities {
		list = append(list, cityJSON{c.Code, c.Name})
	}
	return list
}

// apiSignal answers GET /api/v1/signal?atagande=slug or ?atgard=id.
func apiSignal(v *visit) (*file, error) {
	var s analytics.Signal
	var err error
	if id := v.query.Get("atgard"); id != "" {
		s, err = v.site.analyst.ActionSignal(v.ctx, v.filter, id)
	} else {
		s, err = v.site.analyst.CommitmentSignal(v.ctx, v.filter, v.query.Get("atagande"))
	}
	if err != nil {
		return nil, err
	}
	out := signalJSON{
		Edition: v.filter.Edition.ID, Commitment: s.Commitment.Slug, Finding: v.signalFinding(s), Quote: s.Commitment.Headline,
		Members: s.Members, HandedIn: s.HandedIn, Cities: s.Cities, Population: s.Population, Share: s.Share, National: s.National,
		Groups: []signalGroupJSON{}, Example: s.Example,
	}
	if s.Action != nil {
		out.Action, out.Quote = &s.Action.ID, s.Action.Text
	}
	for _, g := range s.Groups {
		group := signalGroupJSON{Status: string(g.Status), Cities: cityList(g.Cities)}
		if level, ok := g.State.Level(); ok {
			group.Level = &level
		}
		out.Groups = append(out.Groups, group)
	}
	return jsonFile(out)
}
