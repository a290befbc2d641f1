package dashboard

import (
	"cmp"
	"maps"
	"net/url"
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/cite"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/release"
)

// cited is what a page rests on, from which the frame draws how to cite it. A page without one is not cited; why is said in
// TestCitingEveryView.
type cited struct {
	Name     string // of the view in a reference's title, "" for what needs no name of its own
	Cover    analytics.Cover
	Chosen   url.Values // what the page has chosen where the address does not say, and may choose otherwise another day
	Note     string     // whose the other figures on the page are, "" where all are the cities' submissions
	Placed   bool       // the page's own template draws it, open: {{template "citation" (list $v $v.Citation)}}
	HandedOn bool       // the page is made to be handed on: its print has the reference
}

// citation is how to cite what a page shows.
type citation struct {
	Text     string
	Warning  string // what to know before citing live figures; "" of a release
	Instead  link   // the release to cite instead; zero where there is none
	At       string // where that release is found, for paper
	Files    []link // the same for reference managers
	HandedOn bool
}

// Citation is how to cite the page.
func (v *view) Citation() citation { return v.cite(v.Page.Cite) }

// cite is how to cite the page as it is now, with its filter and with what it has chosen. Live figures can change, which it says.
func (v *visit) cite(c *cited) citation {
	page := v.settled(c)
	r := page.reference(c)
	q := v.filter.Query(v.catalogue())
	q.Set("sida", withQuery(v.path, page.query))
	out := citation{
		Text: v.worded(r, c.Cover.Example), Warning: v.T("cite.live"), Files: v.referenceLinks("/citera", q), HandedOn: c.HandedOn,
	}
	if n := v.site.releases.Newest(v.filter.Edition.ID); n != nil {
		out.Instead, out.At = link{v.T("cite.instead", strconv.Itoa(n.Number), v.lang.Date(n.Frozen)), v.releaseHref(n.Number)}, n.URL
	}
	return out
}

// citeAt is how to cite the page at path instead, which rests on the same.
func (v *visit) citeAt(path string, c analytics.Cover) citation {
	page := *v
	page.path = path
	return page.cite(&cited{Cover: c})
}

// settled is the visit with what its page has chosen, as if the address had said so.
func (v *visit) settled(c *cited) *visit {
	page := *v
	page.query = maps.Clone(c.Chosen)
	if page.query == nil {
		page.query = url.Values{}
	}
	maps.Copy(page.query, v.query)
	return &page
}

// citeRelease is how to cite a release.
func (v *visit) citeRelease(m *release.Manifest) citation {
	return citation{Text: v.worded(v.releaseReference(m), m.Example), Files: v.referenceLinks("/data/v/"+strconv.Itoa(m.Number)+"/citera", url.Values{})}
}

// referenceLinks offers a reference for reference managers.
func (v *visit) referenceLinks(path string, q url.Values) []link {
	if v.lang == locale.English {
		q.Set("sprak", "en")
	}
	return []link{{"BibTeX", withQuery(path+".bib", q)}, {"CSL-JSON", withQuery(path+".json", q)}}
}

// publisher is who answers for the figures.
func (v *visit) publisher() string { return cmp.Or(v.site.operator, siteName) }

// citedTitle is an edition's title in a reference, which names the site once: as publisher where nobody else is.
func (v *visit) citedTitle(publisher, edition string) string {
	if publisher == siteName {
		return edition
	}
	return v.T("cite.title", edition)
}

// reference is how to cite the visit's page with its filter.
func (v *visit) reference(c *cited) cite.Reference {
	day := cmp.Or(v.filter.AsOf, v.lang.Date(c.Cover.AsOf), v.today())
	title := v.citedTitle(v.publisher(), v.filter.Edition.Title.In(string(v.lang)))
	if c.Name != "" {
		title += " – " + c.Name
	}
	note := v.lang.Plural("cite.note.live", c.Cover.Members, day, c.Cover.HandedIn)
	if c.Note != "" {
		note += ". " + c.Note
	}
	return cite.Reference{
		Key:       "pionjarkollen-" + strings.ReplaceAll(v.filter.Edition.ID, "/", "-") + "-" + strings.ReplaceAll(day, "-", ""),
		Publisher: v.publisher(), Title: title, Edition: v.filter.Edition.ID, Issued: day, Genre: v.T("cite.genre"),
		Note: strings.TrimSuffix(note, "."), URL: v.site.home() + v.pageAddress(), Accessed: v.today(), Lang: string(v.lang),
	}
}

