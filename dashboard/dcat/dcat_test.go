package dcat_test

import (
	"bytes"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/dcat"
	"pionjarkollen/data"
)

// nasty is what ends texts, attributes and strings in one of the forms, and what XML cannot hold.
const nasty = "<&\"'> \\ å ä ö Å 🌍\nrad två\r\n\ttab ]]> \x01 {0} @sv ^^ \u2028 slut\\"

func both(s string) data.Text { return data.Text{SV: s, EN: s + " (en)"} }

// full is a catalogue in which everything that can be said is said.
func full() dcat.Catalogue {
	csvw := dcat.Standard{IRI: "https://data.example.se/data/csvw/matrix.json", Title: both("CSVW")}
	return dcat.Catalogue{
		IRI: "https://data.example.se/datasets/dcat", Title: both(nasty), About: both("Om"), Homepage: "https://data.example.se/",
		Issued: "2026-01-02", Modified: "2026-11-23",
		Publisher: dcat.Agent{Name: nasty, Type: "PrivateIndividual(s)", Homepage: "https://example.se/å?a=1&b='2'", Number: "2021001234"},
		Contact:   dcat.Contact{Name: "Registrator", Email: "data@example.se", Page: "https://example.se/kontakt", Phone: "+46812345678"},
		Datasets: []dcat.Dataset{{
			Name: "matrix", Title: both("Matris"), About: both(nasty), Keywords: []data.Text{both("klimat"), both(nasty)},
			Page: "https://data.example.se/rapporter?version=2025%2F2026", Issued: "2026-01-02", Modified: "2026-11-23", From: "2026-01-02",
			Conforms: []dcat.Standard{csvw},
			Distributions: []dcat.Distribution{
				{Name: "csv", About: both("CSV"), Address: "https://data.example.se/rapporter/matrix.csv?a=1&b=2", Format: "text/csv", Licence: "https://creativecommons.org/publicdomain/zero/1.0/", Conforms: []dcat.Standard{csvw}},
				{Name: "api", About: both("API"), Address: "https://data.example.se/api/v1/matrix", Format: "application/json", Service: true, Licence: "https://creativecommons.org/licenses/by/4.0/deed.sv"},
			},
		}, {
			Name: "utgava-1", Title: both("Utgåva 1"), About: both("Fryst"), Final: true, From: "2026-01-02", To: "2026-06-30",
			Distributions: []dcat.Distribution{{
				Name: "csv", About: both("CSV"), Address: "https://data.example.se/data/v/1/matrix.csv", Format: "text/csv", Bytes: 1234,
				SHA256: strings.Repeat("0f", 32), Licence: "https://example.se/licens",
			}},
		}},
		Service: dcat.Service{
			Title: both("API"), About: both("Om API:et"), Endpoint: "https://data.example.se/api/v1", Description: "https://data.example.se/api/openapi.json",
			Page: "https://data.example.se/api", Keywords: []data.Text{both("api")}, Licence: "http://creativecommons.org/licenses/by/4.0",
		},
	}
}

// written is a graph in each of its forms.
func written(t *testing.T, g *dcat.Graph) map[string][]byte {
	t.Helper()
	forms := map[string][]byte{}
	for form, write := range map[string]func(io.Writer) error{"rdfxml": g.WriteRDFXML, "turtle": g.WriteTurtle, "jsonld": g.WriteJSONLD} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		forms[form] = b.Bytes()
	}
	return forms
}

// TestThreeFormsOneGraph reads each form with a foreign parser and wants what was described, letter by letter.
func TestThreeFormsOneGraph(t *testing.T) {
	g, err := dcat.Describe(full())
	if err != nil {
		t.Fatal(err)
	}
	forms := written(t, g)
	want := read(t, "rdfxml", forms["rdfxml"])
	if len(want) != len(g.Triples()) {
		t.Errorf("RDF/XML holds %d statements of %d", len(want), len(g.Triples()))
	}
	for _, form := range []string{"turtle", "jsonld"} {
		got := read(t, form, forms[form])
		for _, line := range got {
			if !slices.Contains(want, line) {
				t.Errorf("%s says what RDF/XML does not: %s", form, line)
			}
		}
		for _, line := range want {
			if !slices.Contains(got, line) {
				t.Errorf("%s lacks %s", form, line)
			}
		}
	}
	heard := strings.ReplaceAll(nasty, "\x01", "\ufffd")
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(heard)
	for _, property := range []string{"http://purl.org/dc/terms/title", "http://xmlns.com/foaf/0.1/name", "http://purl.org/dc/terms/description", "http://www.w3.org/ns/dcat#keyword"} {
		if !slices.ContainsFunc(want, func(line string) bool {
			return strings.Contains(strings.ReplaceAll(line, `\t`, "\t"), strings.ReplaceAll("<"+property+"> \""+quoted+"\"@sv", `\t`, "\t"))
		}) {
			t.Errorf("%s has lost letters of %q", property, heard)
		}
	}
	if slices.ContainsFunc(want, func(line string) bool { return strings.Contains(line, "_:") }) {
		t.Error("there are blank nodes")
	}
}

