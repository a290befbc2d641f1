package dashboard

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"regexp"
	"strings"
	"testing"
)

// values are numbers or states by their key: "styrning/3", "0780/styrning".
type values = map[string]string

var dataCell = regexp.MustCompile(`data-key="([^"]*)" data-raw="([^"]*)"`)

// onPage reads the tables of a figure.
func onPage(t *testing.T, body, figure string) values {
	t.Helper()
	_, rest, ok := strings.Cut(body, `id="`+figure+`-table"`)
	if !ok {
		t.Fatalf("no table of %s", figure)
	}
	table, _, _ := strings.Cut(rest, "</table>")
	out := values{}
	for _, m := range dataCell.FindAllStringSubmatch(table, -1) {
		out[html.UnescapeString(m[1])] = html.UnescapeString(m[2])
	}
	return out
}

// drawnValues reads the data of a chart's option.
func drawnValues(option any, into values) {
	switch o := option.(type) {
	case map[string]any:
		if key, ok := o["key"].(string); ok && o["raw"] != nil {
			into[key] = fmt.Sprint(o["raw"])
		}
		for _, v := range o {
			drawnValues(v, into)
		}
	case []any:
		for _, v := range o {
			drawnValues(v, into)
		}
	}
}

// stateOf is the state that svar and niva of a report say.
func stateOf(svar, niva any) string {
	switch svar {
	case "inget_svar":
		return "silent"
	case "ej_inlamnat":
		return "not_handed_in"
	}
	return fmt.Sprint(niva)
}

// csvRows reads a CSV file as rows by column.
func csvRows(t *testing.T, body string) []map[string]any {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	for _, r := range records[1:] {
		row := map[string]any{}
		for i, name := range records[0] {
			row[name] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func levelValues(rows []map[string]any) values {
	out := values{}
	for _, r := range rows {
		out[fmt.Sprint(r["atagande"], "/", stateOf(r["svar"], r["niva"]))] = fmt.Sprint(r["stader"])
	}
	return out
}

func (st *stage) matrixValues(rows []map[string]any) values {
	out := values{}
	for _, r := range rows {
		for _, c := range st.db.Catalogue().Current().Commitments {
			out[fmt.Sprint(r["kommunkod"], "/", c.Slug)] = stateOf(r[c.Slug], r[c.Slug])
		}
	}
	return out
}

// TestSameNumbersEverywhere holds page, chart, API and files to the same answer under the same filter.
func TestSameNumbersEverywhere(t *testing.T) {
	st := onExamples(t)
	for query, least := range map[string]int{
		"": 100, "?roll=pioneer": 100, "?roll=twin": 20, "?lan=12": 20, "?befolkning=200000-": 10, "?datum=2026-06-30": 100,
		"?stad=0780,1281": 20, "?roll=outside": 10, "?roll=twin&lan=01&datum=2026-03-01": 0,
	} {
		page := st.get(t, "/"+query).body
		english := st.get(t, "/en"+query).body
		for _, c := range []struct {
			what, figure string
			of           func([]map[string]any) values
		}{{"levels", "fig-levels", levelValues}, {"matrix", "fig-matrix", st.matrixValues}} {
			if strings.Contains(page, `id="fig-matrix-table"`) != strings.Contains(english, `id="fig-matrix-table"`) {
				t.Errorf("%s: the languages do not show the same", query)
			}
			drawn := values{}
			drawnValues(getJSON[map[string]any](t, st, "/api/v1/charts/"+c.what+query), drawn)
			asked := c.of(getJSON[reportJSON](t, st, "/api/v1/"+c.what+query).Rows)
			sources := map[string]values{
				"JSON file": c.of(getJSON[reportJSON](t, st, "/rapporter/"+c.what+".json"+query).Rows),
				"CSV file":  c.of(csvRows(t, st.get(t, "/rapporter/"+c.what+".csv"+query).body)),
			}
			if strings.Contains(page, `id="`+c.figure+`-table"`) {
				sources["page"], sources["English page"], sources["chart"] = onPage(t, page, c.figure), onPage(t, english, c.figure), drawn
			}
			for name, got := range sources {
				if !maps.Equal(got, asked) {
					t.Errorf("%s of %q: the %s says\n%v, the API\n%v", c.what, query, name, got, asked)
				}
			}
			if c.what == "matrix" && len(asked) < least {
				t.Errorf("%s of %q: only %d values", c.what, query, len(asked))
			}
			st.checkMembers(t, c.what+query)
		}
	}
}

// checkMembers holds a report to the same number of members as every other.
func (st *stage) checkMembers(t *testing.T, address string) {
	t.Helper()
	got := getJSON[reportJSON](t, st, "/api/v1/"+address)
	_, query, _ := strings.Cut(address, "?")
	coverage := getJSON[reportJSON](t, st, "/api/v1/coverage?"+query)
	for _, name := range [...]string{"inlamnat_av", "stader_i_urvalet", "senast_andrad", "version", "per_datum", "exempeldata"} {
		a, errA := json.Marshal(got.Meta[name])
		b, errB := json.Marshal(coverage.Meta[name])
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s says %s %s, coverage says %s", address, name, a, b)
		}
	}
}

// TestSameNumbersOfOneThing does the same for one commitment, one action, one city and a comparison.
func TestSameNumbersOfOneThing(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ page, figure, chart string }{
		{"/ataganden/kommunikation", "fig-commitment", "commitment?atagande=kommunikation"},
		{"/ataganden/finansiering?roll=pioneer", "fig-actions", "actions?atagande=finansiering&roll=pioneer"},
		{"/atgarder/styrning-1-3", "fig-action", "action?atgard=styrning-1-3"},
		{"/stader/1281?grupp=twins", "fig-profile", "profile?stad=1281&grupp=twins"},
		{"/jamfor?stad=0780,1281,1480", "fig-compare", "comparison?stad=0780,1281,1480"},
	} {
		drawn := values{}
		drawnValues(getJSON[map[string]any](t, st, "/api/v1/charts/"+c.chart), drawn)
		for _, prefix := range [...]string{"", "/en"} {
			shown := onPage(t, st.get(t, prefix+c.page).body, c.figure)
			maps.DeleteFunc(shown, func(key, raw string) bool { return raw == "0" && drawn[key] == "" }) // a state nobody is in need not be drawn
			if !maps.Equal(shown, drawn) || len(shown) == 0 {
				t.Errorf("%s shows\n%v, the chart draws\n%v", prefix+c.page, shown, drawn)
			}
		}
	}
}
