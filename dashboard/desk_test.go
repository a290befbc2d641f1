package dashboard

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/locale"
)

// deskPaths are the pages that staff see, besides those of one person.
var deskPaths = []string{
	"/personal", "/personal/paminnelser", "/personal/omgangar", "/personal/register", "/personal/register/las-in", "/personal/medlem?kommun=0780",
	"/personal/medlem?kommun=2062", "/personal/personer", "/personal/personer/bjud-in", "/personal/nycklar", "/personal/invandningar", "/personal/logg",
	"/personal/system", "/personal/utgavor", "/min-kommun?kommun=0780", "/rattelser", "/rattelser?kommun=0780",
}

// roundForm is the form of a round that is on.
func roundForm() url.Values {
	return url.Values{"version": {"2025/2026"}, "oppnar": {"2026-11-01"}, "sista": {"2026-12-15"}, "not": {"Årets omgång"}}
}

// deskTemplates are the pages of the desk that only have to be opened, by template.
var deskTemplates = map[string]string{
	"corrections": "/rattelser", "desk_home": "/personal", "desk_remind": "/personal/paminnelser", "desk_rounds": "/personal/omgangar", "desk_roster": "/personal/register",
	"desk_import": "/personal/register/las-in", "desk_member": "/personal/medlem?kommun=0780", "desk_people": "/personal/personer", "desk_invite": "/personal/personer/bjud-in",
	"desk_tokens": "/personal/nycklar", "desk_objections": "/personal/invandningar", "desk_log": "/personal/logg", "desk_system": "/personal/system", "desk_city": "/min-kommun?kommun=0780", "desk_releases": "/personal/utgavor",
}

// lookAtDesk draws the pages of the desk, with hostile names, and returns their templates.
func (st *stage) lookAtDesk(t *testing.T, lang locale.Lang) []string {
	t.Helper()
	hostile := "<script>alert(1)</script>Kim"
	u := st.deskUser(t, access.RoleAdministrator, hostile, newAddress())
	officer := st.deskUser(t, access.RoleOfficer, hostile, newAddress(), "0780")
	u.send("/personal/omgangar", roundForm()) // of the second language there is one already
	officer.send("/min-kommun/invandning", url.Values{"kommun": {"0780"}, "text": {hostile}})
	u.send("/personal/rattelser", url.Values{"version": {"2025/2026"}, "kommun": {"0780"}, "svensk": {"<script>rättat</script>"}})
	var drawn []string
	for template, path := range deskTemplates {
		checkPage(t, lang, path, u.open(lang.Prefix()+path))
		drawn = append(drawn, template)
	}
	at := lang.Prefix() + "/personal/personer/"
	checkPage(t, lang, at, u.open(at+officer.session().Person.ID))
	checkPage(t, lang, at, u.send(at+"bjud-in", url.Values{"namn": {hostile}, "epost": {newAddress()}, "roll": {"staff"}}))
	checkPage(t, lang, at, officer.open(lang.Prefix()+"/min-kommun/invandning"))
	return append(drawn, "desk_person", "desk_link", "desk_object")
}

// TestDeskPagesAreDrawn opens every page of the desk with nothing and with something to show.
func TestDeskPagesAreDrawn(t *testing.T) {
	st := newStage(t, nil)
	u := st.deskUser(t, access.RoleAdministrator, "Kim Lind", newAddress()).prove()
	look := func() {
		t.Helper()
		for _, lang := range locale.Langs {
			for _, path := range deskPaths {
				u.open(lang.Prefix()+path).says(t, http.StatusOK, "<h1>")
			}
			u.open(lang.Prefix()+"/personal/personer/"+u.session().Person.ID).says(t, http.StatusOK, "Kim Lind")
		}
	}
	look()
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", "asa@example.se", "0780", "0764").prove()
	officer.send("/konto/api", url.Values{"kommun": {"0780"}, "name": {"Skript"}, "dagar": {"30"}}).says(t, http.StatusOK)
	u.send("/personal/omgangar", roundForm()).leads(t, "/personal?klart=oppnad")
	officer.send("/min-kommun/invandning", url.Values{"kommun": {"0780"}, "om": {"commitment:styrning"}, "text": {"Raden är fel."}}).
		leads(t, "/min-kommun?klart=invand&kommun=0780")
	look()
	for _, path := range []string{"/min-kommun", "/min-kommun?kommun=0764", "/min-kommun/bjud-in", "/min-kommun/invandning", "/en/min-kommun"} {
		officer.open(path).says(t, http.StatusOK, "<h1>")
	}
	u.open("/personal/nycklar").says(t, http.StatusOK, "Skript", "Växjö", "giltig")
	u.open("/personal/invandningar").says(t, http.StatusOK, "Raden är fel.", "Obesvarad", "Åsa Öberg")
	if log := st.log.String(); strings.Contains(log, "level=ERROR") {
		t.Error(log)
	}
}

