package dcat_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"
)

// read parses a graph with somebody else's parser (Raptor for RDF/XML and Turtle, json-gold for JSON-LD) and returns its statements as
// ordered N-Quads.
func read(t *testing.T, form string, body []byte) []string {
	t.Helper()
	var set *ld.RDFDataset
	if form == "jsonld" {
		var document any
		if err := json.Unmarshal(body, &document); err != nil {
			t.Fatal(err)
		}
		found, err := ld.NewJsonLdProcessor().ToRDF(document, ld.NewJsonLdOptions(""))
		if err != nil {
			t.Fatalf("JSON-LD: %v", err)
		}
		set = found.(*ld.RDFDataset)
	} else {
		if _, err := exec.LookPath("rapper"); err != nil {
			t.Fatalf("these tests read RDF with Raptor (Debian: apt-get install raptor2-utils): %v", err)
		}
		cmd := exec.CommandContext(t.Context(), "rapper", "-q", "-i", form, "-o", "ntriples", "-", "http://base.invalid/")
		var said bytes.Buffer
		cmd.Stdin, cmd.Stderr = bytes.NewReader(body), &said
		out, err := cmd.Output()
		if err != nil || said.Len() > 0 {
			t.Fatalf("%s: %v %s\n%s", form, err, &said, body)
		}
		if set, err = ld.ParseNQuads(string(out)); err != nil {
			t.Fatal(err)
		}
	}
	lines, err := (&ld.NQuadRDFSerializer{}).Serialize(set)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Split(strings.TrimSpace(lines.(string)), "\n")
	slices.Sort(all)
	return slices.Compact(all)
}
