package dashboard

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// apiPrefix begins the addresses of the API.
const apiPrefix = "/api/v1/"

// apiPermissions are the rows of the addresses with an ending.
var apiPermissions = []row{{get, "/api/v1/:name.:form", everybody, "", noOnes, noProof, false, ""}}

// resource is an address of the API that reads, as it is documented.
type resource struct {
	opendata.Operation

	site  *Site
	own   []string                      // its parameters beside the filter's, in any edition
	known map[string]opendata.Operation // the same address, by edition
	asked answering                     // where format= or the Accept header says the form
	named answering                     // where the address does
}

// answering is how a resource answers: with what is made in memory, or with what may be large.
type answering struct{ quick, export fiber.Handler }

// apiRoutes lays the API as it is documented: what an address is asked with and the forms that it answers in stand in opendata alone.
func (s *Site) apiRoutes(api plot) {
	resources := s.resources()
	for _, r := range resources {
		api.Get(strings.NewReplacer(apiPrefix, "/", "{name}", ":name").Replace(r.Path), r.negotiated)
	}
	api.Get("/:name.:form", func(c *fiber.Ctx) error {
		name, form, ok := apiFile(c.Params("name") + "." + c.Params("form"))
		for _, r := range resources {
			if r.Name == name && r.Ended() {
				return r.ended(c, form, ok)
			}
		}
		return notFound("error.notfound")
	})
	api.Post("/submissions", s.apiSubmit)
}

// resources are the documented addresses that something of ours answers.
func (s *Site) resources() []*resource {
	var all []*resource
	editions := s.db.Catalogue().Editions
	known := map[string]map[string]opendata.Operation{} // by path and edition
	for i := range editions {
		for _, o := range s.documented(&editions[i]) {
			if known[o.Path] == nil {
				known[o.Path] = map[string]opendata.Operation{}
			}
			known[o.Path][editions[i].ID] = o
		}
	}
	for _, o := range s.documented(s.db.Catalogue().Current()) {
		build := apiAnswers[o.Name]
		if build == nil {
			continue
		}
		r := &resource{Operation: o, site: s, known: known[o.Path]}
		for _, other := range r.known {
			for _, name := range ownParameters(other) {
				if !slices.Contains(r.own, name) {
					r.own = append(r.own, name)
				}
			}
		}
		answer := func(v *visit) (*file, error) {
			f, err := r.file(v, build)
			if err != nil {
				return nil, r.explained(v, err)
			}
			return f, nil
		}
		r.asked = answering{s.download(answer, r.own...), s.export(answer, r.own...)}
		own := slices.DeleteFunc(slices.Clone(r.own), func(name string) bool { return name == "format" })
		r.named = answering{s.download(answer, own...), s.export(answer, own...)}
		all = append(all, r)
	}
	return all
}

// file is what build answers or, of a tool in another form than JSON, the rows of the report of its name.
func (r *resource) file(v *visit, build fileFunc) (*file, error) {
	if !r.Table {
		return build(v)
	}
	form, err := v.askedForm()
	if err != nil {
		return nil, err
	}
	if form == report.JSON {
		return build(v)
	}
	return v.tableFile(report.What(r.Name), form)
}

// documented lists the API's addresses as an edition has them.
func (s *Site) documented(e *data.Edition) []opendata.Operation {
	a := opendata.API{Portal: opendata.Portal{Catalogue: s.db.Catalogue(), Edition: e, Lang: "sv"}, Charts: chartNames[:]}
	return a.Operations()
}

// ownParameters are those that the address has beside the filter's.
func ownParameters(o opendata.Operation) []string {
	var names []string
	for _, p := range o.Parameters {
		if p.In == "query" && !p.Selects && p.Name != "stad" {
			names = append(names, p.Name)
		}
	}
	return names
}

// negotiated answers in the form that format= or else the Accept header asks for, where there are several.
func (r *resource) negotiated(c *fiber.Ctx) error {
	form := report.Format("")
	if forms := r.Forms(); len(forms) > 1 && (c.Query("format") == "" || !slices.Contains(r.own, "format")) {
		var err error
		if form, err = negotiate(c, slices.DeleteFunc(slices.Clone(forms), func(f report.Format) bool { return f == report.ExcelCSV })); err != nil {
			return err
		}
	}
	return r.answer(c, r.asked, form)
}

// ended answers in the form that the address says.
func (r *resource) ended(c *fiber.Ctx, form report.Format, ok bool) error {
	switch {
	case ok && form == "":
		return r.toPage(c)
	case !ok || !slices.Contains(r.Forms(), form):
		return &problem{fiber.StatusNotFound, "error.notfound", nil, r.addresses()}
	}
	c.Locals(formKey, form)
	return r.answer(c, r.named, form)
}

// answer makes the answer: rows, and tables that are no text, with the bounds of exports.
func (r *resource) answer(c *fiber.Ctx, how answering, form report.Format) error {
	if r.Rows || form.Binary() {
		return how.export(c)
	}
	return how.quick(c)
}

// addresses are those with an ending, and the page.
func (r *resource) addresses() []string {
	var list []string
	for _, f := range r.Forms() {
		list = append(list, r.Path+f.Suffix())
	}
	return append(list, r.Path+".html")
}

// apiFile splits the last part of an address with an ending. The form is "" for a page; ok is false where there is no such ending.
func apiFile(name string) (resource string, form report.Format, ok bool) {
	if base, page := strings.CutSuffix(name, ".html"); page {
		return base, "", true
	}
	if what, form, ok := report.ParseFile(name); ok {
		return string(what), form, true
	}
	base, _, _ := strings.Cut(name, ".")
	return base, "", false
}

// bare is the visit's path, in the API without the ending that says the form.
func (v *visit) bare() string {
	name, ok := strings.CutPrefix(v.path, apiPrefix)
	if !ok || strings.Contains(name, "/") {
		return v.path
	}
	base, _, _ := apiFile(name)
	return apiPrefix + base
}