// TestDeskIsForStaff asks for every page as nobody and as an officer, and for another municipality's own page.
func TestDeskIsForStaff(t *testing.T) {
	st := newStage(t, nil)
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", newAddress(), "0780").prove()
	for _, path := range deskPaths {
		if !strings.HasPrefix(path, "/personal") {
			continue
		}
		officer.open(path).says(t, http.StatusForbidden)
		st.ask(t, http.MethodGet, path, "").says(t, http.StatusUnauthorized)
	}
	for _, path := range []string{"/min-kommun?kommun=0764", "/min-kommun/invandning?kommun=0764"} {
		officer.open(path).says(t, http.StatusForbidden)
	}
	officer.send("/min-kommun/invandning", url.Values{"kommun": {"0764"}, "text": {"x"}}).says(t, http.StatusForbidden)
	officer.send("/min-kommun/bjud-in", url.Values{"kommun": {"0764"}, "namn": {"Bo"}, "epost": {newAddress()}}).says(t, http.StatusForbidden)
	officer.send("/personal/omgangar", roundForm()).says(t, http.StatusForbidden)
	staff := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress())
	st.mu.Lock()
	st.now = st.now.Add(access.StepUpFor + time.Minute)
	st.mu.Unlock()
	staff.open("/personal/medlem?kommun=0780").leads(t, "/bekrafta?till=%2Fpersonal%2Fmedlem%3Fkommun%3D0780")
	staff.open("/personal/logg.csv").leads(t, "/bekrafta?till=%2Fpersonal%2Flogg.csv")
	staff.prove().send("/min-kommun/invandning", url.Values{"kommun": {"0780"}, "text": {"x"}}).says(t, http.StatusForbidden)
	form := roundForm()
	form.Set("csrf", "fel")
	staff.ask(t, http.MethodPost, "/personal/omgangar", form.Encode(), "Cookie", staff.cookie, "Content-Type", "application/x-www-form-urlencoded").says(t, http.StatusForbidden)
}

// TestRoundsForms opens, changes and closes a round, with every mistake.
func TestRoundsForms(t *testing.T) {
	u := newStage(t, nil).deskUser(t, access.RoleStaff, "Kim Lind", newAddress())
	for name, wrong := range map[string][2]string{
		"date": {"sista", "imorgon"}, "order": {"sista", "2026-10-01"}, "empty": {"oppnar", ""}, "edition": {"version", "1999"}, "long": {"not", strings.Repeat("ö", 5000)},
	} {
		form := roundForm()
		form.Set(wrong[0], wrong[1])
		t.Run(name, func(t *testing.T) {
			u.send("/personal/omgangar", form).says(t, http.StatusUnprocessableEntity, `role="alert"`)
		})
	}
	u.send("/personal/omgangar", roundForm()).leads(t, "/personal?klart=oppnad")
	u.send("/personal/omgangar", roundForm()).says(t, http.StatusUnprocessableEntity, "Det finns redan en öppen")
	u.open("/personal?klart=oppnad").says(t, http.StatusOK, "Omgången är öppnad", "2026-11-01", "0 av 29 städer är klara", "Årets omgång")
	u.open("/personal?visa=complete").says(t, http.StatusOK, "Ingen av 29 medlemmar passar urvalet.")
	u.open("/personal?sok=växjö").says(t, http.StatusOK, `value="0780" checked`)
	u.open("/personal?omgang=77").says(t, http.StatusNotFound)
	u.send("/personal/omgangar/1", url.Values{"oppnar": {"2026-11-02"}, "sista": {"x"}}).says(t, http.StatusUnprocessableEntity, "Sista dag: Skriv ett datum")
	u.send("/personal/omgangar/1", url.Values{"oppnar": {"2026-11-02"}, "sista": {"2026-12-20"}}).leads(t, "/personal/omgangar?klart=omgang")
	u.send("/personal/omgangar/77/stang", url.Values{}).says(t, http.StatusNotFound)
	u.send("/personal/omgangar/1/stang", url.Values{}).leads(t, "/personal/omgangar?klart=stangd")
	u.send("/personal/omgangar/1/stang", url.Values{}).says(t, http.StatusConflict, "redan avslutad")
	u.open("/personal").says(t, http.StatusOK, "Ingen omgång är öppen")
}

