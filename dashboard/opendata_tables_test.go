package dashboard

import (
	"encoding/csv"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"pionjarkollen/dashboard/opendata"
	"pionjarkollen/ingest"
)

// everyRole widens a table to all that there is, so that every kind of cell is met.
const everyRole = "?roll=pioneer,twin,unknown,outside&fran=2026-01-01&dagar=365"

// readTable fetches a CSV file as a program does.
func readTable(t *testing.T, st *stage, address string, comma rune) (head []string, rows [][]string) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(st.get(t, address).body, "\ufeff")))
	r.Comma = comma
	all, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return all[0], all[1:]
}

// TestEveryFileKeepsToItsTableSchema reads each CSV file of the data package and holds every cell to what the package says of its column.
func TestEveryFileKeepsToItsTableSchema(t *testing.T) {
	st := onExamples(t)
	d := parsedJSON(t, st.get(t, "/data/datapackage.json").body)
	values := map[string][]string{} // by resource and column
	type pointer struct{ from, to string }
	var pointers []pointer
	for _, r := range d["resources"].([]any) {
		r := r.(map[string]any)
		name := r["name"].(string)
		path, ok := strings.CutPrefix(r["path"].(string), st.at)
		if !ok {
			t.Fatalf("%s is at %v", name, r["path"])
		}
		for _, address := range []string{path, path + everyRole} {
			head, rows := readTable(t, st, address, ',')
			schema := r["schema"].(map[string]any)
			fields := schema["fields"].([]any)
			if len(rows) == 0 && address != path && name != "gaps" { // somebody leads everywhere, in the examples
				t.Errorf("%s has no rows", address)
			}
			for i, f := range fields {
				f := f.(map[string]any)
				if i >= len(head) || head[i] != f["name"] {
					t.Fatalf("%s: column %d is %v, want %v", address, i, head, f["name"])
				}
				seen := map[string]bool{}
				for _, row := range rows {
					if wrong := tableCell(f, row[i], seen); wrong != "" {
						t.Errorf("%s: %s holds %q: %s", address, head[i], row[i], wrong)
					}
				}
			}
			if len(head) != len(fields) {
				t.Errorf("%s has %d columns, want %d", address, len(head), len(fields))
			}
			distinct(t, address, head, rows, schema["primaryKey"], true)
			for _, key := range anyList(schema["uniqueKeys"]) {
				distinct(t, address, head, rows, key, false)
			}
			for i, column := range head {
				for _, row := range rows {
					if row[i] != "" {
						values[name+"."+column] = append(values[name+"."+column], row[i])
					}
				}
			}
			for _, key := range anyList(schema["foreignKeys"]) {
				to := key.(map[string]any)["reference"].(map[string]any)
				other, elsewhere := to["resource"].(string)
				if !elsewhere {
					other = name
				}
				pointers = append(pointers, pointer{name + "." + saidTexts(key.(map[string]any)["fields"])[0], other + "." + saidTexts(to["fields"])[0]})
			}
		}
	}
	if len(pointers) < 20 {
		t.Errorf("only %d foreign keys", len(pointers))
	}
	for _, p := range pointers {
		for _, v := range values[p.from] {
			if !slices.Contains(values[p.to], v) {
				t.Errorf("%s has %s, which %s has not", p.from, v, p.to)
			}
		}
	}
}

// tableCell says what is wrong with a cell by its field in a Table Schema; "" is nothing.
func tableCell(f map[string]any, cell string, seen map[string]bool) string {
	limits, _ := f["constraints"].(map[string]any)
	if cell == "" {
		if limits["required"] == true {
			return "empty"
		}
		return ""
	}
	if limits["unique"] == true && seen[cell] {
		return "twice"
	}
	seen[cell] = true
	if enum := saidTexts(limits["enum"]); enum != nil && !slices.Contains(enum, cell) {
		return "none of the words"
	}
	if p, ok := limits["pattern"].(string); ok && !regexp.MustCompile("^(?:"+p+")$").MatchString(cell) {
		return "not as " + p
	}
	switch f["type"] {
	case "integer", "number":
		n, err := strconv.ParseFloat(cell, 64)
		if err != nil || f["type"] == "integer" && n != float64(int(n)) {
			return "no " + f["type"].(string)
		}
		if least, ok := number64(limits["minimum"]); ok && n < least {
			return "too little"
		}
		if most, ok := number64(limits["maximum"]); ok && n > most {
			return "too much"
		}
	case "boolean":
		if !slices.Contains(append(saidTexts(f["trueValues"]), saidTexts(f["falseValues"])...), cell) {
			return "neither true nor false"
		}
	case "date":
		if _, err := time.Parse(time.DateOnly, cell); err != nil {
			return err.Error()
		}
	case "datetime":
		if _, err := time.Parse(time.RFC3339, cell); err != nil {
			return err.Error()
		}
	case "string":
		if f["format"] == "uri" && !strings.HasPrefix(cell, "http") {
			return "no address"
		}
	default:
		return "of an unknown type"
	}
	return ""
}

