package opendata

import (
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// problem is RFC 9457 with what could stand where something cannot be read.
func (a API) problem() Object {
	return Object{
		{"type", "object"},
		{"required", []string{"type", "title", "status", "detail", "request_id"}},
		{"properties", Object{
			{"type", Object{{"const", "about:blank"}}},
			{"title", str},
			{"status", Object{{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}},
			{"detail", str},
			{"allowed", a.told(list(str), "Värden som hade varit rätt", "Values that would have been right")},
			{"request_id", a.told(str, "Att ange när man frågar om felet", "To name when asking about the error")},
		}},
	}
}

func (a API) told(o Object, sv, en string) Object {
	return append(Object{{"description", a.in(data.Text{SV: sv, EN: en})}}, o...)
}

// checkedProperties are one file as it was read.
func (a API) checkedProperties() []property {
	line := orNull(Object{{"type", "integer"}, {"minimum", 1}})
	row := a.object(
		property{"line", count, "", ""}, property{"municipality", str, "Fyra siffror, eller tom", "Four digits, or empty"}, property{"commitment", orNull(count), "Nummer i brödtexten", "Number in the body"},
		property{"level", orNull(Object{{"type", "integer"}, {"minimum", 0}, {"maximum", 3}}), "", ""}, property{"action", orNull(count), "Ordning inom nivån", "Order within the level"},
		property{"status", str, "", ""}, property{"comment", str, "", ""}, property{"decided", str, "", ""}, property{"reference", str, "", ""}, property{"link", str, "", ""},
	)
	said := []property{
		{"severity", oneOf("error", "warning"), "", ""},
		{"code", oneOf(codesOf("")...), "", ""},
		{"column", str, "", ""},
		{"column_letter", str, "", ""},
		{"value", str, "", ""},
		{"message", str, "", ""},
		{"suggestion", str, "", ""},
	}
	lines := Object{{"type", "array"}, {"items", Object{{"type", "array"}, {"items", count}, {"minItems", 2}, {"maxItems", 2}}}}
	return []property{
		{"file", str, "Filens namn", "The file's name"},
		{"accepted", truth, "Inget i den är fel", "Nothing in it is wrong"},
		{"kind", oneOf("levels", "actions", ""), "", ""},
		{"edition", str, "", ""},
		{"encoding", str, "", ""},
		{"delimiter", str, "", ""},
		{"rows", list(row), "", ""},
		{"findings", list(a.object(append(said, property{"line", line, "null: hela filen", "null: the whole file"})...)), "", ""},
		{"groups", list(a.object(append(said, property{"count", count, "", ""}, property{"lines", lines, "Radföljder, första och sista", "Runs of lines, first and last"})...)), "", ""},
	}
}

func (a API) checked() Object { return a.object(a.checkedProperties()...) }

// saved is a submission that was saved.
func (a API) saved() Object {
	change := a.object(
		property{"kind", oneOf("new", "changed"), "", ""}, property{"line", count, "", ""}, property{"municipality", place, "", ""}, property{"commitment", count, "", ""},
		property{"action?", str, "", ""}, property{"from", str, "", ""}, property{"to", str, "", ""},
	)
	return a.object(append([]property{
		{"submission", count, "Inlämningens nummer", "The submission's number"},
		{"received", moment, "", ""},
		{"href", str, "Dess sida", "Its page"},
		{"changes", list(change), "Nya och ändrade rader", "New and changed rows"},
	}, a.checkedProperties()...)...)
}

// codesOf are the findings' codes of a severity; "" is all.
func codesOf(severity ingest.Severity) []string {
	var list []string
	for _, c := range ingest.Codes() {
		if severity == "" || c.Severity == severity {
			list = append(list, string(c.Code))
		}
	}
	return list
}
