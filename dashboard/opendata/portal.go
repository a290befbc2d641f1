package opendata

import (
	"net/url"
	"time"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// Portal is what every document says about where it comes from, and the reference data that it is written from.
type Portal struct {
	Home      string // absolute address of the site, without a final slash
	Lang      locale.Lang
	Catalogue *data.Catalogue
	Edition   *data.Edition

	Publisher string    // who answers for the figures
	Contact   string    // e-mail address
	Licence   string    // address of the licence
	Version   uint64    // of the data
	Changed   time.Time // when anything in it last changed; zero is never
	Example   bool      // something in it is invented

	Query url.Values // the selection that the file that CSVW describes is asked with; nil is all
}

// in is a wording in the portal's language.
func (p Portal) in(t data.Text) string { return t.In(string(p.Lang)) }

// at is the absolute address of a path, in an edition that is not the current one with its name.
func (p Portal) at(path string) string {
	if p.Edition == p.Catalogue.Current() {
		return p.Home + path
	}
	return p.Home + path + "?" + url.Values{"version": {p.Edition.ID}}.Encode()
}

// chosen is the absolute address of a path with the selection.
func (p Portal) chosen(path string) string {
	if len(p.Query) == 0 {
		return p.at(path)
	}
	return p.Home + path + "?" + p.Query.Encode()
}

// licence names a licence by its address; both are "" for one that has no short name here.
func licence(address string) (name, title string) {
	switch address {
	case "https://creativecommons.org/publicdomain/zero/1.0/":
		return "CC0-1.0", "CC0 1.0"
	case "https://creativecommons.org/licenses/by/4.0/":
		return "CC-BY-4.0", "CC BY 4.0"
	}
	return "", ""
}
