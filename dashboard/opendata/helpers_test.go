package opendata_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/data/datatest"
)

// portal is a site with everything that can be said of it.
func portal(t *testing.T, lang locale.Lang) opendata.Portal {
	t.Helper()
	c := datatest.Catalogue(t)
	return opendata.Portal{
		Home: "https://pionjarkollen.example.se", Lang: lang, Catalogue: c, Edition: c.Current(), Publisher: "Exempelmyndigheten", Contact: "data@example.se",
		Licence: "https://creativecommons.org/publicdomain/zero/1.0/", Version: 17, Changed: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC),
	}
}

// tables are all that are described.
func tables(p opendata.Portal) []opendata.Table {
	return slices.Concat(opendata.Reports(p.Edition), opendata.Uploads(p.Catalogue, p.Edition))
}

// plain is a document as a reader has it: maps and slices.
func plain(t *testing.T, document any) map[string]any {
	t.Helper()
	body, err := opendata.JSON(document)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	m, ok := v.(map[string]any)
	if !ok {
		t.Fatalf("%T is no object", v)
	}
	return m
}

// compile makes a schema ready; what is no schema by its own dialect is a failure.
func compile(t *testing.T, schema map[string]any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	const at = "https://schema.example/schema.json"
	if err := c.AddResource(at, schema); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(at)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// profile is a schema of testdata.
func profile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(body, &schema); err != nil {
		t.Fatal(err)
	}
	return compile(t, schema)
}

func objects(t *testing.T, v any) []map[string]any {
	t.Helper()
	list, ok := v.([]any)
	if !ok {
		t.Fatalf("%T is no list", v)
	}
	var out []map[string]any
	for _, one := range list {
		m, ok := one.(map[string]any)
		if !ok {
			t.Fatalf("%T is no object", one)
		}
		out = append(out, m)
	}
	return out
}

func names(list []map[string]any) []string {
	var out []string
	for _, m := range list {
		name, _ := m["name"].(string)
		out = append(out, name)
	}
	return out
}
