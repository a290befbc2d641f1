package dashboard

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
)

func TestStaffFreezeAReleaseWithAFreshProof(t *testing.T) {
	st := newStage(t, nil)
	u := st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress())
	st.later(access.StepUpFor + time.Second)
	if a := u.open("/personal/utgavor"); !strings.HasPrefix(a.Header.Get("Location"), "/bekrafta?till=") {
		t.Errorf("without a fresh proof: %s %s", a.Status, a.Header.Get("Location"))
	}
	if a := u.send("/personal/utgavor", url.Values{"svensk": {"x"}, "data": {"1"}}); !strings.HasPrefix(a.Header.Get("Location"), "/bekrafta?till=") {
		t.Errorf("a form without a fresh proof: %s", a.Status)
	}
	u.prove()
	u.open("/personal/utgavor").says(t, http.StatusOK, "Ingen stad har lämnat in", "Ingen utgåva är fryst ännu")
	u.send("/personal/utgavor", url.Values{"svensk": {"x"}, "data": {strconv.FormatUint(st.db.Version(), 10)}}).says(t, http.StatusConflict, "det finns inget att frysa")
	st.state(t, true, 3, 2)
	u.open("/personal/utgavor").says(t, http.StatusOK, "den första utgåvan", "1 av 29 har lämnat in", "Uppgifterna är påhittade")
	u.freeze("", "").says(t, http.StatusUnprocessableEntity, "Anteckning på svenska: Fyll i fältet.")
	u.freeze("Kim Lind rättade", "").says(t, http.StatusUnprocessableEntity, "Kim Lind")
	u.freeze("Skriv till kim@example.se", "").says(t, http.StatusUnprocessableEntity, "kim@example.se")
	if n := len(st.site.releases.List()); n != 0 {
		t.Fatalf("%d releases were frozen without a right to", n)
	}
	u.frozen("Det första <b>läget</b>.", "")
	u.open("/personal/utgavor?klart=fryst").says(t, http.StatusOK, "Utgåvan är fryst", "Utgåva 1", "Inget svar, ingen status")
	for role, want := range map[string]int{"officer": http.StatusForbidden, "public": http.StatusUnauthorized} {
		c := &deskUser{stage: st, t: t}
		if role == "officer" {
			c = st.deskUser(t, access.RoleOfficer, "Åsa Öberg", newAddress(), "0780").prove()
		}
		c.open("/personal/utgavor").wantStatus(t, want)
		headers := []string{"Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"}
		if c.cookie != "" {
			headers = append(headers, "Cookie", c.cookie)
		}
		st.ask(t, http.MethodPost, "/personal/utgavor", "svensk=x&data=1", headers...).wantStatus(t, want)
	}
	page, err := audit.Read(t.Context(), st.db, audit.Filter{Action: audit.ReleaseFrozen}, 0, 10)
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("the log has %v, %v", page.Rows, err)
	}
	row := page.Rows[0]
	if row.By.Name != "Kim Lind" || row.ObjectID != "1" || row.Details["sha256"] != st.db.Releases().All()[0].SHA256 || row.Details["edition"] != "2025/2026" {
		t.Errorf("the log says %+v", row)
	}
}

