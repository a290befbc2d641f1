package dashboard

import (
	"net/url"
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// nextStep is what stands between a city's level in one commitment and the next.
type nextStep struct {
	City       link
	Commitment link
	Title      string
	Aside      string
	Mark       string
	State      string
	Where      string // the level that stands
	Cell       cell
	Figure     *figure // nil at level 3
	Actions    []nextAction
	Previous   *link
	Next       *link
}

// nextAction is one action of the next level, with who could tell how it is done.
type nextAction struct {
	stepAction
	Action   string // id
	Ordinal  int
	Lines    []string
	English  []string
	Done     []nearCity
	Underway []nearCity
}

// nearCity is a city with what makes it near.
type nearCity struct {
	link
	About    string
	Evidence cell
}

// nextStepPath is where a city's next step in a commitment stands.
func nextStepPath(code, slug string) string { return "/stader/" + code + "/nasta-steg/" + slug }

// nextStepPage answers GET /stader/{code}/nasta-steg/{slug}.
func nextStepPage(v *visit) (*page, error) {
	r, err := v.site.analyst.NextStep(v.ctx, v.filter, v.param("code"), v.param("slug"))
	if err != nil {
		return nil, err
	}
	c := r.Commitment
	d := nextStep{
		City:       link{r.City.Name, v.href("/stader/"+r.City.Code) + "#" + c.Slug},
		Commitment: link{v.name(c), v.href("/ataganden/" + c.Slug)},
		Title:      v.nextStepFinding(r), Mark: v.mark(c), State: v.stateLine(r.Cover),
		Where: v.stateText(r.Cell.State), Cell: v.stateCell(r.Cell.State, "", ""),
	}
	switch r.Cell.State {
	case analytics.NoPart, analytics.Silent, analytics.NotHandedIn:
		d.Aside = v.T("nextstep.from", v.stateText(r.Cell.State))
	}
	for i := range r.Actions {
		d.Actions = append(d.Actions, v.nextAction(&r.Actions[i]))
	}
	if len(r.Actions) > 0 {
		d.Figure = new(v.nextStepFigure(r))
	}
	if p := v.filter.Edition.Number(c.Number - 1); p != nil {
		d.Previous = &link{v.name(p), v.href(nextStepPath(r.City.Code, p.Slug))}
	}
	if n := v.filter.Edition.Number(c.Number + 1); n != nil {
		d.Next = &link{v.name(n), v.href(nextStepPath(r.City.Code, n.Slug))}
	}
	return &page{Template: "nextstep", Title: d.Title, Data: d}, nil
}

// nextStepFinding says how much remains.
func (v *visit) nextStepFinding(r analytics.NextStep) string {
	about, n, all := v.prose(r.Commitment), r.Remaining(), len(r.Actions)
	switch {
	case r.Next == 0:
		return v.T("nextstep.top", r.City.Name, about)
	case all == 0:
		return v.T("nextstep.noactions", r.City.Name, r.Next, about)
	case n == 0:
		return v.lang.Plural("nextstep.ready", all, r.City.Name, r.Next, about)
	case n == all:
		return v.lang.Plural("nextstep.all", all, locale.Sentence(v.lang.Word(all)), r.City.Name, r.Next, about)
	default:
		return v.lang.Plural("nextstep.some", n, locale.Sentence(v.lang.Word(n)), v.lang.Word(all), r.City.Name, r.Next, about)
	}
}

// nextAction lays out one action.
func (v *visit) nextAction(a *analytics.StepAction) nextAction {
	n := nextAction{
		stepAction: v.stepAction(a.CityAction), Action: a.Action.ID, Ordinal: a.Action.Ordinal, Lines: strings.Split(a.Action.Text, "\n"),
		English: strings.Split(a.Action.English, "\n"),
	}
	for _, o := range a.Others {
		near := nearCity{link: link{o.Name, v.href("/stader/"+o.Code) + "#" + a.Action.Commitment}, Evidence: v.evidence(o.Link)}
		about := []string{v.stateText(o.Declared)}
		if o.SameCounty {
			about = append(about, v.T("nextstep.county"))
		}
		near.About = strings.Join(append(about, v.lang.Plural("city.population", o.Population)), ", ")
		if o.Status == data.Done {
			n.Done = append(n.Done, near)
		} else {
			n.Underway = append(n.Underway, near)
		}
	}
	return n
}

// nextStepFigure is how far all members have come with the next level's actions.
func (v *visit) nextStepFigure(r analytics.NextStep) figure {
	own := url.Values{"stad": {r.City.Code}, "atagande": {r.Commitment.Slug}}
	statuses := nextStepStatuses(r)
	f := figure{
		ID: "fig-next", Title: v.actionsFinding(statuses), Sub: v.T("nextstep.sub", r.Next),
		Chart: v.chartAddress("next-step", own), Height: chart.ProcessHeight(nextStepBars(r), false), Note: v.coverNote(r.Cover),
		Table: table{Caption: v.T("nextstep.sub", r.Next), Head: []cell{{Text: v.T("column.action")}}},
		Files: v.cityFiles(report.NextStep, own),
	}
	for i := len(data.Statuses) - 1; i >= 0; i-- {
		f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(data.Statuses[i]), Num: true})
	}
	f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(""), Num: true})
	for _, a := range r.Actions {
		row := []cell{{
			Text: strconv.Itoa(a.Action.Ordinal) + " " + a.Action.Label.In(string(v.lang)), Href: v.href("/atgarder/" + a.Action.ID), Head: true,
		}}
		f.Table.Rows = append(f.Table.Rows, append(row, v.statusCells(a.Action.ID, a.Counts, r.Members)...))
	}
	if r.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// nextStepStatuses are the statuses of the next level's actions alone.
func nextStepStatuses(r analytics.NextStep) analytics.Commitment {
	c := analytics.Commitment{Cover: r.Cover, Commitment: r.Commitment}
	for i := range r.Actions {
		c.Levels[0].Actions = append(c.Levels[0].Actions, analytics.ActionStatus{Action: r.Actions[i].Action, Counts: r.Actions[i].Counts})
	}
	return c
}

// nextStepBars are the same for the chart.
func nextStepBars(r analytics.NextStep) analytics.ProcessActions {
	var p analytics.ProcessActions
	for _, a := range nextStepStatuses(r).Levels[0].Actions {
		p.Actions = append(p.Actions, analytics.ProcessAction{Commitment: r.Commitment, ActionStatus: a})
	}
	return p
}