// pageAddress is the visit's page in its language, with everything it was asked with. It names the edition also while that is the current
// one: the reference is to the figures of this edition when there is a next.
func (v *visit) pageAddress() string {
	path := v.lang.Prefix() + v.path
	if path == "/en/" {
		path = "/en"
	}
	address := withQuery(path, with(v.canonical(), "version", v.filter.Edition.ID))
	return strings.ReplaceAll(address, "%2F", "/") // which a query may hold, and people read
}

// releaseReference is how to cite a release. The address is the one it was frozen with, also if the site has moved since.
func (v *visit) releaseReference(m *release.Manifest) cite.Reference {
	day := v.lang.Date(m.Frozen)
	return cite.Reference{
		Key: "pionjarkollen-utgava-" + strconv.Itoa(m.Number), Publisher: m.Publisher, Title: v.citedTitle(m.Publisher, m.Title.In(string(v.lang))),
		Edition: m.Edition, Version: strconv.Itoa(m.Number), Issued: day, Genre: v.T("cite.genre"),
		Note: v.lang.Plural("cite.note.release", m.Coverage.Members, strconv.Itoa(m.Number), day, m.Coverage.HandedIn),
		URL:  m.URL, Accessed: v.today(), Lang: string(v.lang),
	}
}

// worded is a reference for people.
func (v *visit) worded(r cite.Reference, example bool) string {
	year, _, _ := strings.Cut(r.Issued, "-")
	at := r.URL
	if strings.HasPrefix(at, "/") { // the site does not know its own address
		at = v.T("sheet.onsite", at)
	}
	text := v.T("cite.text", r.Publisher, year, r.Title, r.Note, at, r.Accessed)
	if example {
		text += " " + v.T("example.cite")
	}
	return text
}

// referenceFile writes a reference in the format that the address ends with.
func (v *visit) referenceFile(r cite.Reference, example bool) (*file, error) {
	if example {
		r.Note += ". " + v.T("example.cite")
	}
	if v.site.public == nil {
		r.URL = "" // a path alone leads nowhere
	}
	if strings.HasSuffix(v.path, ".bib") {
		return &file{contentType: cite.BibTeXType, name: r.Key + ".bib", body: []byte(r.BibTeX())}, nil
	}
	body, err := r.CSL()
	return &file{contentType: cite.CSLType, name: r.Key + ".json", body: body}, err
}

// releaseReference answers GET /data/v/{number}/citera.bib and .json.
func releaseReference(v *visit) (*file, error) {
	m, err := v.release()
	if err != nil {
		return nil, err
	}
	return v.referenceFile(v.releaseReference(m), m.Example)
}

// liveReference answers GET /citera.bib and .json: how to cite the page sida, whose filter stands beside it. It makes the page, so that
// the reference says what the page does, and there is none to what is no page.
func liveReference(v *visit) (*file, error) {
	refused := &problem{400, "error.filter", []string{"sida", v.query.Get("sida")}, []string{"/", "/rapporter", "/stader/0780"}}
	at, err := url.Parse(cmp.Or(v.query.Get("sida"), "/"))
	const longest = 400
	if err != nil || at.IsAbs() || at.Host != "" || at.Fragment != "" || len(v.query.Get("sida")) > longest {
		return nil, refused
	}
	page := *v
	shown, err := page.citable(at)
	if err == nil && shown == nil {
		return nil, refused
	}
	if err != nil {
		if asProblem(err).status < 500 {
			return nil, refused
		}
		return nil, err
	}
	return v.referenceFile(page.settled(shown).reference(shown), shown.Cover.Example)
}
