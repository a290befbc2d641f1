package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"

	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// quad is one statement as somebody else's parser reads it.
type quad struct{ s, p, o, lang, datatype string }

// harvested reads a catalogue as a portal does: with Raptor (RDF/XML, Turtle) or json-gold (JSON-LD).
func harvested(t *testing.T, a answer) []quad {
	t.Helper()
	var set *ld.RDFDataset
	kind := mediaType(a.Header.Get("Content-Type"))
	if kind == "application/ld+json" {
		var document any
		if err := json.Unmarshal([]byte(a.body), &document); err != nil {
			t.Fatal(err)
		}
		found, err := ld.NewJsonLdProcessor().ToRDF(document, ld.NewJsonLdOptions(""))
		if err != nil {
			t.Fatal(err)
		}
		set = found.(*ld.RDFDataset)
	} else {
		form := map[string]string{"application/rdf+xml": "rdfxml", "text/turtle": "turtle"}[kind]
		cmd := exec.CommandContext(t.Context(), "rapper", "-q", "-i", form, "-o", "ntriples", "-", "http://base.invalid/")
		cmd.Stdin = strings.NewReader(a.body)
		out, err := cmd.CombinedOutput() // what it warns of is no statement
		if err != nil {
			t.Fatalf("rapper (Debian: raptor2-utils): %v %s", err, out)
		}
		if set, err = ld.ParseNQuads(string(out)); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	var all []quad
	for _, q := range set.Graphs["@default"] {
		one := quad{s: q.Subject.GetValue(), p: q.Predicate.GetValue(), o: q.Object.GetValue()}
		if l, ok := q.Object.(ld.Literal); ok {
			one.lang, one.datatype = l.Language, l.Datatype
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b quad) int {
		return strings.Compare(a.s+" "+a.p+" "+a.o+" "+a.lang, b.s+" "+b.p+" "+b.o+" "+b.lang)
	})
	return all
}

// said lists what a graph says of a subject by a property of a prefix.
func said(all []quad, subject, property string) []quad {
	var found []quad
	for _, q := range all {
		if q.s == subject && q.p == property {
			found = append(found, q)
		}
	}
	return found
}

const (
	rdfTypeIRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	dcatNS     = "http://www.w3.org/ns/dcat#"
	dctermsNS  = "http://purl.org/dc/terms/"
	foafNS     = "http://xmlns.com/foaf/0.1/"
	vcardNS    = "http://www.w3.org/2006/vcard/ns#"
)

// demanded is what DCAT-AP-SE 3.0.1 calls mandatory or recommended, by class; a second word says what must be so for it to be there.
var demanded = map[string][]string{
	dcatNS + "Catalog": {
		dctermsNS + "title text", dctermsNS + "description text", dctermsNS + "publisher", dctermsNS + "license", dcatNS + "dataset", dctermsNS + "issued",
		dctermsNS + "modified", dctermsNS + "language", foafNS + "homepage", dctermsNS + "spatial", dcatNS + "themeTaxonomy", dcatNS + "service",
	},
	foafNS + "Agent": {foafNS + "name", dctermsNS + "type", foafNS + "homepage", dctermsNS + "identifier"},
	dcatNS + "Dataset": {
		dctermsNS + "title text", dctermsNS + "description text", dctermsNS + "publisher", dcatNS + "contactPoint", dcatNS + "keyword text", dcatNS + "theme",
		dctermsNS + "issued figures", dctermsNS + "modified figures", dctermsNS + "conformsTo schemas", dctermsNS + "spatial", dctermsNS + "temporal figures",
		dctermsNS + "accessRights", dcatNS + "distribution", dctermsNS + "language", dctermsNS + "accrualPeriodicity", dcatNS + "landingPage", dctermsNS + "identifier",
	},
	dcatNS + "Distribution": {
		dcatNS + "accessURL", dctermsNS + "format", dctermsNS + "description text", dctermsNS + "license figures", "http://data.europa.eu/r5r/availability", dcatNS + "mediaType",
	},
	dcatNS + "DataService": {
		dctermsNS + "title text", dctermsNS + "description text", dcatNS + "endpointURL", dctermsNS + "format", dcatNS + "endpointDescription openapi",
		dcatNS + "contactPoint", dctermsNS + "publisher", dcatNS + "keyword text", dctermsNS + "accessRights", dctermsNS + "license", dcatNS + "servesDataset",
	},
	vcardNS + "Organization":   {vcardNS + "fn", vcardNS + "hasEmail", vcardNS + "hasURL", vcardNS + "hasTelephone"},
	dctermsNS + "PeriodOfTime": {dcatNS + "startDate"},
}

// onCatalogue is a site with the examples, every setting of the catalogue and an address of its own.
func onCatalogue(t *testing.T) *stage {
	t.Helper()
	st := newStage(t, func(o *Options) {
		o.PublicURL, o.Operator = "https://data.example.se", `Viable <Cities> & "Co" 'å' 🌍`
		o.Publisher = Publisher{Type: "NationalAuthority", Homepage: "https://example.se/?a=1&b=2", Number: "202100-1234", ContactName: "Åsa & Co", ContactPage: "https://example.se/k", ContactPhone: "+46 8 123 45 67"}
	})
	if err := st.loadExamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	return st
}

// TestCatalogueIsWhole asks the site for its three forms, wants one graph, and holds each thing in it to the profile.
func TestCatalogueIsWhole(t *testing.T) {
	st := onCatalogue(t)
	all := harvested(t, st.get(t, "/datasets/dcat"))
	for _, path := range []string{"/datasets/dcat.rdf", "/datasets/dcat.ttl", "/datasets/dcat.jsonld"} {
		if got := harvested(t, st.get(t, path)); !slices.Equal(got, all) {
			t.Errorf("%s is another graph: %d statements, not %d", path, len(got), len(all))
		}
	}
	classes := map[string]int{}
	for _, q := range all {
		if q.p != rdfTypeIRI {
			continue
		}
		classes[q.o]++
		figures := !strings.Contains(q.s, "#dataset-contract-")
		for _, want := range demanded[q.o] {
			property, when, _ := strings.Cut(want, " ")
			found := said(all, q.s, property)
			if when == "figures" && !figures || when == "schemas" && (!figures || !st.site.serves("/data/schema/matrix.json")) || when == "openapi" && !st.site.serves("/api/openapi.json") {
				continue
			}
			if len(found) == 0 {
				t.Errorf("%s has no %s", q.s, property)
			}
			langs := map[string]bool{}
			for _, f := range found {
				langs[f.lang] = true
			}
			if when == "text" && (!langs["sv"] || !langs["en"] || len(langs) != 2) {
				t.Errorf("%s: %s is in %v", q.s, property, slices.Collect(maps.Keys(langs)))
			}
		}
	}
	e := len(st.db.Catalogue().Editions)
	for class, want := range map[string]int{dcatNS + "Catalog": 1, foafNS + "Agent": 1, vcardNS + "Organization": 1, dcatNS + "DataService": 1, dcatNS + "Dataset": e * (len(report.Whats) + 1)} {
		if classes[class] != want {
			t.Errorf("there are %d of %s, want %d", classes[class], class, want)
		}
	}
	if want := e * len(report.Whats) * len(report.Formats); classes[dcatNS+"Distribution"] <= want {
		t.Errorf("there are %d distributions, want one for each of %d files and the API's", classes[dcatNS+"Distribution"], want)
	}
	checkStatements(t, st, all)
}

// checkStatements holds every single statement to what the profile and common sense want.
func checkStatements(t *testing.T, st *stage, all []quad) {
	t.Helper()
	known := map[string]bool{}
	for _, q := range all {
		known[q.s] = true
	}
	for _, q := range all {
		for _, iri := range []string{q.s, q.p} {
			if u, err := url.Parse(iri); err != nil || !u.IsAbs() || strings.HasPrefix(iri, "_:") || strings.Contains(iri, "base.invalid") {
				t.Errorf("%q is no absolute address", iri)
			}
		}
		if strings.Contains(q.o, "⟨") || strings.Contains(q.o, "{0}") {
			t.Errorf("a text is not whole: %q", q.o)
		}
		if strings.HasPrefix(q.o, "https://data.example.se/datasets/dcat#") && !known[q.o] {
			t.Errorf("%s says %s of %s, which is not described", q.s, q.p, q.o)
		}
		if strings.HasSuffix(q.p, "/format") && !regexp.MustCompile(`^[a-z]+/[a-z0-9.+-]+$`).MatchString(q.o) {
			t.Errorf("%q is no media type", q.o)
		}
		if q.datatype == "http://www.w3.org/2001/XMLSchema#date" && !regexp.MustCompile(`^20\d\d-\d\d-\d\d$`).MatchString(q.o) {
			t.Errorf("%q is no day", q.o)
		}
	}
	if names := said(all, "http://dataportal.se/organisation/SE2021001234", foafNS+"name"); len(names) != 1 || names[0].o != st.site.operator {
		t.Errorf("the publisher is called %v", names)
	}
}

// TestCataloguedAddressesAnswer fetches every address of ours in the catalogue.
func TestCataloguedAddressesAnswer(t *testing.T) {
	st := onCatalogue(t)
	fetched := map[string]bool{}
	for _, q := range harvested(t, st.get(t, "/datasets/dcat")) {
		address, ok := strings.CutPrefix(q.o, "https://data.example.se")
		if !ok || q.lang != "" || strings.Contains(address, "#") || fetched[address] {
			continue
		}
		fetched[address] = true
		if q.p == dcatNS+"endpointURL" {
			if a := st.ask(t, http.MethodGet, address, ""); a.StatusCode != http.StatusSeeOther {
				t.Errorf("the API's own address is answered %s", a.Status)
			}
			continue
		}
		a := st.get(t, address)
		format := said(harvested(t, st.get(t, "/datasets/dcat.jsonld")), q.s, dctermsNS+"format")
		if (q.p == dcatNS+"accessURL" || q.p == dcatNS+"downloadURL") && (len(format) != 1 || mediaType(a.Header.Get("Content-Type")) != format[0].o) {
			t.Errorf("%s is %q, and said to be %v", address, a.Header.Get("Content-Type"), format)
		}
		if h := st.ask(t, http.MethodHead, address, ""); h.StatusCode != http.StatusOK || h.body != "" {
			t.Errorf("HEAD %s: %s", address, h.Status)
		}
	}
	if len(fetched) < len(report.Whats)*len(report.Formats) {
		t.Errorf("only %d addresses", len(fetched))
	}
}

// TestInventedDataIsNotHarvestedAsFact: whatever rests on examples says so first.
func TestInventedDataIsNotHarvestedAsFact(t *testing.T) {
	marks := map[string]string{"sv": "EXEMPELDATA", "en": "EXAMPLE DATA"}
	texts := func(st *stage) (all []quad) {
		for _, q := range harvested(t, st.get(t, "/datasets/dcat")) {
			contract := strings.Contains(q.s, "#dataset-contract-") || strings.HasSuffix(q.s, "#api") || strings.Contains(q.s, "/data/")
			if !contract && (q.p == dctermsNS+"title" || q.p == dctermsNS+"description") {
				all = append(all, q)
			}
		}
		return all
	}
	invented := texts(onCatalogue(t))
	for _, q := range invented {
		if !strings.HasPrefix(q.o, marks[q.lang]) {
			t.Errorf("%s does not say that it is invented: %q", q.s, q.o)
		}
	}
	plain := newStage(t, nil)
	plain.record(t, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{{Line: 2, Municipality: "0780", Commitment: "styrning", Level: new(2)}}})
	for _, q := range texts(plain) {
		if strings.HasPrefix(q.o, marks[q.lang]) {
			t.Errorf("%s says that plain data is invented: %q", q.s, q.o)
		}
	}
	if len(invented) == 0 {
		t.Error("there are no texts")
	}
}

