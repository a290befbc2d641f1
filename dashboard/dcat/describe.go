package dcat

import (
	"errors"
	"slices"
	"strconv"

	"pionjarkollen/data"
)

// Describe makes the catalogue's graph.
//
// It returns ErrIncomplete where something mandatory is missing, and ErrIRI where an address is not absolute: a wrong catalogue would
// be harvested all the same.
func Describe(c Catalogue) (*Graph, error) {
	g := &Graph{}
	d := describer{Graph: g, of: c, publisher: c.IRI + "#publisher", contact: c.IRI + "#contact", service: c.IRI + "#api"}
	if c.Publisher.Number != "" {
		d.publisher = "http://dataportal.se/organisation/SE" + c.Publisher.Number // so that portals know it from other catalogues
	}
	d.catalogue()
	d.agent(c.Publisher)
	d.reach(c.Contact)
	for _, set := range c.Datasets {
		d.dataset(set)
	}
	d.api(c.Service)
	return g, errors.Join(append(d.errs, g.err)...)
}

// describer makes a catalogue's statements; what is missing gathers in errs.
type describer struct {
	*Graph
	of                          Catalogue
	publisher, contact, service string // IRIs
	errs                        []error
}

func (d *describer) want(of string, pairs ...string) {
	if err := missing(of, pairs...); err != nil {
		d.errs = append(d.errs, err)
	}
}

func (d *describer) catalogue() {
	c := d.of
	s := d.about(c.IRI, "dcat:Catalog")
	d.want("the catalogue", "title", c.Title.SV, "English title", c.Title.EN, "description", c.About.SV, "English description", c.About.EN)
	s.text("dcterms:title", c.Title)
	s.text("dcterms:description", c.About)
	s.iri("dcterms:publisher", d.publisher)
	s.iri("dcterms:license", CatalogueLicence)
	s.day("dcterms:issued", c.Issued)
	s.day("dcterms:modified", c.Modified)
	s.iri("foaf:homepage", c.Homepage)
	s.iri("dcat:themeTaxonomy", themeTaxonomy)
	d.everywhere(s)
	for _, set := range c.Datasets {
		s.iri("dcat:dataset", d.named(set))
	}
	if len(c.Datasets) == 0 {
		d.errs = append(d.errs, missing("the catalogue", "dataset", ""))
	}
	s.iri("dcat:service", d.service)
}

// named is a data set's IRI.
func (d *describer) named(set Dataset) string { return d.of.IRI + "#dataset-" + set.Name }

// everywhere says what holds for the catalogue and all of its data sets.
func (d *describer) everywhere(s statements) {
	for _, l := range languages {
		s.iri("dcterms:language", l)
	}
	for _, place := range sweden {
		s.iri("dcterms:spatial", place)
	}
}

func (d *describer) agent(a Agent) {
	d.want("the publisher", "name", a.Name, "type", a.Type)
	if a.Type != "" && !slices.Contains(AgentTypes[:], a.Type) {
		d.errs = append(d.errs, missing("the publisher", "type of the vocabulary", ""))
	}
	s := d.about(d.publisher, "foaf:Agent")
	s.text("foaf:name", data.Text{SV: a.Name})
	s.iri("dcterms:type", agentTypes+a.Type)
	s.iri("foaf:homepage", a.Homepage)
	s.literal("dcterms:identifier", a.Number, "")
}

func (d *describer) reach(c Contact) {
	d.want("the contact", "name", c.Name, "e-mail", c.Email)
	s := d.about(d.contact, "vcard:Organization")
	s.text("vcard:fn", data.Text{SV: c.Name})
	s.iri("vcard:hasEmail", "mailto:"+c.Email)
	s.iri("vcard:hasURL", c.Page)
	if c.Phone != "" {
		phone := d.contact + "-phone"
		s.iri("vcard:hasTelephone", phone)
		d.about(phone, "vcard:Voice").iri("vcard:hasValue", "tel:"+c.Phone)
	}
}

