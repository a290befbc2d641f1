package dashboard

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// city is one city's profile.
type city struct {
	City     analytics.City
	Title    string
	Proposed string
	Kicker   string
	State    string
	Filters  filters
	Groups   []option
	Profile  figure
	Support  figure
	Similar  similar
	Steps    []step
	History  []historyLine
	Twins    []link
	Compare  string
	HandIn   bool   // the visitor may hand in for the city
	Object   string // address of the form that objects to how the city is shown, "" for who may not
	Comments bool
}

// step is one commitment of a city: where it stands, on what that rests, and the actions of its next level.
type step struct {
	Commitment *data.Commitment
	Name       string
	Said       string // the official headline, on paper
	Mark       string
	Cell       cell
	State      string
	Median     string
	Decided    string
	Reference  string
	Link       cell
	Comment    string
	Behind     cell
	Next       string // heading of the next level's actions, "" at level 3
	NextHref   string // where the next level's actions stand with who works on them
	Prompt     string // what is reported behind the declared level, "" without one
	Actions    []stepAction
	Reported   int
	All        []stepAction
	Others     []stepAction // reported ones of other levels than the next, on paper
	Href       string
}

// stepAction is one action with the city's status.
type stepAction struct {
	Level         string
	Label, Href   string
	Status, Class string
	Evidence      cell
	Comment       string
}

// historyLine is one submission that concerned a city.
type historyLine struct {
	When     string
	Href     string
	What     string
	Example  bool
	Undone   string
	Changes  []changeText
	More     int
	Sender   string
	FileName string
}

// changeText is one change in words.
type changeText struct {
	What     string
	From, To string
}

// cityPage answers GET /stader/{code}.
func cityPage(v *visit) (*page, error) {
	r, err := v.site.analyst.City(v.ctx, v.filter, v.param("code"))
	if err != nil {
		return nil, err
	}
	group := 0
	d := city{
		City:     r.City,
		Kicker:   v.roleText(r.City) + " · " + r.City.County + " · " + v.lang.Plural("city.population", r.City.Population),
		Filters:  v.filters(),
		Compare:  v.compareWith(r),
		Comments: v.session != nil,
		HandIn:   v.session != nil && v.session.MayHandIn(r.City.Code),
		Object:   v.objectAt(r.City.Code),
	}
	d.Title, d.Proposed = v.cityFinding(r)
	for i, g := range r.Groups {
		asked := cmp.Or(v.query.Get("grupp"), analytics.GroupAll) == g.Key
		if asked {
			group = i
		}
		d.Groups = append(d.Groups, option{g.Key, v.T("group."+g.Key) + " (" + v.T("group.handedin", g.HandedIn, g.Members) + ")", asked})
	}
	if v.query.Has("grupp") && r.Groups[group].Key != v.query.Get("grupp") {
		return nil, &problem{http.StatusBadRequest, "error.filter", []string{"grupp", v.query.Get("grupp")}, analytics.GroupKeys[:]}
	}
	d.State = v.stateLine(r.Cover)
	d.Profile = v.profileFigure(r, group)
	d.Support = v.citySupport(r)
	if d.Similar, err = v.similar(r.City.Code); err != nil {
		return nil, err
	}
	for i := range r.Commitments {
		d.Steps = append(d.Steps, v.step(r.City.Code, &r.Commitments[i], group))
	}
	for _, h := range r.History {
		d.History = append(d.History, v.historyLine(h))
	}
	for _, t := range r.Twins {
		d.Twins = append(d.Twins, link{t.Name, v.href("/stader/" + t.Code)})
	}
	return &page{
		Template: "city", Title: r.City.Name + ": " + d.Title, Data: d, Cite: &cited{Name: r.City.Name, Cover: r.Cover, HandedOn: true},
	}, nil
}

// compareWith leads to a comparison of the city with its twins, or with nothing chosen but itself.
func (v *visit) compareWith(r analytics.CityProfile) string {
	f := v.filter
	f.Cities = []string{r.City.Code}
	for _, t := range r.Twins {
		f.Cities = append(f.Cities, t.Code)
	}
	return v.link("/jamfor", f)
}

