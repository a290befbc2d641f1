package dashboard

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"pionjarkollen/dashboard/dcat"
)

// Publisher says, for catalogues of data, what Options.Operator and Options.Contact do not. Every field may be empty.
type Publisher struct {
	Type         string // kind of publisher, one of dcat.AgentTypes
	Homepage     string
	Number       string // organisation number, ten digits
	ContactName  string // "" is the operator's
	ContactPage  string
	ContactPhone string // "+46…"
}

// Forms of settings.
var (
	organisationNumber = regexp.MustCompile(`^[0-9]{10}$`)
	phoneNumber        = regexp.MustCompile(`^\+[0-9]{6,15}$`)
	mailAddress        = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?_~-]+@[A-Za-z0-9.-]+$`)
)

// check returns an error for a setting that cannot be meant, and settles how numbers are written.
func (p Publisher) check() (Publisher, error) {
	p.Number = strings.NewReplacer("-", "", " ", "").Replace(p.Number)
	p.ContactPhone = strings.NewReplacer("-", "", " ", "").Replace(p.ContactPhone)
	switch {
	case p.Type != "" && !slices.Contains(dcat.AgentTypes[:], p.Type):
		return p, fmt.Errorf("publisher type %q: want one of %s", p.Type, strings.Join(dcat.AgentTypes[:], ", "))
	case p.Number != "" && !organisationNumber.MatchString(p.Number):
		return p, fmt.Errorf("organisation number %q: want ten digits", p.Number)
	case p.ContactPhone != "" && !phoneNumber.MatchString(p.ContactPhone):
		return p, fmt.Errorf("telephone %q: want a number with its country code, such as +46812345678", p.ContactPhone)
	}
	for _, address := range [...]string{p.Homepage, p.ContactPage} {
		if address != "" && !webAddress(address) {
			return p, fmt.Errorf("address %q: want one that begins with https://", address)
		}
	}
	return p, nil
}

// webAddress tells whether an address is absolute, of the web, and can stand in a catalogue.
func webAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(address, " <>\"{}|\\^`\t\r\n")
}

// CatalogueGaps lists the settings without which there is no catalogue of data, by the names of serve's flags: a catalogue without
// what DCAT-AP-SE calls mandatory is worse than none. It is empty where the catalogue is served.
func (s *Site) CatalogueGaps() []string {
	var gaps []string
	for _, g := range []struct {
		flag string
		fine bool
	}{
		{"--operator", s.operator != ""},
		{"--publisher-type", s.publisher.Type != ""},
		{"--contact", mailAddress.MatchString(s.contact)},
		{"--licence", webAddress(s.licence)},
	} {
		if !g.fine {
			gaps = append(gaps, g.flag)
		}
	}
	return gaps
}
