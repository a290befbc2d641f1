package opendata

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// OpenAPI is the document of the API (OpenAPI 3.1.0). The operations are those of Operations, with their examples.
func (a API) OpenAPI(operations []Operation) Object {
	title := data.Text{SV: "Pionjärkollens API", EN: "The API of Pionjärkollen"}
	name, licenceTitle := licence(a.Licence)
	terms := Object{}.with("name", licenceTitle).with("identifier", name)
	if name == "" {
		terms = Object{{"name", a.Licence}, {"url", a.Licence}}
	}
	info := Object{{"title", a.in(title)}, {"summary", a.in(message("api.lead"))}, {"description", a.in(message("api.reading"))}, {"license", terms}, {"version", "1"}}
	if a.Contact != "" {
		info = append(info, Member{"contact", Object{}.with("name", a.Publisher).with("email", a.Contact)})
	}
	paths := Object{}
	for _, o := range operations {
		paths = append(paths, Member{o.Path, Object{{o.Method, a.operation(o)}}})
	}
	return Object{
		{"openapi", "3.1.0"},
		{"info", info},
		{"jsonSchemaDialect", dialect},
		{"servers", []any{Object{{"url", a.Home}}}},
		{"externalDocs", Object{{"url", a.Home + a.Lang.Prefix() + "/api"}}},
		{"paths", paths},
		{"components", a.components()},
	}
}

func (a API) operation(o Operation) Object {
	parameters := []any{}
	for _, p := range o.Parameters {
		if p.Selects && o.Query[p.Name] == nil {
			parameters = append(parameters, part("parameters", p.Name))
		} else {
			parameters = append(parameters, a.parameter(o, p))
		}
	}
	out := Object{
		{"operationId", operationID(o)}, {"summary", a.in(o.About)}, {"parameters", parameters},
	}
	if o.Body {
		return append(out, Member{"requestBody", a.body()}, Member{"responses", a.submissionAnswers(o)},
			Member{"security", []any{Object{}, Object{{"token", []string{}}}}})
	}
	return append(out, Member{"responses", a.answers(o)})
}

