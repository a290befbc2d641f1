package opendata

import (
	"net/url"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// Parameter is one that an address takes.
type Parameter struct {
	Name     string
	In       string // "query", "path" or "header"
	About    data.Text
	Required bool
	Several  bool     // may repeat or hold commas
	Listed   bool     // holds several values, joined by commas
	Selects  bool     // is one of Selection, as it stands there
	Allowed  []string // every value; nil where there are too many or any will do
	Schema   Object   // of one value, without Allowed
	Default  string   // what is taken when it is left out, where that can be said
}

// Sample names things that there are, for examples and links to try.
type Sample struct {
	City, Other              string // municipality codes; City has handed in where any has
	Commitment, Action       string
	Process, KPI, Year, From string
}

// API is the site's API: what its document is written from.
type API struct {
	Portal

	Charts []string // names
	Sample Sample
}

// message is a message in both languages.
func message(key string) data.Text {
	return data.Text{SV: locale.Swedish.T(key), EN: locale.English.T(key)}
}

// query is a parameter of the query, explained by api.param.… and its name.
func query(name string, schema Object, allowed ...string) Parameter {
	return Parameter{Name: name, In: "query", About: message("api.param." + name), Schema: schema, Allowed: allowed}
}

func (p Parameter) required() Parameter       { p.Required = true; return p }
func (p Parameter) says(key string) Parameter { p.About = message("api.param." + key); return p }
func (p Parameter) usually(value string) Parameter {
	p.Default = value
	return p
}

// Selection are the parameters that narrow what is asked about, from what reads them.
func (a API) Selection() []Parameter {
	var list []Parameter
	for _, known := range analytics.Parameters(a.Catalogue) {
		p := query(known.Name, Object{{"type", "string"}}, known.Allowed...)
		p.Several, p.Selects = known.Several, true
		switch known.Name {
		case "datum":
			p.Schema = day
		case "version":
			p = p.usually(a.Catalogue.Current().ID)
		}
		list = append(list, p)
	}
	return list
}

// version is the one parameter of what no selection changes.
func (a API) version() []Parameter { return a.Selection()[:1] }

// about one city: stad is needed, and means no selection.
func (a API) city() []Parameter {
	list := a.Selection()
	for i := range list {
		if list[i].Name == "stad" {
			list[i].Several, list[i].Selects = false, false
			list[i] = list[i].required().says("stad-one")
		}
	}
	return list
}

var day = Object{{"type", "string"}, {"format", "date"}}

// language is sprak.
func language() Parameter {
	return query("sprak", Object{{"type", "string"}}, string(locale.Swedish), string(locale.English)).usually(string(locale.Swedish))
}

// format is of answers that are also there as CSV.
func format() Parameter {
	return query("format", Object{{"type", "string"}}, "json", "csv").usually("json")
}

func (a API) slugs() []string {
	var list []string
	for _, c := range a.Edition.Commitments {
		list = append(list, c.Slug)
	}
	return list
}

func (a API) commitment() Parameter {
	return query("atagande", Object{{"type", "string"}}, a.slugs()...)
}

func (a API) firstCommitment() Parameter {
	return a.commitment().usually(a.Edition.Commitments[0].Slug)
}

func (a API) action() Parameter {
	var ids []string
	for _, c := range a.Edition.Commitments {
		for _, l := range c.Levels {
			for _, action := range l.Actions {
				ids = append(ids, action.ID)
			}
		}
	}
	return query("atgard", Object{{"type", "string"}}, ids...)
}

func (a API) otherCity() Parameter {
	return query("med", Object{{"type", "string"}, {"pattern", data.CodePattern}})
}

func keyFigure() Parameter {
	var kpis []string
	for _, i := range data.Indicators() {
		kpis = append(kpis, i.KPI)
	}
	return query("nyckeltal", Object{{"type", "string"}}, kpis...).usually(kpis[0])
}

func year() Parameter {
	return query("ar", Object{{"type", "integer"}, {"minimum", 1900}, {"maximum", 2999}})
}

func (a API) process() Parameter {
	var keys []string
	for _, p := range a.Catalogue.Processes {
		keys = append(keys, p.Key)
	}
	return query("process", Object{{"type", "string"}}, keys...)
}

func (a API) since() []Parameter {
	var ids []string
	for _, e := range a.Catalogue.Editions {
		ids = append(ids, e.ID)
	}
	return []Parameter{query("fran", day), query("franversion", Object{{"type", "string"}}, ids...)}
}

// state is one answer alone.
func state() Parameter { return query("niva", Object{{"type", "string"}}, analytics.StateNames()...) }

// mapForm is how the map is drawn.
func mapForm() []Parameter {
	return []Parameter{state(), query("storlek", Object{{"type", "string"}}, "befolkning")}
}

// levels are a rehearsal's: one parameter per commitment.
func (a API) levels() []Parameter {
	var list []Parameter
	for _, slug := range a.slugs() {
		p := query(slug, Object{{"type", "string"}}, "0", "1", "2", "3")
		p.About = message("api.param.tried")
		list = append(list, p)
	}
	return list
}

func days() Parameter {
	return query("dagar", Object{{"type", "string"}}, "7", "30", "90", "365").usually(strconv.Itoa(30))
}

// ask writes a query.
func ask(pairs ...string) url.Values {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Add(pairs[i], pairs[i+1])
		}
	}
	return q
}