// TestCatalogueOverHTTP: which form, for whom, and whether it has changed.
func TestCatalogueOverHTTP(t *testing.T) {
	st := onCatalogue(t)
	for accept, want := range map[string]string{
		"": "application/rdf+xml", "*/*": "application/rdf+xml", "text/turtle": "text/turtle", "application/ld+json": "application/ld+json",
		"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "application/rdf+xml", "image/png": "application/rdf+xml",
		"text/turtle;q=0.5, application/ld+json;q=0.9": "application/ld+json", "application/rdf+xml;q=0, text/turtle": "text/turtle",
		"application/rdf+xml;q=0.2, TEXT/TURTLE; q=0.3": "text/turtle", "text/turtle, application/rdf+xml": "application/rdf+xml", "text/turtle;q=x": "application/rdf+xml",
	} {
		a := st.get(t, "/datasets/dcat", "Accept", accept)
		if got := mediaType(a.Header.Get("Content-Type")); got != want {
			t.Errorf("Accept: %s is answered with %s", accept, got)
		}
		if !strings.Contains(a.Header.Get("Vary"), "Accept,") || a.Header.Get("Access-Control-Allow-Origin") != "*" || a.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("Accept: %s: %v", accept, a.Header)
		}
		if links := a.Header.Get("Link"); strings.Count(links, `rel="alternate"`) != 2 || strings.Contains(links, want+`"`) || !strings.Contains(links, "<https://data.example.se/datasets/dcat.") {
			t.Errorf("Accept: %s: Link %s", accept, links)
		}
		if again := st.ask(t, http.MethodGet, "/datasets/dcat", "", "Accept", accept, "If-None-Match", a.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("Accept: %s: asked again %s", accept, again.Status)
		}
		if head := st.ask(t, http.MethodHead, "/datasets/dcat", "", "Accept", accept); head.StatusCode != http.StatusOK || head.body != "" || head.Header.Get("ETag") != a.Header.Get("ETag") {
			t.Errorf("Accept: %s: HEAD %s %q", accept, head.Status, head.Header.Get("ETag"))
		}
	}
	for _, path := range []string{"/datasets/dcat.xml", "/datasets/", "/datasets/annat", "/datasets/dcat.rdf.ttl"} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	if a := st.get(t, "/datasets/dcat", "Accept-Encoding", "br"); a.Header.Get("Content-Encoding") != "br" {
		t.Error("the catalogue is not compressed")
	}
}

