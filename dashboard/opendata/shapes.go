package opendata

import (
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// Schemas of single values.
var (
	str    = Object{{"type", "string"}}
	number = Object{{"type", "number"}}
	count  = Object{{"type", "integer"}, {"minimum", 0}}
	whole  = Object{{"type", "integer"}}
	truth  = Object{{"type", "boolean"}}
	moment = Object{{"type", "string"}, {"format", "date-time"}}
	place  = Object{{"type", "string"}, {"pattern", data.CodePattern}}
	level  = Object{{"type", "integer"}, {"minimum", 1}, {"maximum", 3}}
)

// property is a member of an object; a name with a question mark may be missing.
type property struct {
	name   string
	schema Object
	sv, en string // what it is, where its name does not say so
}

// contact is whether a municipality agrees to be contacted about working together.
var contact = property{"contact", orNull(oneOf("yes", "no")), "Om kommunen får kontaktas om samverkan; null när den inte har sagt det", "Whether the municipality may be contacted about working together; null when it has not said"}

// object describes an object that holds these members and no other.
func (a API) object(properties ...property) Object {
	members, required := Object{}, []string{}
	for _, p := range properties {
		name, optional := strings.CutSuffix(p.name, "?")
		if !optional {
			required = append(required, name)
		}
		schema := p.schema
		if p.sv != "" {
			schema = append(Object{{"description", a.in(data.Text{SV: p.sv, EN: p.en})}}, schema...)
		}
		members = append(members, Member{name, schema})
	}
	return Object{{"type", "object"}, {"required", required}, {"properties", members}, {"additionalProperties", false}}
}

func list(of Object) Object { return Object{{"type", "array"}, {"items", of}} }

func ref(name string) Object { return Object{{"$ref", "#/components/schemas/" + name}} }

func orNull(o Object) Object { return Object{{"anyOf", []any{o, Object{{"type", "null"}}}}} }

func oneOf(values ...string) Object { return Object{{"type", "string"}, {"enum", values}} }

// shared are the schemas that several answers refer to.
func (a API) shared() Object {
	return Object{
		{"City", a.object(property{"code", place, "Kommunkod", "Municipality code"}, property{"name", str, "Kommunens namn", "The municipality's name"})},
		{"Asked", a.object(property{"code", place, "Kommunkod", "Municipality code"}, property{"name", str, "Kommunens namn", "The municipality's name"}, contact)},
		{"Both", a.object(property{string(locale.Swedish), str, "På svenska", "In Swedish"}, property{string(locale.English), str, "På engelska", "In English"})},
		{"State", Object{
			{"type", "string"}, {"enum", analytics.StateNames()}, {"description", a.in(data.Text{
				SV: "Ett svar: 1–3 är nivåer, 0 deltar inte, silent inget svar, not_handed_in inte inlämnat",
				EN: "An answer: 1–3 are levels, 0 takes no part, silent is no answer, not_handed_in is not handed in",
			})},
		}},
		{"ActionStatus", Object{
			{"type", "string"}, {"enum", statuses()}, {"description", a.in(data.Text{SV: "Ej påbörjad, planerad, pågår, genomförd", EN: "Not started, planned, under way, done"})},
		}},
		{"Standing", Object{
			{"type", "string"},
			{"enum", []string{string(data.Adopted), string(data.Proposed), string(data.Renaming)}},
			{"description", a.in(data.Text{SV: "Antaget, förslag eller namnbyte", EN: "Adopted, proposed, or may be renamed"})},
		}},
		{"Problem", a.problem()},
		{"Checked", a.checked()},
		{"Saved", a.saved()},
		{"Refused", Object{{"allOf", []any{ref("Problem"), Object{{"anyOf", []any{a.partly(a.checked()), Object{{"not", Object{{"required", []string{"findings"}}}}}}}}}}}},
	}
}

// partly is a description of an object that may hold more.
func (a API) partly(o Object) Object {
	var open Object
	for _, m := range o {
		if m.Name != "additionalProperties" {
			open = append(open, m)
		}
	}
	return open
}

func statuses() []string {
	var list []string
	for _, s := range data.Statuses {
		list = append(list, string(s))
	}
	return list
}

// Members that many answers begin or end with.
var (
	edition = property{"edition", str, "Klimatkontraktets version", "Edition of the contract"}
	members = property{"members", count, "Medlemsstäder i urvalet", "Member cities in the selection"}
	handed  = property{"handed_in", count, "Av dem har lämnat in", "Of them have handed in"}
	finding = property{"finding", str, "Svaret som en mening, på det språk som begärdes", "The answer as a sentence, in the language asked for"}
	example = property{"example", truth, "true när någon uppgift är påhittad", "true when anything in it is invented"}
)
