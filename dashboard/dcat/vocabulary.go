package dcat

import "strings"

// Namespaces of the vocabularies, by the prefix that is written for them.
var namespaces = [...]struct{ prefix, iri string }{
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
	{"dcat", "http://www.w3.org/ns/dcat#"},
	{"dcatap", "http://data.europa.eu/r5r/"},
	{"dcterms", "http://purl.org/dc/terms/"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
	{"spdx", "http://spdx.org/rdf/terms#"},
	{"vcard", "http://www.w3.org/2006/vcard/ns#"},
}

// Terms that have a form of their own when written.
const (
	rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
)

// Values of the controlled vocabularies that the profile names.
const (
	// CatalogueLicence is the licence that Swedish catalogues' own descriptions must have: CC0.
	CatalogueLicence = "http://creativecommons.org/publicdomain/zero/1.0/"

	themeTaxonomy = "http://publications.europa.eu/resource/authority/data-theme"
	public        = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
	irregularly   = "http://publications.europa.eu/resource/authority/frequency/IRREG"
	never         = "http://publications.europa.eu/resource/authority/frequency/NEVER"
	available     = "http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE"
	stable        = "http://publications.europa.eu/resource/authority/planned-availability/STABLE"
	rest          = "http://www.wikidata.org/entity/Q749568"
	mediaTypes    = "https://www.iana.org/assignments/media-types/"
	sha256        = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
)

// Lists that stand on every data set: the languages of the descriptions, Sweden as the EU and as the profile names it (by GeoNames),
// and the themes environment and government.
var (
	languages = [...]string{
		"http://publications.europa.eu/resource/authority/language/SWE",
		"http://publications.europa.eu/resource/authority/language/ENG",
	}
	sweden = [...]string{
		"http://publications.europa.eu/resource/authority/country/SWE",
		"http://sws.geonames.org/2661886",
	}
	themes = [...]string{themeTaxonomy + "/ENVI", themeTaxonomy + "/GOVE"}
)

// AgentTypes lists what kinds of publisher there are, in the words of the profile's vocabulary (ADMS).
var AgentTypes = [...]string{
	"Academia-ScientificOrganisation", "Company", "IndustryConsortium", "LocalAuthority", "NationalAuthority",
	"NonGovernmentalOrganisation", "NonProfitOrganisation", "PrivateIndividual(s)", "RegionalAuthority", "StandardisationBody",
	"SupraNationalAuthority",
}

// agentTypes begins the IRI of each.
const agentTypes = "http://purl.org/adms/publishertype/"

// expand returns the IRI of a prefixed name such as dcterms:title.
func expand(name string) string {
	prefix, local, _ := strings.Cut(name, ":")
	for _, n := range namespaces {
		if n.prefix == prefix {
			return n.iri + local
		}
	}
	return name
}

// compact returns the prefixed name of an IRI of ours whose local part every form can write, and whether there is one.
func compact(iri string) (name string, ok bool) {
	for _, n := range namespaces {
		local, found := strings.CutPrefix(iri, n.iri)
		if found && local != "" && strings.Trim(local, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" && local[0] > '9' {
			return n.prefix + ":" + local, true
		}
	}
	return "", false
}

// LicenceIRI returns a licence's address as catalogues name it: Creative Commons' licences by http and with their final slash, all
// others unchanged. Addresses that differ would be other licences to a harvester.
func LicenceIRI(address string) string {
	rest, ok := strings.CutPrefix(address, "https://creativecommons.org/")
	if !ok {
		rest, ok = strings.CutPrefix(address, "http://creativecommons.org/")
	}
	if !ok {
		return address
	}
	rest, _, _ = strings.Cut(rest, "/deed") // the page that explains the licence in a language
	return "http://creativecommons.org/" + strings.TrimSuffix(rest, "/") + "/"
}