func number64(v any) (float64, bool) {
	n, ok := v.(interface{ Float64() (float64, error) })
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil
}

func anyList(v any) []any {
	l, _ := v.([]any)
	return l
}

// distinct holds rows to a key.
func distinct(t *testing.T, address string, head []string, rows [][]string, key any, filled bool) {
	t.Helper()
	names := saidTexts(key)
	if names == nil {
		return
	}
	seen := map[string]bool{}
	for _, row := range rows {
		var cells []string
		for _, n := range names {
			cell := row[slices.Index(head, n)]
			if filled && cell == "" {
				t.Errorf("%s: %s is empty", address, n)
			}
			cells = append(cells, cell)
		}
		if k := strings.Join(cells, "\x00"); seen[k] {
			t.Errorf("%s: %v is there twice", address, cells)
		} else {
			seen[k] = true
		}
	}
}

// TestEveryFileKeepsToItsCSVW reads each file by its own metadata: the address, delimiter and columns that it names.
func TestEveryFileKeepsToItsCSVW(t *testing.T) {
	st := onExamples(t)
	e := st.db.Catalogue().Current()
	for _, table := range slices.Concat(opendata.Reports(e), opendata.Uploads(st.db.Catalogue(), e)) {
		a := st.get(t, "/data/csvw/"+table.Name+".json")
		if kind := a.Header.Get("Content-Type"); kind != "application/csvm+json" {
			t.Errorf("%s is %s", table.Name, kind)
		}
		d := parsedJSON(t, a.body)["tables"].([]any)[0].(map[string]any)
		comma := []rune(d["dialect"].(map[string]any)["delimiter"].(string))[0]
		address := strings.TrimPrefix(d["url"].(string), st.at)
		if !table.Upload && len(table.Asks) == 0 {
			address += everyRole
		}
		head, rows := readTable(t, st, address, comma)
		columns := d["tableSchema"].(map[string]any)["columns"].([]any)
		if len(columns) != len(head) {
			t.Fatalf("%s: %d columns, want %v", table.Name, len(columns), head)
		}
		for i, c := range columns {
			c := c.(map[string]any)
			if !slices.Contains(saidTexts(c["titles"].(map[string]any)["sv"]), head[i]) {
				t.Errorf("%s: the file says %s, the titles are %v", table.Name, head[i], c["titles"])
			}
			for _, row := range rows {
				if wrong := csvwCell(c, row[i]); wrong != "" && (!table.Upload || row[i] != "") {
					t.Errorf("%s: %s holds %q: %s", table.Name, head[i], row[i], wrong)
				}
			}
		}
	}
}

// csvwCell says what is wrong with a cell by its column in CSVW metadata; "" is nothing.
func csvwCell(c map[string]any, cell string) string {
	if cell == "" {
		if c["required"] == true {
			return "empty"
		}
		return ""
	}
	d, ok := c["datatype"].(map[string]any)
	if !ok {
		d = map[string]any{"base": c["datatype"]}
	}
	f := map[string]any{"type": "string", "constraints": d}
	switch d["base"] {
	case "integer":
		f["type"] = "integer"
	case "double":
		f["type"] = "number"
	case "date":
		f["type"] = "date"
	case "dateTimeStamp":
		f["type"] = "datetime"
	case "anyURI":
		f["format"] = "uri"
	case "string", "boolean":
		if format, ok := d["format"].(string); ok && !regexp.MustCompile("^(?:"+format+")$").MatchString(cell) {
			return "not as " + format
		}
	default:
		return "of an unknown type"
	}
	return tableCell(f, cell, map[string]bool{})
}

// TestEveryAnswerKeepsToItsJSONSchema holds the JSON of each report to its schema, in files and in the API.
func TestEveryAnswerKeepsToItsJSONSchema(t *testing.T) {
	st := onExamples(t)
	inAPI := []string{"matrix", "levels", "actions", "coverage", "timeline", "transitions", "moves", "events", "map"}
	s := sampleAPI(t, st).Sample
	for _, table := range opendata.Reports(st.db.Catalogue().Current()) {
		query := everyRole
		switch table.Name {
		case "city":
			query = "?stad=" + s.City
		case "commitment":
			query += "&atagande=" + s.Commitment
		case "comparison":
			query = "?stad=" + s.City + "&stad=" + s.Other
		case "next-step":
			query = "?stad=" + s.City + "&atagande=kommunikation"
		case "pair":
			query = "?stad=" + s.City + "&med=" + s.Other
		case "similar":
			query = "?stad=" + s.City
		case "gaps":
			query = "?lan=12&roll=twin"
		}
		a := st.get(t, "/data/schema/"+table.Name+".json?sprak=en")
		if kind := a.Header.Get("Content-Type"); kind != "application/schema+json" {
			t.Errorf("%s is %s", table.Name, kind)
		}
		schema := schemaOf(t, a.body)
		for _, address := range []string{strings.TrimSuffix(table.Path, ".csv") + ".json", "/api/v1/" + table.Name} {
			if strings.HasPrefix(address, "/api") && !slices.Contains(inAPI, table.Name) {
				continue // a file alone
			}
			answer := parsedJSON(t, st.get(t, address+query, "Accept", "application/json").body)
			if err := schema.Validate(answer); err != nil {
				t.Errorf("%s: %v", address, err)
			}
			if len(answer["rows"].([]any)) == 0 {
				t.Errorf("%s has no rows", address)
			}
			for name := range answer["meta"].(map[string]any) {
				if !strings.Contains(a.body, `"`+name+`"`) {
					t.Errorf("%s: meta has %s, which is not documented", address, name)
				}
			}
		}
	}
	for _, path := range []string{"/data/schema/allt.json", "/data/csvw/allt.json", "/data/schema/matrix", "/data/schema/matrix.json?version=1999"} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != http.StatusNotFound && a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}

