package main

import (
	"flag"
	"log/slog"
	"strings"

	"pionjarkollen/dashboard"
)

// publisherFlags registers what a catalogue of data says of who runs the site.
func publisherFlags(p *dashboard.Publisher, fs *flag.FlagSet) {
	fs.StringVar(&p.Type, "publisher-type", "", "`KIND` of publisher, for the catalogue of data, such as NationalAuthority or NonProfitOrganisation")
	fs.StringVar(&p.Homepage, "publisher-url", "", "`ADDRESS` of the publisher's own site, for the catalogue")
	fs.StringVar(&p.Number, "publisher-id", "", "the publisher's organisation `NUMBER`, by which portals know it from other catalogues")
	fs.StringVar(&p.ContactName, "contact-name", "", "`NAME` of who answers --contact; the operator's when empty")
	fs.StringVar(&p.ContactPage, "contact-url", "", "`ADDRESS` of a page with more ways to reach them")
	fs.StringVar(&p.ContactPhone, "contact-phone", "", "their telephone `NUMBER`, with its country code")
}

// warnOfGaps tells whoever runs the site why no catalogue of data is served.
func warnOfGaps(log *slog.Logger, site *dashboard.Site) {
	if gaps := site.CatalogueGaps(); len(gaps) > 0 {
		log.Warn("no catalogue of data for portals at /datasets/dcat until these are set", slog.String("flags", strings.Join(gaps, " ")))
	}
}
