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

// action is one action looked at closely.
type action struct {
	Title    string
	Done     string
	Kicker   string
	Text     actionText
	Up       link
	Mark     string
	State    string
	Filters  filters
	Status   figure
	Cities   table
	Comments bool // comments are shown: somebody is signed in
	Previous *link
	Next     *link
}

// actionPage answers GET /atgarder/{id}.
func actionPage(v *visit) (*page, error) {
	r, err := v.site.analyst.Action(v.ctx, v.filter, v.param("id"))
	if err != nil {
		return nil, err
	}
	a := r.Action
	c := v.filter.Edition.Commitment(a.Commitment)
	d := action{
		Title:    v.actionFinding(r),
		Kicker:   v.T("action.kicker", c.Label.In(string(v.lang)), v.stateText(analytics.State(strconv.Itoa(a.Level))), a.Ordinal),
		Text:     actionText{Action: a, Lines: strings.Split(a.Text, "\n"), English: strings.Split(a.English, "\n")},
		Up:       link{v.name(c), v.href("/ataganden/" + c.Slug)},
		Mark:     v.mark(c),
		State:    v.stateLine(r.Cover),
		Filters:  v.filters(),
		Status:   v.actionFigure(r),
		Cities:   v.actionCities(r),
		Comments: v.session != nil,
	}
	if done := r.Counts[3].Cities; done > 0 {
		d.Done = locale.Sentence(v.T("action.done", v.lang.Word(done)))
	}
	d.Previous, d.Next = v.neighbours(c, a)
	return &page{Template: "action", Title: a.Label.In(string(v.lang)), Data: d, Cite: citedAs(a.Label.In(string(v.lang)), r.Cover)}, nil
}

// neighbours are the actions before and after within the commitment.
func (v *visit) neighbours(c *data.Commitment, a *data.Action) (before, after *link) {
	var all []*data.Action
	at := 0
	for l := range c.Levels {
		for i := range c.Levels[l].Actions {
			one := &c.Levels[l].Actions[i]
			if one.ID == a.ID {
				at = len(all)
			}
			all = append(all, one)
		}
	}
	to := func(i int) *link {
		if i < 0 || i >= len(all) {
			return nil
		}
		return &link{all[i].Label.In(string(v.lang)), v.href("/atgarder/" + all[i].ID)}
	}
	return to(at - 1), to(at + 1)
}

// actionFinding says how many cities work on the action.
func (v *visit) actionFinding(r analytics.Action) string {
	atWork := r.Counts[2].Cities + r.Counts[3].Cities
	if r.Members == 0 {
		return v.T("overview.nobody")
	}
	finding := v.lang.OfAll(atWork, r.Members, v.noun()) + " " + v.T("action.atwork")
	if atWork == 1 {
		finding = v.lang.OfAll(atWork, r.Members, v.noun()) + " " + v.T("action.atwork.one")
	}
	return finding
}

// actionFigure is the distribution of one action's statuses.
func (v *visit) actionFigure(r analytics.Action) figure {
	f := figure{
		ID: "fig-action", Title: v.T("action.figure"), Sub: v.T("action.sub"),
		Chart:  v.chartAddress("action", url.Values{"atgard": {r.Action.ID}}),
		Height: chart.ActionHeight(false), Note: v.coverNote(r.Cover), Files: v.reportLinks(report.Actions, nil),
		Table: table{Caption: v.T("action.sub"), Head: []cell{{Text: v.T("column.status")}, {Text: v.T("column.cities"), Num: true}}},
	}
	counts := v.statusCells(r.Action.ID, r.Counts, r.Members)
	for i, n := range counts {
		status := data.Status("")
		if i < len(data.Statuses) {
			status = data.Statuses[len(data.Statuses)-1-i]
		}
		f.Table.Rows = append(f.Table.Rows, []cell{{Text: v.statusText(status), Head: true}, n})
	}
	if r.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// actionCities lists what each city has reported on the action, with the submission behind it.
func (v *visit) actionCities(r analytics.Action) table {
	t := table{Caption: v.T("action.cities"), Head: []cell{
		{Text: v.T("column.city")},
		{Text: v.T("column.status")},
		{Text: v.T("column.level.declared")},
		{Text: v.T("column.evidence")},
		{Text: v.T("column.submission")},
	}}
	if v.session != nil {
		t.Head = append(t.Head, cell{Text: v.T("column.comment")})
	}
	for _, c := range r.Cities {
		row := []cell{
			{Text: c.Name, Href: v.href("/stader/"+c.Code) + "#" + r.Action.Commitment, Head: true},
			{Text: v.statusText(c.Status), Class: "status status-" + statusClass(c.Status)},
			v.stateChip(c.Declared, ""),
			v.evidence(c.Link),
			v.behind(c.Submission, c.Line, v.lang.Date(c.Since)),
		}
		if v.session != nil {
			row = append(row, cell{Text: c.Comment})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// statusClass is the style of a status.
func statusClass(s data.Status) string {
	if s == "" {
		return "none"
	}
	return string(s)
}

// evidence is a city's own link, named by its host; what is no web address leads nowhere.
func (v *visit) evidence(href string) cell {
	u, err := url.Parse(href)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
		return cell{}
	}
	return cell{Text: u.Hostname(), Href: href}
}

// behind leads to the submission that a value came from, and says on which of its lines it stands.
func (v *visit) behind(submission int64, line int, date string) cell {
	if submission == 0 {
		return cell{}
	}
	c := cell{Text: date, Href: v.link("/inlamningar/"+strconv.FormatInt(submission, 10), analytics.Filter{Edition: v.catalogue().Current()})}
	if line > 0 {
		c.Sub = v.T("submission.line", strconv.Itoa(line))
	}
	return c
}
