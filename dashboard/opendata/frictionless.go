package opendata

import (
	"fmt"
	"strconv"
	"time"

	"pionjarkollen/data"
)

// DataPackage is the Frictionless Data Package (version 2) of the site's reports: a resource with a Table Schema for each CSV file.
func (p Portal) DataPackage() Object {
	resources := []any{}
	for _, t := range Reports(p.Edition) {
		if len(t.Asks) > 0 {
			continue // there is a file for each choice
		}
		resources = append(resources, Object{
			{"name", t.Name},
			{"type", "table"},
			{"title", p.in(t.Title)},
			{"path", p.at(t.Path)},
			{"format", "csv"},
			{"mediatype", "text/csv"},
			{"encoding", "utf-8"},
			{"dialect", Object{
				{"$schema", "https://datapackage.org/profiles/2.0/tabledialect.json"},
				{"header", true},
				{"delimiter", ","},
				{"lineTerminator", "\r\n"},
				{"quoteChar", `"`},
				{"doubleQuote", true},
			}},
			{"schema", p.tableSchema(t)},
		})
	}
	name, title := licence(p.Licence)
	about := p.in(data.Text{
		SV: "Hur långt Sveriges pionjärstäder och deras tvillingstäder har förbundit sig i Klimatkontrakt 2030, som de själva har lämnat in det.",
		EN: "How far Sweden's pioneer cities and their twins have committed themselves in Climate Contract 2030, as they have handed it in.",
	})
	if p.Example {
		about += " " + p.in(message("example.cite"))
	}
	o := Object{
		{"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"},
		{"name", "pionjarkollen"},
		{"id", p.Home + "/data/datapackage.json"},
		{"title", "Pionjärkollen: " + p.in(p.Edition.Title)},
		{"description", about},
		{"homepage", p.Home},
		{"version", "1." + strconv.FormatUint(p.Version, 10) + ".0"},
	}
	if !p.Changed.IsZero() {
		o = append(o, Member{"created", p.Changed.UTC().Format(time.RFC3339)})
	}
	publisher := Object{}.with("title", p.Publisher).with("path", p.Home).with("email", p.Contact)
	if p.Publisher == "" {
		publisher = Object{{"title", "Pionjärkollen"}, {"path", p.Home}}.with("email", p.Contact)
	}
	return append(
		o,
		Member{"keywords", []string{"klimat", "kommuner", "klimatkontrakt", "climate", "municipalities"}},
		Member{"licenses", []any{Object{}.with("name", name).with("path", p.Licence).with("title", title)}},
		Member{"contributors", []any{append(publisher, Member{"roles", []string{"publisher"}})}},
		Member{"sources", []any{
			Object{{"title", p.in(p.Edition.Title) + ", Viable Cities"}, {"path", "https://viablecities.se"}},
			Object{{"title", p.in(population)}, {"path", "https://www.scb.se"}},
			Object{{"title", "GeoNames, CC BY 4.0"}, {"path", "https://www.geonames.org"}},
		}},
		Member{"resources", resources},
	)
}

var population = data.Text{SV: "SCB: folkmängd 31 december 2024", EN: "Statistics Sweden: population on 31 December 2024"}

// tableSchema is the Table Schema of a CSV file.
func (p Portal) tableSchema(t Table) Object {
	fields := []any{}
	for _, f := range t.columns() {
		fields = append(fields, p.tableField(f))
	}
	o := Object{
		{"$schema", "https://datapackage.org/profiles/2.0/tableschema.json"}, {"fieldsMatch", "exact"}, {"fields", fields}, {"missingValues", []string{""}},
	}
	if len(t.Key) > 0 {
		o = append(o, Member{"primaryKey", t.Key})
	}
	if len(t.Once) > 0 {
		o = append(o, Member{"uniqueKeys", []any{t.Once}})
	}
	keys := []any{}
	for _, to := range t.pointers() {
		keys = append(keys, Object{
			{"fields", []string{to.Column}}, {"reference", append(Object{}.with("resource", other(t, to)), Member{"fields", []string{to.Key}})},
		})
	}
	return o.with("foreignKeys", keys)
}

// other is the table that a pointer leads to; "" is its own.
func other(t Table, to Pointer) string {
	if to.Table == t.Name {
		return ""
	}
	return to.Table
}

// tableField describes a column of a CSV file. One that holds a number or a word is a text with everything that it may say.
func (p Portal) tableField(f data.Field) Object {
	o := Object{{"name", f.Name}, {"title", p.in(f.Label)}, {"description", p.described(f)}}
	limits := Object{}.with("required", f.Required).with("unique", f.Unique).with("pattern", inner(f.Pattern)).with("maxLength", f.Longest)
	switch f.Kind {
	case data.FieldInteger, data.FieldNumber:
		o = append(o, Member{"type", string(f.Kind)})
		limits = bounds(limits, f)
	case data.FieldBoolean:
		o = append(o, Member{"type", "boolean"}, Member{"trueValues", []string{"ja"}}, Member{"falseValues", []string{"nej"}})
	case data.FieldDay:
		o = append(o, Member{"type", "date"}, Member{"format", "default"})
	case data.FieldMoment:
		o = append(o, Member{"type", "datetime"}, Member{"format", "default"})
	case data.FieldLink:
		o = append(o, Member{"type", "string"}, Member{"format", "uri"})
	default:
		o = append(o, Member{"type", "string"})
	}
	if words := spelled(f); len(words) > 0 {
		categories, enum := []any{}, []string{}
		for _, w := range words {
			categories, enum = append(categories, Object{{"value", w.Code}, {"label", p.in(w.Name)}}), append(enum, w.Code)
		}
		o = append(o, Member{"categories", categories})
		limits = append(limits, Member{"enum", enum})
	}
	return o.with("constraints", limits)
}

// spelled are all that a cell may say in CSV: the words, and of a mixed field the numbers before them.
func spelled(f data.Field) []data.Word {
	if f.Kind != data.FieldMixed {
		return f.Words
	}
	var words []data.Word
	for n := *f.Least; n <= *f.Most; n++ {
		digits := fmt.Sprintf("%.0f", n)
		words = append(words, data.Word{Code: digits, Name: data.Text{SV: "nivå " + digits, EN: "level " + digits}})
	}
	return append(words, f.Words...)
}

// inner is a pattern about a whole cell without its anchors, as Table Schema and CSVW want it.
func inner(pattern string) string {
	if len(pattern) > 1 && pattern[0] == '^' && pattern[len(pattern)-1] == '$' {
		return pattern[1 : len(pattern)-1]
	}
	return pattern
}
