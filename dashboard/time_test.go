package dashboard

import (
	"encoding/xml"
	"fmt"
	"html"
	"maps"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data/datatest"
)

// drawnOf reads a chart's data and the bands of its flows.
func drawnOf(t *testing.T, st *stage, address string) values {
	t.Helper()
	drawn := values{}
	drawnValues(getJSON[map[string]any](t, st, address), drawn)
	return drawn
}

// TestTimeShowsWhatItDraws holds the tables of the pages about time and place to their charts, in both languages.
func TestTimeShowsWhatItDraws(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ page, figure, chart, query string }{
		{"/utveckling", "fig-flow", "transitions", ""},
		{"/utveckling", "fig-flow", "transitions", "?atagande=kommunikation&fran=2026-01-31&roll=pioneer"},
		{"/utveckling", "fig-timeline", "timeline", "?atagande=finansiering"},
		{"/utveckling", "fig-timeline", "timeline", "?atagande=finansiering&datum=2026-06-30&lan=12"},
		{"/karta", "fig-map", "map", ""},
		{"/karta", "fig-map", "map", "?atagande=finansiering&niva=2&storlek=befolkning"},
		{"/karta", "fig-map", "map", "?roll=outside,pioneer,twin,unknown"},
	} {
		drawn := drawnOf(t, st, "/api/v1/charts/"+c.chart+c.query)
		for _, prefix := range [...]string{"", "/en"} {
			if shown := onPage(t, st.get(t, prefix+c.page+c.query).body, c.figure); !maps.Equal(shown, drawn) || len(shown) == 0 {
				t.Errorf("%s shows\n%v, the chart draws\n%v", prefix+c.page+c.query, shown, drawn)
			}
		}
	}
}

// TestTimeFilesSayTheSame holds the files and the API of time and place to each other and to the page.
func TestTimeFilesSayTheSame(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ folder, what, query string }{
		{"/utveckling", "timeline", "?atagande=upphandling"},
		{"/utveckling", "transitions", "?fran=2026-02-01"},
		{"/utveckling", "moves", "?fran=2026-02-01&lan=12"},
		{"/karta", "map", "?atagande=upphandling"},
		{"/karta", "map", "?atagande=upphandling&niva=2"},
		{"/handelser", "events", "?dagar=365"},
	} {
		asked := getJSON[reportJSON](t, st, "/api/v1/"+c.what+c.query).Rows
		file := getJSON[reportJSON](t, st, c.folder+"/"+c.what+".json"+c.query).Rows
		rows := csvRows(t, st.get(t, c.folder+"/"+c.what+".csv"+c.query).body)
		if len(asked) == 0 || len(file) != len(asked) || len(rows) != len(asked) {
			t.Errorf("%s: %d rows from the API, %d in the JSON file, %d in the CSV file", c.what, len(asked), len(file), len(rows))
			continue
		}
		for i := range asked {
			for name, value := range asked[i] {
				want, _ := rows[i][name].(string)
				if got := plainValue(value); file[i][name] != value || got != strings.TrimPrefix(want, "'") {
					t.Errorf("%s row %d %s: %v in the API, %v and %q in the files", c.what, i, name, value, file[i][name], want)
				}
			}
		}
		excel := st.get(t, c.folder+"/"+c.what+"-excel.csv"+c.query)
		if !strings.HasPrefix(excel.body, "\ufeff") || !strings.Contains(excel.Header.Get("Content-Disposition"), "exempeldata") {
			t.Errorf("%s: the file for Excel begins %.20q, %s", c.what, excel.body, excel.Header.Get("Content-Disposition"))
		}
		for _, a := range []string{excel.body, st.get(t, "/api/v1/"+c.what+c.query).body} {
			checkSecrets(t, c.what, a)
		}
	}
	flows, cities := 0, 0
	for _, r := range getJSON[reportJSON](t, st, "/api/v1/transitions?fran=2026-02-01").Rows {
		if r["atagande"] == "upphandling" {
			flows++
			n, err := strconv.Atoi(fmt.Sprint(r["stader"]))
			if err != nil {
				t.Fatal(err)
			}
			cities += n
		}
	}
	if drawn := drawnOf(t, st, "/api/v1/charts/transitions?fran=2026-02-01&atagande=upphandling"); flows == 0 || cities != 29 {
		t.Errorf("%d flows of %d cities, drawn %v", flows, cities, drawn)
	}
}

