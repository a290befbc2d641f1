package opendata

import (
	"pionjarkollen/data"
)

// dialect is the JSON Schema that the documents are written in.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// JSONSchema describes a table as JSON: of a report the whole answer, whose rows are $defs/row; of an upload one row of the file, each
// cell as the text that stands in it.
func (p Portal) JSONSchema(t Table) Object {
	head := Object{{"$schema", dialect}, {"$id", p.at("/data/schema/" + t.Name + ".json")}}
	if t.Upload {
		return append(head, p.uploadRow(t)...)
	}
	return append(append(head, p.reportAnswer(t, "#/$defs/row")...), Member{"$defs", Object{{"row", p.row(t)}}})
}

// reportAnswer describes the answer of the API with a table's rows.
func (p Portal) reportAnswer(t Table, row string) Object {
	meta := Object{{"rapport", Object{{"const", t.Name}}}}
	required := []string{"rapport"}
	for _, f := range t.About {
		meta = append(meta, Member{f.Name, p.jsonField(f)})
		required = append(required, f.Name)
	}
	meta = append(meta, Member{"notis", Object{{"type", "string"}, {"description", p.in(data.Text{SV: "Finns när någon uppgift är påhittad", EN: "There when anything is invented"})}}})
	for _, name := range [...]string{"antal", "limit", "offset"} {
		meta = append(meta, Member{name, Object{{"type", "integer"}, {"description", p.in(data.Text{SV: "Finns när limit eller offset har angetts", EN: "There when limit or offset was given"})}}})
	}
	text := Object{{"type", "string"}}
	return Object{
		{"title", p.in(t.Title)},
		{"type", "object"},
		{"required", []string{"meta", "columns", "rows"}},
		{"properties", Object{
			{"meta", Object{{"type", "object"}, {"required", required}, {"properties", meta}}},
			{"columns", Object{{"type", "array"}, {"items", Object{
				{"type", "object"},
				{"required", []string{"namn", "etikett", "betydelse"}},
				{"properties", Object{{"namn", text}, {"etikett", text}, {"betydelse", text}}},
			}}}},
			{"rows", Object{{"type", "array"}, {"items", Object{{"$ref", row}}}}},
		}},
	}
}

// row describes one row of a report. Every column is there.
func (p Portal) row(t Table) Object {
	properties, names := Object{}, []string{}
	for _, f := range t.Fields {
		properties, names = append(properties, Member{f.Name, p.jsonField(f)}), append(names, f.Name)
	}
	return Object{{"type", "object"}, {"required", names}, {"properties", properties}, {"additionalProperties", false}}
}

// jsonField describes a cell as JSON writes it; an empty one is null.
func (p Portal) jsonField(f data.Field) Object {
	var o Object
	switch f.Kind {
	case data.FieldInteger:
		o = bounds(typed("integer", f), f)
	case data.FieldNumber:
		o = bounds(typed("number", f), f)
	case data.FieldBoolean:
		o = typed("boolean", f)
	case data.FieldDay:
		o = append(typed("string", f), Member{"format", "date"})
	case data.FieldMoment:
		o = append(typed("string", f), Member{"format", "date-time"})
	case data.FieldLink:
		o = append(typed("string", f), Member{"format", "uri"}, Member{"pattern", "^https?://"})
	case data.FieldMixed:
		o = Object{{"anyOf", []any{bounds(Object{{"type", "integer"}}, f), Object{{"enum", codes(f, false)}}}}}
	default:
		o = typed("string", f)
		if len(f.Words) > 0 {
			o = append(o, Member{"enum", codes(f, !f.Required)})
		}
		o = o.with("pattern", f.Pattern).with("maxLength", f.Longest)
	}
	return append(Object{{"title", p.in(f.Label)}, {"description", p.described(f)}}, o...)
}

// described is what a field holds, with its unit and its words.
func (p Portal) described(f data.Field) string {
	text := p.in(f.About)
	if unit := p.in(f.Unit); unit != "" {
		text += " (" + unit + ")"
	}
	return text
}

func typed(kind string, f data.Field) Object {
	if f.Required {
		return Object{{"type", kind}}
	}
	return Object{{"type", []string{kind, "null"}}}
}

func bounds(o Object, f data.Field) Object { return o.with("minimum", f.Least).with("maximum", f.Most) }

// codes are the words that a cell may hold.
func codes(f data.Field, null bool) []any {
	var list []any
	for _, w := range f.Words {
		list = append(list, w.Code)
	}
	if null {
		list = append(list, nil)
	}
	return list
}

// uploadRow describes a row of a file to hand in: texts under the columns' names, an empty cell being "".
func (p Portal) uploadRow(t Table) Object {
	properties, needed := Object{}, []string{}
	for _, f := range t.Fields {
		o := Object{{"title", p.in(f.Label)}, {"description", p.described(f)}, {"type", "string"}}
		switch {
		case len(f.Words) > 0:
			list := codes(f, false)
			if !f.Required {
				list = append(list, "")
			}
			o = append(o, Member{"enum", list})
		case f.Kind == data.FieldDay:
			o = append(o, Member{"anyOf", []any{Object{{"format", "date"}}, empty}})
		case f.Kind == data.FieldLink:
			o = append(o, Member{"anyOf", []any{Object{{"format", "uri"}, {"pattern", "^https?://"}}, empty}})
		case f.Pattern != "" && !f.Required:
			o = append(o, Member{"anyOf", []any{Object{{"pattern", f.Pattern}}, empty}})
		}
		properties = append(properties, Member{f.Name, o.with("maxLength", f.Longest)})
		if !f.Absent {
			needed = append(needed, f.Name)
		}
	}
	either := func(name string) Object {
		return Object{{"required", []string{name}}, {"properties", Object{{name, Object{{"minLength", 1}}}}}}
	}
	return Object{
		{"title", p.in(t.Title)},
		{"description", p.in(data.Text{
			SV: "En rad i filen. Filen får också skriva värdena på andra sätt; se /lamna-in. Skriv kommunkod, kommun eller båda.",
			EN: "A row of the file. Files may also write the values in other ways; see /lamna-in. Write kommunkod, kommun or both.",
		})},
		{"type", "object"},
		{"required", needed},
		{"anyOf", []any{either("kommunkod"), either("kommun")}},
		{"properties", properties},
		{"additionalProperties", false},
	}
}

// empty is a cell that says nothing.
var empty = Object{{"const", ""}}