// cityFinding says where the city goes first; proposed commitments are counted apart.
func (v *visit) cityFinding(r analytics.CityProfile) (title, proposed string) {
	settled, first, firstProposed := 0, 0, 0
	for _, c := range r.Commitments {
		leads := c.Cell.State == analytics.Level3
		switch {
		case c.Commitment.Status == data.Proposed && leads:
			firstProposed++
		case c.Commitment.Status != data.Proposed:
			settled++
			if leads {
				first++
			}
		}
	}
	if firstProposed > 0 {
		proposed = v.T("city.proposed")
	}
	switch {
	case !r.HandedIn:
		return v.T("city.missing", r.City.Name), ""
	case first == 0:
		return v.T("city.nofirst", r.City.Name), proposed
	case first == settled:
		return v.T("city.all", r.City.Name, settled), proposed
	default:
		return v.T("city.first", r.City.Name, v.lang.Word(first), v.lang.Word(settled)), proposed
	}
}

// profileFigure is the city against one of its groups.
func (v *visit) profileFigure(r analytics.CityProfile, group int) figure {
	g := r.Groups[group]
	own := url.Values{"stad": {r.City.Code}}
	if g.Key != analytics.GroupAll {
		own.Set("grupp", g.Key)
	}
	f := figure{
		ID: "fig-profile", Title: v.profileFinding(r, group), Sub: v.T("profile.sub", v.T("group."+g.Key)),
		Chart: v.chartAddress("profile", own), Height: chart.ProfileHeight(len(r.Commitments)),
		Files: v.cityFiles(report.City, url.Values{"stad": {r.City.Code}}),
		Note: v.T("group."+g.Key) + ": " + v.T("cover.handedin", g.HandedIn, g.Members) + " · " +
			v.T("cover.source", v.filter.Edition.Title.In(string(v.lang))) + " · " + v.T("cover.live"),
		Table: table{Caption: v.T("profile.sub", v.T("group."+g.Key)), Head: []cell{
			{Text: v.T("column.commitment")},
			{Text: r.City.Name},
			{Text: v.T("column.median"), Num: true},
		}},
	}
	if !r.AsOf.IsZero() {
		f.Note += " · " + v.T("cover.asof", v.lang.Date(r.AsOf))
	}
	if r.Example {
		f.Note += " · " + v.T("example.banner")
	}
	for _, s := range analytics.States {
		f.Table.Head = append(f.Table.Head, cell{Text: v.stateText(s), Num: true})
	}
	for _, c := range r.Commitments {
		levels := c.Groups[group]
		median := cell{Text: "–", Abbr: v.T("profile.nomedian"), Num: true}
		if levels.Median != nil {
			n := strconv.Itoa(*levels.Median)
			median = cell{Text: n, Num: true, Key: c.Commitment.Slug + "/median", Raw: n}
		}
		row := []cell{
			{Text: v.name(c.Commitment), Href: v.href("/ataganden/" + c.Commitment.Slug), Head: true},
			v.stateChip(c.Cell.State, r.City.Code+"/"+c.Commitment.Slug),
			median,
		}
		for _, n := range levels.Counts {
			row = append(row, v.countCell(c.Commitment.Slug+"/"+string(n.State), n.Cities, g.Members))
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	return f
}

// profileFinding counts where the city stands above, at and below the group's median, in the commitments that are no proposals.
func (v *visit) profileFinding(r analytics.CityProfile, group int) string {
	above, at, below := 0, 0, 0
	for _, c := range r.Commitments {
		level, stated := c.Cell.State.Level()
		median := c.Groups[group].Median
		if !stated || median == nil || c.Commitment.Status == data.Proposed {
			continue
		}
		switch {
		case level > *median:
			above++
		case level < *median:
			below++
		default:
			at++
		}
	}
	if above+at+below == 0 {
		return v.T("profile.nothing")
	}
	return v.T("profile.finding", r.City.Name, above, at, below)
}