// TestCatalogueWithoutAPublicAddress is made of the host that was asked for, if that is one.
func TestCatalogueWithoutAPublicAddress(t *testing.T) {
	st := newStage(t, nil)
	if a := st.get(t, "/datasets/dcat.ttl"); !strings.Contains(a.body, "<"+st.at+"/datasets/dcat>") {
		t.Errorf("is not at %s: %.300s", st.at, a.body)
	}
	ask := func(host string) answer {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, st.at+"/datasets/dcat.ttl", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		resp, err := asker.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return answer{Response: resp}
	}
	for host, want := range map[string]int{"pk.example.se": 200, "pk.example.se:8443": 200, `a"b`: 400, "a'b": 400} {
		if a := ask(host); a.StatusCode != want {
			t.Errorf("Host: %s is answered %s", host, a.Status)
		}
	}
}

// TestNoCatalogueIsBetterThanAWrongOne: each setting that is missing is named, on the page too.
func TestNoCatalogueIsBetterThanAWrongOne(t *testing.T) {
	for flag, change := range map[string]func(*Options){
		"--operator":       func(o *Options) { o.Operator = "" },
		"--contact":        func(o *Options) { o.Contact = "ingen adress" },
		"--publisher-type": func(o *Options) { o.Publisher.Type = "" },
		"--licence":        func(o *Options) { o.Licence = "CC0" },
	} {
		st := newStage(t, change)
		if gaps := st.site.CatalogueGaps(); !slices.Equal(gaps, []string{flag}) {
			t.Errorf("without %s the gaps are %v", flag, gaps)
		}
		for path, status := range map[string]int{"/datasets/dcat": 503, "/datasets/dcat.jsonld": 503, "/rapporter": 200} {
			a := st.ask(t, http.MethodGet, path, "")
			if a.StatusCode != status || !strings.Contains(a.body, flag) || strings.Contains(a.body, `href="/datasets/`) {
				t.Errorf("%s without %s: %s", path, flag, a.Status)
			}
		}
	}
	for _, p := range []Publisher{{Type: "Kommun"}, {Number: "12"}, {Homepage: "example.se"}, {ContactPage: "javascript:alert(1)"}, {ContactPhone: "08-123"}} {
		if _, err := p.check(); err == nil {
			t.Errorf("%+v is taken", p)
		}
	}
}

