package opendata

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// Operation is one address of the API with one method.
type Operation struct {
	Method     string // "get" or "post"
	Path       string // "/api/v1/charts/{name}"
	Name       string // "charts": the path's last fixed part
	About      data.Text
	Parameters []Parameter
	Answer     Object // schema of its JSON answer
	Table      bool   // JSON of a shape of its own, and the rows of the report of its name in the other forms
	Missing    bool   // what is asked for may be unknown: 404
	Body       bool   // takes a file
	Rows       bool   // the rows of a report
	Files      bool   // every other address with an ending

	Query   url.Values      // of the example and of the link to try
	Example json.RawMessage // an answer, its lists cut short (see Shorten); nil is none
}

// Sends tells whether something is handed in there.
func (o Operation) Sends() bool { return strings.EqualFold(o.Method, http.MethodPost) }

// Try is the address that the example answers.
func (o Operation) Try() string {
	path := o.Path
	q := url.Values{}
	maps.Copy(q, o.Query)
	for _, p := range o.Parameters {
		if p.In == "path" {
			path = pathWith(path, p.Name, q.Get(p.Name))
			q.Del(p.Name)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Operations lists the API's addresses in the order of its documentation.
func (a API) Operations() []Operation {
	s := a.Sample
	get := func(name string, answer Object, parameters ...[]Parameter) Operation {
		return Operation{
			Method: "get", Path: "/api/v1/" + name, Name: name, About: message("api." + name), Answer: answer, Parameters: slices.Concat(parameters...),
		}
	}
	list := []Operation{
		get("editions", a.editions()),
		get("commitments", a.commitments(), a.version()),
		get("municipalities", a.municipalities(), a.Selection()).with("stad", s.City),
	}
	since, known := a.since(), []Parameter{a.commitment()}
	first := []Parameter{a.firstCommitment()}
	rows := func(what report.What, parameters ...[]Parameter) Operation {
		o := get(string(what), ref("report-"+string(what)), append(append([][]Parameter{a.Selection()}, parameters...), a.rowParameters(what))...)
		o.Rows = true
		return o
	}
	for _, what := range report.Whats {
		if what != report.Declarations { // a file alone
			list = append(list, rows(what).with("limit", "2"))
		}
	}
	list = append(
		list,
		rows(report.Timeline, first).with("atagande", s.Commitment, "limit", "2"),
		rows(report.Transitions, since, known).with("fran", s.From, "limit", "2"),
		rows(report.Moves, since, known).with("fran", s.From, "limit", "2"),
		rows(report.Events, []Parameter{days()}).with("dagar", "365", "limit", "2"),
		rows(report.Map, first, []Parameter{state()}).with("atagande", s.Commitment, "limit", "2"),

		get("rehearsal", a.rehearsal(), a.city(), a.levels(), tongue()).with("stad", s.City, s.Commitment, "3"),
		get("contract-text", a.contractText(), a.city(), tongue()).with("stad", s.City),
		get("signal", a.signal(), a.Selection(), []Parameter{a.commitment(), a.action()}, tongue()).with("atagande", s.Commitment),
		get("processes", a.processes(), a.Selection(), []Parameter{format()}, tongue()).table(),
		get("outcomes", a.outcomes(), a.Selection(), []Parameter{keyFigure(), a.firstCommitment(), year(), format()}, tongue()).table(),
		get("leads", a.leads(), a.Selection(), []Parameter{format()}, tongue()).table(),
		get("matches", a.matches(), a.Selection(), []Parameter{a.firstCommitment(), format()}, tongue()).table().with("atagande", s.Commitment),
		get("gaps", a.gaps(), a.Selection(), []Parameter{format()}, tongue()).table(),
		get("pair", a.pair(), a.city(), []Parameter{a.otherCity(), format()}, tongue()).table().with("stad", s.City, "med", s.Other),
		get("next-step", a.nextStep(), a.city(), []Parameter{a.commitment().required(), format()}, tongue()).table().with("stad", s.City, "atagande", s.Commitment),
		get("support", a.support(), a.Selection(), []Parameter{a.commitment(), format()}, tongue()).table().with("stad", s.City, "atagande", s.Commitment),
		get("similar", a.similar(), a.city(), []Parameter{format()}, tongue()).table().with("stad", s.City),
		a.charts(),
	)
	return append(
		list,
		a.files(list),
		a.submissions(),
		Operation{
			Method: "get", Path: "/api/openapi.json", Name: "openapi.json", About: message("api.openapi"), Parameters: []Parameter{a.version()[0], language()},
			Answer: Object{{"type", "object"}, {"required", []string{"openapi", "info", "paths"}}},
		},
	)
}

// rowParameters are what every answer with a report's rows takes beside the selection: which rows and columns, and the language.
func (a API) rowParameters(what report.What) []Parameter {
	var columns []string
	for _, f := range report.Fields(what, a.Edition) {
		columns = append(columns, f.Name)
	}
	some := query("falt", str, columns...)
	some.Listed = true
	return []Parameter{
		query("limit", Object{{"type", "integer"}, {"minimum", 1}, {"maximum", 10_000}}), query("offset", Object{{"type", "integer"}, {"minimum", 0}}), some, language(),
	}
}

// tongue is the language of an answer that has sentences in it.
func tongue() []Parameter { return []Parameter{language()} }

func (o Operation) with(pairs ...string) Operation { o.Query = ask(pairs...); return o }
func (o Operation) table() Operation               { o.Table = true; return o }

// charts are all charts at one address, each with the parameters that it needs.
func (a API) charts() Operation {
	name := Parameter{Name: "name", In: "path", About: message("api.param.name"), Required: true, Allowed: a.Charts, Schema: str}
	parameters := slices.Concat(
		[]Parameter{name}, a.Selection(), []Parameter{
			a.commitment(), a.action(), a.process(), keyFigure(), year(),
			query("ordning", str, "likhet"), query("grupp", str, groups()...),
		}, a.since(), mapForm(), a.levels(),
		[]Parameter{language(), query("tema", str, "ljus", "mork").usually("ljus"), query("bredd", str, "smal")},
	)
	return Operation{
		Method: "get", Path: "/api/v1/charts/{name}", Name: "charts", About: message("api.chart"), Parameters: parameters, Answer: a.chart(), Missing: true,
		Query: ask("name", "levels"),
	}
}

// ChartQuery is what a chart must be asked with, for the links to try it; nil is nothing.
func (a API) ChartQuery(name string) url.Values {
	s := a.Sample
	switch name {
	case "commitment", "actions", "network", "timeline", "transitions", "map":
		return ask("atagande", s.Commitment)
	case "action":
		return ask("atgard", s.Action)
	case "profile", "support":
		return ask("stad", s.City)
	case "rehearsal":
		return ask("stad", s.City, s.Commitment, "3")
	case "next-step":
		return ask("stad", s.City, "atagande", s.Commitment)
	case "comparison":
		return ask("stad", s.City, "stad", s.Other)
	case "process":
		return ask("process", s.Process)
	}
	return nil
}
