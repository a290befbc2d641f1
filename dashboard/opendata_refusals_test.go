package dashboard

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/opendata"
)

// TestEveryDocumentedRefusal asks each address that documents a 400 without each parameter that it needs, and with values that no
// parameter of that kind can have. Every answer names the parameter, and what could stand there.
func TestEveryDocumentedRefusal(t *testing.T) {
	st := onExamples(t)
	d := readDocument(t, st, "")
	api := sampleAPI(t, st)
	refused := 0
	for path, methods := range d.root["paths"].(map[string]any) {
		for method := range methods.(map[string]any) {
			if d.at("paths", path, method, "responses", "400") == nil {
				t.Errorf("%s %s documents no 400", method, path)
				continue
			}
			call := refusal{apiCall{d: d, st: st, path: path, name: "coverage", query: url.Values{}}, method}
			parameters := d.at("paths", path, method, "parameters").([]any)
			for _, p := range parameters {
				p := d.follow(p).(map[string]any)
				if e := p["example"]; e != nil && p["in"] == "query" {
					call.query[p["name"].(string)] = saidTexts(e)
				}
			}
			for _, p := range parameters {
				p := d.follow(p).(map[string]any)
				if p["in"] != "query" {
					continue
				}
				with := call
				if path == "/api/v1/charts/{name}" {
					with.apiCall = chartCall(call.apiCall, api, p["name"].(string))
				}
				refused += with.without(t, p) + with.wrong(t, p)
			}
		}
	}
	if refused < 300 {
		t.Errorf("only %d refusals", refused)
	}
	chartsWithout(t, st, api)
}

// refusal is a call that is to be refused.
type refusal struct {
	apiCall

	method string
}

// with asks with one parameter changed; no values leave it out.
func (r refusal) with(t *testing.T, name string, values ...string) (string, problemAnswer) {
	t.Helper()
	q := maps.Clone(r.query)
	delete(q, name)
	if len(values) > 0 {
		q[name] = values
	}
	r.query = q
	at := strings.ToUpper(r.method) + " " + r.address(nil)
	body, kind := "", ""
	if r.method == "post" {
		body, kind = "kommunkod;åtagande;nivå\n0780;styrning;2\n", "text/csv"
	}
	a := r.st.ask(t, strings.ToUpper(r.method), r.address(nil), body, "Content-Type", kind)
	r.d.holds(r.path, r.method, a, " ("+at+")")
	p := checkProblem(t, at, a, http.StatusBadRequest)
	if !strings.Contains(p.Detail, "”"+name+"”") && !strings.Contains(p.Detail, name+"=") {
		t.Errorf("%s does not name %s: %s", at, name, p.Detail)
	}
	return at, p
}

// without asks without a parameter that is needed.
func (r refusal) without(t *testing.T, p map[string]any) int {
	t.Helper()
	if p["required"] != true {
		return 0
	}
	name := p["name"].(string)
	for _, none := range [][]string{nil, {""}} {
		at, said := r.with(t, name, none...)
		if name != "stad" && !slices.Equal(said.Allowed, saidTexts(p["schema"].(map[string]any)["enum"])) {
			t.Errorf("%s could be %v", at, said.Allowed)
		}
	}
	return 2
}

// wrong asks with values that the parameter's schema forbids.
func (r refusal) wrong(t *testing.T, p map[string]any) int {
	t.Helper()
	schema := p["schema"].(map[string]any)
	if schema["type"] == "array" {
		schema = schema["items"].(map[string]any)
	}
	enum := saidTexts(schema["enum"])
	values := []string{"zzz", "<script>"}
	switch {
	case enum != nil:
		values = append(values, strings.ToUpper(enum[0])+"x")
	case schema["format"] == "date":
		values = append(values, "2026-02-30", "2026-6-1", "2999-01-01")
	case schema["type"] == "integer":
		values = append(values, "-1", "1.5", "1e3", "99999", "99999999999999999999")
	}
	if p["name"] == "offset" {
		values = slices.DeleteFunc(values, func(v string) bool { return v == "99999" }) // beyond the last row there are none
	}
	for _, v := range values {
		at, said := r.with(t, p["name"].(string), v)
		few := len(enum) <= 12 && enum != nil
		if len(said.Allowed) == 0 || few && !slices.Equal(slices.Sorted(slices.Values(said.Allowed)), slices.Sorted(slices.Values(enum))) {
			t.Errorf("%s could be %v, want %v", at, said.Allowed, enum)
		}
	}
	return len(values)
}

// chartsWithout asks for each chart without each thing that it is about.
func chartsWithout(t *testing.T, st *stage, api opendata.API) {
	t.Helper()
	optional := []string{"network", "timeline", "transitions", "map"}
	for _, name := range api.Charts {
		needs := api.ChartQuery(name)
		for about := range needs {
			if !slices.Contains([]string{"stad", "atagande", "atgard", "process"}, about) || slices.Contains(optional, name) {
				continue
			}
			q := maps.Clone(needs)
			delete(q, about)
			at := withQuery("/api/v1/charts/"+name, q)
			p := checkProblem(t, at, st.ask(t, http.MethodGet, at, ""), http.StatusBadRequest)
			if !strings.Contains(p.Detail, "”"+about+"”") && !strings.Contains(p.Detail, about+"=") {
				t.Errorf("%s does not name %s: %s", at, about, p.Detail)
			}
		}
	}
}