// TestEveryAddressIsAbsolute: harvesters resolve nothing.
func TestEveryAddressIsAbsolute(t *testing.T) {
	g, err := dcat.Describe(full())
	if err != nil {
		t.Fatal(err)
	}
	for _, triple := range g.Triples() {
		for _, iri := range []string{triple.Subject, triple.Predicate, triple.Object.IRI, triple.Object.Datatype} {
			if u, err := url.Parse(iri); iri != "" && (err != nil || !u.IsAbs()) {
				t.Errorf("%q is not absolute", iri)
			}
		}
	}
	for _, change := range []func(*dcat.Catalogue){
		func(c *dcat.Catalogue) { c.IRI = "/datasets/dcat" },
		func(c *dcat.Catalogue) { c.Homepage = "https://ex ample.se/" },
		func(c *dcat.Catalogue) { c.Homepage = "https:///x" },
		func(c *dcat.Catalogue) { c.Contact.Email = "a b@example.se" },
		func(c *dcat.Catalogue) { c.Datasets[0].Distributions[0].Address = "https://x.se/<a>" },
		func(c *dcat.Catalogue) { c.Service.Endpoint = "api/v1" },
	} {
		c := full()
		change(&c)
		if _, err := dcat.Describe(c); !errors.Is(err, dcat.ErrIRI) {
			t.Errorf("described with an address that is none: %v", err)
		}
	}
}

// TestWhatIsMandatoryIsThere takes away one thing after the other.
func TestWhatIsMandatoryIsThere(t *testing.T) {
	for name, change := range map[string]func(*dcat.Catalogue){
		"catalogue title":     func(c *dcat.Catalogue) { c.Title = data.Text{} },
		"English title":       func(c *dcat.Catalogue) { c.Title.EN = "" },
		"catalogue text":      func(c *dcat.Catalogue) { c.About.SV = "" },
		"data set":            func(c *dcat.Catalogue) { c.Datasets = nil },
		"data set title":      func(c *dcat.Catalogue) { c.Datasets[0].Title = data.Text{} },
		"data set text":       func(c *dcat.Catalogue) { c.Datasets[0].About = data.Text{} },
		"distribution format": func(c *dcat.Catalogue) { c.Datasets[0].Distributions[0].Format = "" },
		"publisher":           func(c *dcat.Catalogue) { c.Publisher.Name = "" },
		"publisher type":      func(c *dcat.Catalogue) { c.Publisher.Type = "" },
		"known type":          func(c *dcat.Catalogue) { c.Publisher.Type = "Myndighet" },
		"contact name":        func(c *dcat.Catalogue) { c.Contact.Name = "" },
		"contact e-mail":      func(c *dcat.Catalogue) { c.Contact.Email = "" },
		"service title":       func(c *dcat.Catalogue) { c.Service.Title = data.Text{} },
	} {
		c := full()
		change(&c)
		if _, err := dcat.Describe(c); !errors.Is(err, dcat.ErrIncomplete) {
			t.Errorf("described without %s: %v", name, err)
		}
	}
}

// TestChecksumsAndLicences looks at the few statements that have a shape of their own.
func TestChecksumsAndLicences(t *testing.T) {
	g, err := dcat.Describe(full())
	if err != nil {
		t.Fatal(err)
	}
	turtle := string(written(t, g)["turtle"])
	for _, want := range []string{
		`spdx:checksumValue "` + strings.Repeat("0f", 32) + `"^^xsd:hexBinary`, `dcat:byteSize "1234"^^xsd:nonNegativeInteger`,
		"<http://creativecommons.org/publicdomain/zero/1.0/>", "<http://creativecommons.org/licenses/by/4.0/>", "<https://example.se/licens>",
		"<http://dataportal.se/organisation/SE2021001234>", "frequency/NEVER>", "planned-availability/STABLE>",
		`dcat:endDate "2026-06-30"^^xsd:date`, "<tel:+46812345678>", "<mailto:data@example.se>", "publishertype/PrivateIndividual(s)>",
	} {
		if !strings.Contains(turtle, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if found := regexp.MustCompile(`https://creativecommons\.org|zero/1\.0> |by/4\.0>`).FindString(turtle); found != "" {
		t.Errorf("a licence is named in two ways: %s", found)
	}
}
