package dashboard

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/opendata"
)

// openDataPermissions are the rows of the documents that describe the data to machines.
var openDataPermissions = []row{
	{get, "/data/datapackage.json", everybody, "", noOnes, noProof, false, ""},
	{get, "/data/csvw/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/data/schema/:file", everybody, "", noOnes, noProof, false, ""},
	{get, "/api/openapi.json", everybody, "", noOnes, noProof, false, ""},
}

// openDataRoutes lays them.
func (s *Site) openDataRoutes(one plot) {
	one.Get("/data/datapackage.json", anyOrigin, s.described(dataPackageFile, "sprak"))
	one.Get("/data/csvw/:file", anyOrigin, s.described(csvwFile, withLanguage(csvwQuery)...))
	one.Get("/data/schema/:file", anyOrigin, s.described(schemaFile, "sprak"))
	one.Get("/api/openapi.json", anyOrigin, s.described(openAPIFile, "sprak"))
}

// csvwQuery are the parameters that a file described by CSVW may be asked with, beside the filter's.
var csvwQuery = slices.Concat(reportQuery, []string{"fran", "franversion", "niva", "storlek", "dagar"})

// anyOrigin is openData for a document that is the same for everybody also where it is not kept.
func anyOrigin(c *fiber.Ctx) error {
	err := openData(c)
	if err == nil {
		letRead(c)
		c.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	return err
}

// described answers with a document that names the site's own addresses. Where no public address is configured it is that of the request,
// and the document is not kept.
func (s *Site) described(build func(*visit, opendata.Portal) (any, string, error), own ...string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		home := s.siteAddress(c)
		return s.download(func(v *visit) (*file, error) {
			p, err := v.portal(home)
			if err != nil {
				return nil, err
			}
			document, contentType, err := build(v, p)
			if err != nil {
				return nil, err
			}
			body, err := opendata.Compact(document)
			return &file{contentType: contentType, body: body, private: s.public == nil}, err
		}, own...)(c)
	}
}

// portal is what every document says about the site.
func (v *visit) portal(home string) (opendata.Portal, error) {
	c, err := v.site.analyst.Coverage(v.ctx, analytics.Filter{Edition: v.filter.Edition})
	if err != nil {
		return opendata.Portal{}, err
	}
	return opendata.Portal{
		Home: home, Lang: v.lang, Catalogue: v.catalogue(), Edition: v.filter.Edition, Publisher: v.site.operator, Contact: v.site.contact,
		Licence: v.site.licence, Version: v.site.db.Version(), Changed: c.AsOf, Example: c.Example,
	}, nil
}

// dataPackageFile answers GET /data/datapackage.json.
func dataPackageFile(_ *visit, p opendata.Portal) (any, string, error) {
	return p.DataPackage(), "application/json; charset=utf-8", nil
}

// csvwFile answers GET /data/csvw/{table}.json.
func csvwFile(v *visit, p opendata.Portal) (any, string, error) {
	t := v.describedTable()
	if t == nil {
		return nil, "", notFound("error.notfound")
	}
	p.Query = v.canonical()
	p.Query.Del("sprak")
	sample, err := v.sample()
	if err != nil {
		return nil, "", err
	}
	for name, values := range map[string][]string{"stad": {sample.City, sample.Other}, "atagande": {sample.Commitment}} {
		asked := 0
		for _, a := range t.Asks {
			if a == name {
				asked++
			}
		}
		if asked > 0 && !p.Query.Has(name) { // a file for each choice: that of an example, where nothing is chosen
			p.Query[name] = values[:asked]
		}
	}
	return p.CSVW(*t), "application/csvm+json", nil
}

// schemaFile answers GET /data/schema/{table}.json.
func schemaFile(v *visit, p opendata.Portal) (any, string, error) {
	t := v.describedTable()
	if t == nil {
		return nil, "", notFound("error.notfound")
	}
	return p.JSONSchema(*t), "application/schema+json", nil
}

// describedTable is the table that the address names, or nil.
func (v *visit) describedTable() *opendata.Table {
	name, ok := strings.CutSuffix(v.param("file"), ".json")
	if !ok {
		return nil
	}
	return opendata.Named(name, v.catalogue(), v.filter.Edition)
}

// openAPIFile answers GET /api/openapi.json.
func openAPIFile(v *visit, p opendata.Portal) (any, string, error) {
	a, operations, err := v.api(p)
	if err != nil {
		return nil, "", err
	}
	return a.OpenAPI(operations), "application/json; charset=utf-8", nil
}
