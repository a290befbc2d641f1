package dashboard

import (
	"net/url"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
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

// either is the commitment as it is called now, or was called.
func either(c analytics.TransitionCommitment) *data.Commitment {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// developmentPage answers GET /utveckling.
func developmentPage(v *visit) (*page, error) {
	r, at, err := v.question().Transitions(v.ctx)
	if err != nil {
		return nil, err
	}
	c := r.Commitments[at]
	d := development{
		Title: v.movesFinding(r, c), State: v.stateLine(r.Cover), Filters: v.filters(), Choice: v.developmentChoice(r, at),
		Flow: v.flowFigure(r, c), Files: v.ownLinks(report.Moves),
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
	view := &cited{Name: viewOf(v.T("nav.development"), v.name(either(c))), Cover: r.Cover, Chosen: url.Values{"atagande": {either(c).Slug}}}
	if r.From == r.To { // the day is that of another edition only where somebody has chosen it
		view.Chosen.Set("fran", r.FromDay)
	}
	return &page{Template: "development", Title: v.T("nav.development") + ": " + d.Title, Data: d, Cite: view}, nil
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
