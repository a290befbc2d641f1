package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// TestTogetherSays has Växjö alone: at styrning 3, klimatberäkningar 2, finansiering 1, rättvisa 0, with one action under way and one done.
func TestTogetherSays(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	for path, want := range map[string][]string{
		"/samverkan": {
			"I ett av nio åtaganden går minst en stad före; i åtta gör ingen det", "Ingen stad i urvalet går före i kommunikation (förslag)",
			"En stad går före i styrning; ingen är på nivå 1–2", "Ingen går före i åtta av nio åtaganden", "Växjö (2 Etablera)", "Växjö (1 Initiera)",
			"Ingen är på väg ännu", "!Föreslagna grupper",
		},
		"/samverkan?atagande=finansiering":  {"Ingen går före i finansiering; en stad är på nivå 1–2", "ingen stad går före. Längre ned"},
		"/samverkan?atagande=kommunikation": {"Ingen stad är på nivå 1–3 i kommunikation (förslag)", "Förslag: åtagandet är ännu inte antaget"},
		"/samverkan?roll=twin":              {"Inga städer motsvarar urvalet", "!Vem som går före"},
		"/en/samverkan":                     {"In one of nine commitments at least one city goes first; in eight nobody does", "Nobody goes first in eight of nine commitments"},
		"/api/v1/leads":                     {`"commitment":"styrning","status":"adopted","leaders":[{"code":"0780","name":"Växjö","contact":null}],"learners":[]`},
		"/api/v1/leads?format=csv":          {"styrning,1,antaget,0780,Växjö,Kronobergs län,98334,pionjar,leder,niva,3,inte_sagt,", "klimatberakningar,2,antaget,0780,Växjö,Kronobergs län,98334,pionjar,lar,niva,2,inte_sagt,"},
		"/api/v1/matches?atagande=styrning": {`"leaders":[{"code":"0780"`, `"learners":[]`, `"groups":[]`},
		"/api/v1/gaps":                      {`{"commitment":"klimatberakningar","action":null,"ask":[{"code":"0780","name":"Växjö","state":"2","planned":false`},
		"/api/v1/gaps?format=csv":           {"styrning,1,antaget,ingen_arbetar,1,styrning-1-2,", ",0780,Växjö,Kronobergs län,98334,niva,3,ja,,0,", "klimatberakningar,2,antaget,ingen_leder,,,Klimatberäkningar,0780,Växjö,Kronobergs län,98334,niva,2,,"},
	} {
		st.tells(t, path, want...)
	}
	for path, status := range map[string]int{
		"/samverkan?atagande=rymdfart": http.StatusNotFound, "/api/v1/matches?format=xlsx": http.StatusBadRequest, "/par/9999": http.StatusNotFound,
		"/par/0780?med=0780": http.StatusBadRequest, "/par/0780?med=9999": http.StatusBadRequest, "/api/v1/pair": http.StatusBadRequest,
		"/api/v1/charts/network?atagande=rymdfart": http.StatusBadRequest,
	} {
		if a := st.ask(t, http.MethodGet, path, ""); a.StatusCode != status {
			t.Errorf("%s answers %s, want %d", path, a.Status, status)
		}
	}
}

// TestPairSays has Växjö with and without its twin Alvesta. Styrning: 3 against 1; klimatberäkningar: 2 against 2; finansiering: 1 against 2;
// rättvisa: 0 against 3; digitalisering: silence against 1.
func TestPairSays(t *testing.T) {
	st := newStage(t, nil)
	withOneCity(t, st)
	st.tells(t, "/par/0780", "Växjö har ingen pionjär eller tvilling i registret", "Välj en stad ovan", "!Dagordning")
	st.tells(t, "/api/v1/pair?stad=0780", `"cities":[{"code":"0780","name":"Växjö"}],"commitments":[]`)
	st.exec(t, "INSERT INTO member (municipality, role, joined, \"left\", twin_of) VALUES ('0764', 'twin', '', '', '0780')")
	st.tells(t, "/par/0764", "Växjö och Alvesta är ännu inte på nivå 1–3 i samma åtagande", "Fråga varandra: svar saknas", "!Gör tillsammans")
	s := data.Submission{Kind: data.Levels}
	for i, level := range []int{1, 2, 2, 3, 1} {
		s.Declarations = append(s.Declarations, data.Declaration{
			Line: i + 2, Municipality: "0764", Commitment: st.db.Catalogue().Current().Commitments[i].Slug, Level: new(level), Comment: "HEMLIG",
		})
	}
	st.record(t, s)
	for path, want := range map[string][]string{
		"/par/0764": {
			"Växjö kan lära ut i ett åtagande, Alvesta i ett; i ett kan de arbeta tillsammans", "Växjö berättar för Alvesta", "Alvesta berättar för Växjö",
			"Gör tillsammans", "Inte nu: minst en deltar inte", "Att berätta om:", "!HEMLIG", "Åtaganden som är förslag står i dagordningen",
		},
		"/par/0780":          {"Växjö kan lära ut i ett åtagande, Alvesta i ett", "Pionjär och tvilling"},
		"/par/0764?med=1280": {"Alvesta och Malmö är ännu inte på nivå 1–3", "Två städer", "Också i par med"},
		"/en/par/0780":       {"Växjö can teach in one commitment, Alvesta in one; in one they can work together", "Växjö tells Alvesta"},
		"/api/v1/pair?stad=0764": {
			`"commitment":"styrning","status":"adopted","first":"3","second":"1","relation":"first_teaches","teach":["styrning-1-3","styrning-1-4"],"both":[]`,
			`"first":"0","second":"3","relation":"one_takes_part"`, `"first":"silent","second":"1","relation":"not_known"`,
		},
		"/api/v1/pair?stad=0780&med=0764&format=csv": {"styrning,1,antaget,Styrning,0780,Växjö,pionjar,niva,3,0764,Alvesta,tvilling,niva,1,forsta_lar_ut,styrning-1-3; styrning-1-4,,"},
		"/samverkan": {"En stad går före i styrning; en är på nivå 1–2 och kan lära", "Pionjär och tvilling; samma län (Kronobergs län)"},
	} {
		st.tells(t, path, want...)
	}
	cookie := st.signIn(t, "0780", "Åsa")
	if body := st.get(t, "/par/0764", "Cookie", cookie).body; strings.Contains(body, "HEMLIG") {
		t.Error("an agenda quotes comments")
	}
}

// TestSuggestionsSayThatTheyAreInvented has the examples.
func TestSuggestionsSayThatTheyAreInvented(t *testing.T) {
	st := onExamples(t)
	for _, path := range []string{"/samverkan", "/par/0764"} {
		st.tells(t, path, "Exempeldata")
	}
	for _, path := range []string{"leads", "gaps?lan=12", "matches?atagande=upphandling", "pair?stad=0764"} {
		st.tells(t, "/api/v1/"+path, `"example":true`)
		joint := "?"
		if strings.Contains(path, "?") {
			joint = "&"
		}
		st.tells(t, "/api/v1/"+path+joint+"format=csv", ",exempeldata,")
		if strings.Contains(path, "gaps") {
			continue
		}
		st.tells(t, "/api/v1/"+path+joint+"format=csv", ",ja,live,")
	}
}
