package dashboard

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var nextPage = regexp.MustCompile(`<([^>]+)>; rel="(first|prev|next|last)"`)

// rowLinks are the pages around one, by relation.
func rowLinks(a answer) map[string]string {
	links := map[string]string{}
	for _, m := range nextPage.FindAllStringSubmatch(strings.Join(a.Header.Values("Link"), ", "), -1) {
		links[m[2]] = m[1]
	}
	return links
}

// TestPagesOfRowsAreAllTheRows walks through the rows from the first page to the last and back.
func TestPagesOfRowsAreAllTheRows(t *testing.T) {
	st := onExamples(t)
	for _, path := range []string{"/api/v1/matrix", "/api/v1/levels", "/api/v1/actions", "/api/v1/coverage?roll=twin", "/api/v1/timeline?atagande=styrning", "/api/v1/transitions?fran=2026-02-01", "/api/v1/moves?fran=2026-02-01", "/api/v1/events?dagar=365", "/api/v1/map", "/api/v1/actions?datum=2025-01-01"} {
		whole := getJSON[reportJSON](t, st, path)
		size := max(1, len(whole.Rows)/3)
		join := "?"
		if strings.Contains(path, "?") {
			join = "&"
		}
		at := path + join + "limit=" + strconv.Itoa(size)
		var rows []map[string]any
		var last string
		for pages := 0; at != ""; pages++ {
			if pages > 6 {
				t.Fatalf("%s never ends", path)
			}
			page := getJSON[reportJSON](t, st, at)
			if page.Meta["antal"] != jsonNumber(len(whole.Rows)) || len(page.Rows) > size {
				t.Errorf("%s: %d rows, %v", at, len(page.Rows), page.Meta)
			}
			links := rowLinks(st.get(t, at))
			if links["first"] == "" || links["last"] == "" || (links["prev"] != "") != (pages > 0) {
				t.Errorf("%s leads to %v", at, links)
			}
			rows = append(rows, page.Rows...)
			last, at = at, links["next"]
		}
		if len(rows) != len(whole.Rows) || len(rows) > 0 && !reflect.DeepEqual(rows, whole.Rows) {
			t.Errorf("%s: %d rows page by page, %d at once", path, len(rows), len(whole.Rows))
		}
		if end := rowLinks(st.get(t, last))["last"]; len(rows) > 0 && !slices.Equal(strings.Split(end, "offset="), strings.Split(last, "offset=")) {
			t.Errorf("%s ends at %s, the last is %s", path, last, end)
		}
	}
	if beyond := getJSON[reportJSON](t, st, "/api/v1/matrix?limit=5&offset=1000"); len(beyond.Rows) != 0 {
		t.Errorf("%d rows beyond the last", len(beyond.Rows))
	}
}

// jsonNumber is a number as getJSON reads it.
func jsonNumber(n int) any { return json.Number(strconv.Itoa(n)) }

func TestFieldsAreThoseAskedFor(t *testing.T) {
	st := onExamples(t)
	whole := getJSON[reportJSON](t, st, "/api/v1/coverage")
	some := getJSON[reportJSON](t, st, "/api/v1/coverage?falt=besvarade,kommun")
	if len(some.Columns) != 2 || some.Columns[0].Namn != "besvarade" || len(some.Rows) != len(whole.Rows) {
		t.Fatalf("%d rows of %v", len(some.Rows), some.Columns)
	}
	for i, row := range some.Rows {
		if len(row) != 2 || row["kommun"] != whole.Rows[i]["kommun"] || row["besvarade"] != whole.Rows[i]["besvarade"] {
			t.Errorf("row %d is %v of %v", i, row, whole.Rows[i])
		}
	}
	a := st.get(t, "/api/v1/coverage?falt=kommun&limit=2&offset=1", "Accept", "text/csv")
	records, err := csv.NewReader(strings.NewReader(a.body)).ReadAll()
	if err != nil || len(records) != 3 || records[0][0] != "kommun" || records[0][1] != "version" || records[1][0] != whole.Rows[1]["kommun"] || rowLinks(a)["next"] == "" {
		t.Errorf("%v %v", records, err)
	}
	for path, allowed := range map[string]string{
		"/api/v1/coverage?falt=kommun,nej":    `"allowed":["kommunkod","kommun",`,
		"/api/v1/coverage?falt=kommun,kommun": `"allowed":["kommunkod",`,
		"/api/v1/coverage?falt=kommun,":       `"allowed":["kommunkod",`,
		"/api/v1/coverage?limit=0":            `"allowed":["1–10000"]`,
		"/api/v1/coverage?limit=10001":        `"allowed":["1–10000"]`,
		"/api/v1/coverage?limit=x":            `"allowed":["1–10000"]`,
		"/api/v1/coverage?limit=2&offset=-1":  `"allowed":["0–"]`,
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, allowed) {
			t.Errorf("%s: %s %s", path, a.Status, a.body)
		}
	}
}