func schemaOf(t *testing.T, body string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	const at = "https://document.example/schema.json"
	if err := c.AddResource(at, parsedJSON(t, body)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(at)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestUploadSchemasAndIngestAgree holds templates to the schemas, and hands in what they allow and what they refuse.
func TestUploadSchemasAndIngestAgree(t *testing.T) {
	st := onExamples(t)
	c := st.db.Catalogue()
	for _, table := range opendata.Uploads(c, c.Current()) {
		schema := schemaOf(t, st.get(t, "/data/schema/"+table.Name+".json").body)
		head, rows := readTable(t, st, table.Path, ';')
		first := map[string]any{}
		for i, row := range rows {
			o := map[string]any{"kommunkod": "0780"} // a blank template is nobody's
			for j, cell := range row {
				if cell != "" {
					o[head[j]] = cell
				}
			}
			for _, f := range table.Fields {
				if _, ok := o[f.Name]; !ok && !f.Absent {
					o[f.Name] = ""
				}
			}
			if err := schema.Validate(o); err != nil {
				t.Errorf("%s, row %d of the template: %v", table.Name, i, err)
			}
			if i == 0 {
				first = o
			}
		}
		for _, change := range []struct {
			column, cell string
			fine         bool
		}{
			{"kommunkod", "0780", true},
			{"kommunkod", "78O0", false},
			{"kommunkod", "", false},
			{"åtagande", "upphandling", table.Name == "inlamning-nivaer"},
			{"åtagande", "18", false},
			{"åtagande", "", false},
			{"nivå", "2", table.Name == "inlamning-nivaer"},
			{"nivå", "4", false},
			{"nivå", "", table.Name == "inlamning-nivaer"},
			{"nivå", "0 – deltar inte", table.Name == "inlamning-nivaer"},
			{"status", "pågår", true},
			{"status", "klart!", false},
			{"status", "", true},
			{"åtgärd", "styrning-1-2", true},
			{"åtgärd", "sovmorgon", false},
			{"kommentar", strings.Repeat("å", 10_000), true},
			{"kommentar", strings.Repeat("å", 10_001), false},
			{"diarienummer", strings.Repeat("1", 200), true},
			{"diarienummer", strings.Repeat("1", 201), false},
			{"beslutsdatum", "2026-02-28", true},
			{"beslutsdatum", "2026-02-30", false},
			{"länk", "https://vaxjo.se/a", true},
			{"länk", "ftp://vaxjo.se/a", false},
			{"länk", "https://vaxjo.se/" + strings.Repeat("a", 2000), false},
			{"version", c.Current().ID, true},
			{"version", "1999", false},
		} {
			if !slices.Contains(head, change.column) {
				continue
			}
			o := map[string]any{}
			maps.Copy(o, first)
			o[change.column] = change.cell
			allowed := schema.Validate(o) == nil
			_, findings, err := ingest.Parse(strings.NewReader(fileOf(head, o)), c, ingest.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			if accepted := ingest.Accepted(findings); change.fine && (!allowed || len(findings) > 0) || !change.fine && accepted {
				t.Errorf("%s, %s=%.30q: the schema allows it: %v; findings %v", table.Name, change.column, change.cell, allowed, findings)
			}
			otherRow := change.column == "åtagande" && change.cell == "upphandling" || change.column == "nivå" && change.cell == "2" // another row's words
			if !change.fine && allowed && !otherRow {
				t.Errorf("%s allows %s=%.30q", table.Name, change.column, change.cell)
			}
		}
	}
}

// fileOf writes one row under the head.
func fileOf(head []string, o map[string]any) string {
	cells := make([]string, len(head))
	for i, name := range head {
		cells[i], _ = o[name].(string)
	}
	return strings.Join(head, ";") + "\n" + strings.Join(cells, ";") + "\n"
}
