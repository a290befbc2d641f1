package dashboard

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/cite"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/release"
)

// citation is how to cite what a page shows. The template part "citation" draws it: {{template "citation" (list $v .Cite)}}.
type citation struct {
	Text    string
	Warning string // what to know before citing live figures; "" of a release
	Instead link   // the release to cite instead; zero where there is none
	Files   []link // the same for reference managers
}

// cite is how to cite the page as it is now, with its filter; c is what the page rests on. Live figures can change, which it says.
func (v *visit) cite(c analytics.Cover) citation { return v.citeAt(v.path, c) }

// citeAt is cite for the page at path instead.
func (v *visit) citeAt(path string, c analytics.Cover) citation {
	page := *v
	page.path = path
	r := page.reference(c)
	q := v.filter.Query(v.catalogue())
	at := url.Values{}
	maps.Copy(at, v.query)
	q.Set("sida", withQuery(path, at))
	out := citation{Text: v.worded(r, c.Example), Warning: v.T("cite.live"), Files: v.referenceLinks("/citera", q)}
	if n := v.site.releases.Newest(v.filter.Edition.ID); n != nil {
		out.Instead = link{v.T("cite.instead", strconv.Itoa(n.Number), v.lang.Date(n.Frozen)), v.releaseHref(n.Number)}
	}
	return out
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

// reference is how to cite the visit's page with its filter.
func (v *visit) reference(c analytics.Cover) cite.Reference {
	day := cmp.Or(v.filter.AsOf, v.lang.Date(c.AsOf), v.today())
	title := v.T("cite.title", v.filter.Edition.Title.In(string(v.lang)))
	if name := v.citedName(v.path); name != "" {
		title += " – " + name
	}
	return cite.Reference{
		Key:       "pionjarkollen-" + strings.ReplaceAll(v.filter.Edition.ID, "/", "-") + "-" + strings.ReplaceAll(day, "-", ""),
		Publisher: v.publisher(), Title: title, Edition: v.filter.Edition.ID, Issued: day, Genre: v.T("cite.genre"),
		Note: v.T("cite.note.live", day, c.HandedIn, c.Members), URL: v.site.home() + v.pageAddress(), Accessed: v.today(), Lang: string(v.lang),
	}
}

// pageAddress is the visit's page in its language, with everything it was asked with.
func (v *visit) pageAddress() string {
	path := v.lang.Prefix() + v.path
	if path == "/en/" {
		path = "/en"
	}
	return withQuery(path, v.canonical())
}

// releaseReference is how to cite a release. The address is the one it was frozen with, also if the site has moved since.
func (v *visit) releaseReference(m *release.Manifest) cite.Reference {
	day := v.lang.Date(m.Frozen)
	return cite.Reference{
		Key: "pionjarkollen-utgava-" + strconv.Itoa(m.Number), Publisher: m.Publisher, Title: v.T("cite.title", m.Title.In(string(v.lang))),
		Edition: m.Edition, Version: strconv.Itoa(m.Number), Issued: day, Genre: v.T("cite.genre"),
		Note: v.T("cite.note.release", strconv.Itoa(m.Number), day, m.Coverage.HandedIn, m.Coverage.Members),
		URL:  m.URL, Accessed: v.today(), Lang: string(v.lang),
	}
}

// worded is a reference for people.
func (v *visit) worded(r cite.Reference, example bool) string {
	year, _, _ := strings.Cut(r.Issued, "-")
	text := v.T("cite.text", r.Publisher, year, r.Title, r.Note, r.URL, r.Accessed)
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

// liveReference answers GET /citera.bib and .json: how to cite the page sida, whose filter stands beside it.
func liveReference(v *visit) (*file, error) {
	at, err := url.Parse(cmp.Or(v.query.Get("sida"), "/"))
	const longest = 400
	if err != nil || at.IsAbs() || at.Host != "" || at.Fragment != "" || len(v.query.Get("sida")) > longest || !v.citable(at.Path) {
		return nil, &problem{400, "error.filter", []string{"sida", v.query.Get("sida")}, []string{"/", "/rapporter", "/stader/0780"}}
	}
	own := at.Query()
	for name := range own {
		if len(own[name]) > 1 || slices.Contains(filterParameters, name) || name == "sida" || name == "sprak" {
			return nil, &problem{400, "error.filter", []string{"sida", v.query.Get("sida")}, []string{withQuery(at.Path, nil)}}
		}
	}
	page := *v
	page.path, page.query = at.Path, own
	coverage, err := v.site.analyst.Coverage(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	return v.referenceFile(page.reference(coverage.Cover), coverage.Example)
}
