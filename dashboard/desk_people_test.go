package dashboard

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pionjarkollen/dashboard/access"
)

var hiddenPair = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// hidden returns the hidden fields of the form on a page that is sent to action.
func (a answer) hidden(t *testing.T, action string) url.Values {
	t.Helper()
	_, rest, found := strings.Cut(a.body, `action="`+action+`"`)
	if !found {
		t.Fatalf("no form that is sent to %s in\n%s", action, mainOf(a.body))
	}
	rest, _, _ = strings.Cut(rest, "</form>")
	out := url.Values{}
	for _, m := range hiddenPair.FindAllStringSubmatch(rest, -1) {
		out.Set(m[1], html.UnescapeString(m[2]))
	}
	return out
}

// upload sends a roster file.
func (u *deskUser) upload(name, content string) answer {
	u.t.Helper()
	body := &bytes.Buffer{}
	m := multipart.NewWriter(body)
	if err := m.WriteField("csrf", u.session().CSRF); err != nil {
		u.t.Fatal(err)
	}
	if name != "" {
		part, err := m.CreateFormFile("file", name)
		if err != nil {
			u.t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			u.t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		u.t.Fatal(err)
	}
	return u.ask(u.t, http.MethodPost, "/personal/register/las-in", body.String(), "Cookie", u.cookie, "Content-Type", m.FormDataContentType(), "Sec-Fetch-Site", "same-origin")
}

// TestRosterFile takes the roster out and in, good and bad.
func TestRosterFile(t *testing.T) {
	st := newStage(t, nil)
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress()).prove()
	const head = "kommunkod;kommun;roll;gick_med;lämnade;pionjärstad\r\n"
	u.upload("", "").says(t, http.StatusUnprocessableEntity)
	bad := u.upload("fel.csv", head+"2062;Mora;pionjärstad;2026-13;;\r\n9999;Ingen;tvillingstad;;;\r\n0780;Växjö;ledare;2019;;\r\n=1+1;;;;;\r\n")
	bad.says(t, http.StatusUnprocessableEntity, "fel i filen", "gick_med", "2026-13", "kommunkod", "9999", "roll", "ledare", ">4<")
	if strings.Contains(bad.body, "/personal/register/verkstall") {
		t.Error("a file with errors can be applied")
	}
	u.upload("tom.csv", "").says(t, http.StatusUnprocessableEntity)
	u.upload("bok.xlsx", "PK\x03\x04 arbetsbok").says(t, http.StatusUnprocessableEntity, "läses som CSV")

	if strings.Contains(st.get(t, "/stader").body, ">Mora<") {
		t.Fatal("Mora is a member already")
	}
	good := u.upload("lista.csv", head+"2062;Mora;pionjärstad;2026-10;;\r\n")
	good.says(t, http.StatusOK, "Filen skulle ändra 1 rad", "Tillagd", "Mora", "med sedan 2026-10")
	form := good.hidden(t, "/personal/register/verkstall")
	stale := url.Values{"fil": form["fil"], "namn": form["namn"], "grund": {"något annat"}}
	u.send("/personal/register/verkstall", stale).says(t, http.StatusConflict, "Någon annan har ändrat")
	u.send("/personal/register/verkstall", url.Values{"fil": {"%%%"}}).says(t, http.StatusBadRequest)
	u.send("/personal/register/verkstall", form).leads(t, "/personal/register?klart=inlast")
	st.get(t, "/stader").says(t, http.StatusOK, ">Mora<")
	again := u.open("/personal/register.csv")
	again.says(t, http.StatusOK, "Mora")
	u.upload("igen.csv", again.body).says(t, http.StatusOK, "Filen skulle ändra 0 rader")
}

// TestMemberForm adds, changes and removes a member; the public sees it at once.
func TestMemberForm(t *testing.T) {
	st := newStage(t, nil)
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress()).prove()
	form := func() url.Values { return u.open("/personal/medlem?kommun=2062").hidden(t, "/personal/medlem") }
	u.open("/personal/medlem?kommun=9999").says(t, http.StatusNotFound)
	one := form()
	one.Set("roll", "twin")
	one.Set("tvilling", "9999")
	u.send("/personal/medlem", one).says(t, http.StatusUnprocessableEntity, `role="alert"`)
	one.Set("tvilling", "0780")
	one.Set("gick_med", "i fjol")
	u.send("/personal/medlem", one).says(t, http.StatusUnprocessableEntity, "i fjol")
	one.Set("gick_med", "2025")
	one.Set("tvilling", "")
	u.send("/personal/medlem", one).leads(t, "/personal/register?klart=sparad")
	st.get(t, "/stader").says(t, http.StatusOK, ">Mora<")
	one.Set("gick_med", "2024")
	u.send("/personal/medlem", one).says(t, http.StatusConflict, "Någon annan har ändrat")
	two := form()
	two.Set("lamnade", "2024")
	two.Set("gick_med", "2025")
	u.send("/personal/medlem", two).says(t, http.StatusUnprocessableEntity, "kan inte ha lämnat")
	u.send("/personal/medlem/ta-bort", form()).leads(t, "/personal/register?klart=borttagen")
	if strings.Contains(st.get(t, "/stader").body, ">Mora<") {
		t.Error("Mora is shown still")
	}
	u.open("/personal/register").says(t, http.StatusOK, "Tillagd", "Borttagen", "Kim Lind")
}

