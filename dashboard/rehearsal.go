package dashboard

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// rehearsal is a city with other levels than those that stand. Nothing of it is handed in.
type rehearsal struct {
	City    analytics.City
	Title   string
	Aside   string // what would remain to be done
	State   string
	Action  string // address of the form
	Date    string
	Choices []levelChoice
	Changed bool
	Reset   string
	Share   string // the whole address, for copying; "" when the site does not know its own
	Figure  figure
	Tries   []tried
	Draft   []fact // the tried levels, for a draft to hand in; nil when the visitor may not hand in for the city
	Up      string
}

// levelChoice is a list of levels for one commitment.
type levelChoice struct {
	Slug, Name string
	Options    []option
}

// tried is one commitment with another level.
type tried struct {
	Slug     string
	Name     string
	From, To string
	Added    []stepAction
	Dropped  []stepAction
	Summary  string
	Level    int // the tried one; at 0 there is nobody to join
	Peers    []link
}

// slugs are the commitments of every edition: the parameters that a rehearsal tries levels by.
func (s *Site) slugs() []string {
	var all []string
	for _, e := range s.db.Catalogue().Editions {
		for _, c := range e.Commitments {
			if !slices.Contains(all, c.Slug) {
				all = append(all, c.Slug)
			}
		}
	}
	return all
}

// triedLevels reads the levels that an address or a form tries. A commitment that the edition does not have is left out.
func (v *visit) triedLevels(from url.Values) (map[string]int, error) {
	levels := map[string]int{}
	for _, c := range v.filter.Edition.Commitments {
		text := from.Get(c.Slug)
		if text == "" {
			continue
		}
		level, err := strconv.Atoi(text)
		if err != nil || level < 0 || level > 3 || text != strconv.Itoa(level) {
			return nil, &problem{400, "error.filter", []string{c.Slug, text}, []string{"0", "1", "2", "3"}}
		}
		levels[c.Slug] = level
	}
	return levels, nil
}

// rehearse asks what the address tries for a city.
func (v *visit) rehearse(code string) (analytics.Rehearsal, error) {
	levels, err := v.triedLevels(v.query)
	if err != nil {
		return analytics.Rehearsal{}, err
	}
	return v.site.analyst.Rehearse(v.ctx, v.filter, code, levels)
}

// rehearsalPage answers GET /stader/{code}/tank-om: anyone may try levels for a city, in the address alone.
func rehearsalPage(v *visit) (*page, error) {
	r, err := v.rehearse(v.param("code"))
	if err != nil {
		return nil, err
	}
	path := "/stader/" + r.City.Code
	d := rehearsal{
		City: r.City, State: v.stateLine(r.Cover), Action: v.lang.Prefix() + path + "/tank-om", Date: v.filter.AsOf,
		Reset: v.href(path + "/tank-om"), Up: v.href(path), Figure: v.rehearsalFigure(r),
	}
	d.Title, d.Aside = v.rehearsalFinding(r)
	for _, row := range r.Rows {
		d.Choices = append(d.Choices, v.levelChoice(row))
	}
	for _, row := range r.Changes() {
		d.Changed = true
		d.Tries = append(d.Tries, v.tried(row))
		if v.session != nil && v.session.MayHandIn(r.City.Code) {
			d.Draft = append(d.Draft, fact{row.Commitment.Slug, string(row.Then)})
		}
	}
	if home := v.site.home(); home != "" && d.Changed {
		d.Share = home + v.lang.Prefix() + withQuery(path+"/tank-om", v.canonical())
	}
	return &page{Template: "rehearsal", Title: r.City.Name + ": " + d.Title, Data: d, NoIndex: true}, nil
}

// levelChoice offers every level that does not stand, and to leave what does.
func (v *visit) levelChoice(row analytics.RehearsalRow) levelChoice {
	c := levelChoice{Slug: row.Commitment.Slug, Name: v.name(row.Commitment)}
	c.Options = append(c.Options, option{"", v.T("rehearsal.asis", v.stateText(row.Now.State)), !row.Changed})
	for _, s := range [...]analytics.State{analytics.Level3, analytics.Level2, analytics.Level1, analytics.NoPart} {
		if s != row.Now.State {
			c.Options = append(c.Options, option{string(s), v.stateText(s), row.Changed && s == row.Then})
		}
	}
	return c
}

// rehearsalFinding says what the tried levels would mean.
func (v *visit) rehearsalFinding(r analytics.Rehearsal) (title, aside string) {
	changes := r.Changes()
	if len(changes) == 0 {
		return v.T("rehearsal.none", r.City.Name), ""
	}
	added, dropped, remaining := 0, 0, 0
	for i := range changes {
		added += len(changes[i].Added)
		dropped += len(changes[i].Dropped)
		remaining += changes[i].Remaining()
	}
	var what []string
	if added > 0 {
		what = append(what, v.counted("rehearsal.more", added))
	}
	if dropped > 0 {
		what = append(what, v.counted("rehearsal.fewer", dropped))
	}
	if len(what) == 0 {
		what = []string{v.T("rehearsal.same")}
	}
	title = v.T("rehearsal.finding", v.counted("rehearsal.levels", len(changes)), r.City.Name, v.lang.List(what))
	switch {
	case added == 0:
	case remaining == 0:
		aside = v.T("rehearsal.remaining.none")
	case remaining == added:
		aside = v.T("rehearsal.remaining.all")
	default:
		aside = locale.Sentence(v.counted("rehearsal.remaining", remaining))
	}
	return title, aside
}

