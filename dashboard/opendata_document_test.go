package dashboard

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// apiDocument is the document at /api/openapi.json as a reader has it, ready to look answers up in.
type apiDocument struct {
	*testing.T
	root     map[string]any
	compiler *jsonschema.Compiler
}

const documentAt = "https://document.example/openapi.json"

// readDocument fetches it.
func readDocument(t *testing.T, st *stage, query string) apiDocument {
	t.Helper()
	d := apiDocument{T: t, root: parsedJSON(t, st.get(t, "/api/openapi.json"+query).body), compiler: jsonschema.NewCompiler()}
	d.compiler.AssertFormat()
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	if err := d.compiler.AddResource(documentAt, d.root); err != nil {
		t.Fatal(err)
	}
	return d
}

func parsedJSON(t *testing.T, body string) map[string]any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	if err != nil {
		t.Fatalf("%v\n%.300s", err, body)
	}
	m, ok := v.(map[string]any)
	if !ok {
		t.Fatalf("%T is no object", v)
	}
	return m
}

// at follows names from the root, through references.
func (d apiDocument) at(names ...string) any {
	d.Helper()
	var v any = d.root
	for _, name := range names {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = d.follow(m[name])
	}
	return v
}

// follow returns what a reference leads to.
func (d apiDocument) follow(v any) any {
	if m, ok := v.(map[string]any); ok {
		if to, ok := m["$ref"].(string); ok {
			return d.at(strings.Split(strings.TrimPrefix(to, "#/"), "/")...)
		}
	}
	return v
}

// pointer writes names as a fragment that leads from the root.
func pointer(names ...string) string {
	var out strings.Builder
	out.WriteString("#")
	for _, n := range names {
		out.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1", "%", "%25", " ", "%20", "{", "%7B", "}", "%7D").Replace(n))
	}
	return out.String()
}

// checks holds an answer to what is documented for its status.
func (d apiDocument) checks(path, method string, a answer) {
	d.Helper()
	d.holds(path, method, a, "")
}

func (d apiDocument) holds(path, method string, a answer, about string) {
	d.Helper()
	where := strings.ToUpper(method) + " " + path + about + " answers " + a.Status
	responses, _ := d.at("paths", path, method, "responses").(map[string]any)
	status := strconv.Itoa(a.StatusCode)
	if responses[status] == nil {
		d.Errorf("%s, which is not documented\n%.300s", where, a.body)
		return
	}
	from := []string{"paths", path, method, "responses", status}
	if m, ok := responses[status].(map[string]any); ok && m["$ref"] != nil {
		from = strings.Split(strings.TrimPrefix(m["$ref"].(string), "#/"), "/")
	}
	response, _ := d.at(from...).(map[string]any)
	headers, _ := response["headers"].(map[string]any)
	for name := range headers {
		if a.Header.Get(name) == "" && a.Header.Get("Cache-Control") != "no-store" {
			d.Errorf("%s without %s", where, name)
		}
	}
	contents, _ := response["content"].(map[string]any)
	kind, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";")
	if contents == nil {
		if a.body != "" {
			d.Errorf("%s with a body, which is not documented", where)
		}
		return
	}
	if contents[kind] == nil {
		d.Errorf("%s as %s, want one of %v", where, kind, contents)
		return
	}
	if !strings.HasSuffix(kind, "json") {
		return
	}
	schema, err := d.compiler.Compile(documentAt + pointer(append(from, "content", kind, "schema")...))
	if err != nil {
		d.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(a.body))
	if err != nil {
		d.Fatalf("%s: %v", where, err)
	}
	if err := schema.Validate(v); err != nil {
		d.Errorf("%s: %v", where, err)
	}
}

// TestOpenAPIIsOpenAPI holds the document to the published schema of OpenAPI 3.1, and each schema in it to JSON Schema.
func TestOpenAPIIsOpenAPI(t *testing.T) {
	st := onExamples(t)
	body, err := os.ReadFile("opendata/testdata/openapi-3.1.json")
	if err != nil {
		t.Fatal(err)
	}
	official := jsonschema.NewCompiler()
	official.AssertFormat()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	const at = "https://schema.example/openapi.json"
	if err := official.AddResource(at, schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := official.Compile(at)
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"", "?sprak=en"} {
		d := readDocument(t, st, query)
		if err := compiled.Validate(d.root); err != nil {
			t.Error(err)
		}
		for name := range d.at("components", "schemas").(map[string]any) {
			if _, err := d.compiler.Compile(documentAt + pointer("components", "schemas", name)); err != nil {
				t.Errorf("schema %s: %v", name, err)
			}
		}
		text, err := json.Marshal(d.root)
		if err != nil || strings.Contains(string(text), "⟨") || len(text) > 400_000 {
			t.Errorf("%d bytes, or a text is missing: %v", len(text), err)
		}
	}
}

// TestOpenAPINamesEveryRoute holds the document to the router, in both directions. The page at /api is the document itself, to read.
func TestOpenAPINamesEveryRoute(t *testing.T) {
	st := onExamples(t)
	var laid, told []string
	for _, r := range st.site.app.GetRoutes(true) {
		if !strings.HasPrefix(r.Path, "/api/") || r.Method == http.MethodHead || r.Path == "/api/v1" { // which leads to the page
			continue
		}
		path := r.Path
		for _, name := range r.Params {
			path = strings.ReplaceAll(path, ":"+name, "{"+name+"}")
		}
		laid = append(laid, strings.ToLower(r.Method)+" "+path)
	}
	for path, methods := range readDocument(t, st, "").root["paths"].(map[string]any) {
		for method := range methods.(map[string]any) {
			told = append(told, method+" "+path)
		}
	}
	slices.Sort(laid)
	slices.Sort(told)
	if !slices.Equal(laid, told) {
		t.Errorf("the router has\n%v\nthe document\n%v", laid, told)
	}
	if len(laid) < 25 {
		t.Errorf("only %d routes", len(laid))
	}
	page := st.get(t, "/api").body
	for _, route := range told {
		method, path, _ := strings.Cut(route, " ")
		if !strings.Contains(page, strings.ToUpper(method)+" "+path+"</code>") {
			t.Errorf("/api does not tell %s", route)
		}
	}
}
