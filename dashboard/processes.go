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

// processes are the municipal processes that actions hang on.
type processes struct {
	Title   string
	State   string
	Filters filters
	Figure  figure
	List    []processLine
}

// processLine is one process in the list.
type processLine struct {
	Name, About, Counts, Href string
}

// processesPage answers GET /processer.
func processesPage(v *visit) (*page, error) {
	r, err := v.site.analyst.Processes(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	d := processes{Title: v.processesFinding(r), State: v.stateLine(r.Cover), Filters: v.filters(), Figure: v.processesFigure(r)}
	for _, p := range r.List {
		d.List = append(d.List, processLine{
			Name: p.Process.Label.In(string(v.lang)), About: p.Process.About.In(string(v.lang)),
			Counts: v.lang.Plural("process.actions", len(p.Actions)), Href: v.href("/processer/" + p.Process.Key),
		})
	}
	return &page{Template: "processes", Title: d.Title, Data: d, Cite: citedAs(v.T("processes.kicker"), r.Cover)}, nil
}

// processesFinding names the process that most actions hang on.
func (v *visit) processesFinding(r analytics.Processes) string {
	var best []string
	most := 0
	for _, p := range r.List {
		switch n := len(p.Actions); {
		case n > most:
			most, best = n, []string{p.Process.Phrase.In(string(v.lang))}
		case n == most:
			best = append(best, p.Process.Phrase.In(string(v.lang)))
		}
	}
	if most == 0 {
		return v.T("processes.none")
	}
	return v.lang.Plural("processes.finding", most, locale.Sentence(v.lang.Word(most)), v.lang.List(best))
}

// processesFigure is how many cities are at work in each process.
func (v *visit) processesFigure(r analytics.Processes) figure {
	f := figure{
		ID: "fig-processes", Title: v.processesAtWork(r), Sub: v.T("processes.sub"), Chart: v.chartAddress("processes", nil),
		Height: chart.ProcessesHeight(len(r.List), false), Note: v.coverNote(r.Cover), Files: v.reportLinks(report.Processes, nil),
		Table: table{Caption: v.T("processes.sub"), Head: []cell{
			{Text: v.T("processes.column")}, {Text: v.T("column.actions.count"), Num: true}, {Text: v.T("column.cities"), Num: true},
		}},
	}
	for _, p := range r.List {
		f.Table.Rows = append(f.Table.Rows, []cell{
			{Text: p.Process.Label.In(string(v.lang)), Href: v.href("/processer/" + p.Process.Key), Head: true},
			{Text: v.lang.Int(len(p.Actions)), Num: true},
			v.countCell(p.Process.Key, p.Cities, r.Members),
		})
	}
	switch {
	case r.Members == 0:
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	case len(r.List) == 0:
		f.Height, f.Empty = 0, v.T("processes.none")
	}
	return f
}

// processesAtWork names the processes in which most cities are at work.
func (v *visit) processesAtWork(r analytics.Processes) string {
	var best []string
	most := 0
	for _, p := range r.List {
		switch {
		case p.Cities > most:
			most, best = p.Cities, []string{p.Process.Phrase.In(string(v.lang))}
		case p.Cities == most && most > 0:
			best = append(best, p.Process.Phrase.In(string(v.lang)))
		}
	}
	const asMany = 3
	switch {
	case most == 0:
		return v.T("actions.none")
	case len(best) > asMany:
		return v.T("processes.atwork.several", v.lang.Int(len(best)), most, r.Members)
	default:
		return v.T("processes.atwork", v.lang.List(best), most, r.Members)
	}
}

// process is one process with the actions that hang on it.
type process struct {
	Title   string
	Kicker  string
	About   string
	State   string
	Filters filters
	Figure  figure
	Groups  []processGroup
	Mark    bool // an action of a proposed commitment is among them
}

// processGroup is a commitment's actions that hang on the process.
type processGroup struct {
	Name    string
	Href    string
	Actions []processAction
}

// processAction is one action, with the words that hang it on the process and how many cities work on it.
type processAction struct {
	Label, Href string
	Level       string
	Before      string // the official wording up to the words that say so
	Quote       string
	After       string
	QuoteEN     string
	Count       string
}

// processPage answers GET /processer/{process}.
func processPage(v *visit) (*page, error) {
	r, err := v.site.analyst.Processes(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	p, err := r.Process(v.param("process"))
	if err != nil {
		return nil, err
	}
	d := process{
		Kicker: p.Process.Label.In(string(v.lang)), About: p.Process.About.In(string(v.lang)), State: v.stateLine(r.Cover), Filters: v.filters(),
		Figure: v.processFigure(r, p),
		Title:  v.lang.Plural("process.finding", len(p.Actions), locale.Sentence(v.lang.Word(len(p.Actions))), p.Process.Phrase.In(string(v.lang))),
	}
	for _, a := range p.Actions {
		if last := len(d.Groups) - 1; last < 0 || d.Groups[last].Name != v.name(a.Commitment) {
			d.Groups = append(d.Groups, processGroup{Name: v.name(a.Commitment), Href: v.href("/ataganden/" + a.Commitment.Slug)})
		}
		d.Mark = d.Mark || a.Commitment.Status == data.Proposed
		group := &d.Groups[len(d.Groups)-1]
		hangs := a.Action.On(p.Process.Key)
		before, after, _ := strings.Cut(a.Action.Text, hangs.Quote)
		group.Actions = append(group.Actions, processAction{
			Label: a.Action.Label.In(string(v.lang)), Href: v.href("/atgarder/" + a.Action.ID),
			Level: strconv.Itoa(a.Action.Level) + "." + strconv.Itoa(a.Action.Ordinal), Before: before, Quote: hangs.Quote, After: after,
			QuoteEN: hangs.QuoteEN, Count: v.T("process.count", a.AtWork(), r.Members),
		})
	}
	return &page{Template: "process", Title: d.Title, Data: d, Cite: citedAs(viewOf(v.T("processes.kicker"), d.Kicker), r.Cover)}, nil
}

// processFigure is how far the cities have come with each of the process's actions.
func (v *visit) processFigure(r analytics.Processes, p *analytics.ProcessActions) figure {
	f := figure{
		ID: "fig-process", Title: v.processAtWork(r, p), Sub: v.T("actions.sub"),
		Chart:  v.chartAddress("process", url.Values{"process": {p.Process.Key}}),
		Height: chart.ProcessHeight(*p, false), Note: v.coverNote(r.Cover), Files: v.reportLinks(report.Processes, nil),
		Table: table{Caption: v.T("actions.sub"), Head: []cell{{Text: v.T("column.action")}, {Text: v.T("column.commitment")}}},
	}
	for i := len(data.Statuses) - 1; i >= 0; i-- {
		f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(data.Statuses[i]), Num: true})
	}
	f.Table.Head = append(f.Table.Head, cell{Text: v.statusText(""), Num: true})
	for _, a := range p.Actions {
		row := []cell{
			{Text: a.Action.Label.In(string(v.lang)), Href: v.href("/atgarder/" + a.Action.ID), Head: true},
			{Text: v.name(a.Commitment)},
		}
		f.Table.Rows = append(f.Table.Rows, append(row, v.statusCells(a.Action.ID, a.Counts, r.Members)...))
	}
	if r.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// processAtWork says how many cities are at work in one process.
func (v *visit) processAtWork(r analytics.Processes, p *analytics.ProcessActions) string {
	who := v.lang.OfAll(p.Cities, r.Members, v.noun())
	if p.Cities == 0 {
		return v.T("process.atwork.none", who)
	}
	return v.lang.Plural("process.atwork", p.Cities, who)
}

// apiProcesses answers GET /api/v1/processes: our own division of the actions, with the words it rests on, and how many cities are at
// work.
func apiProcesses(v *visit) (*file, error) {
	type actionJSON struct {
		ID         string `json:"id"`
		Commitment string `json:"commitment"`
		Quote      string `json:"quote"` // of the official wording: why the action hangs on the process
		AtWork     int    `json:"cities_at_work"`
		Reported   int    `json:"cities_reported"`
	}
	type processJSON struct {
		Key     string       `json:"process"`
		Label   bothJSON     `json:"label"`
		About   bothJSON     `json:"about"`
		Cities  int          `json:"cities_at_work"`
		Actions []actionJSON `json:"actions"`
	}
	r, err := v.site.analyst.Processes(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	list := []processJSON{}
	for _, p := range r.List {
		one := processJSON{Key: p.Process.Key, Label: both(p.Process.Label), About: both(p.Process.About), Cities: p.Cities}
		for _, a := range p.Actions {
			one.Actions = append(one.Actions, actionJSON{
				a.Action.ID, a.Commitment.Slug, a.Action.On(p.Process.Key).Quote, a.AtWork(), a.Reported,
			})
		}
		list = append(list, one)
	}
	return jsonFile(map[string]any{
		"edition": r.Edition.ID, "members": r.Members, "handed_in": r.HandedIn, "note": v.T("processes.ours"), "processes": list,
		"example": r.Example,
	})
}