// TestRemindersAreSent previews, sends through a real mail server, and tells what became of it.
func TestRemindersAreSent(t *testing.T) {
	box := &letterBox{}
	st := newStage(t, func(o *Options) { o.Mail = box.settings(t) })
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress())
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", "asa@example.se", "0780").session().Person.ID
	other := st.deskUser(t, access.RoleOfficer, "Bo Ek", "bo@example.se", "1281").session().Person.ID
	u.send("/personal/omgangar", roundForm())
	u.open("/personal/paminnelser?omgang=1&vem=0780").says(t, http.StatusOK, "Åsa Öberg", "lämna in senast 2026-12-15", st.at+"/lamna-in", "Skicka de valda")
	if shown := u.open("/personal/paminnelser?omgang=1&vem=0780").body; strings.Contains(shown, other) {
		t.Error("somebody is shown whose municipality was not chosen")
	}
	u.open("/personal/paminnelser?omgang=1&vem=0764").says(t, http.StatusOK, "Kommuner utan kontakt", "Alvesta")
	u.open("/personal/paminnelser?omgang=1&text=en").says(t, http.StatusOK, "hand in by 2026-12-15", st.at+"/en/lamna-in")
	u.send("/personal/paminnelser", url.Values{"omgang": {"1"}, "satt": {"mail"}}).says(t, http.StatusUnprocessableEntity, "minst en mottagare")
	u.send("/personal/paminnelser", url.Values{"omgang": {"1"}, "satt": {"duva"}, "person": {officer}}).says(t, http.StatusUnprocessableEntity)
	u.send("/personal/paminnelser", url.Values{"omgang": {"x"}}).says(t, http.StatusNotFound)
	u.send("/personal/paminnelser", url.Values{"omgang": {"1"}, "satt": {"mail"}, "person": {officer}, "text": {"sv"}}).
		says(t, http.StatusOK, "Åsa Öberg: ligger i kön")
	if to := <-box.got; to != "asa@example.se" {
		t.Errorf("the mail went to %s", to)
	}
	u.send("/personal/paminnelser", url.Values{"omgang": {"1"}, "satt": {"mail"}, "person": {officer}}).says(t, http.StatusOK, "hoppades över")
	u.send("/personal/paminnelser", url.Values{"omgang": {"1"}, "satt": {"copy"}, "person": {other}}).says(t, http.StatusOK, "noterad som skickad av dig")
	u.open("/personal/paminnelser").says(t, http.StatusOK, "Skickade påminnelser", "Kopierad", "Kim Lind")

	mall := url.Values{"text": {"sv"}, "amne": {"Till {kommun}"}, "brod": {"Sista dag {sista dag}, {fel}"}, "omgang": {"1"}}
	u.send("/personal/paminnelser/mall", mall).says(t, http.StatusUnprocessableEntity, "{fel}")
	mall.Set("brod", "Sista dag {sista dag}")
	u.send("/personal/paminnelser/mall", mall).leads(t, "/personal/paminnelser?klart=mall&omgang=1&text=sv")
	u.open("/personal/paminnelser?omgang=1").says(t, http.StatusOK, "Till Lund", "Återställ ursprunglig text")
	mall.Set("gor", "aterstall")
	u.send("/personal/paminnelser/mall", mall).leads(t, "/personal/paminnelser?klart=mall&omgang=1&text=sv")
	u.open("/personal/paminnelser?omgang=1").says(t, http.StatusOK, "Klimatkontrakt 2030: Lund")
}

// TestRemindersWithoutMail cannot be sent, only copied.
func TestRemindersWithoutMail(t *testing.T) {
	st := newStage(t, nil)
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress())
	officer := st.deskUser(t, access.RoleOfficer, "Åsa Öberg", "asa@example.se", "0780").session().Person.ID
	u.send("/personal/omgangar", roundForm())
	u.send("/personal/paminnelser", url.Values{"omgang": {"1"}, "satt": {"mail"}, "person": {officer}}).says(t, http.StatusUnprocessableEntity, "E-post är inte inställd")
	u.open("/personal").says(t, http.StatusOK, "asa@example.se", "Ej påbörjad")
}