// TestTheMapsFilesAreWhatItShows follows the map's links to files: they hold the cities of its table.
func TestTheMapsFilesAreWhatItShows(t *testing.T) {
	st := onExamples(t)
	for query, want := range map[string]int{"atagande=finansiering": 29, "atagande=finansiering&niva=2": 12, "atagande=resiliens&niva=silent": 1} {
		page := st.get(t, "/karta?storlek=befolkning&"+query).body
		address := "/karta/map.json?" + query
		if !strings.Contains(html.UnescapeString(page), `"`+address+`"`) {
			t.Errorf("the map of %s does not offer %s", query, address)
			continue
		}
		shown := onPage(t, page, "fig-map")
		maps.DeleteFunc(shown, func(key, _ string) bool { return strings.HasSuffix(key, "/twin") })
		rows := getJSON[reportJSON](t, st, address).Rows
		if len(rows) != want || len(shown) != want {
			t.Errorf("%s has %d cities, the map's table %d, want %d", address, len(rows), len(shown), want)
		}
		for _, r := range rows {
			if key := fmt.Sprintf("%s/%s", r["kommunkod"], r["atagande"]); shown[key] == "" {
				t.Errorf("%s has %s, which the map's table lacks", address, key)
			}
		}
	}
}

// plainValue writes a JSON value as CSV does.
func plainValue(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case bool:
		return map[bool]string{true: "ja", false: "nej"}[v]
	default:
		return fmt.Sprint(v)
	}
}

var heading = regexp.MustCompile(`(?s)<h1>(.*?)</h1>`)

// title is a page's finding.
func (st *stage) title(t *testing.T, path string) string {
	t.Helper()
	m := heading.FindStringSubmatch(st.get(t, path).body)
	if m == nil {
		t.Fatalf("%s has no title", path)
	}
	return strings.ReplaceAll(html.UnescapeString(m[1]), "\u00ad", "")
}

