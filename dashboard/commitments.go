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

// commitments is the list of all commitments.
type commitments struct {
	Title   string
	State   string
	Filters filters
	Levels  figure
	List    []commitmentLine
}

// commitmentLine is one commitment in the list.
type commitmentLine struct {
	Commitment *data.Commitment
	Name       string
	Headline   string
	Mark       string // of a proposed or renamed one
	Counts     string // "Sex går före, nio etablerar …"
	Href       string
}

// commitmentsPage answers GET /ataganden.
func commitmentsPage(v *visit) (*page, error) {
	levels, err := v.site.analyst.Levels(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	d := commitments{
		Title: v.T("commitments.title", v.lang.Word(len(levels.Commitments)), len(v.filter.Edition.Commitments)),
		State: v.stateLine(levels.Cover), Filters: v.filters(), Levels: v.levelsFigure(levels),
	}
	for _, c := range levels.Commitments {
		d.List = append(d.List, commitmentLine{
			Commitment: c.Commitment, Name: c.Commitment.Label.In(string(v.lang)), Headline: v.headline(c.Commitment),
			Mark: v.mark(c.Commitment), Counts: v.tally(c.Counts), Href: v.href("/ataganden/" + c.Commitment.Slug),
		})
	}
	return &page{Template: "commitments", Title: v.T("nav.commitments"), Data: d, Cite: citedAs(v.T("nav.commitments"), levels.Cover)}, nil
}

// headline is the official Rubrik, in English our reading of it.
func (v *visit) headline(c *data.Commitment) string {
	if v.lang == locale.English {
		return c.HeadlineEN
	}
	return c.Headline
}

// mark says what a commitment's status is, "" when adopted.
func (v *visit) mark(c *data.Commitment) string {
	if c.Status == data.Adopted {
		return ""
	}
	return v.T("commitment." + string(c.Status))
}

// tally puts a distribution into words.
func (v *visit) tally(counts [6]analytics.Count) string {
	parts := make([]locale.Tally, 0, len(counts))
	for _, n := range counts {
		key := "tally." + string(n.State)
		parts = append(parts, locale.Tally{N: n.Cities, One: v.T(key + ".one"), All: v.T(key + ".many")})
	}
	return v.lang.Tallies(parts)
}

// commitment is one commitment looked at closely.
type commitment struct {
	Commitment *data.Commitment
	Title      string
	Kicker     string
	Mark       string
	State      string
	Filters    filters
	Levels     figure
	Groups     []stateGroup
	Actions    figure
	Support    figure
	Together   string // where it is told who could learn from whom
	Text       []levelText
	Previous   *link
	Next       *link
}

// stateGroup is the cities that are in one state.
type stateGroup struct {
	Name, Class, Sign string
	Cities            []link
}

// levelText is a level's official text with its actions.
type levelText struct {
	Number  int
	Name    string
	Intro   string
	IntroEN string
	Actions []actionText
}

// actionText is an action's official text, in paragraphs and sub-points as printed, and its address.
type actionText struct {
	Action  *data.Action
	Lines   []string
	English []string
	Href    string
}

// commitmentPage answers GET /ataganden/{slug}.
func commitmentPage(v *visit) (*page, error) {
	r, err := v.site.analyst.Commitment(v.ctx, v.filter, v.param("slug"))
	if err != nil {
		return nil, err
	}
	c := r.Commitment
	d := commitment{
		Commitment: c,
		Kicker:     v.T("commitment.kicker", strconv.Itoa(c.Number), c.Label.In(string(v.lang))),
		Mark:       v.mark(c),
		State:      v.stateLine(r.Cover),
		Filters:    v.filters(),
		Levels:     v.commitmentLevels(r),
		Groups:     v.stateGroups(r),
		Actions:    v.actionsFigure(r),
		Text:       v.levelTexts(c),
		Together:   v.togetherAt(c),
	}
	if d.Support, err = v.commitmentSupport(c); err != nil {
		return nil, err
	}
	switch {
	case r.Members == 0:
		d.Title = v.T("overview.nobody")
	case r.HandedIn == 0:
		d.Title = v.T("levels.none")
	default:
		d.Title = v.lang.LeadersIn(r.Counts[0].Cities, r.Members, v.noun(), v.prose(c))
	}
	if p := v.filter.Edition.Number(c.Number - 1); p != nil {
		d.Previous = &link{v.name(p), v.href("/ataganden/" + p.Slug)}
	}
	if n := v.filter.Edition.Number(c.Number + 1); n != nil {
		d.Next = &link{v.name(n), v.href("/ataganden/" + n.Slug)}
	}
	return &page{
		Template: "commitment", Title: c.Label.In(string(v.lang)) + ": " + d.Title, Data: d,
		Cite: &cited{Name: v.name(c), Cover: r.Cover, HandedOn: true},
	}, nil
}

// commitmentLevels is the distribution of one commitment.
func (v *visit) commitmentLevels(r analytics.Commitment) figure {
	one := analytics.Levels{Cover: r.Cover, Commitments: []analytics.LevelsCommitment{{Commitment: r.Commitment, Counts: r.Counts}}}
	f := figure{
		ID: "fig-commitment", Title: v.tally(r.Counts), Sub: v.T("levels.sub.one"),
		Chart: v.chartAddress("commitment", url.Values{"atagande": {r.Commitment.Slug}}), Height: chart.LevelsHeight(1, false),
		Note: v.coverNote(r.Cover), Table: v.levelsTable(one),
		Files: v.reportLinks(report.Commitment, url.Values{"atagande": {r.Commitment.Slug}}),
	}
	if r.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// stateGroups lists who is where, strongest level first.
func (v *visit) stateGroups(r analytics.Commitment) []stateGroup {
	var groups []stateGroup
	for _, s := range analytics.States {
		g := stateGroup{Name: v.stateText(s), Class: "state " + stateClass(s), Sign: v.stateCell(s, "", "").Text}
		for _, c := range r.Cities {
			if c.Cell.State == s {
				g.Cities = append(g.Cities, link{c.Name, v.href("/stader/"+c.Code) + "#" + r.Commitment.Slug})
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// actionsFigure is how far the cities have come with each action of a commitment.
func (v *visit) actionsFigure(r analytics.Commitment) figure {
	f := figure{
		ID: "fig-actions", Title: v.actionsFinding(r), Sub: v.T("actions.sub"),
		Chart:  v.chartAddress("actions", url.Values{"atagande": {r.Commitment.Slug}}),
		Height: chart.ActionStatusHeight(r, false), Note: v.coverNote(r.Cover), Files: v.reportLinks(report.Actions, nil),
		Table: table{Caption: v.T("actions.sub"), Head: []cell{{Text: v.T("column.level")}, {Text: v.T("column.action")}}},
	}
	for i := len(data.Statuses) - 1; i >= 0; i-- {
		f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(data.Statuses[i]), Num: true})
	}
	f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(""), Num: true})
	for _, level := range r.Levels {
		for _, a := range level.Actions {
			row := []cell{
				{Text: v.stateText(analytics.State(strconv.Itoa(level.Level)))},
				{Text: strconv.Itoa(a.Action.Ordinal) + " " + a.Action.Label.In(string(v.lang)), Href: v.href("/atgarder/" + a.Action.ID), Head: true},
			}
			f.Table.Rows = append(f.Table.Rows, append(row, v.statusCells(a.Action.ID, a.Counts, r.Members)...))
		}
	}
	if r.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// statusCells are an action's counts, furthest status first, and who has not reported.
func (v *visit) statusCells(id string, counts [4]analytics.StatusCount, members int) []cell {
	var cells []cell
	rest := members
	for i := len(counts) - 1; i >= 0; i-- {
		n := counts[i]
		rest -= n.Cities
		cells = append(cells, v.countCell(id+"/"+string(n.Status), n.Cities, members))
	}
	return append(cells, v.countCell(id+"/none", rest, members))
}

// countCell is a number of cities with its share of all.
func (v *visit) countCell(key string, n, all int) cell {
	c := cell{Text: v.lang.Int(n), Num: true, Key: key, Raw: strconv.Itoa(n)}
	if n > 0 && all > 0 {
		c.Sub = v.lang.Percent(float64(n) / float64(all))
	}
	return c
}

// actionsFinding names the action most cities work on or have done.
func (v *visit) actionsFinding(r analytics.Commitment) string {
	var best *data.Action
	most, tied := 0, 0
	for _, level := range r.Levels {
		for _, a := range level.Actions {
			switch n := a.Counts[2].Cities + a.Counts[3].Cities; {
			case n > most:
				best, most, tied = a.Action, n, 1
			case n == most && n > 0:
				tied++
			}
		}
	}
	switch {
	case best == nil:
		return v.T("actions.none")
	case tied > 1:
		return v.T("actions.tied", locale.Sentence(v.lang.Word(tied)), most, r.Members)
	default:
		return v.T("actions.most", best.Label.In(string(v.lang)), most, r.Members)
	}
}

// levelTexts is the official text of a commitment's levels.
func (v *visit) levelTexts(c *data.Commitment) []levelText {
	var texts []levelText
	for _, l := range c.Levels {
		t := levelText{Number: l.Number, Name: l.Name.In(string(v.lang)), Intro: l.Intro, IntroEN: l.IntroEN}
		for i := range l.Actions {
			a := &l.Actions[i]
			t.Actions = append(t.Actions, actionText{
				Action: a, Lines: strings.Split(a.Text, "\n"), English: strings.Split(a.English, "\n"), Href: v.href("/atgarder/" + a.ID),
			})
		}
		texts = append(texts, t)
	}
	return texts
}