// TestPeopleForms invites, changes, disables, recovers and erases.
func TestPeopleForms(t *testing.T) {
	box := &letterBox{}
	st := newStage(t, func(o *Options) { o.Mail = box.settings(t) })
	u := st.deskUser(t, access.RoleAdministrator, "Kim Lind", "kim@example.se").prove()
	invite := url.Values{"namn": {"Bo <b>Ek</b>"}, "epost": {"bo@example.se"}, "roll": {"officer"}, "kommuner": {"Växjö, 0764"}, "posta": {"ja"}}
	for name, wrong := range map[string][2]string{
		"place": {"kommuner", "Ankeborg"}, "no place": {"kommuner", ""}, "address": {"epost", "bo"}, "role": {"roll", "kung"}, "name": {"namn", " "}, "taken": {"epost", "kim@example.se"},
	} {
		form := url.Values{}
		for key := range invite {
			form.Set(key, invite.Get(key))
		}
		form.Set(wrong[0], wrong[1])
		t.Run(name, func(t *testing.T) {
			if a := u.send("/personal/personer/bjud-in", form); a.StatusCode != http.StatusUnprocessableEntity && a.StatusCode != http.StatusConflict {
				t.Errorf("got %s\n%s", a.Status, mainOf(a.body))
			}
		})
	}
	a := u.send("/personal/personer/bjud-in", invite)
	a.says(t, http.StatusOK, "Bo &lt;b&gt;Ek", st.at+"/valkommen/", "ligger i kön", "mailto:bo@example.se")
	<-box.got
	_, rest, _ := strings.Cut(a.body, st.at)
	link, _, _ := strings.Cut(rest, "<")
	st.ask(t, http.MethodPost, link, "").leads(t, homeOf(nil))
	u.open("/personal/personer?sok=bo").says(t, http.StatusOK, "bo@example.se", "Alvesta")
	u.open("/personal/personer?vilka=staff").says(t, http.StatusOK, "Ingen passar urvalet.")

	people, err := st.site.keeper.People(t.Context(), u.session())
	if err != nil {
		t.Fatal(err)
	}
	id := ""
	for _, one := range people {
		if one.Email == "bo@example.se" {
			id = one.ID
		}
	}
	at := "/personal/personer/" + id
	u.open(at).says(t, http.StatusOK, "Inloggningar just nu", "127.0.0.1", "Alvesta, Växjö")
	u.open("/personal/personer/INGEN").says(t, http.StatusNotFound)
	u.send(at, url.Values{"namn": {"Bo Ek"}, "epost": {"bo@example.se"}, "roll": {"officer"}, "kommuner": {"Ankeborg"}}).says(t, http.StatusUnprocessableEntity, "Ankeborg")
	u.send(at, url.Values{"namn": {""}, "epost": {"bo@example.se"}, "roll": {"officer"}, "kommuner": {"Lund"}}).says(t, http.StatusUnprocessableEntity)
	u.send(at, url.Values{"namn": {"Bo Ek"}, "epost": {"bo@example.se"}, "roll": {"officer"}, "kommuner": {"Lund"}}).leads(t, at+"?klart=person")
	u.open(at+"?klart=person").says(t, http.StatusOK, "Bo Ek", "Lund", "Ändringen är sparad")
	u.send(at+"/stang-av", url.Values{}).leads(t, at+"?klart=avstangd")
	u.open(at).says(t, http.StatusOK, "Avstängd", "Inte inloggad någonstans")
	u.send(at+"/oppna", url.Values{}).leads(t, at+"?klart=person")
	u.send(at+"/aterstall", url.Values{}).says(t, http.StatusOK, "Återställningslänk för Bo Ek", "/valkommen/")
	u.open("/personal/personer").says(t, http.StatusOK, "Återställning")
	u.open(at+"/uppgifter.json").says(t, http.StatusOK, "bo@example.se")
	u.send(at+"/radera", url.Values{}).says(t, http.StatusUnprocessableEntity, "Kryssa i")
	u.send(at+"/radera", url.Values{"sakert": {"ja"}}).leads(t, "/personal/personer?klart=raderad")
	u.open(at).says(t, http.StatusNotFound)
	if shown := u.open("/personal/personer").body; strings.Contains(shown, "bo@example.se") {
		t.Error("the erased person's address is shown")
	}
	me := "/personal/personer/" + u.session().Person.ID
	u.send(me+"/stang-av", url.Values{}).says(t, http.StatusConflict, "sista administratören")
}