// TestLogPage filters, pages, verifies and exports, and the exports are in the log.
func TestLogPage(t *testing.T) {
	st := newStage(t, nil)
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress()).prove()
	for range 110 {
		if err := st.site.audit.Record(t.Context(), audit.Entry{By: audit.By{Actor: audit.Actor{Kind: audit.System}}, Action: audit.Started, Outcome: audit.OK}); err != nil {
			t.Fatal(err)
		}
	}
	u.open("/personal/register.csv").says(t, http.StatusOK, "kommunkod", "Växjö")
	first := u.open("/personal/logg")
	first.says(t, http.StatusOK, "Medlemslistan", "Kim Lind", `rel="next"`)
	_, rest, _ := strings.Cut(first.body, `<a href="/personal/logg?fore=`)
	before, _, _ := strings.Cut(rest, `"`)
	if n, err := strconv.Atoi(before); err != nil || n < 1 {
		t.Fatalf("the next page is %q", before)
	}
	u.open("/personal/logg?fore="+before).says(t, http.StatusOK, "Till det nyaste")
	u.open("/personal/logg?vad=export.roster&utfall=ok&tom=2026-12-01&fran=2026-12-01").says(t, http.StatusOK, "export.roster")
	u.open("/personal/logg?fran=2027-01-01").says(t, http.StatusOK, "Inget i loggen passar urvalet.")
	u.open("/personal/logg?fran=igår").says(t, http.StatusBadRequest)
	a := u.open("/personal/logg.csv?vad=export")
	a.says(t, http.StatusOK, "export.roster")
	if !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment") || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the export has %v", a.Header)
	}
	u.open("/personal/logg?vad=export.audit").says(t, http.StatusOK, `<small>export.audit`)
	u.send("/personal/logg/kontrollera", url.Values{}).says(t, http.StatusOK, "Loggen är hel")
	u.open("/personal/logg?vad=audit.verified").says(t, http.StatusOK, `<small>audit.verified`)
}

// TestUnknownAddressesAreMasked tries to sign in as nobody.
func TestUnknownAddressesAreMasked(t *testing.T) {
	for tried, want := range map[string]string{"asa@example.se": "a…@example.se", "åsa.öberg@x@y.se": "å…@y.se", "@example.se": "…@example.se"} {
		e := entry(access.Event{Kind: access.SignInFailed, Tried: tried})
		if e.By.Name != want {
			t.Errorf("%q is kept as %q, want %q", tried, e.By.Name, want)
		}
	}
	if e := entry(access.Event{Kind: access.SignInFailed, Tried: "lösenordet av misstag"}); e.By.Name != "" {
		t.Errorf("what is no address is kept as %q", e.By.Name)
	}
}

// TestEveryDeskTextIsThere asks for the texts whose keys are made from values.
func TestEveryDeskTextIsThere(t *testing.T) {
	var keys []string
	for _, p := range desk.Progresses {
		keys = append(keys, "desk.progress."+string(p))
	}
	for _, said := range deskDone {
		keys = append(keys, "desk.done."+said)
	}
	for _, w := range []desk.Warning{desk.WarnNoBackup, desk.WarnOldBackup, desk.WarnDisk, desk.WarnJournal} {
		keys = append(keys, "desk.warning."+string(w))
	}
	for _, s := range []desk.RoundState{desk.Upcoming, desk.Running, desk.Overdue, desk.Closed} {
		keys = append(keys, "desk.round.state."+string(s))
	}
	for _, s := range []desk.ReminderState{desk.ReminderQueued, desk.ReminderSent, desk.ReminderRefused, desk.ReminderFailed, desk.ReminderLost} {
		keys = append(keys, "desk.sent."+string(s))
	}
	for _, kind := range []access.LinkKind{access.LinkInvitation, access.LinkRecovery, access.LinkBootstrap} {
		keys = append(keys, "desk.link."+string(kind))
	}
	for _, key := range keys {
		if strings.HasPrefix(locale.Swedish.T(key), "⟨") {
			t.Errorf("nothing is said for %s", key)
		}
	}
}
