package dashboard

import (
	"fmt"

	"pionjarkollen/dashboard/dcat"
	"pionjarkollen/dashboard/report"
)

// openData describes everything that is open: one data set per report and edition, whose distributions hold the same rows, one per
// edition for the contract's own texts, one per report of each release, and the API. base is the site's address without a final slash.
func (v *visit) openData(base string) (*dcat.Graph, error) {
	s := v.site
	c := dcat.Catalogue{
		IRI: base + "/datasets/dcat", Homepage: base + "/",
		Publisher: dcat.Agent{Name: s.operator, Type: s.publisher.Type, Homepage: s.publisher.Homepage, Number: s.publisher.Number},
		Contact:   dcat.Contact{Name: s.publisher.ContactName, Email: s.contact, Page: s.publisher.ContactPage, Phone: s.publisher.ContactPhone},
		Service: dcat.Service{
			Title: inBoth("dcat.service"), About: inBoth("dcat.service.text"), Endpoint: base + "/api/v1", Page: base + "/api", Licence: s.licence,
			Keywords: keywords(false),
		},
	}
	if c.Contact.Name == "" {
		c.Contact.Name = s.operator
	}
	if s.serves("/api/openapi.json") {
		c.Service.Description = base + "/api/openapi.json"
	}
	example := false
	for _, e := range s.db.Catalogue().Editions {
		days, err := v.answered(&e)
		if err != nil {
			return nil, err
		}
		example = example || days.example
		for _, what := range report.Whats {
			c.Datasets = append(c.Datasets, v.reportSet(base, what, &e, days))
		}
		c.Datasets = append(c.Datasets, v.contractSet(base, &e))
		if c.Issued == "" || days.first != "" && days.first < c.Issued {
			c.Issued = days.first
		}
		c.Modified = max(c.Modified, days.last)
	}
	for _, set := range v.releaseSets(base) {
		c.Datasets = append(c.Datasets, set)
		c.Modified = max(c.Modified, set.Issued)
	}
	c.Title, c.About = marked(inBoth("dcat.title"), example), marked(inBoth("dcat.text"), example)
	g, err := dcat.Describe(c)
	if err != nil {
		return nil, fmt.Errorf("describe the data sets: %w", err)
	}
	return g, nil
}