func (d *describer) dataset(set Dataset) {
	iri := d.named(set)
	d.want(set.Name, "name", set.Name, "title", set.Title.SV, "English title", set.Title.EN, "description", set.About.SV, "English description", set.About.EN)
	s := d.about(iri, "dcat:Dataset")
	s.text("dcterms:title", set.Title)
	s.text("dcterms:description", set.About)
	s.literal("dcterms:identifier", iri, "")
	s.iri("dcterms:publisher", d.publisher)
	s.iri("dcat:contactPoint", d.contact)
	for _, word := range set.Keywords {
		s.text("dcat:keyword", word)
	}
	for _, theme := range themes {
		s.iri("dcat:theme", theme)
	}
	s.iri("dcterms:accessRights", public)
	s.day("dcterms:issued", set.Issued)
	s.day("dcterms:modified", set.Modified)
	frequency := irregularly
	if set.Final {
		frequency = never
	}
	s.iri("dcterms:accrualPeriodicity", frequency)
	d.everywhere(s)
	if set.From != "" {
		period := iri + "-period"
		s.iri("dcterms:temporal", period)
		p := d.about(period, "dcterms:PeriodOfTime")
		p.day("dcat:startDate", set.From)
		p.day("dcat:endDate", set.To)
	}
	s.iri("dcat:landingPage", set.Page)
	d.conforms(s, set.Conforms)
	for _, one := range set.Distributions {
		s.iri("dcat:distribution", iri+"-"+one.Name)
	}
	for _, one := range set.Distributions {
		d.distribution(iri+"-"+one.Name, one, set)
	}
}

func (d *describer) distribution(iri string, one Distribution, set Dataset) {
	d.want(set.Name+" as "+one.Name, "accessURL", one.Address, "format", one.Format)
	s := d.about(iri, "dcat:Distribution")
	s.text("dcterms:description", one.About)
	s.iri("dcat:accessURL", one.Address)
	if one.Service {
		s.iri("dcat:accessService", d.service)
	} else {
		s.iri("dcat:downloadURL", one.Address)
	}
	s.literal("dcterms:format", one.Format, "")
	s.iri("dcat:mediaType", mediaTypes+one.Format)
	s.iri("dcterms:license", LicenceIRI(one.Licence))
	availability := available
	if set.Final {
		availability = stable
	}
	s.iri("dcatap:availability", availability)
	s.day("dcterms:issued", set.Issued)
	s.day("dcterms:modified", set.Modified)
	d.conforms(s, one.Conforms)
	if one.Bytes > 0 {
		s.literal("dcat:byteSize", strconv.FormatInt(one.Bytes, 10), "xsd:nonNegativeInteger")
	}
	if one.SHA256 != "" {
		sum := iri + "-checksum"
		s.iri("spdx:checksum", sum)
		c := d.about(sum, "spdx:Checksum")
		c.iri("spdx:algorithm", sha256)
		c.literal("spdx:checksumValue", one.SHA256, "xsd:hexBinary")
	}
}

// conforms points at schemas, each described once.
func (d *describer) conforms(s statements, all []Standard) {
	for _, standard := range all {
		s.iri("dcterms:conformsTo", standard.IRI)
		d.about(standard.IRI, "dcterms:Standard").text("dcterms:title", standard.Title)
	}
}

func (d *describer) api(v Service) {
	d.want("the data service", "title", v.Title.SV, "English title", v.Title.EN, "endpointURL", v.Endpoint)
	s := d.about(d.service, "dcat:DataService")
	s.text("dcterms:title", v.Title)
	s.text("dcterms:description", v.About)
	s.iri("dcat:endpointURL", v.Endpoint)
	s.iri("dcat:endpointDescription", v.Description)
	s.iri("dcterms:publisher", d.publisher)
	s.iri("dcat:contactPoint", d.contact)
	for _, word := range v.Keywords {
		s.text("dcat:keyword", word)
	}
	for _, theme := range themes {
		s.iri("dcat:theme", theme)
	}
	s.iri("dcterms:type", rest)
	s.literal("dcterms:format", "application/json", "")
	s.iri("dcterms:license", LicenceIRI(v.Licence))
	s.iri("dcterms:accessRights", public)
	s.iri("dcat:landingPage", v.Page)
	for _, set := range d.of.Datasets {
		for _, one := range set.Distributions {
			if one.Service {
				s.iri("dcat:servesDataset", d.named(set))
			}
		}
	}
}
