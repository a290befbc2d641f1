package dashboard

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/opendata"
)

// apiCall is a documented address with the parameters of its example.
type apiCall struct {
	d     apiDocument
	st    *stage
	path  string
	name  string // of a chart
	query url.Values
}

// address is the call with other parameters, which take the place of those of the same name.
func (c apiCall) address(more url.Values) string {
	q := maps.Clone(c.query)
	maps.Copy(q, more)
	path := strings.NewReplacer("{name}", c.name, "{form}", "json").Replace(c.path)
	return withQuery(path, q)
}

// asks calls it, and holds the answer to the document.
func (c apiCall) asks(t *testing.T, more url.Values) answer {
	t.Helper()
	a := c.st.ask(t, http.MethodGet, c.address(more), "")
	c.d.holds(c.path, "get", a, " ("+c.address(more)+")")
	return a
}

// chartOf is a chart that a parameter matters to.
var chartOf = map[string]string{
	"atagande": "commitment", "atgard": "action", "process": "process", "nyckeltal": "outcomes", "ar": "outcomes", "ordning": "matrix", "grupp": "profile",
	"fran": "transitions", "franversion": "transitions", "niva": "map", "storlek": "map",
}

// TestEveryDocumentedCall asks each address of the document what its example asked, then with each parameter: with values that are said
// to be allowed, and with one that is not. Every answer is held to its schema.
func TestEveryDocumentedCall(t *testing.T) {
	t.Parallel()
	st := onExamples(t)
	d := readDocument(t, st, "")
	api := sampleAPI(t, st)
	for path, methods := range d.root["paths"].(map[string]any) {
		if methods.(map[string]any)["get"] == nil {
			continue
		}
		t.Run(path, func(t *testing.T) {
			d := d
			d.T = t
			call := apiCall{d: d, st: st, path: path, name: "levels", query: url.Values{}}
			parameters := d.at("paths", path, "get", "parameters").([]any)
			for _, p := range parameters {
				p := d.follow(p).(map[string]any)
				if e := p["example"]; e != nil && p["in"] == "query" {
					call.query[p["name"].(string)] = saidTexts(e)
				}
			}
			first := call.asks(t, nil)
			if example := d.at("paths", path, "get", "responses", "200", "content", "application/json", "example"); example != nil {
				sameExample(t, path, first.body, example)
			} else if path != "/api/openapi.json" && !strings.Contains(path, "{form}") {
				t.Error("no example")
			}
			if tag := first.Header.Get("ETag"); tag != "" {
				again := st.ask(t, http.MethodGet, call.address(nil), "", "If-None-Match", tag)
				if again.StatusCode != http.StatusNotModified {
					t.Errorf("asked again with its ETag: %s", again.Status)
				}
				d.checks(path, "get", again)
			}
			for _, p := range parameters {
				if m := p.(map[string]any); m["$ref"] != nil && path != "/api/v1/matrix" {
					call.asks(t, url.Values{d.follow(p).(map[string]any)["name"].(string): {"zzz"}})
					continue // read by the same code everywhere
				}
				p := d.follow(p).(map[string]any)
				with := call
				if path == "/api/v1/charts/{name}" {
					with = chartCall(call, api, p["name"].(string))
				}
				with.tries(t, p)
			}
		})
	}
}

// chartCall asks for a chart that the parameter matters to, with what that chart needs.
func chartCall(c apiCall, api opendata.API, parameter string) apiCall {
	c.name = chartOf[parameter]
	if c.name == "" && slices.Contains(api.Charts, parameter) || c.st.db.Catalogue().Current().Commitment(parameter) != nil {
		c.name = "rehearsal"
	}
	if c.name == "" {
		c.name = "levels"
	}
	c.query = url.Values{}
	maps.Copy(c.query, api.ChartQuery(c.name))
	return c
}

// tries asks with values of one parameter.
func (c apiCall) tries(t *testing.T, p map[string]any) {
	t.Helper()
	name := p["name"].(string)
	schema := p["schema"].(map[string]any)
	several := schema["type"] == "array"
	if several {
		schema = schema["items"].(map[string]any)
	}
	several = several && p["explode"] == true
	values := saidTexts(schema["enum"])
	switch {
	case p["in"] == "path":
		return // each chart is asked for in TestAPICharts
	case values == nil && schema["format"] == "date":
		values = []string{"2026-06-01"}
	case values == nil && schema["type"] == "integer":
		values = []string{"2000"} // a year, or a number of rows
	case values == nil:
		values = []string{"1281"} // a municipality
	}
	if len(values) > 4 {
		values = append(slices.Clone(values[:2]), values[len(values)-2:]...)
	}
	for _, v := range values {
		if a := c.asks(t, url.Values{name: {v}}); a.StatusCode >= http.StatusBadRequest {
			t.Errorf("%s=%s: %s\n%s", name, v, a.Status, a.body)
		}
	}
	if several && len(values) > 1 {
		two := c.asks(t, url.Values{name: values[:2]})
		joined := c.asks(t, url.Values{name: {strings.Join(values[:2], ",")}})
		if two.StatusCode != http.StatusOK || two.body != joined.body {
			t.Errorf("%s twice: %s; joined by a comma: %s", name, two.Status, joined.Status)
		}
	}
	if a := c.asks(t, url.Values{name: {"zzz"}}); a.StatusCode != http.StatusBadRequest {
		t.Errorf("%s=zzz: %s", name, a.Status)
	}
	if p["required"] == true {
		q := maps.Clone(c.query)
		delete(q, name)
		c.query = q
		if a := c.asks(t, nil); a.StatusCode < http.StatusBadRequest {
			t.Errorf("without %s: %s", name, a.Status)
		}
	}
}

// sampleAPI is the API with what its examples are about.
func sampleAPI(t *testing.T, st *stage) opendata.API {
	t.Helper()
	v := &visit{site: st.site, ctx: t.Context(), lang: "sv"}
	v.filter.Edition = st.db.Catalogue().Current()
	sample, err := v.sample()
	if err != nil {
		t.Fatal(err)
	}
	return opendata.API{Portal: opendata.Portal{Catalogue: st.db.Catalogue(), Edition: v.filter.Edition, Lang: "sv"}, Charts: chartNames[:], Sample: sample}
}

// sameExample finds the documented example in the answer, its lists cut short. What says where an answer was asked for differs.
func sameExample(t *testing.T, path, body string, example any) {
	t.Helper()
	short, err := opendata.Shorten([]byte(body), exampleLength)
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(parsedJSON(t, string(short)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(example)
	if err != nil || string(got) != string(want) {
		t.Errorf("%s: the example is\n%.1500s\nthe answer\n%.1500s", path, got, want)
	}
}

// saidTexts are a value or a list as texts.
func saidTexts(v any) []string {
	switch v := v.(type) {
	case []any:
		var out []string
		for _, one := range v {
			if s, ok := one.(string); ok {
				out = append(out, s)
			}
		}
		return out
	case string:
		return []string{v}
	}
	return nil
}