// TestInvitationsAreTakenBack by staff and by officers.
func TestInvitationsAreTakenBack(t *testing.T) {
	st := newStage(t, nil)
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", newAddress(), "0780").prove()
	a := officer.send("/min-kommun/bjud-in", url.Values{"namn": {"Bo Ek"}, "epost": {"bo@example.se"}, "kommun": {"0780"}})
	a.says(t, http.StatusOK, "/valkommen/")
	_, rest, _ := strings.Cut(a.body, st.at)
	link, _, _ := strings.Cut(rest, "<")
	form := officer.open("/min-kommun").hidden(t, "/min-kommun/lankar")
	officer.send("/min-kommun/lankar", form).leads(t, "/min-kommun?klart=aterkallad")
	st.ask(t, http.MethodPost, link, "").says(t, http.StatusGone)
}

// TestObjections follows an objection from the municipality to the public correction log.
func TestObjections(t *testing.T) {
	st := newStage(t, nil)
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress())
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", newAddress(), "0780")
	officer.open("/stader/0780").says(t, http.StatusOK, "/min-kommun/invandning?kommun=0780")
	if strings.Contains(officer.open("/stader/0764").body+st.get(t, "/stader/0780").body, "/min-kommun/invandning") {
		t.Error("the button is shown to who may not object")
	}
	object := func(om, text string) answer {
		return officer.send("/min-kommun/invandning", url.Values{"kommun": {"0780"}, "om": {om}, "text": {text}})
	}
	object("", "").says(t, http.StatusUnprocessableEntity, "Invändning: Fyll i fältet.")
	object("commitment:rymdfart", "x").says(t, http.StatusUnprocessableEntity, "Det finns inte")
	object("commitment:styrning", "Nivån är <i>fel</i>.").leads(t, "/min-kommun?klart=invand&kommun=0780")
	object("", "Hela raden.").leads(t, "/min-kommun?klart=invand&kommun=0780")
	officer.send("/min-kommun/invandning/2/dra-tillbaka", url.Values{"kommun": {"0780"}}).leads(t, "/min-kommun?klart=dragen&kommun=0780")
	officer.send("/min-kommun/invandning/2/dra-tillbaka", url.Values{"kommun": {"0780"}}).says(t, http.StatusConflict, "redan avslutad")
	officer.send("/min-kommun/invandning/99/dra-tillbaka", url.Values{"kommun": {"0780"}}).says(t, http.StatusNotFound)

	u.open("/personal/invandningar?visa=open").says(t, http.StatusOK, "Nivån är &lt;i&gt;fel", "Styrning")
	u.send("/personal/invandningar/1", url.Values{"svar": {" "}}).says(t, http.StatusUnprocessableEntity, "Svar: Fyll i fältet.")
	u.send("/personal/invandningar/1", url.Values{"svar": {"Vi rättar."}}).leads(t, "/personal/invandningar?klart=besvarad")
	u.send("/personal/invandningar/1", url.Values{"svar": {"Igen."}}).says(t, http.StatusConflict)
	officer.open("/min-kommun").says(t, http.StatusOK, "Vi rättar.", "Återtagen")

	correction := func(sv, objection string) answer {
		return u.send("/personal/rattelser", url.Values{"version": {"2025/2026"}, "kommun": {"0780"}, "svensk": {sv}, "invandning": {objection}})
	}
	correction("", "").says(t, http.StatusUnprocessableEntity, "Rättelse på svenska")
	correction("Åsa Öberg hade rätt.", "").says(t, http.StatusUnprocessableEntity, "Åsa Öberg", "får inte nämna personer")
	correction("Nivån är rättad.", "99").says(t, http.StatusUnprocessableEntity)
	correction("Nivån är rättad.", "ett").says(t, http.StatusUnprocessableEntity)
	st.get(t, "/rattelser").says(t, http.StatusOK, "Inga rättelser")
	correction("Nivån är rättad.", "1").leads(t, "/personal/invandningar?klart=publicerad")
	st.get(t, "/rattelser").says(t, http.StatusOK, "Nivån är rättad.", "Växjö", "efter en invändning")
	st.get(t, "/en/rattelser").says(t, http.StatusOK, `lang="sv">Nivån`)
	st.get(t, "/rattelser?kommun=0764").says(t, http.StatusOK, "Alvesta", "Inga rättelser")
	st.ask(t, http.MethodGet, "/rattelser?kommun=9999", "").says(t, http.StatusNotFound)
	if strings.Contains(st.get(t, "/rattelser").body, "Vi rättar.") {
		t.Error("the public sees the reply to the municipality")
	}
}

// TestTokensAreRevokedByStaff ends a municipality's token.
func TestTokensAreRevokedByStaff(t *testing.T) {
	st := newStage(t, nil)
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", newAddress(), "0780").prove()
	officer.send("/konto/api", url.Values{"kommun": {"0780"}, "name": {"Skript"}, "dagar": {"30"}}).says(t, http.StatusOK)
	officer.open("/min-kommun").says(t, http.StatusOK, "Skript")
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress()).prove()
	form := u.open("/personal/nycklar").hidden(t, "/personal/nycklar/aterkalla")
	u.send("/personal/nycklar/aterkalla", form).leads(t, "/personal/nycklar?klart=aterkallad")
	u.open("/personal/nycklar").says(t, http.StatusOK, "återkallad")
	u.send("/personal/nycklar/aterkalla", url.Values{"id": {"ingen"}}).says(t, http.StatusNotFound)
}