// counted is a message for one or for many, with the number as a word.
func (v *visit) counted(key string, n int) string { return v.lang.Plural(key, n, v.lang.Word(n)) }

// triedFiles offers what was tried as JSON, which says that nobody has handed it in. It is in no report: those hold what stands.
func (v *visit) triedFiles(own url.Values) []link {
	q := analytics.Filter{Edition: v.filter.Edition, AsOf: v.filter.AsOf}.Query(v.catalogue())
	maps.Copy(q, own)
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	return []link{{v.T("file.json"), withQuery("/api/v1/rehearsal.json", q)}}
}

// rehearsalFigure is the profile before and after.
func (v *visit) rehearsalFigure(r analytics.Rehearsal) figure {
	own := url.Values{"stad": {r.City.Code}}
	for _, row := range r.Changes() {
		own.Set(row.Commitment.Slug, string(row.Then))
	}
	f := figure{
		ID: "fig-rehearsal", Title: v.rehearsalLevels(r), Sub: v.T("rehearsal.sub"),
		Chart: v.chartAddress("rehearsal", own), Height: chart.ComparisonHeight(len(r.Rows)), Note: v.coverNote(r.Cover),
		Table: table{Caption: v.T("rehearsal.sub"), Class: "matrix", Head: []cell{
			{Text: v.T("column.commitment")}, {Text: v.T("rehearsal.now")}, {Text: v.T("rehearsal.then")},
		}},
		Files: v.triedFiles(own),
	}
	for _, row := range r.Rows {
		slug := row.Commitment.Slug
		f.Table.Rows = append(f.Table.Rows, []cell{
			{Text: v.name(row.Commitment), Href: v.href("/ataganden/" + slug), Head: true},
			v.stateCell(row.Now.State, "now/"+slug, v.href("/stader/"+r.City.Code)+"#"+slug),
			v.stateCell(row.Then, "then/"+slug, v.href("/ataganden/"+slug)),
		})
	}
	return f
}

// rehearsalLevels counts the levels that would be higher and lower; a level where there was none, or none of one, is neither.
func (v *visit) rehearsalLevels(r analytics.Rehearsal) string {
	higher, lower, first := 0, 0, 0
	for _, row := range r.Changes() {
		now, stated := row.Now.State.Level()
		then, _ := row.Then.Level()
		switch {
		case !stated:
			first++
		case then > now:
			higher++
		default:
			lower++
		}
	}
	var parts []string
	for _, p := range []struct {
		key string
		n   int
	}{{"rehearsal.higher", higher}, {"rehearsal.lower", lower}, {"rehearsal.first", first}} {
		if p.n > 0 {
			parts = append(parts, v.counted(p.key, p.n))
		}
	}
	if len(parts) == 0 {
		return v.T("rehearsal.unchanged")
	}
	return locale.Sentence(v.lang.List(parts))
}

// tried lays out one commitment with another level.
func (v *visit) tried(row analytics.RehearsalRow) tried {
	t := tried{
		Slug: row.Commitment.Slug, Name: v.name(row.Commitment), From: v.stateText(row.Now.State), To: v.stateText(row.Then),
	}
	t.Level, _ = row.Then.Level()
	for _, a := range row.Added {
		t.Added = append(t.Added, v.stepAction(a))
	}
	for _, a := range row.Dropped {
		t.Dropped = append(t.Dropped, v.stepAction(a))
	}
	switch {
	case len(row.Added) > 0:
		t.Summary = v.T("rehearsal.row.added", locale.Sentence(v.counted("rehearsal.more", len(row.Added))), row.Remaining())
	case len(row.Dropped) > 0:
		t.Summary = v.T("rehearsal.row.dropped", locale.Sentence(v.counted("rehearsal.fewer", len(row.Dropped))))
	default:
		t.Summary = v.T("rehearsal.row.none")
	}
	for _, p := range row.Peers {
		t.Peers = append(t.Peers, link{p.Name, v.href("/stader/"+p.Code) + "#" + row.Commitment.Slug})
	}
	return t
}

// rehearsedFile is the file in the levels form that hands in what is tried, and nothing else: what a file does not mention stays.
func rehearsedFile(place *data.Municipality, e *data.Edition, levels map[string]int) []byte {
	var text bytes.Buffer
	text.WriteString("kommunkod;kommun;åtagande;nivå;version\r\n")
	for _, c := range e.Commitments {
		if level, ok := levels[c.Slug]; ok {
			fmt.Fprintf(&text, "%s;%s;%s;%d;%s\r\n", place.Code, place.Name, c.Slug, level, e.ID)
		}
	}
	return text.Bytes()
}
