package opendata_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/data"
)

// TestOneSchema finds each column of each table in every document, in the same order, and no other.
func TestOneSchema(t *testing.T) {
	p := portal(t, locale.Swedish)
	openapi := plain(t, opendata.API{Portal: p}.OpenAPI(nil))["components"].(map[string]any)["schemas"].(map[string]any)
	packaged := map[string][]string{}
	for _, r := range objects(t, plain(t, p.DataPackage())["resources"]) {
		packaged[r["name"].(string)] = names(objects(t, r["schema"].(map[string]any)["fields"]))
	}
	for _, table := range tables(p) {
		var fields, columns []string
		for _, f := range table.Fields {
			fields = append(fields, f.Name)
		}
		columns = slices.Clone(fields)
		for _, f := range table.About {
			columns = append(columns, f.Name)
		}
		if len(fields) == 0 {
			t.Errorf("%s has no columns", table.Name)
		}
		if got := packaged[table.Name]; !table.Upload && len(table.Asks) == 0 && !slices.Equal(got, columns) {
			t.Errorf("%s: datapackage.json has the columns %v, want %v", table.Name, got, columns)
		}
		described := objects(t, objects(t, plain(t, p.CSVW(table))["tables"])[0]["tableSchema"].(map[string]any)["columns"])
		for i, column := range described {
			if titles := column["titles"].(map[string]any)["sv"].([]any); i >= len(columns) || !slices.Contains(titles, any(columns[i])) {
				t.Errorf("%s: CSVW's column %d has the titles %v, want %v", table.Name, i, titles, columns)
			}
		}
		if len(described) != len(columns) {
			t.Errorf("%s: CSVW has %d columns, want %d", table.Name, len(described), len(columns))
		}
		schema, component := plain(t, p.JSONSchema(table)), table.Name
		row := schema
		if !table.Upload {
			row, component = schema["$defs"].(map[string]any)["row"].(map[string]any), "row-"+table.Name
			meta := schema["properties"].(map[string]any)["meta"].(map[string]any)["properties"].(map[string]any)
			for _, f := range table.About {
				if meta[f.Name] == nil {
					t.Errorf("%s: JSON Schema's meta lacks %s", table.Name, f.Name)
				}
			}
		}
		inOpenAPI, ok := openapi[component].(map[string]any)
		if !ok {
			t.Fatalf("openapi.json lacks %s", component)
		}
		for where, o := range map[string]map[string]any{"JSON Schema": row, "openapi.json": inOpenAPI} {
			got := slices.Sorted(maps.Keys(o["properties"].(map[string]any)))
			if want := slices.Sorted(slices.Values(fields)); !slices.Equal(got, want) {
				t.Errorf("%s: %s has %v, want %v", table.Name, where, got, want)
			}
		}
	}
}

// TestEveryWordIsListed wants the words of each column of words, and texts about each column.
func TestEveryWordIsListed(t *testing.T) {
	for _, table := range tables(portal(t, locale.Swedish)) {
		for _, f := range slices.Concat(table.Fields, table.About) {
			if (f.Kind == data.FieldWord || f.Kind == data.FieldMixed) && len(f.Words) == 0 {
				t.Errorf("%s.%s holds words, and none are listed: see words.go", table.Name, f.Name)
			}
			seen := map[string]bool{}
			for _, w := range f.Words {
				if w.Code == "" || w.Name.SV == "" || w.Name.EN == "" || seen[w.Code] {
					t.Errorf("%s.%s: word %+v", table.Name, f.Name, w)
				}
				seen[w.Code] = true
			}
			if f.Label.SV == "" || f.Label.EN == "" || f.About.SV == "" || f.About.EN == "" || f.Kind == "" {
				t.Errorf("%s.%s is not explained: %+v", table.Name, f.Name, f)
			}
		}
	}
}

// TestSchemasAreSchemas compiles each JSON Schema by the metaschema of its dialect, and looks for texts that are missing.
func TestSchemasAreSchemas(t *testing.T) {
	for _, lang := range locale.Langs {
		p := portal(t, lang)
		for _, table := range tables(p) {
			schema := plain(t, p.JSONSchema(table))
			compile(t, schema)
			if id := schema["$id"]; id != p.Home+"/data/schema/"+table.Name+".json" {
				t.Errorf("%s is called %v", table.Name, id)
			}
			if opendata.Named(table.Name, p.Catalogue, p.Edition) == nil {
				t.Errorf("%s is not found by its name", table.Name)
			}
			text, err := json.Marshal([]any{p.JSONSchema(table), p.CSVW(table), p.DataPackage()})
			if err != nil || strings.Contains(string(text), "⟨") {
				t.Errorf("%s lacks a text: %v", table.Name, err)
			}
		}
	}
	if opendata.Named("allt", portal(t, locale.Swedish).Catalogue, portal(t, locale.Swedish).Edition) != nil {
		t.Error("there is a table called allt")
	}
}

func TestObjectsKeepTheirOrder(t *testing.T) {
	body, err := json.Marshal(opendata.Object{{Name: "b", Value: 1}, {Name: "a", Value: "<å & ö>"}, {Name: "c", Value: opendata.Object{}}})
	if want := `{"b":1,"a":"<å & ö>","c":{}}`; err != nil || bodyText(body) != want {
		t.Errorf("%s, %v, want %s", body, err, want)
	}
	short, err := opendata.Shorten([]byte(`{"z":[1,[2,3,4],5],"n":0.10000000000000000001,"a":[{"q":[9,9,9]}]}`), 2)
	if want := `{"z":[1,[2,3]],"n":0.10000000000000000001,"a":[{"q":[9,9]}]}`; err != nil || strings.Join(strings.Fields(string(short)), "") != want {
		t.Errorf("%s, %v, want %s", short, err, want)
	}
	for _, broken := range []string{`{`, `[1,`, `{"a":`, ``} {
		if _, err := opendata.Shorten([]byte(broken), 2); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

// bodyText undoes what json.Marshal escapes for HTML on its way out.
func bodyText(b []byte) string {
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(b))
}

// TestUnknownLicences has no name for them and says their address.
func TestUnknownLicences(t *testing.T) {
	p := portal(t, locale.English)
	p.Licence, p.Publisher, p.Changed, p.Example = "https://example.se/villkor", "", p.Changed.AddDate(-3000, 0, 0), true
	d := plain(t, p.DataPackage())
	if got := fmt.Sprint(d["licenses"]); got != "[map[path:https://example.se/villkor]]" {
		t.Errorf("licences %s", got)
	}
	if about := fmt.Sprint(d["description"]); !strings.Contains(about, "Example data") {
		t.Errorf("the description does not say that the data is invented: %s", about)
	}
	api := plain(t, opendata.API{Portal: p}.OpenAPI(nil))
	if err := profile(t, "openapi-3.1.json").Validate(api); err != nil {
		t.Error(err)
	}
}
