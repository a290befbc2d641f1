package dashboard

import "strings"

// CatalogueGaps are the settings that the catalogue of data waits for, in one text; "" where it is served.
func (v *view) CatalogueGaps() string { return strings.Join(v.site.CatalogueGaps(), ", ") }

// CatalogueAddress is what a portal is told to harvest.
func (v *view) CatalogueAddress() string { return v.site.home() + "/datasets/dcat" }

// CatalogueForms offers the catalogue in each of its forms.
func (v *view) CatalogueForms() []link {
	links := make([]link, 0, len(dcatForms))
	for _, f := range dcatForms {
		links = append(links, link{f.name, "/datasets/dcat" + f.suffix})
	}
	return links
}
