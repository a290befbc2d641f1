package dashboard

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
)

//go:embed views/*.html views/pages/*.html
var viewFiles embed.FS

// page is one rendered page: the template that draws it and that template's own typed data.
type page struct {
	Template string // file in views/pages without .html
	Title    string // the document's title, without the site's name
	Data     any
	Private  bool   // depends on who asks even where nobody is signed in: never cached
	NoIndex  bool   // search engines are asked to pass
	Frame    string // file in views that the page stands in; "" is the site's, with its head and foot
	Cite     *cited // how to cite the figures on the page; nil where it has none that are cited
}

// views are the parsed templates, one set per page over the common frame.
type views struct{ pages map[string]*template.Template }

func loadViews() (*views, error) {
	frame, err := template.New("frame").Funcs(template.FuncMap{
		"list":     func(items ...any) []any { return items }, // hands several values to a part
		"shy":      locale.Shy,
		"plus":     func(more, n int) int { return n + more },
		"external": func(href string) bool { return strings.HasPrefix(href, "http") },
	}).ParseFS(viewFiles, "views/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse frame: %w", err)
	}
	names, err := fs.Glob(viewFiles, "views/pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	v := &views{pages: map[string]*template.Template{}}
	for _, name := range names {
		t, err := template.Must(frame.Clone()).ParseFS(viewFiles, name)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
		v.pages[strings.TrimSuffix(path.Base(name), ".html")] = t
	}
	return v, nil
}

// render draws a page for a visit.
func (vs *views) render(v *visit, p *page) ([]byte, error) {
	t, ok := vs.pages[p.Template]
	if !ok {
		return nil, fmt.Errorf("no view %q", p.Template)
	}
	example, err := v.example()
	if err != nil && p.Template != "error" { // which shows no answers, and is drawn also when the database cannot be asked
		return nil, err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, cmp.Or(p.Frame, "frame.html"), &view{visit: v, Page: p, D: p.Data, Example: example}); err != nil {
		return nil, fmt.Errorf("render %s: %w", p.Template, err)
	}
	return b.Bytes(), nil
}

// exampleMark remembers whether any standing answer was invented, for one state of the data.
type exampleMark struct {
	version uint64
	edition string
	example bool
}

// example tells whether any standing answer is invented, so that every page can say so. It asks once per data version.
func (v *visit) example() (bool, error) {
	mark := exampleMark{version: v.site.db.Version(), edition: v.filter.Edition.ID}
	if known := v.site.example.Load(); known != nil && known.version == mark.version && known.edition == mark.edition {
		return known.example, nil
	}
	all := analytics.Filter{Edition: v.filter.Edition, Roles: analytics.Roles[:]}
	coverage, err := v.site.analyst.Coverage(v.ctx, all)
	if err != nil {
		return false, fmt.Errorf("ask for example data: %w", err)
	}
	mark.example = coverage.Example
	v.site.example.Store(&mark)
	return mark.example, nil
}

// view is what every template sees: the visit's language and address, the page, and its data as D.
type view struct {
	*visit
	Page    *page
	D       any
	Example bool
}

// Lang is the page's language, "sv" or "en".
func (v *view) Lang() string { return string(v.lang) }

// Swedish tells which of a page's two prose texts to show.
func (v *view) Swedish() bool { return v.lang == locale.Swedish }

// Other is the other language and this page's address in it.
func (v *view) Other() struct{ Lang, Href, Name string } {
	other := *v.visit
	other.lang = v.lang.Other()
	return struct{ Lang, Href, Name string }{
		string(other.lang), withQuery(strings.TrimSuffix(other.lang.Prefix()+v.path, "/")+slashIfRoot(other.lang, v.path), v.canonical()),
		other.T("nav.this"),
	}
}

// slashIfRoot keeps the Swedish front page at "/"; error pages stand nowhere and lead there too.
func slashIfRoot(lang locale.Lang, path string) string {
	if (path == "/" || path == "") && lang == locale.Swedish {
		return "/"
	}
	return ""
}

// Href writes an address in this language that keeps the filter.
func (v *view) Href(path string) string { return v.href(path) }

// Plain writes an address in this language without the filter.
func (v *view) Plain(path string) string {
	return v.link(path, analytics.Filter{Edition: v.catalogue().Current()})
}

// Here tells whether the page stands at or below path.
func (v *view) Here(path string) bool {
	return v.path == path || path != "/" && strings.HasPrefix(v.path, path+"/")
}

// Static is the address of an asset; its name carries the assets' checksum.
func (v *view) Static(name string) string { return v.site.static.address(name) }

// SignedIn tells whether somebody is signed in.
func (v *view) SignedIn() bool { return v.session != nil }

// CSRF is the token that every form of a signed-in visitor sends back.
func (v *view) CSRF() string {
	if v.session == nil {
		return ""
	}
	return v.session.CSRF
}

// Who is the name of the signed-in visitor and, for a municipality, its name.
func (v *view) Who() string {
	if v.session == nil {
		return ""
	}
	if m := v.catalogue().Municipality(v.session.Home()); m != nil {
		return v.session.Person.Name + ", " + m.Name
	}
	return v.session.Person.Name + ", " + v.T("role.staff")
}

// Num writes a whole number as the language does.
func (v *view) Num(n int) string { return v.lang.Int(n) }

// Date writes a moment's day in Stockholm.
func (v *view) Date(t time.Time) string { return v.lang.Date(t) }

// Clock writes a moment's day and minute in Stockholm.
func (v *view) Clock(t time.Time) string { return v.lang.Clock(t) }

// Sep is what stands before item i of n in a list in prose: "", ", " or " och ".
func (v *view) Sep(i, n int) string {
	switch i {
	case 0:
		return ""
	case n - 1:
		return v.T("list.and")
	default:
		return ", "
	}
}

// Legend explains the signs of the six states, in their order.
func (v *view) Legend() []cell {
	signs := make([]cell, 0, len(analytics.States))
	for _, s := range analytics.States {
		signs = append(signs, v.stateChip(s, ""))
	}
	return signs
}

// Plural writes a message for one or for many.
func (v *view) Plural(key string, n int) string { return v.lang.Plural(key, n) }

// EditionTitle is the edition's full name.
func (v *view) EditionTitle() string { return v.filter.Edition.Title.In(string(v.lang)) }

// EditionID is the edition's short name, "2025/2026".
func (v *view) EditionID() string { return v.filter.Edition.ID }

// SiteName is what the site is called in a document's title.
func (v *view) SiteName() string { return siteName }

// HandInHere tells whether the page has its own primary button.
func (v *view) HandInHere() bool {
	return v.Here("/lamna-in") || v.Here("/inlamningar") || v.Here("/valkommen") || v.Here("/logga-in") || v.Here("/bekrafta") || v.Here("/konto") || v.Here("/jamfor") || v.Here("/personal") || v.Here("/min-kommun")
}

// Operator is who runs the site, a setting.
func (v *view) Operator() string {
	if v.site.operator == "" {
		return v.T("operator.unknown")
	}
	return v.site.operator
}

// Contact is the operator's e-mail address, a setting; "" when not given.
func (v *view) Contact() string { return v.site.contact }
