package opendata

import (
	"regexp"
	"strings"

	"pionjarkollen/data"
)

// CSVW is the CSV on the Web metadata of a table's CSV file. Where its cells point into another file, that one is described too.
func (p Portal) CSVW(t Table) Object {
	tables := []any{p.csvwTable(t)}
	if t.Listed {
		if to := Named("coverage", p.Catalogue, p.Edition); to != nil {
			tables = append(tables, p.csvwTable(*to))
		}
	}
	o := Object{
		{"@context", []any{"http://www.w3.org/ns/csvw", Object{{"@language", string(p.Lang)}}}},
		{"@id", p.at("/data/csvw/" + t.Name + ".json")},
		{"tables", tables},
	}
	return o
}

func (p Portal) csvwTable(t Table) Object {
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
	if t.Listed {
		schema = append(schema, Member{"foreignKeys", []any{Object{
			{"columnReference", "kommunkod"}, {"reference", Object{{"resource", p.at("/rapporter/coverage.csv")}, {"columnReference", "kommunkod"}}},
		}}})
	}
	o := Object{
		{"url", p.at(t.Path)},
		{"dc:title", both(t.Title)},
		{"dialect", Object{
			{"encoding", "utf-8"}, {"header", true}, {"headerRowCount", 1}, {"delimiter", delimiter}, {"lineTerminators", []string{"\r\n"}},
			{"quoteChar", `"`}, {"doubleQuote", true},
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