// TestTimeFindings looks at the titles from nobody to everybody.
func TestTimeFindings(t *testing.T) {
	st := newStage(t, nil)
	is := func(path, want string) {
		t.Helper()
		if got := st.title(t, path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	e := st.db.Catalogue().Current().ID
	is("/utveckling", "Ingen av 29 städer har höjt sin nivå i styrning sedan 2026-06-01")
	is("/en/karta", "None of 29 cities has handed in")
	is("/handelser", "Ingen av 29 städer har ändrat sina svar de senaste 30 dagarna")
	is("/utveckling?lan=09", "Inga städer motsvarar urvalet")
	st.declare(t, e, "2026-05-01", "0780", map[string]int{"styrning": 1, "kommunikation": 3})
	st.declare(t, e, "2026-11-10", "0780", map[string]int{"styrning": 3})
	is("/utveckling", "En av 29 städer har höjt sin nivå i styrning sedan 2026-06-01")
	is("/en/utveckling", "One of 29 cities has raised its level in governance since 2026-06-01")
	is("/utveckling?stad=0780", "Den enda staden i urvalet har höjt sin nivå i styrning sedan 2026-06-01")
	is("/utveckling?fran=2026-11-15", "Ingen av 29 städer har höjt sin nivå i styrning sedan 2026-11-15")
	is("/karta", "En av 29 städer går före i styrning")
	is("/handelser", "En av 29 städer har ändrat sina svar de senaste 30 dagarna; en höjde någon nivå")
	is("/handelser?dagar=7", "Ingen av 29 städer har ändrat sina svar de senaste 7 dagarna")
	st.declare(t, e, "2026-11-11", "1281", map[string]int{"styrning": 3})
	st.declare(t, e, "2026-11-12", "0764", map[string]int{"styrning": 0})
	is("/utveckling", "En av 29 städer har höjt sin nivå i styrning sedan 2026-06-01; två har tillkommit med ett svar")
	is("/utveckling?fran=2026-11-11&datum=2026-11-12", "Ingen av 29 städer har höjt sin nivå i styrning sedan 2026-11-11; en har tillkommit med ett svar")
	is("/en/karta", "Two of 29 cities go first in governance, in two counties")
	is("/karta?lan=07", "En av 2 städer går före i styrning")
	is("/karta?niva=3", "Två av 29 städer går före i styrning, i två län")
	is("/karta?niva=0", "Deltar inte i styrning: en av 29 städer")
	is("/en/karta?niva=not_handed_in", "Not handed in, governance: 26 of 29 cities, in 15 counties")
	is("/handelser", "Tre av 29 städer har ändrat sina svar de senaste 30 dagarna; två lämnade in för första gången; en höjde någon nivå")
	st.declare(t, e, "2026-11-13", "0780", map[string]int{"styrning": 2})
	st.declare(t, e, "2026-11-14", "1281", map[string]int{"styrning": 2})
	is("/en/utveckling?fran=2026-11-12", "None of 29 cities has raised its level in governance since 2026-11-12; two have lowered it")
	if body := st.get(t, "/handelser").body; !strings.Contains(body, "ingen stad i urvalet gick längre före") || !strings.Contains(body, "KS &lt;1&gt; &amp; 2") {
		t.Error("the page does not say that nobody goes first any more, or on what decision")
	}
	checkSecrets(t, "/handelser", st.get(t, "/handelser").body)
	if staff := st.signIn(t, "", "Kim"); !strings.Contains(st.get(t, "/handelser", "Cookie", staff).body, "HEMLIG-kommentar") {
		t.Error("staff do not see comments")
	}
}

// TestTimeRefuses answers what cannot be read with 400, and says what could stand there.
func TestTimeRefuses(t *testing.T) {
	st := onExamples(t)
	for path, hint := range map[string]string{
		"/utveckling?fran=2026-13-01":                  "datum",
		"/utveckling?fran=2026-06-01&datum=2026-05-01": "2026-05-01",
		"/utveckling?franversion=1999/2000":            "2025/2026",
		"/utveckling?atagande=finns-inte":              "upphandling",
		"/karta?niva=4":                                "not_handed_in",
		"/karta?storlek=stor":                          "befolkning",
		"/karta?atagande=finns-inte":                   "upphandling",
		"/handelser?dagar=31":                          "365",
		"/api/v1/charts/map?niva=x":                    "silent",
		"/api/v1/charts/timeline?atagande=finns-inte":  "upphandling",
		"/api/v1/charts/transitions?fran=x":            "fran",
		"/api/v1/transitions?franversion=x":            "2025/2026",
		"/utveckling/moves.csv?fran=2027-01-01":        "2026-12-01",
		"/api/v1/events?dagar=0":                       "30",
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, strings.TrimPrefix(hint, "datum")) {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	for _, path := range []string{"/utveckling/matrix.csv", "/utveckling/moves.xls", "/karta/omraden.json", "/handelser/moves.csv"} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}

// TestEditionsAreCrossed looks at the pages between the contract and the invented edition after it.
func TestEditionsAreCrossed(t *testing.T) {
	st := newStageOver(t, datatest.TwoEditions(t), nil)
	st.declare(t, "2025/2026", "2026-05-01", "1281", map[string]int{"finansiering": 2, "rattvisa": 1, "kolinlagring": 1, "kommunikation": 3})
	st.declare(t, "2026/2027", "2026-11-10", "1281", map[string]int{"finansiering": 3, "rattvisa": 1, "kolsankor": 1})
	page := st.get(t, "/utveckling?franversion=2025/2026&atagande=finansiering").body
	checkText(t, "/utveckling", page)
	for _, want := range []string{"3 Finansiering", "4 Finansiering", "7 Kolinlagring", "7 Kolsänkor", "10 Kommunikation", "nytt namn", "borttaget", "Bara namnet är ändrat", "Ett åtagande kan inte jämföras"} {
		if !strings.Contains(strings.ReplaceAll(page, "\u00ad", ""), want) {
			t.Errorf("the page between two editions does not say %q", want)
		}
	}
	if got := onPage(t, page, "fig-flow"); got["flow/2/3"] != "1" || got["then/2"] != "1" || got["now/3"] != "1" {
		t.Errorf("finansiering is shown as %v", got)
	}
	if got := st.title(t, "/utveckling?franversion=2025/2026&atagande=kommunikation"); got != "kommunikation (förslag) kan inte jämföras mellan 2025/2026 och 2026/2027" {
		t.Errorf("a dropped commitment is headed %q", got)
	}
	drawn := drawnOf(t, st, "/api/v1/charts/transitions?franversion=2025/2026&atagande=kommunikation")
	if drawn["then/3"] != "1" || drawn["now/3"] != "" || drawn["flow/3/silent"] != "" {
		t.Errorf("a dropped commitment is drawn as %v", drawn)
	}
	if shown := onPage(t, st.get(t, "/utveckling?franversion=2025/2026&atagande=kommunikation").body, "fig-flow"); !maps.Equal(shown, drawn) {
		t.Errorf("shown %v, drawn %v", shown, drawn)
	}
	moves := getJSON[reportJSON](t, st, "/api/v1/moves?franversion=2025/2026&stad=1281").Rows
	if len(moves) != 1 || moves[0]["atagande"] != "finansiering" || moves[0]["svar_da"] != "2" || moves[0]["svar_nu"] != "3" {
		t.Errorf("moves %v", moves)
	}
	if a := st.ask(t, http.MethodGet, "/utveckling?version=2025/2026&franversion=2026/2027", ""); a.StatusCode != http.StatusBadRequest {
		t.Errorf("backwards: %s", a.Status)
	}
}

// TestFeed reads the Atom feed as a reader of feeds does.
func TestFeed(t *testing.T) {
	st := newStage(t, func(o *Options) { o.PublicURL = "https://pionjarkollen.example.se" })
	read := func(path string) atomFeed {
		t.Helper()
		a := st.get(t, path)
		if a.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" {
			t.Errorf("%s is %s", path, a.Header.Get("Content-Type"))
		}
		checkHeaders(t, path, a)
		checkSecrets(t, path, a.body)
		var feed atomFeed
		if err := xml.Unmarshal([]byte(a.body), &feed); err != nil {
			t.Fatal(err)
		}
		if _, err := time.Parse(time.RFC3339, feed.Updated); err != nil || feed.ID == "" || feed.Title == "" {
			t.Errorf("%s: %+v, %v", path, feed, err)
		}
		return feed
	}
	if empty := read("/handelser/flode.atom"); len(empty.Entries) != 0 {
		t.Errorf("an empty feed has %d entries", len(empty.Entries))
	}
	e := st.db.Catalogue().Current().ID
	st.declare(t, e, "2026-05-01", "0780", map[string]int{"styrning": 1})
	st.declare(t, e, "2026-11-10", "0780", map[string]int{"styrning": 3})
	feed := read("/handelser/flode.atom")
	if len(feed.Entries) != 2 || feed.Updated != "2026-11-10T12:00:00Z" {
		t.Fatalf("%+v", feed)
	}
	newest := feed.Entries[0]
	if newest.ID != "https://pionjarkollen.example.se/inlamningar/2#0780" || newest.Title != "Växjö: ändrade nivåer" || newest.Summary.Type != "text" ||
		!strings.Contains(newest.Summary.Text, "1 Styrning: 1 Initiera → 3 Transformera (då den enda staden som gick före) (KS <1> & 2)") {
		t.Errorf("%+v", newest)
	}
	if english := read("/handelser/flode.atom?sprak=en&stad=0780"); english.Entries[1].Title != "Växjö: first submission" ||
		english.Links[1].Href != "https://pionjarkollen.example.se/en/handelser?stad=0780" {
		t.Errorf("%+v", english)
	}
	if got := read("/handelser/flode.atom?stad=1281"); len(got.Entries) != 0 {
		t.Errorf("another city's feed: %+v", got.Entries)
	}
	if page := st.get(t, "/handelser?stad=0780").body; !strings.Contains(page, `href="/handelser/flode.atom?stad=0780"`) ||
		!strings.Contains(page, "https://pionjarkollen.example.se/handelser?stad=0780</textarea>") {
		t.Error("the page leads to no feed of its selection, or its summary to no page")
	}
}
