package opendata_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/opendata"
)

// TestDataPackageByTheFirstProfile holds the package to the published profile of version 1, which version 2 extends. That profile asks
// for its own name, and names a table's own self "", which version 2 leaves out.
func TestDataPackageByTheFirstProfile(t *testing.T) {
	for _, lang := range locale.Langs {
		d := plain(t, portal(t, lang).DataPackage())
		d["profile"] = "tabular-data-package"
		delete(d, "$schema")
		for _, r := range objects(t, d["resources"]) {
			r["profile"] = "tabular-data-resource"
			for _, key := range list(r["schema"].(map[string]any)["foreignKeys"]) {
				if to := key.(map[string]any)["reference"].(map[string]any); to["resource"] == nil {
					to["resource"] = "" // the table itself
				}
			}
		}
		if err := profile(t, "tabular-data-package.json").Validate(d); err != nil {
			t.Error(err)
		}
	}
}

// fieldTypes are those of Table Schema, version 2, that are used here, with the constraints that each may have.
var fieldTypes = map[string][]string{
	"string":   {"required", "unique", "pattern", "enum", "minLength", "maxLength"},
	"integer":  {"required", "unique", "pattern", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
	"number":   {"required", "unique", "pattern", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
	"boolean":  {"required", "enum"},
	"date":     {"required", "unique", "enum", "minimum", "maximum"},
	"datetime": {"required", "unique", "enum", "minimum", "maximum"},
}

// TestDataPackageByTheSecondVersion holds the package to what version 2 of the standard says beyond the profile of version 1.
func TestDataPackageByTheSecondVersion(t *testing.T) {
	d := plain(t, portal(t, locale.Swedish).DataPackage())
	if d["$schema"] != "https://datapackage.org/profiles/2.0/datapackage.json" || d["profile"] != nil {
		t.Errorf("profile %v, $schema %v", d["profile"], d["$schema"])
	}
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(d["version"].(string)) {
		t.Errorf("version %v is not semantic", d["version"])
	}
	if at, err := time.Parse(time.RFC3339, d["created"].(string)); err != nil || at.Year() != 2026 {
		t.Errorf("created %v: %v", d["created"], err)
	}
	for _, c := range objects(t, d["contributors"]) {
		if c["title"] == "" || c["role"] != nil || len(c["roles"].([]any)) == 0 {
			t.Errorf("contributor %v", c)
		}
	}
	for _, l := range objects(t, d["licenses"]) {
		if l["name"] == nil && l["path"] == nil {
			t.Errorf("licence %v", l)
		}
	}
	resources := objects(t, d["resources"])
	seen := map[string][]string{}
	for _, r := range resources {
		seen[r["name"].(string)] = names(objects(t, r["schema"].(map[string]any)["fields"]))
	}
	if len(seen) != len(resources) {
		t.Error("two resources have one name")
	}
	path := regexp.MustCompile(`^((http|https)://[^\s]+|[^./~][^:]*)$`)
	for _, r := range resources {
		name := r["name"].(string)
		if !regexp.MustCompile(`^[a-z0-9._-]+$`).MatchString(name) || r["type"] != "table" || !path.MatchString(r["path"].(string)) {
			t.Errorf("resource %s, type %v, path %v", name, r["type"], r["path"])
		}
		schema := r["schema"].(map[string]any)
		for _, key := range []string{"primaryKey"} {
			for _, column := range list(schema[key]) {
				if !slices.Contains(seen[name], column.(string)) {
					t.Errorf("%s: %s names %v, which is no column", name, key, column)
				}
			}
		}
		for _, key := range list(schema["uniqueKeys"]) {
			for _, column := range list(key) {
				if !slices.Contains(seen[name], column.(string)) {
					t.Errorf("%s: uniqueKeys name %v, which is no column", name, column)
				}
			}
		}
		for _, key := range list(schema["foreignKeys"]) {
			to := key.(map[string]any)["reference"].(map[string]any)
			other, elsewhere := to["resource"].(string)
			if !elsewhere {
				other = name
			}
			for _, column := range list(to["fields"]) {
				if !slices.Contains(seen[other], column.(string)) {
					t.Errorf("%s leads to %v of %v, which there is not", name, column, to["resource"])
				}
			}
		}
		for _, f := range objects(t, schema["fields"]) {
			checkTableField(t, name, f)
		}
	}
}

func checkTableField(t *testing.T, table string, f map[string]any) {
	t.Helper()
	where := table + "." + f["name"].(string)
	allowed, ok := fieldTypes[f["type"].(string)]
	if !ok {
		t.Errorf("%s has the type %v", where, f["type"])
	}
	limits, _ := f["constraints"].(map[string]any)
	for name, v := range limits {
		if !slices.Contains(allowed, name) {
			t.Errorf("%s, a %v, cannot have the constraint %s", where, f["type"], name)
		}
		if name == "pattern" && strings.HasPrefix(v.(string), "^") {
			t.Errorf("%s: patterns are about the whole value: %v", where, v)
		}
	}
	var values []any
	for _, c := range list(f["categories"]) {
		values = append(values, c.(map[string]any)["value"])
	}
	if !slices.Equal(values, list(limits["enum"])) {
		t.Errorf("%s: categories %v, enum %v", where, values, limits["enum"])
	}
	if len(values) > 0 && f["type"] != "string" && f["type"] != "integer" {
		t.Errorf("%s: a %v has categories", where, f["type"])
	}
}

// list is a list, or none.
func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// TestProfilesRefuse makes sure that the published schemas look at something.
func TestProfilesRefuse(t *testing.T) {
	p := portal(t, locale.English)
	d := plain(t, p.DataPackage())
	d["profile"] = "tabular-data-package"
	objects(t, d["resources"])[0]["schema"].(map[string]any)["fields"] = "none"
	if profile(t, "tabular-data-package.json").Validate(d) == nil {
		t.Error("a resource without fields is a data package")
	}
	api := plain(t, opendata.API{Portal: p}.OpenAPI(nil))
	delete(api["info"].(map[string]any), "title")
	if profile(t, "openapi-3.1.json").Validate(api) == nil {
		t.Error("a document without a title is OpenAPI")
	}
}
