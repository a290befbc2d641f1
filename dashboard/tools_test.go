package dashboard

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/dashboard/report"
)

// withoutSource is a CSV file without the column that says where it was fetched.
func withoutSource(t *testing.T, st *stage, address string) [][]string {
	t.Helper()
	head, rows := readTable(t, st, address, ',')
	at := slices.Index(head, "kalla")
	all := append([][]string{head}, rows...)
	for i := range all {
		all[i] = slices.Delete(all[i], at, at+1)
	}
	return all
}

// TestToolsAnswerAlike: the table at /api/v1, by format= and by Accept, is that of the report, under the name of its file; the nested answer
// stays where nobody asks for a table.
func TestToolsAnswerAlike(t *testing.T) {
	st := onExamples(t)
	for _, what := range report.Tools {
		query := asked(what)
		if query == "" {
			query = "?roll=pioneer"
		}
		want := withoutSource(t, st, "/rapporter/"+string(what)+".csv"+query)
		if got := withoutSource(t, st, "/api/v1/"+string(what)+query+"&format=csv"); !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%s: the API has %d rows, the report %d", what, len(got), len(want))
		}
		a := st.get(t, "/api/v1/"+string(what)+query, "Accept", "text/csv")
		if strings.Count(a.body, "\r\n") != len(want) || a.Header.Get("Content-Type") != report.CSV.ContentType() ||
			!strings.HasPrefix(a.Header.Get("Content-Disposition"), `attachment; filename="pionjarkollen-`) {
			t.Errorf("%s as text/csv: %d bytes, %v", what, len(a.body), a.Header)
		}
		for _, accept := range []string{"", "application/json"} {
			nested := parsedJSON(t, st.get(t, "/api/v1/"+string(what)+query, "Accept", accept).body)
			if nested["edition"] == nil || nested["rows"] != nil && what != report.Support {
				t.Errorf("%s: not the nested answer: %v", what, slices.Sorted(maps.Keys(nested)))
			}
		}
	}
}

// TestToolsAreOffered: each page that shows a tool's figures offers them in every form, as the page asked for them, and each address answers.
func TestToolsAreOffered(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ page, report string }{
		{"/stader/0780/nasta-steg/finansiering?roll=twin&datum=2026-11-01", "next-step?atagande=finansiering&datum=2026-11-01&stad=0780"},
		{"/stader/0780", "support?stad=0780"},
		{"/stader/0780", "similar?stad=0780"},
		{"/stader/0114", "support?roll=outside&stad=0114"},
		{"/ataganden/styrning?roll=pioneer", "support?atagande=styrning&roll=pioneer"},
		{"/processer", "processes"},
		{"/processer/budget?lan=12", "processes?lan=12"},
		{"/samverkan?roll=pioneer", "leads?roll=pioneer"},
		{"/samverkan?atagande=finansiering", "matches?atagande=finansiering"},
		{"/samverkan?lan=12", "gaps?lan=12"},
		{"/par/0764", "pair?med=0764&stad=0780"},
		{"/utfall?nyckeltal=N07702", "outcomes?atagande=styrning&nyckeltal=N07702"},
		{"/en/samverkan", "leads?sprak=en"},
		{"/rapporter?roll=twin", "support?roll=twin"},
	} {
		path, query, _ := strings.Cut(c.report, "?")
		body := st.get(t, c.page).body
		for _, format := range report.Formats {
			q, err := url.ParseQuery(query)
			if err != nil {
				t.Fatal(err)
			}
			address := withQuery("/rapporter/"+path+format.Suffix(), q)
			if !strings.Contains(body, `href="`+strings.ReplaceAll(address, "&", "&amp;")+`"`) {
				t.Errorf("%s does not offer %s", c.page, address)
			}
			if a := st.get(t, address); a.Header.Get("Content-Type") != format.ContentType() {
				t.Errorf("%s is %s", address, a.Header.Get("Content-Type"))
			}
		}
		if strings.Contains(body, "format=csv") {
			t.Errorf("%s offers what it offered before", c.page)
		}
	}
}

// TestToolsAskForWhatTheyNeed: a report's page offers what it is about, says what is missing and where the same figures are shown.
func TestToolsAskForWhatTheyNeed(t *testing.T) {
	st := onExamples(t)
	for path, want := range map[string][]string{
		"/rapporter/next-step":                              {"Välj en stad och ett åtagande", `<select name="stad">`, `<select name="atagande">`, "!next-step.xlsx"},
		"/rapporter/next-step?stad=0780":                    {"Välj en stad och ett åtagande", `<option value="0780" selected>Växjö`},
		"/rapporter/next-step?stad=0780&atagande=styrning":  {"Nästa steg: Växjö, 1 Styrning", "/rapporter/next-step.xlsx?atagande=styrning&stad=0780", "/stader/0780/nasta-steg/styrning"},
		"/en/rapporter/pair":                                {"Choose a city to see and download the report.", `<select name="med">`, "Its pioneer or twin"},
		"/rapporter/pair?stad=0780&med=0780":                {"Välj två olika städer."},
		"/rapporter/pair?stad=0764":                         {"Pionjär och tvilling: Alvesta", `href="/par/0764"`, "den första lär ut"},
		"/rapporter/pair?stad=1480&med=0764":                {"Göteborg och Alvesta", `href="/par/1480?med=0764"`},
		"/rapporter/similar?stad=0780,1281":                 {"Välj en stad", "!selected>Växjö"},
		"/rapporter/similar?stad=0780":                      {"Städer som liknar varandra: Växjö", "befolkning"},
		"/rapporter/support?roll=twin":                      {"Alla åtaganden", `<input type="hidden" name="roll" value="twin">`, `href="/stader?roll=twin"`},
		"/rapporter/support?atagande=styrning":              {"Deklarerat och rapporterat: 1 Styrning", "/ataganden/styrning#fig-support"},
		"/rapporter/support?stad=0780":                      {"/stader/0780#fig-support"},
		"/rapporter/matches":                                {"Vem kan lära av vem: 1 Styrning", "/samverkan#fig-network"},
		"/rapporter/gaps":                                   {"Inga rader i urvalet.", "/samverkan#luckor", "/rapporter/gaps.parquet"},
		"/rapporter/leads?lan=12":                           {"/samverkan?lan=12#register", "inte sagt"},
		"/rapporter/processes":                              {"/processer/budget", "verksamhets- och budgetberedning"},
		"/en/rapporter/outcomes?nyckeltal=N07702":           {"Greenhouse gas emissions, total, 1 Governance", "/en/utfall?nyckeltal=N07702"},
		"/rapporter/commitment?atagande=styrning&roll=twin": {`<input type="hidden" name="roll" value="twin">`},
	} {
		st.tells(t, path, want...)
	}
}