// operationID is the path in camel case: getNextStep.
func operationID(o Operation) string {
	var id strings.Builder
	id.WriteString(o.Method)
	for part := range strings.FieldsFuncSeq(o.Name, func(r rune) bool { return r == '-' || r == '.' }) {
		id.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return id.String()
}

func (a API) parameter(o Operation, p Parameter) Object {
	schema := p.Schema
	if len(p.Allowed) > 0 {
		schema = append(slices.Clone(schema), Member{"enum", p.Allowed})
	}
	if p.Default != "" {
		schema = append(slices.Clone(schema), Member{"default", p.Default})
	}
	if p.Several || p.Listed {
		schema = Object{{"type", "array"}, {"items", schema}}
	}
	out := Object{{"name", p.Name}, {"in", p.In}, {"description", a.in(p.About)}}.with("required", p.Required)
	if p.Several {
		out = append(out, Member{"style", "form"}, Member{"explode", true})
	}
	if p.Listed {
		out = append(out, Member{"style", "form"}, Member{"explode", false})
	}
	out = append(out, Member{"schema", schema})
	switch values := o.Query[p.Name]; {
	case len(values) == 0:
	case p.Several:
		out = append(out, Member{"example", values})
	default:
		out = append(out, Member{"example", values[0]})
	}
	return out
}

// answers are what an address that reads may answer.
func (a API) answers(o Operation) Object {
	body := Object{{"schema", o.Answer}}
	if o.Example != nil {
		body = append(body, Member{"example", o.Example})
	}
	content := Object{{jsonType, body}}
	for _, f := range o.Forms()[1:] {
		if f == report.ExcelCSV {
			continue // the media type is that of CSV
		}
		kind, _, _ := strings.Cut(f.ContentType(), ";")
		said := Object{{"contentMediaType", kind}, {"description", a.in(message("api.rows"))}}
		content = append(content, Member{kind, Object{{"schema", said}}})
	}
	headers := Object{
		{"ETag", part("headers", "ETag")},
		{"Cache-Control", part("headers", "Cache-Control")},
		{"Vary", part("headers", "Vary")},
		{"Last-Modified", part("headers", "Last-Modified")},
		{"Link", part("headers", "Link")},
		{"X-Request-Id", part("headers", "X-Request-Id")},
	}
	out := Object{
		{"200", Object{{"description", a.in(o.About)}, {"headers", headers}, {"content", content}}},
		{"304", Object{{"description", a.in(message("api.unchanged"))}, {"headers", Object{{"ETag", part("headers", "ETag")}}}}},
		{"400", part("responses", "BadRequest")},
	}
	if o.Missing {
		out = append(out, Member{"404", part("responses", "NotFound")})
	}
	if o.Files {
		out = append(out, Member{"303", Object{{"description", a.in(message("api.page"))}, {"headers", Object{{"Location", Object{{"schema", str}}}}}}})
	} else if len(o.Forms()) > 1 {
		out = append(out, Member{"406", part("responses", "NotAcceptable")})
	}
	return append(out, Member{"429", part("responses", "TooMany")}, Member{"default", part("responses", "Problem")})
}

// submissionAnswers are what POST /api/v1/submissions may answer.
func (a API) submissionAnswers(o Operation) Object {
	dry := Object{{"schema", ref("Checked")}}
	if o.Example != nil {
		dry = append(dry, Member{"example", o.Example})
	}
	refused := func(key string) Object {
		return Object{{"description", a.in(message(key))}, {"content", Object{{problemType, Object{{"schema", ref("Problem")}}}}}}
	}
	unsigned := append(refused("api.unsigned"), Member{"headers", Object{{"WWW-Authenticate", Object{{"schema", str}}}}})
	busy := append(refused("api.inflight"), Member{"headers", Object{{"Retry-After", part("headers", "Retry-After")}}})
	return Object{
		{"200", Object{{"description", a.in(message("api.dry"))}, {"content", Object{{jsonType, dry}}}}},
		{"201", Object{
			{"description", a.in(message("api.saved"))},
			{"headers", Object{{"Location", Object{{"schema", str}}}}},
			{"content", Object{{jsonType, Object{{"schema", ref("Saved")}}}}},
		}},
		{"400", part("responses", "BadRequest")},
		{"401", unsigned},
		{"403", refused("api.forbidden")},
		{"409", busy},
		{"413", refused("api.toolarge")},
		{"415", refused("api.wrongtype")},
		{"422", Object{{"description", a.in(message("api.refused"))}, {"content", Object{{problemType, Object{{"schema", ref("Refused")}}}}}}},
		{"429", part("responses", "TooMany")},
		{"default", part("responses", "Problem")},
	}
}

func part(kind, name string) Object { return Object{{"$ref", "#/components/" + kind + "/" + name}} }

// components are what the addresses share.
func (a API) components() Object {
	schemas := a.shared()
	for _, t := range Reports(a.Edition) {
		schemas = append(schemas, Member{"report-" + t.Name, a.reportAnswer(t, "#/components/schemas/row-"+t.Name)}, Member{"row-" + t.Name, a.some(t)})
	}
	for _, t := range Uploads(a.Catalogue, a.Edition) {
		schemas = append(schemas, Member{t.Name, a.uploadRow(t)})
	}
	selection := Object{}
	for _, p := range a.Selection() {
		selection = append(selection, Member{p.Name, a.parameter(Operation{}, p)})
	}
	header := func(key string) Object { return Object{{"description", a.in(message(key))}, {"schema", str}} }
	answer := func(key string, headers Object) Object {
		return Object{{"description", a.in(message(key))}}.with("headers", headers).with("content", Object{{problemType, Object{{"schema", ref("Problem")}}}})
	}
	return Object{
		{"schemas", schemas},
		{"parameters", selection},
		{"headers", Object{
			{"ETag", header("api.header.etag")},
			{"Cache-Control", header("api.header.cache")},
			{"Vary", header("api.header.vary")},
			{"Last-Modified", header("api.header.modified")},
			{"Link", header("api.header.link")},
			{"X-Request-Id", header("api.header.request")},
			{"Retry-After", header("api.header.retry")},
		}},
		{"responses", Object{
			{"BadRequest", answer("api.badrequest", nil)},
			{"NotFound", answer("api.notfound", nil)},
			{"NotAcceptable", answer("api.notacceptable", nil)},
			{"Problem", answer("api.errors.text", nil)},
			{"TooMany", answer("api.toomany", Object{{"Retry-After", part("headers", "Retry-After")}})},
		}},
		{"securitySchemes", Object{{"token", Object{{"type", "http"}, {"scheme", "bearer"}, {"description", a.in(message("api.token"))}}}}},
	}
}

// some describes a row of which only some columns may be asked for.
func (a API) some(t Table) Object {
	var open Object
	for _, m := range a.row(t) {
		if m.Name != "required" {
			open = append(open, m)
		}
	}
	return append(Object{{"description", a.in(message("api.row"))}}, open...)
}

// Shorten cuts each list in a JSON document to its first most elements and indents it. Nothing else is changed.
func Shorten(document []byte, most int) (json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(document))
	d.UseNumber()
	v, err := ordered(d)
	if err != nil {
		return nil, err
	}
	short, err := JSON(cut(v, most))
	return bytes.TrimSpace(short), err
}

// ordered reads one JSON value, its objects in order.
func ordered(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		o := Object{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			text, _ := name.(string)
			o = append(o, Member{text, v})
		}
		_, err = d.Token()
		return o, err
	case json.Delim('['):
		l := []any{}
		for d.More() {
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			l = append(l, v)
		}
		_, err = d.Token()
		return l, err
	}
	return t, nil
}

func cut(v any, most int) any {
	switch v := v.(type) {
	case Object:
		for i := range v {
			v[i].Value = cut(v[i].Value, most)
		}
	case []any:
		if len(v) > most {
			return cut(v[:most:most], most)
		}
		for i := range v {
			v[i] = cut(v[i], most)
		}
	}
	return v
}

// pathWith fills a path's parameter.
func pathWith(path, name, value string) string {
	return strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
}
