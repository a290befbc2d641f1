package dashboard

import (
	"net/url"
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// pair is a pioneer and its twin side by side, with an agenda to print.
type pair struct {
	Title    string
	Kicker   string
	State    string
	Filters  filters
	Cities   []link
	Picker   []option
	Others   []link // further cities that the one asked for is paired with
	Proposed string
	Figure   figure
	Agenda   []agendaPart
	Footer   string
	Empty    string
}

// agendaPart is what a pair has to talk about in one way.
type agendaPart struct {
	Title string
	Items []agendaItem
}

// agendaItem is one commitment on the agenda.
type agendaItem struct {
	Name, Href  string
	States      [2]cell
	Cities      [2]string
	Teach, Both []link
	More        int // actions of Teach that are not listed
}

// pairPage answers GET /par/{code}?med={code}.
func pairPage(v *visit) (*page, error) {
	r, err := v.pair(v.param("code"))
	if err != nil {
		return nil, err
	}
	first, second := r.Cities[0], r.Cities[1]
	d := pair{Title: v.pairFinding(r), State: v.stateLine(r.Cover), Filters: v.filters()}
	d.Picker, err = v.partners(r)
	if err != nil {
		return nil, err
	}
	plain := analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}
	for _, o := range r.Others {
		d.Others = append(d.Others, link{o.Name, withQuery(v.lang.Prefix()+v.path, with(plain.Query(v.catalogue()), "med", o.Code))})
	}
	d.Cities = []link{{first.Name, v.link("/stader/"+first.Code, plain)}}
	if second.Code == "" {
		d.Kicker, d.Empty = first.Name, v.T("pair.alone.text")
		return &page{Template: "pair", Title: d.Title, Data: d}, nil
	}
	d.Cities = append(d.Cities, link{second.Name, v.link("/stader/"+second.Code, plain)})
	d.Kicker = v.T("pair.any")
	if second.TwinOf == first.Code {
		d.Kicker = v.T("pair.kicker")
	}
	if slices.ContainsFunc(r.Rows, func(row analytics.PairRow) bool { return row.Commitment.Status == data.Proposed }) {
		d.Proposed = v.T("pair.proposed")
	}
	d.Figure, err = v.pairFigure(r)
	if err != nil {
		return nil, err
	}
	d.Agenda = v.agenda(r)
	other := second.Code
	if other == v.param("code") {
		other = first.Code
	}
	view := &cited{Name: v.lang.List([]string{first.Name, second.Name}), Cover: r.Cover, Chosen: url.Values{"med": {other}}}
	d.Footer = v.T("signal.footer", v.filter.Edition.Title.In(string(v.lang)), v.today(), v.site.home()+v.settled(view).pageAddress())
	return &page{Template: "pair", Title: d.Title, Data: d, Cite: view}, nil
}

// pair asks for a city and whom the address sets beside it.
func (v *visit) pair(code string) (analytics.Pair, error) { return v.question().Pair(v.ctx, code) }

// partners are the members that one can set beside the city asked for.
func (v *visit) partners(r analytics.Pair) ([]option, error) {
	roster, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf})
	if err != nil {
		return nil, err
	}
	own, chosen := v.param("code"), ""
	for _, c := range r.Cities {
		if c.Code != own {
			chosen = c.Code
		}
	}
	list := []option{}
	if chosen == "" {
		list = append(list, option{"", v.T("pair.choose"), true})
	}
	listed := chosen == ""
	for _, c := range roster.Cities {
		if c.Code != own {
			list = append(list, option{c.Code, c.Name, c.Code == chosen})
			listed = listed || c.Code == chosen
		}
	}
	if !listed {
		list = append(list, option{chosen, v.catalogue().Municipality(chosen).Name, true})
	}
	return list, nil
}

// pairFigure is the two cities' levels beside each other, as where cities are compared.
func (v *visit) pairFigure(r analytics.Pair) (figure, error) {
	two := *v
	two.filter = analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf, Cities: []string{r.Cities[0].Code, r.Cities[1].Code}}
	slices.Sort(two.filter.Cities) // as an address has them
	c, err := v.site.analyst.Compare(v.ctx, two.filter, two.filter.Cities)
	if err != nil {
		return figure{}, err
	}
	f := two.compareFigure(c)
	f.ID = "fig-pair"
	f.Files = v.cityFiles(report.Pair, url.Values{"stad": {r.Cities[0].Code}, "med": {r.Cities[1].Code}})
	return f, nil
}

// pairFinding says in how many commitments who can teach, and in how many they can work together; proposed ones are not counted.
func (v *visit) pairFinding(r analytics.Pair) string {
	first, second := r.Cities[0].Name, r.Cities[1].Name
	if r.Cities[1].Code == "" {
		return v.T("pair.alone", first)
	}
	a, _ := r.Count(analytics.FirstTeaches)
	b, _ := r.Count(analytics.SecondTeaches)
	both, _ := r.Count(analytics.Together)
	in := func(n int) string { return v.lang.Plural("pair.in", n, v.lang.Word(n)) }
	var teach string
	switch {
	case a > 0 && b > 0:
		teach = v.T("pair.teach.both", first, in(a), second, v.neuter(b))
	case a > 0:
		teach = v.T("pair.teach", first, second, in(a))
	case b > 0:
		teach = v.T("pair.teach", second, first, in(b))
	}
	switch {
	case teach == "" && both == 0:
		return v.T("pair.nothing", first, second)
	case teach == "":
		return v.T("pair.together", first, second, in(both))
	case both == 0:
		return teach
	default:
		return locale.Join(teach, v.T("pair.together.too", v.neuter(both)))
	}
}

// mostTaught is how many actions an item of the agenda lists.
const mostTaught = 6

// agenda takes the commitments by what the two have to give each other.
func (v *visit) agenda(r analytics.Pair) []agendaPart {
	first, second := r.Cities[0].Name, r.Cities[1].Name
	titles := map[analytics.Relation]string{
		analytics.FirstTeaches: v.T("agenda.teach", first, second), analytics.SecondTeaches: v.T("agenda.teach", second, first),
		analytics.Together: v.T("agenda.together"), analytics.NotKnown: v.T("agenda.unknown"), analytics.OneTakesPart: v.T("agenda.nopart"),
	}
	plain := analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}
	links := func(actions []*data.Action) []link {
		list := make([]link, len(actions))
		for i, a := range actions {
			list[i] = link{actionPlace(a) + " " + a.Label.In(string(v.lang)), v.link("/atgarder/"+a.ID, plain)}
		}
		return list
	}
	var parts []agendaPart
	for _, relation := range analytics.Relations {
		part := agendaPart{Title: titles[relation]}
		for _, row := range r.Rows {
			if row.Relation != relation {
				continue
			}
			item := agendaItem{
				Name: v.name(row.Commitment), Href: v.link("/ataganden/"+row.Commitment.Slug, plain), Cities: [2]string{first, second},
				Teach: links(row.Teach[:min(len(row.Teach), mostTaught)]), More: max(0, len(row.Teach)-mostTaught), Both: links(row.Both),
			}
			for i, c := range row.Cells {
				item.States[i] = v.stateCell(c.State, "", "")
			}
			part.Items = append(part.Items, item)
		}
		if len(part.Items) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}
