package dashboard

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// TestNextStepSays counts by hand: Växjö stands at styrning 3, klimatberäkningar 2, finansiering 1, rättvisa 0, and is silent on the
// rest. Finansiering has four actions at level 2.
func TestNextStepSays(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	for path, want := range map[string][]string{
		"/stader/0780/nasta-steg/styrning":        {"Växjö står på den högsta nivån i styrning: kontraktet har inget nästa steg", "!fig-next"},
		"/stader/0780/nasta-steg/finansiering":    {"Fyra åtgärder står mellan Växjö och nivå 2 i finansiering", "fig-next", "Ej rapporterat", "Har genomfört", "!Nästa steg är då"},
		"/stader/0780/nasta-steg/rattvisa":        {"står mellan Växjö och nivå 1 i rättvisa", "Svaret i dag: Deltar inte. Nästa steg är då nivå 1."},
		"/stader/0780/nasta-steg/digitalisering":  {"Svaret i dag: Inget svar."},
		"/stader/0114/nasta-steg/styrning":        {"Svaret i dag: Ej inlämnat."},
		"/en/stader/0780/nasta-steg/finansiering": {"Four actions stand between Växjö and level 2 in", "Have done it"},
		"/stader/0780": {"/stader/0780/nasta-steg/finansiering", "Nästa steg och vilka som kan berätta om det"},
		"/api/v1/next-step?stad=0780&atagande=styrning": {`"next_level":null`, `"actions":[]`, `"example":false`},
	} {
		st.tells(t, path, want...)
	}
	for path, status := range map[string]int{
		"/stader/9999/nasta-steg/styrning": http.StatusNotFound, "/stader/0780/nasta-steg/rymdfart": http.StatusNotFound,
		"/api/v1/next-step?atagande=styrning":                      http.StatusBadRequest,
		"/api/v1/next-step?stad=0780&atagande=styrning&format=pdf": http.StatusBadRequest,
		"/api/v1/next-step?stad=0780":                              http.StatusBadRequest,
		"/api/v1/charts/next-step?atagande=styrning":               http.StatusBadRequest,
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != status {
			t.Errorf("%s answers %s", path, a.Status)
		}
	}
}

// withTwoCities has Växjö at upphandling 1 with two of four actions done, and Lessebo, in its county, at work on one of level 2.
func withTwoCities(t *testing.T, st *stage) {
	t.Helper()
	st.exec(t, "DELETE FROM member WHERE municipality NOT IN ('0780', '1280', '1281')")
	declare := func(code, slug string, level int) data.Declaration {
		return data.Declaration{Line: 2, Municipality: code, Commitment: slug, Level: &level}
	}
	report := func(code, action string, status data.Status) data.ActionReport {
		return data.ActionReport{Line: 2, Municipality: code, Action: action, Status: status, Comment: "HEMLIG", Link: "https://a.example/x"}
	}
	st.record(t, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{declare("0780", "upphandling", 1), declare("1280", "upphandling", 3), declare("1281", "kommunikation", 2)}})
	st.record(t, data.Submission{Kind: data.Actions, Reports: []data.ActionReport{
		report("0780", "upphandling-1-1", data.Done), report("0780", "upphandling-2-1", data.Done), report("1280", "upphandling-2-1", data.Done),
		report("1281", "upphandling-2-1", data.Underway), report("1280", "upphandling-2-2", data.Planned),
	}})
}

// TestNextStepNames who could tell, nearest first.
func TestNextStepNames(t *testing.T) {
	st := newStage(t, nil)
	withTwoCities(t, st)
	st.tells(t, "/stader/0780/nasta-steg/upphandling", "återstår mellan Växjö och nivå 2 i upphandling", "Malmö", "Lund", "a.example", "!HEMLIG")
	st.tells(t, "/api/v1/next-step?stad=0780&atagande=upphandling", `"state":"1"`, `"next_level":2`,
		`"id":"upphandling-2-1","status":"done","link":"https://a.example/x","others":[{"code":"1280","name":"Malmö","status":"done","declared":"3","same_county":false`, "!HEMLIG")
	st.tells(t, "/api/v1/next-step?stad=0780&atagande=upphandling&format=csv",
		"0780,Växjö,Kronobergs län,98334,pionjar,upphandling,6,antaget,niva,1,2,upphandling-2-1,", ",genomförd,https://a.example/x,", ",0,0,1,2,1280,Malmö,Skåne län,", ",nej,niva,3,genomförd,https://a.example/x,",
		",0,0,0,0,,,,,,,,,,,,2025/2026,", "!HEMLIG")
	signedIn := st.get(t, "/stader/0780/nasta-steg/upphandling", "Cookie", st.signIn(t, "0780", "Åsa")).body
	if !strings.Contains(signedIn, "HEMLIG") {
		t.Error("who is signed in does not see the comment")
	}
}