// TestReleasesAreCatalogued: each file of a release with the checksum that it has, for ever.
func TestReleasesAreCatalogued(t *testing.T) {
	st, u := withRelease(t, func(o *Options) { o.Publisher.Type = "LocalAuthority" })
	before := harvested(t, st.get(t, "/datasets/dcat"))
	u.frozen("Andra gången & <igen>", "")
	all := harvested(t, st.get(t, "/datasets/dcat.ttl"))
	if len(all) <= len(before) {
		t.Error("a new release is not in the catalogue")
	}
	if ld := harvested(t, st.get(t, "/datasets/dcat.jsonld")); !slices.Equal(ld, all) {
		t.Error("the forms are different graphs")
	}
	sums := 0
	for _, q := range all {
		if q.p != "http://spdx.org/rdf/terms#checksum" {
			continue
		}
		sums++
		address := said(all, q.s, dcatNS+"downloadURL")
		sum, size := said(all, q.o, "http://spdx.org/rdf/terms#checksumValue"), said(all, q.s, dcatNS+"byteSize")
		if len(address) != 1 || len(sum) != 1 || len(size) != 1 {
			t.Fatalf("%s: %v %v %v", q.s, address, sum, size)
		}
		a := st.get(t, strings.TrimPrefix(address[0].o, st.site.home()), "Accept-Encoding", "identity")
		if got := sha256.Sum256([]byte(a.body)); hex.EncodeToString(got[:]) != sum[0].o || strconv.Itoa(len(a.body)) != size[0].o {
			t.Errorf("%s is not what the catalogue says", address[0].o)
		}
	}
	if want := 2 * len(report.Whats) * len(report.Formats); sums < want {
		t.Errorf("%d files of releases have checksums, want at least %d", sums, want)
	}
}