// TestLaterSubmissionsChangeNoFrozenFile compares every byte of a release before and after others hand in, and looks at what the files say.
func TestLaterSubmissionsChangeNoFrozenFile(t *testing.T) {
	st, u := withRelease(t, nil)
	before := st.fetchAll(t, 1)
	m := st.manifest(t, 1)
	reports := 0
	for _, f := range m.Files {
		if f.What != "" {
			reports++
		}
	}
	if want := len(report.Whats) * (len(report.Formats) + 3); reports != want || m.Find("edition.zip") == nil || m.Find("edition-en.zip") == nil {
		t.Errorf("the release has %d reports, want %d", reports, want)
	}
	if m.Number != 1 || m.Edition != "2025/2026" || !m.Example || m.FrozenBy != "staff" || m.Publisher != "Provkommunen" || m.Licence != CC0Licence ||
		m.URL != st.at+"/data/v/1" || m.Coverage.HandedIn != 1 || m.Coverage.Members != 29 || m.Notes.EN != "The first state." || m.Changes != nil {
		t.Errorf("the manifest says %+v", m)
	}
	for name, body := range before {
		for _, secret := range append(secrets[:], "Kim Lind") {
			if strings.Contains(body, secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
	rows, err := csv.NewReader(strings.NewReader(before["matrix.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(column string) int { return slices.Index(rows[0], column) }
	for _, row := range rows[1:] {
		if row[at("kalla")] != st.at+"/data/v/1/matrix.csv" || row[at("utgavenummer")] != "1" || row[at("exempeldata")] != "ja" || row[at("licens")] != CC0Licence {
			t.Fatalf("a row says %v", row)
		}
	}
	checkZip(t, before["edition.zip"], st.at+"/data/v/1/edition.zip")
	st.state(t, true, 0, 0, 0)
	st.exec(t, "DELETE FROM member WHERE municipality = '1280'")
	u.frozen("Växjö rättade.", "Växjö corrected.")
	if after := st.fetchAll(t, 1); !maps.Equal(before, after) {
		t.Error("a frozen file has changed")
	}
	if st.fetchAll(t, 2)["matrix.csv"] == before["matrix.csv"] {
		t.Error("the second release is the first")
	}
}

// checkZip opens a zip and looks for the README.
func checkZip(t *testing.T, body, source string) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name != "README.txt" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil || !strings.Contains(string(text), source) {
			t.Errorf("the README says %s, %v", text, err)
		}
		return
	}
	t.Error("the zip has no README")
}

// TestTheCorrectionLogSaysWhatReleasesChanged freezes twice, and reads what differs on every page that tells it.
func TestTheCorrectionLogSaysWhatReleasesChanged(t *testing.T) {
	st, u := withRelease(t, nil)
	st.get(t, "/data").says(t, http.StatusOK, "Utgåva 1 är den senaste att citera", "Inget svar, ingen status", "Exempeldata")
	st.get(t, "/rattelser").says(t, http.StatusOK, "Ingen senare utgåva har ändrat något här")
	st.state(t, true, 2, 2, 1, 0, 1)
	st.exec(t, "DELETE FROM member WHERE municipality = '1280'")
	live := []string{"2 ändrade svar på åtaganden", "1 stad som inte längre är medlem", "Inte längre medlemmar: Malmö", "3 Transformera", "2 Etablera", "1 Initiera"}
	st.get(t, "/data").says(t, http.StatusOK, append(live, "Vad som har ändrats sedan utgåva 1")...)
	u.open("/personal/utgavor").says(t, http.StatusOK, live...)
	u.frozen("Växjö sänkte styrning.\nMalmö lämnade.", "")
	st.state(t, true, 0)
	for path, texts := range map[string][]string{
		"/rattelser":    append(live, "Utgåva 2 mot utgåva 1", "Växjö sänkte styrning."),
		"/en/rattelser": {"2 changed answers on commitments", "No longer members: Malmö", `lang="sv">Växjö sänkte styrning.`},
		"/data/v/2":     append(live, "Vad som skiljer från utgåva 1"),
		"/data/v/1":     {"Det finns en nyare utgåva: 2", "Det första läget."},
		"/en/data/v/1":  {"There is a newer release: 2", "The first state."},
		"/data":         {"Utgåva 2 är den senaste att citera", "1 ändrat svar på ett åtagande"},
		"/rapporter":    {"Citera hellre utgåva 2", "löpande data"},
	} {
		st.get(t, path).says(t, http.StatusOK, texts...)
	}
	st.get(t, "/rattelser?kommun=0780").says(t, http.StatusOK, "2 ändrade svar")
	if a := st.get(t, "/rattelser?kommun=0780"); strings.Contains(a.body, "Malmö lämnade") == false || strings.Contains(a.body, "Inte längre medlemmar") {
		t.Error("a city's log is about another city, or lacks why")
	}
	st.get(t, "/rattelser?kommun=1281").says(t, http.StatusOK, "Ingen senare utgåva har ändrat något här")
	for _, lang := range locale.Langs {
		for _, path := range []string{"/data", "/data/v/1", "/data/v/2", "/rattelser"} {
			st.look(t, lang, path)
			st.look(t, lang, path, "Cookie", u.cookie)
		}
	}
	m := st.manifest(t, 2)
	if m.Previous != 1 || m.Changes == nil || len(m.Changes.Levels) != 2 || m.Changes.Levels[0].From != "3" || m.Changes.Levels[0].To != "2" || m.Changes.Levels[1].From != "silent" || len(m.Changes.Left) != 1 {
		t.Errorf("the manifest says %+v", m.Changes)
	}
}

// TestFiguresThatChangeAreNotFrozen sends the form of a page that is no longer true.
func TestFiguresThatChangeAreNotFrozen(t *testing.T) {
	st := newStage(t, nil)
	st.state(t, false, 3)
	u := st.freezer(t)
	seen := strconv.FormatUint(st.db.Version(), 10)
	st.state(t, false, 1)
	a := u.send("/personal/utgavor", url.Values{"version": {"2025/2026"}, "data": {seen}, "svensk": {"Det som jag <skrev>."}})
	a.says(t, http.StatusConflict, "Uppgifterna har ändrats sedan sidan visades", "Det som jag &lt;skrev&gt;.")
	if n := len(st.site.releases.List()); n != 0 {
		t.Errorf("%d releases", n)
	}
	if m := shownVersion.FindStringSubmatch(a.body); m == nil || m[1] == seen {
		t.Error("the form still freezes what was")
	}
}

// TestStaffFreezeAtOnce lets several people press the button at the same moment: each who is told that it is frozen has a release of her own.
func TestStaffFreezeAtOnce(t *testing.T) {
	st := newStage(t, nil)
	st.state(t, false, 3)
	const people = 3
	users := make([]*deskUser, people)
	for i := range users {
		users[i] = st.freezer(t)
	}
	seen := strconv.FormatUint(st.db.Version(), 10)
	var group sync.WaitGroup
	answers := make([]answer, people)
	for i, u := range users {
		group.Go(func() {
			answers[i] = u.send("/personal/utgavor", url.Values{"version": {"2025/2026"}, "data": {seen}, "svensk": {fmt.Sprintf("Nummer %d", i)}})
		})
	}
	group.Wait()
	frozen := 0
	for i, a := range answers {
		if a.Response == nil {
			continue // said above
		}
		switch a.StatusCode {
		case http.StatusSeeOther:
			frozen++
		case http.StatusConflict:
			if !strings.Contains(a.body, "Uppgifterna har ändrats") {
				t.Errorf("%d: %s", i, mainOf(a.body))
			}
		default:
			t.Errorf("%d is answered %s", i, a.Status)
		}
	}
	list := st.site.releases.List()
	if frozen == 0 || len(list) != frozen {
		t.Errorf("%d were told that they froze, %d releases", frozen, len(list))
	}
	users[0].frozen("En till.", "")
	for i, e := range st.site.releases.List() {
		if e.Number != frozen+1-i || e.Manifest == nil {
			t.Errorf("place %d has %d", i, e.Number)
		}
	}
}
