package opendata

import (
	"regexp"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// CSVW is the CSV on the Web metadata of a table's CSV file. Where its cells point into another file, that one is described too.
func (p Portal) CSVW(t Table) Object {
	tables := []any{p.csvwTable(t, p.chosen(t.Path))}
	seen := []string{t.Name}
	for i := 0; i < len(seen); i++ {
		for _, to := range Named(seen[i], p.Catalogue, p.Edition).pointers() {
			if !slices.Contains(seen, to.Table) {
				seen = append(seen, to.Table)
				next := Named(to.Table, p.Catalogue, p.Edition)
				tables = append(tables, p.csvwTable(*next, p.at(next.Path)))
			}
		}
	}
	o := Object{
		{"@context", []any{"http://www.w3.org/ns/csvw", Object{{"@language", string(p.Lang)}}}},
		{"@id", p.at("/data/csvw/" + t.Name + ".json")},
		{"tables", tables},
	}
	return o
}

func (p Portal) csvwTable(t Table, address string) Object {
	delimiter := ","
	if t.Upload {
		delimiter = ";"
	}
	columns := []any{}
	for _, f := range t.columns() {
		columns = append(columns, csvwColumn(f))
	}
	schema := Object{{"columns", columns}}
	if len(t.Key) > 0 {
		schema = append(schema, Member{"primaryKey", t.Key})
	}
	keys := []any{}
	for _, to := range t.pointers() {
		at := address
		if to.Table != t.Name {
			at = p.at(Named(to.Table, p.Catalogue, p.Edition).Path)
		}
		keys = append(keys, Object{
			{"columnReference", columnName(to.Column)}, {"reference", Object{{"resource", at}, {"columnReference", columnName(to.Key)}}},
		})
	}
	schema = schema.with("foreignKeys", keys)
	o := Object{
		{"url", address},
		{"dc:title", both(t.Title)},
		{"dialect", Object{
			{"encoding", "utf-8"},
			{"header", true},
			{"headerRowCount", 1},
			{"delimiter", delimiter},
			{"lineTerminators", []string{"\r\n"}},
			{"quoteChar", `"`},
			{"doubleQuote", true},
		}},
	}
	if !t.Upload {
		o = append(o, Member{"dc:license", Object{{"@id", p.Licence}}}).with("dc:publisher", p.Publisher)
	}
	return append(o, Member{"tableSchema", schema})
}

// both is a wording in both languages, each marked as its own.
func both(t data.Text) []any {
	return []any{Object{{"@value", t.SV}, {"@language", "sv"}}, Object{{"@value", t.EN}, {"@language", "en"}}}
}

// csvwColumn describes a column. The header in the file is among its titles in either language, by which a reader knows it again.
func csvwColumn(f data.Field) Object {
	o := Object{
		{"name", columnName(f.Name)},
		{"titles", Object{{"sv", titles(f.Label.SV, f.Name)}, {"en", titles(f.Label.EN, f.Name)}}},
		{"dc:description", both(f.About)},
	}
	if f.Unit != (data.Text{}) {
		o = append(o, Member{"schema:unitText", both(f.Unit)})
	}
	return append(o, Member{"datatype", csvwType(f)}).with("required", f.Required)
}

func titles(label, header string) []string {
	if label == header {
		return []string{header}
	}
	return []string{label, header}
}

// columnName writes a header as a URI template's variable, which knows no å, ä and ö.
func columnName(header string) string {
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "-", "_").Replace(header)
}

// csvwType is a column's datatype. An enumeration is a string with a format: a regular expression about the whole cell.
func csvwType(f data.Field) any {
	if words := spelled(f); len(words) > 0 {
		var one []string
		for _, w := range words {
			one = append(one, regexp.QuoteMeta(w.Code))
		}
		return Object{{"base", "string"}, {"format", strings.Join(one, "|")}}
	}
	switch f.Kind {
	case data.FieldInteger:
		return bounds(Object{{"base", "integer"}}, f)
	case data.FieldNumber:
		return bounds(Object{{"base", "double"}}, f)
	case data.FieldBoolean:
		return Object{{"base", "boolean"}, {"format", "ja|nej"}}
	case data.FieldDay:
		return Object{{"base", "date"}, {"format", "yyyy-MM-dd"}}
	case data.FieldMoment:
		return "dateTimeStamp"
	case data.FieldLink:
		return Object{{"base", "anyURI"}}.with("maxLength", f.Longest)
	}
	if f.Pattern == "" && f.Longest == 0 {
		return "string"
	}
	return Object{{"base", "string"}}.with("format", inner(f.Pattern)).with("maxLength", f.Longest)
}