// TestSupportSays reads what is declared beside what is reported: a prompt, whatever is missing.
func TestSupportSays(t *testing.T) {
	st := newStage(t, nil)
	st.tells(t, "/stader/0780", "Växjö har inte lämnat in", "Det finns ingen deklarerad nivå 1–3 att visa.")
	st.tells(t, "/ataganden/upphandling", "Ingen stad i urvalet har deklarerat nivå 1–3 i upphandling")
	withTwoCities(t, st)
	for path, want := range map[string][]string{
		"/stader/0780":                         {"Växjö har deklarerat en nivå i ett åtagande och rapporterat arbete med åtgärderna", "1 deklarerat, 1 av ", "på nivå 1 rapporterade", "Något att samtala om, inget betyg"},
		"/stader/1280":                         {"Malmö har deklarerat en nivå i ett åtagande och rapporterat arbete", "3 deklarerat, 0 av ", "1 av "},
		"/stader/1281":                         {"Lund har inte deklarerat nivå 1–3 i något antaget åtagande", "2 deklarerat"},
		"/ataganden/upphandling":               {"Alla 2 städer som har deklarerat nivå 1–3 i upphandling har rapporterat arbete med åtgärderna"},
		"/ataganden/upphandling?lan=07":        {"Den enda staden som har deklarerat nivå 1–3 i upphandling har rapporterat"},
		"/ataganden/kommunikation":             {"Den enda staden som har deklarerat nivå 1–3 i kommunikation (förslag) har inte rapporterat arbete"},
		"/ataganden/styrning?lan=09":           {"Inga städer motsvarar urvalet"},
		"/en/ataganden/upphandling":            {"All 2 cities that have declared level 1–3 in procurement have reported work on the actions"},
		"/en/stader/1280":                      {"3 declared, 0 of "},
		"/api/v1/support?atagande=upphandling": {`"code":"0780","name":"Växjö","commitment":"upphandling","state":"1"`, `"level":2,"declared":false`, `"links":1`, "!HEMLIG"},
		"/api/v1/support?format=csv":           {",pionjar,upphandling,6,antaget,niva,1,1,ja,", "1281,Lund,", ",styrning,1,antaget,inget_svar,,1,nej,", "!HEMLIG"},
	} {
		st.tells(t, path, want...)
	}
	for path, status := range map[string]int{
		"/api/v1/support?atagande=rymdfart": http.StatusBadRequest, "/api/v1/support?format=xlsx": http.StatusBadRequest, "/api/v1/charts/support": http.StatusBadRequest,
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != status {
			t.Errorf("%s answers %s", path, a.Status)
		}
	}
}

// TestSimilarSays names the basis of every likeness.
func TestSimilarSays(t *testing.T) {
	st := newStage(t, nil)
	st.tells(t, "/stader/0780", "Växjö har inte lämnat in, så svaren går inte att jämföra")
	withTwoCities(t, st)
	for path, want := range map[string][]string{
		"/stader/0780":                         {"Svar som liknar dem från Växjö mest: Malmö, 2–26 steg isär", "samma nivå i 0 av de 1 som båda har svarat på, av 9", "Efter befolkning", "I Kronobergs län"},
		"/stader/1281":                         {"Ingen annan stad har svarat på samma åtaganden som Lund"},
		"/en/stader/0780":                      {"Answers most like those of Växjö: Malmö, 2–26 steps apart"},
		"/api/v1/similar?stad=0780":            {`"compared":1`, `"least_steps":2,"most_steps":26`, `"apart":null`, "Avståndet är"},
		"/api/v1/similar?stad=0780&format=csv": {"0780,Växjö,Kronobergs län,98334,pionjar,svar,1,1280,Malmö,Skåne län,", ",2,26,0,1,9,1,"},
	} {
		st.tells(t, path, want...)
	}
	for path, status := range map[string]int{
		"/api/v1/similar": http.StatusBadRequest, "/api/v1/similar?stad=0780&format=x": http.StatusBadRequest, "/?ordning=storlek": http.StatusBadRequest,
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != status {
			t.Errorf("%s answers %s", path, a.Status)
		}
	}
}

// TestLikenessOrdersTheMatrix in table and chart alike.
func TestLikenessOrdersTheMatrix(t *testing.T) {
	st := newStage(t, nil)
	withTwoCities(t, st)
	st.tells(t, "/", "Ordna städerna efter likhet", `/?ordning=likhet#fig-matrix`, "!Städer med liknande svar")
	st.tells(t, "/en?ordning=likhet&lan=07", "Order the cities by name", "Cities with like answers stand next to each other", "/api/v1/charts/matrix?lan=07&ordning=likhet&sprak=en")
	st.exec(t, "INSERT INTO member VALUES ('0114', 'pioneer', '', '', '')")
	body := st.get(t, "/?ordning=likhet").body
	_, table, _ := strings.Cut(body, `id="fig-matrix-table"`)
	last := 0
	for _, code := range []string{"1281", "0780", "1280", "0114"} { // Lund is silent on all that counts; whoever has not handed in stands last
		at := strings.Index(table, `"`+code+"/styrning")
		if at < last {
			t.Errorf("%s stands at %d, after %d", code, at, last)
		}
		last = at
	}
}

// TestStepNumbersAreTheSame holds the tables of these pages to their charts.
func TestStepNumbersAreTheSame(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct{ page, figure, chart string }{
		{"/stader/0780/nasta-steg/finansiering", "fig-next", "next-step?stad=0780&atagande=finansiering"},
		{"/stader/0780", "fig-support", "support?stad=0780"},
		{"/ataganden/finansiering?roll=pioneer", "fig-support", "support?atagande=finansiering&roll=pioneer"},
		{"/?ordning=likhet", "fig-matrix", "matrix?ordning=likhet"},
	} {
		drawn := values{}
		drawnValues(getJSON[map[string]any](t, st, "/api/v1/charts/"+c.chart), drawn)
		for _, prefix := range [...]string{"", "/en"} {
			address := strings.Replace(prefix+c.page, "/en/?", "/en?", 1)
			if shown := onPage(t, st.get(t, address).body, c.figure); !maps.Equal(shown, drawn) || len(shown) == 0 {
				t.Errorf("%s shows\n%v, the chart draws\n%v", address, shown, drawn)
			}
		}
	}
}
