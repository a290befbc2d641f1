package dashboard

import (
	"slices"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// development is how the cities' answers have moved, of one commitment at a time.
type development struct {
	Title     string
	State     string
	Filters   filters
	Choice    lookedAt
	Flow      figure
	Timeline  figure
	Cities    table
	Count     int // changes told
	Crosswalk table
	NoteText  string // what cannot be compared, in words
	Files     []link
}

// lookedAt is a page's own form: what is looked at, since when.
type lookedAt struct {
	Action      string
	Commitments []option
	From        string
	Editions    []option          // none where there is only one
	Kept        map[string]string // the filter, one value per name; names that repeat are joined by commas
	Today       string
}

// sinceMonths is how far back a comparison reaches when nothing is chosen.
const sinceMonths = 6

// since reads the earlier moment: fran, a day, and franversion, an edition.
func (v *visit) since() (analytics.Since, error) {
	s := analytics.Since{Day: v.query.Get("fran"), Edition: v.filter.Edition}
	if id := v.query.Get("franversion"); id != "" {
		if s.Edition = v.catalogue().Edition(id); s.Edition == nil {
			allowed := []string{}
			for _, e := range v.catalogue().Editions {
				allowed = append(allowed, e.ID)
			}
			return s, &analytics.FilterError{Parameter: "franversion", Value: id, Allowed: allowed}
		}
	}
	if s.Day == "" && s.Edition == v.filter.Edition {
		s.Day = v.lang.Date(v.filter.Until(v.site.db.Now()).AddDate(0, -sinceMonths, 0))
	}
	return s, nil
}

// transitions asks who moved where since then, and finds the commitment that the page is about.
func (v *visit) transitions() (r analytics.Transitions, at int, err error) {
	since, err := v.since()
	if err != nil {
		return r, 0, err
	}
	if r, err = v.site.analyst.Transitions(v.ctx, v.filter, since); err != nil {
		return r, 0, err
	}
	asked := v.query.Get("atagande")
	if asked == "" {
		return r, 0, nil
	}
	at = slices.IndexFunc(r.Commitments, func(c analytics.TransitionCommitment) bool { return c.After != nil && c.After.Slug == asked })
	if at < 0 {
		at = slices.IndexFunc(r.Commitments, func(c analytics.TransitionCommitment) bool {
			return c.Pair.Before != nil && c.Pair.Before.Slug == asked
		})
	}
	if at < 0 {
		return r, 0, &analytics.FilterError{Parameter: "atagande", Value: asked, Allowed: slugsOf(r)}
	}
	return r, at, nil
}

// either is the commitment as it is called now, or was called.
func either(c analytics.TransitionCommitment) *data.Commitment {
	if c.After != nil {
		return c.After
	}
	return c.Pair.Before
}

func slugsOf(r analytics.Transitions) []string {
	var list []string
	for _, c := range r.Commitments {
		list = append(list, either(c).Slug)
	}
	return list
}

// developmentPage answers GET /utveckling.
func developmentPage(v *visit) (*page, error) {
	r, at, err := v.transitions()
	if err != nil {
		return nil, err
	}
	c := r.Commitments[at]
	d := development{
		Title: v.movesFinding(r, c), State: v.stateLine(r.Cover), Filters: v.filters(), Choice: v.developmentChoice(r, at),
		Flow: v.flowFigure(r, c), Files: v.ownLinks("/utveckling/", "moves"),
	}
	if c.After != nil {
		line, err := v.site.analyst.Timeline(v.ctx, v.filter, c.After.Slug)
		if err != nil {
			return nil, err
		}
		d.Timeline = v.timelineFigure(line, r.Cover)
	}
	d.Cities, d.Count = v.movesTable(r)
	if r.From != r.To {
		d.Crosswalk, d.NoteText = v.crosswalkTable(r), v.apartText(r)
	}
	return &page{Template: "development", Title: v.T("nav.development") + ": " + d.Title, Data: d}, nil
}

// movesFinding says how many cities raised their level, lowered it, answered or withdrew their answer.
func (v *visit) movesFinding(r analytics.Transitions, c analytics.TransitionCommitment) string {
	if !c.Kind.Comparable() {
		return v.T("crosswalk.title", v.prose(either(c)), r.From.ID, r.To.ID)
	}
	if r.Members == 0 {
		return v.T("overview.nobody")
	}
	raised, lowered, answered, withdrawn := 0, 0, 0, 0
	for _, f := range c.Flows {
		from, stated := f.From.Level()
		to, states := f.To.Level()
		switch {
		case f.From == analytics.OutOfScope || f.To == analytics.OutOfScope:
		case stated && states && to > from:
			raised += f.Cities
		case stated && states && to < from:
			lowered += f.Cities
		case !stated && states:
			answered += f.Cities
		case stated && !states:
			withdrawn += f.Cities
		}
	}
	return locale.Join(v.lang.Raised(raised, r.Members, v.noun(), v.prose(c.After), r.FromDay), v.also("development.lowered", lowered),
		v.also("development.answered", answered), v.also("development.withdrawn", withdrawn))
}

// also says how many did something more; "" when nobody did.
func (v *visit) also(key string, n int) string {
	if n == 0 {
		return ""
	}
	return v.lang.Plural(key, n, v.lang.Word(n))
}

// developmentChoice is the form above the figures.
func (v *visit) developmentChoice(r analytics.Transitions, at int) lookedAt {
	d := lookedAt{Action: v.lang.Prefix() + v.path, From: v.query.Get("fran"), Kept: v.kept(), Today: v.today()}
	if d.From == "" && r.From == r.To {
		d.From = r.FromDay
	}
	for i, c := range r.Commitments {
		d.Commitments = append(d.Commitments, option{either(c).Slug, v.name(either(c)), i == at})
	}
	if len(v.catalogue().Editions) > 1 {
		for _, e := range v.catalogue().Editions {
			if e.ID <= r.To.ID {
				d.Editions = append(d.Editions, option{e.ID, e.ID, e.ID == r.From.ID})
			}
		}
	}
	return d
}

// kept is the filter as hidden fields.
func (v *visit) kept() map[string]string {
	kept := map[string]string{}
	for name, values := range v.filter.Query(v.catalogue()) {
		for i, value := range values {
			if i > 0 {
				kept[name] += ","
			}
			kept[name] += value
		}
	}
	return kept
}

// flowFigure is one commitment's answers at both moments and what lies between.
func (v *visit) flowFigure(r analytics.Transitions, c analytics.TransitionCommitment) figure {
	m := either(c)
	f := figure{
		ID: "fig-flow", Title: v.twoMoments(r, c), Sub: v.T("development.flow.sub", v.prose(m), r.FromDay, r.Day),
		Chart: v.chartAddress("transitions", v.ownQuery("fran", "franversion", "atagande")), Height: chart.TransitionsHeight(c.Kind.Comparable()),
		Note: v.coverNote(r.Cover), Files: v.ownLinks("/utveckling/", "transitions"),
	}
	if c.Kind.Comparable() {
		f.Table = v.flowTable(r, c)
	} else {
		f.Table = v.apartTable(r, c)
		f.Sub = v.T("crosswalk.sub", v.prose(m), v.T("crosswalk."+string(c.Kind))) + v.reason(c)
	}
	if r.Members == 0 && r.Before.Members == 0 {
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	}
	return f
}

// reason is why a commitment cannot be compared, where the crosswalk says so.
func (v *visit) reason(c analytics.TransitionCommitment) string {
	if why := c.Note.In(string(v.lang)); why != "" {
		return ". " + why
	}
	return ""
}

// twoMoments puts both distributions into words.
func (v *visit) twoMoments(r analytics.Transitions, c analytics.TransitionCommitment) string {
	var then, now string
	if c.Pair.Before != nil && r.Before.Members > 0 {
		then = r.FromDay + ": " + lower(v.tally(c.Then))
	}
	if c.After != nil && r.Members > 0 {
		now = r.Day + ": " + lower(v.tally(c.Now))
	}
	return locale.Join(then, now)
}

// flowTable crosses the states then with the states now.
func (v *visit) flowTable(r analytics.Transitions, c analytics.TransitionCommitment) table {
	t := table{Caption: v.T("development.flow.caption", r.FromDay, r.Day), Head: []cell{{Text: v.T("development.thennow")}}}
	states := append(slices.Clone(analytics.States[:]), analytics.OutOfScope)
	then, now, between := map[analytics.State]int{}, map[analytics.State]int{}, map[[2]analytics.State]int{}
	for _, f := range c.Flows {
		then[f.From] += f.Cities
		now[f.To] += f.Cities
		between[[2]analytics.State{f.From, f.To}] += f.Cities
	}
	for _, to := range states {
		t.Head = append(t.Head, cell{Text: v.stateText(to), Num: true})
	}
	t.Head = append(t.Head, cell{Text: v.T("development.sum"), Num: true})
	for _, from := range states {
		row := []cell{{Text: v.stateText(from), Head: true}}
		for _, to := range states {
			row = append(row, v.drawnCount("flow/"+string(from)+"/"+string(to), between[[2]analytics.State{from, to}]))
		}
		t.Rows = append(t.Rows, append(row, v.drawnCount("then/"+string(from), then[from])))
	}
	last := []cell{{Text: v.T("development.sum"), Head: true}}
	for _, to := range states {
		last = append(last, v.drawnCount("now/"+string(to), now[to]))
	}
	t.Rows = append(t.Rows, append(last, cell{}))
	return t
}

// drawnCount is a number that is drawn when it is more than none.
func (v *visit) drawnCount(key string, n int) cell {
	c := cell{Text: v.lang.Int(n), Num: true}
	if n > 0 {
		c.Key, c.Raw = key, strconv.Itoa(n)
	}
	return c
}
