package opendata_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/locale"
)

// What the recommendation lets stand where. A property with a colon is a common property.
var csvwProperties = map[string][]string{
	"group":    {"@context", "@id", "@type", "dialect", "notes", "tableDirection", "tableSchema", "tables", "transformations"},
	"table":    {"@id", "@type", "dialect", "notes", "suppressOutput", "tableDirection", "tableSchema", "transformations", "url"},
	"schema":   {"@id", "@type", "columns", "foreignKeys", "primaryKey", "rowTitles"},
	"column":   {"@id", "@type", "name", "suppressOutput", "titles", "virtual", "aboutUrl", "datatype", "default", "lang", "null", "ordered", "propertyUrl", "required", "separator", "textDirection", "valueUrl"},
	"dialect":  {"@id", "@type", "commentPrefix", "delimiter", "doubleQuote", "encoding", "header", "headerRowCount", "lineTerminators", "quoteChar", "skipBlankRows", "skipColumns", "skipInitialSpace", "skipRows", "trim"},
	"datatype": {"@id", "@type", "base", "format", "length", "minLength", "maxLength", "minimum", "maximum", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive"},
}

// csvwTypes are the built-in datatypes used here, with what may bound each.
var csvwTypes = map[string][]string{
	"string": {"format", "maxLength", "minLength"}, "anyURI": {"maxLength"}, "integer": {"minimum", "maximum", "format"}, "double": {"minimum", "maximum"},
	"boolean": {"format"}, "date": {"format", "minimum", "maximum"}, "dateTimeStamp": {"format"},
}

// TestCSVWKeepsTheRules holds the metadata of each file to the rules of the recommendation.
func TestCSVWKeepsTheRules(t *testing.T) {
	for _, lang := range locale.Langs {
		p := portal(t, lang)
		for _, table := range tables(p) {
			d := plain(t, p.CSVW(table))
			only(t, table.Name, "group", d)
			context, ok := d["@context"].([]any)
			if !ok || len(context) != 2 || context[0] != "http://www.w3.org/ns/csvw" || fmt.Sprint(context[1]) != "map[@language:"+string(lang)+"]" {
				t.Errorf("%s: @context is %v", table.Name, d["@context"])
			}
			urls := map[string][]string{}
			for _, one := range objects(t, d["tables"]) {
				urls[one["url"].(string)] = names(objects(t, one["tableSchema"].(map[string]any)["columns"]))
			}
			for _, one := range objects(t, d["tables"]) {
				checkCSVWTable(t, one, urls)
			}
		}
	}
}

// only finds properties that may not stand in an object of that kind.
func only(t *testing.T, where, kind string, o map[string]any) {
	t.Helper()
	for name := range maps.Keys(o) {
		if !slices.Contains(csvwProperties[kind], name) && !strings.Contains(name, ":") {
			t.Errorf("%s: a %s cannot have %s", where, kind, name)
		}
	}
}

func checkCSVWTable(t *testing.T, table map[string]any, urls map[string][]string) {
	t.Helper()
	where := table["url"].(string)
	only(t, where, "table", table)
	dialect := table["dialect"].(map[string]any)
	only(t, where, "dialect", dialect)
	if d := dialect["delimiter"]; d != "," && d != ";" || dialect["encoding"] != "utf-8" {
		t.Errorf("%s: dialect %v", where, dialect)
	}
	schema := table["tableSchema"].(map[string]any)
	only(t, where, "schema", schema)
	columns := objects(t, schema["columns"])
	seen := map[string]bool{}
	for _, c := range columns {
		only(t, where, "column", c)
		name := c["name"].(string)
		if !regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.]*$`).MatchString(name) || seen[name] { // a URI template's variable, without a leading _
			t.Errorf("%s: a column is called %q", where, name)
		}
		seen[name] = true
		titles := c["titles"].(map[string]any)
		for _, l := range locale.Langs {
			if len(list(titles[string(l)])) == 0 {
				t.Errorf("%s.%s has no title in %s", where, name, l)
			}
		}
		checkCSVWType(t, where+"."+name, c["datatype"])
	}
	for _, key := range list(schema["primaryKey"]) {
		i := slices.Index(names(columns), key.(string))
		if i < 0 || columns[i]["required"] != true {
			t.Errorf("%s: the key %v is no column that is always filled in", where, key)
		}
	}
	for _, key := range list(schema["foreignKeys"]) {
		k := key.(map[string]any)
		to := k["reference"].(map[string]any)
		if !seen[k["columnReference"].(string)] || !slices.Contains(urls[to["resource"].(string)], to["columnReference"].(string)) {
			t.Errorf("%s: foreign key %v leads to no table of the group %v", where, k, slices.Collect(maps.Keys(urls)))
		}
	}
}

func checkCSVWType(t *testing.T, where string, datatype any) {
	t.Helper()
	d, ok := datatype.(map[string]any)
	if !ok {
		d = map[string]any{"base": datatype}
	}
	only(t, where, "datatype", d)
	allowed, ok := csvwTypes[fmt.Sprint(d["base"])]
	if !ok {
		t.Errorf("%s has the datatype %v", where, d["base"])
	}
	for name := range d {
		if name != "base" && !slices.Contains(allowed, name) {
			t.Errorf("%s: %s cannot bound %v", where, name, d["base"])
		}
	}
	if format, ok := d["format"].(string); ok && d["base"] == "string" {
		if _, err := regexp.Compile("^(?:" + format + ")$"); err != nil {
			t.Errorf("%s: %v", where, err)
		}
	}
}
