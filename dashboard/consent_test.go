package dashboard

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
)

// withLeaderAndLearner has Växjö lead in styrning and Alvesta learn.
func withLeaderAndLearner(t *testing.T, st *stage) {
	t.Helper()
	declare := func(code string, level int) data.Declaration {
		return data.Declaration{Line: 2, Municipality: code, Commitment: "styrning", Level: &level}
	}
	st.record(t, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{declare("0780", 3), declare("0764", 1)}})
}

func consentForms(code, leading, learning string) url.Values {
	return url.Values{"kommun": {code}, "leder": {leading}, "lar": {learning}}
}

// TestContactIsAskedFor follows an answer from the municipality's page to everybody's, and back.
func TestContactIsAskedFor(t *testing.T) {
	st := newStage(t, nil)
	withLeaderAndLearner(t, st)
	st.tells(t, "/samverkan", "Får kontaktas om samverkan", "Inte sagt <b>2</b>", "Ja <b>0</b>")
	st.tells(t, "/api/v1/leads", `{"code":"0780","name":"Växjö","contact":null}`)
	st.tells(t, "/api/v1/leads?format=csv", "styrning,1,antaget,0780,Växjö,Kronobergs län,98334,pionjar,leder,niva,3,inte_sagt,")

	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", "asa@vaxjo.example.se", "0780")
	officer.open("/min-kommun").says(t, http.StatusOK, "Får kontaktas om samverkan", "Inte sagt")
	officer.send("/min-kommun/kontakt", consentForms("0780", "yes", "no")).leads(t, "/min-kommun?klart=kontakt&kommun=0780")
	officer.open("/min-kommun?klart=kontakt").says(t, http.StatusOK, "Svaret om kontakt är sparat", "Senast sagt", `<option value="yes" selected>Ja`, `<option value="no" selected>Nej`)
	st.deskUser(t, access.RoleOfficer, "Bo Ek", "bo@alvesta.example.se", "0764").send("/min-kommun/kontakt", consentForms("0764", "yes", "no")).
		leads(t, "/min-kommun?klart=kontakt&kommun=0764")
	for path, want := range map[string][]string{
		"/samverkan":                        {"Ja <b>1</b>", "Nej <b>1</b>", "Inte sagt <b>0</b>", "!Åsa", "!example.se"},
		"/en/samverkan":                     {"Yes <b>1</b>", "No <b>1</b>", "Not said <b>0</b>"},
		"/api/v1/leads":                     {`"leaders":[{"code":"0780","name":"Växjö","contact":"yes"}],"learners":[{"code":"0764","name":"Alvesta","contact":"no"}]`, "!Åsa"},
		"/api/v1/leads?format=csv":          {"0780,Växjö,Kronobergs län,98334,pionjar,leder,niva,3,ja,", "0764,Alvesta,Kronobergs län,19830,tvilling,lar,niva,1,nej,", "!Åsa"},
		"/api/v1/matches?atagande=styrning": {`"leaders":[{"code":"0780","name":"Växjö","contact":"yes"}]`, `{"code":"0764","name":"Alvesta","contact":"no","level":"1"`},
		"/api/v1/matches?format=csv":        {"0764,Alvesta,Kronobergs län,19830,tvilling,lar,niva,1,nej,1,0780,Växjö,Kronobergs län,98334,ja,", "leder,niva,3,ja,,,,", "!Åsa"},
	} {
		st.tells(t, path, want...)
	}
	staff := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress())
	shown := staff.open("/samverkan")
	shown.says(t, http.StatusOK, `<a href="mailto:asa@vaxjo.example.se">Åsa Öberg</a>`)
	if strings.Contains(shown.body, "bo@alvesta") {
		t.Error("staff are led to write to who has said no")
	}
	if shown := officer.open("/samverkan").body; strings.Contains(shown, "example.se") {
		t.Error("an officer is shown addresses")
	}
	staff.send("/min-kommun/kontakt", consentForms("0780", "", "")).leads(t, "/min-kommun?klart=kontakt&kommun=0780")
	st.tells(t, "/api/v1/leads", `{"code":"0780","name":"Växjö","contact":null}`)
}

// TestContactIsOnesOwnToSay refuses others, strange answers and forms that are not ours.
func TestContactIsOnesOwnToSay(t *testing.T) {
	st := newStage(t, nil)
	withLeaderAndLearner(t, st)
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", newAddress(), "0780")
	officer.send("/min-kommun/kontakt", consentForms("0764", "yes", "yes")).says(t, http.StatusForbidden)
	officer.send("/min-kommun/kontakt", consentForms("", "yes", "yes")).says(t, http.StatusForbidden)
	officer.send("/min-kommun/kontakt", consentForms("0780", "kanske", "")).says(t, http.StatusUnprocessableEntity, `role="alert"`, "Får kontaktas: Det finns inte.")
	st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress()).send("/min-kommun/kontakt", consentForms("9999", "yes", "")).says(t, http.StatusNotFound)
	form := consentForms("0780", "yes", "yes")
	form.Set("csrf", "fel")
	officer.ask(t, http.MethodPost, "/min-kommun/kontakt", form.Encode(), "Cookie", officer.cookie, "Content-Type", "application/x-www-form-urlencoded").says(t, http.StatusForbidden)
	st.ask(t, http.MethodPost, "/min-kommun/kontakt", consentForms("0780", "yes", "yes").Encode(), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin").
		says(t, http.StatusUnauthorized)
	st.tells(t, "/samverkan", "Inte sagt <b>2</b>")
}
