package dashboard

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/dcat"
)

// dcatPermissions are the rows of the catalogue.
var dcatPermissions = []row{
	{get, "/datasets/dcat", everybody, "", noOnes, noProof, false, ""},
	{get, "/datasets/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/v1", everybody, "", noOnes, noProof, false, ""},
}

// dcatRoutes lays the catalogue's addresses: the one that portals are told, and one per form.
func (s *Site) dcatRoutes(one plot) {
	one.Get("/datasets/dcat", openData, s.serveCatalogue)
	one.Get("/datasets/:file", openData, s.serveCatalogue)
	one.Get("/api/v1", explainAPI)
}

// explainAPI answers GET /api/v1, the address at which catalogues say that the API stands: what there is to ask stands on its page.
func explainAPI(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.Redirect("/api", fiber.StatusSeeOther)
}

// dcatForm is one way to write the catalogue.
type dcatForm struct {
	name   string
	suffix string
	kind   string   // media type
	also   []string // other media types that mean it
	write  func(*dcat.Graph, io.Writer) error
}

// dcatForms are all of them; the first is for who asks for none.
var dcatForms = [...]dcatForm{
	{"RDF/XML", ".rdf", "application/rdf+xml", []string{"application/xml", "text/xml"}, (*dcat.Graph).WriteRDFXML},
	{"Turtle", ".ttl", "text/turtle", []string{"application/x-turtle"}, (*dcat.Graph).WriteTurtle},
	{"JSON-LD", ".jsonld", "application/ld+json", []string{"application/json"}, (*dcat.Graph).WriteJSONLD},
}

// serveCatalogue answers GET /datasets/dcat, in the form that the Accept header likes best, and /datasets/dcat.rdf, .ttl and .jsonld.
//
// It is 503 while settings are missing that the profile makes mandatory: a portal keeps what it harvested last.
func (s *Site) serveCatalogue(c *fiber.Ctx) error {
	form := likedForm(c.Get(fiber.HeaderAccept))
	if asked, ok := strings.CutPrefix(c.Params("file"), "dcat"); ok && asked != "" {
		form = -1
		for i, f := range dcatForms {
			if f.suffix == asked {
				form = i
			}
		}
	} else if c.Params("file") != "" {
		form = -1
	}
	if form < 0 {
		return notFound("error.notfound")
	}
	if gaps := s.CatalogueGaps(); len(gaps) > 0 {
		return &problem{status: fiber.StatusServiceUnavailable, key: "error.catalogue", args: []string{strings.Join(gaps, ", ")}}
	}
	v, err := s.visit(c)
	if err != nil {
		return err
	}
	base, err := s.base(c)
	if err != nil {
		return err
	}
	a, err := v.renderedCatalogue(base, dcatForms[form])
	if err != nil {
		return err
	}
	var links []string
	for i, f := range dcatForms {
		if i != form {
			links = append(links, fmt.Sprintf(`<%s/datasets/dcat%s>; rel="alternate"; type="%s"`, base, f.suffix, f.kind))
		}
	}
	c.Set(fiber.HeaderLink, strings.Join(links, ", "))
	err = send(c, a, v.session != nil)
	if c.Params("file") == "" {
		c.Set(fiber.HeaderVary, "Accept, Accept-Encoding, Cookie")
	}
	return err
}

// renderedCatalogue writes the catalogue, once per state of the data where the site's address is configured: other addresses are the
// client's word, which may not fill the cache.
func (v *visit) renderedCatalogue(base string, form dcatForm) (*cached, error) {
	render := func(ctx context.Context) (*cached, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), questionTimeout)
		defer cancel()
		v.ctx = ctx
		g, err := v.openData(base)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := form.write(g, &b); err != nil {
			return nil, err
		}
		return newCached(form.kind+"; charset=utf-8", "", b.Bytes()), nil
	}
	if v.site.public == nil {
		return render(v.ctx)
	}
	key := cacheKey{version: v.site.db.Version(), day: v.today(), address: fmt.Sprintf("/datasets/dcat%s %d", form.suffix, len(v.site.releases.List()))}
	return v.site.cache.get(v.ctx, key, render)
}

// hostName is what a Host header may be where addresses are made of it.
var hostName = regexp.MustCompile(`^([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?$`)

// base is the site's address for links that are read elsewhere: the configured one, else the one that was asked for.
func (s *Site) base(c *fiber.Ctx) (string, error) {
	if s.public != nil {
		return s.public.String(), nil
	}
	host := s.client(c).host
	if !hostName.MatchString(host) {
		return "", badRequest("error.bad")
	}
	if s.https(c) {
		return "https://" + host, nil
	}
	return "http://" + host, nil
}

// likedForm is the index of the form that an Accept header wants most. Who wants none of them gets the first: a portal that asks oddly
// shall not go without.
func likedForm(accept string) int {
	var offers []string
	var forms []int
	for i, f := range dcatForms {
		offers, forms = append(offers, f.kind), append(forms, i)
	}
	for i, f := range dcatForms {
		for _, kind := range f.also {
			offers, forms = append(offers, kind), append(forms, i)
		}
	}
	return forms[max(0, preferred(accept, offers))]
}
