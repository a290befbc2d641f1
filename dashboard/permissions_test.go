package dashboard

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
)

var updatePermissions = flag.Bool("update-permissions", false, "write testdata/permissions.txt anew")

// caller is somebody who calls a route: what her requests bring along.
type caller struct {
	name    string
	cookie  string
	csrf    string
	bearer  string
	session access.Session
}

// callers are the columns of the matrix. What the routes are called with is Växjö's.
var callers = [...]string{"public", "own", "other", "staff", "administrator", "disabled", "token", "stale own", "stale staff"}

// matrix calls every route as everybody.
type matrix struct {
	*testing.T
	*stage
	n       int
	lookers map[string]caller // those who change nothing, by column
}

const browserValue = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// enterAs signs somebody new in by one click.
func (m *matrix) enterAs(name string, role access.Role, codes ...string) caller {
	m.Helper()
	m.n++
	l := access.NewInvitation(role, name, fmt.Sprintf("p%d@example.se", m.n), m.clock().Add(time.Hour), codes...)
	client := access.Client{Browser: browserValue, Address: "192.0.2.7"}
	a, err := m.site.keeper.AcceptDemo(m.Context(), client, access.SealLink(m.db.Secret(), l))
	if err != nil {
		m.Fatal(err)
	}
	return caller{name: name, cookie: string(sessionCookie) + "=" + a.Token, csrf: a.Session.CSRF, session: a.Session}
}

func (m *matrix) actor(c caller) access.Actor {
	return access.Actor{Session: c.session, Client: access.Client{Browser: browserValue}}
}

// caller returns somebody of the column, who has not called anything yet.
func (m *matrix) caller(name string) caller {
	m.Helper()
	switch name {
	case "public":
		return caller{name: name}
	case "own", "stale own":
		return m.enterAs(name, access.RoleOfficer, "0780")
	case "other":
		return m.enterAs(name, access.RoleOfficer, "1280")
	case "staff", "stale staff":
		return m.enterAs(name, access.RoleStaff)
	case "administrator":
		return m.enterAs(name, access.RoleAdministrator)
	case "disabled":
		c := m.enterAs(name, access.RoleOfficer, "0780")
		chief := m.enterAs("chief", access.RoleAdministrator)
		if err := m.site.keeper.Disable(m.Context(), m.actor(chief), c.session.Person.ID); err != nil {
			m.Fatal(err)
		}
		return c
	}
	chief := m.enterAs("chief", access.RoleAdministrator)
	token, _, err := m.site.keeper.IssueToken(m.Context(), m.actor(chief), "0780", "Skript", time.Hour)
	if err != nil {
		m.Fatal(err)
	}
	return caller{name: name, bearer: token}
}

// meetLookers makes one caller of each column for what changes nothing.
func (m *matrix) meetLookers() {
	m.Helper()
	m.lookers = map[string]caller{}
	for _, stale := range [...]bool{true, false} {
		for _, name := range callers {
			if strings.HasPrefix(name, "stale") == stale {
				m.lookers[name] = m.caller(name)
			}
		}
		if stale {
			m.later(access.StepUpFor + time.Second)
		}
	}
}

// filled is a route's address with what is Växjö's in it. Drafts are the caller's own, if she is who handed in.
func (m *matrix) filled(path string, c caller) string {
	m.Helper()
	switch {
	case strings.Contains(path, ":draft"):
		owned := "nobody"
		if c.name == "own" || c.name == "stale own" {
			owned = owner(&c.session)
		}
		kept, err := m.site.drafts.put(owned, "fil.csv", []byte("kommunkod;åtagande;nivå\n0780;styrning;2\n"), nil)
		if err != nil {
			m.Fatal(err)
		}
		path = strings.Replace(path, ":draft", kept.ID, 1)
	case strings.HasPrefix(path, "/inlamningar/:id"), strings.HasPrefix(path, "/lamna-in/kvitto"):
		level := m.n % 3
		saved := m.record(m.T, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{
			{Line: 2, Municipality: "0780", Commitment: "styrning", Level: &level},
		}})
		path = strings.Replace(path, ":id", strconv.FormatInt(saved.ID, 10), 1)
	}
	return strings.NewReplacer(
		"/lamna-in/mall/:file", "/lamna-in/mall/0780-nivaer.csv", "/rapporter/:file", "/rapporter/matrix.csv", "/utveckling/:file", "/utveckling/timeline.csv",
		"/karta/:file", "/karta/map.csv", "/handelser/:file", "/handelser/events.csv", ":process", "budget",
		"/atgarder/:id", "/atgarder/styrning-1-3", "/data/v/:number/:file", "/data/v/1/matrix.csv", ":number", "1", ":slug", "styrning", ":code", "0780", ":name", "levels", ":form", "csv", ":token", "nonsens", ":provider", "ingen",
		":version/*", m.site.static.version+"/css/site.css", ":id", "1", ":file", "rattad.csv",
	).Replace(path)
}

// call sends a request as the row wants it from somebody who may.
func (m *matrix) call(r row, c caller, change func(http.Header)) answer {
	m.Helper()
	path, body := m.filled(r.path, c), ""
	if r.whose == inForm && r.method == http.MethodGet {
		path += "?kommun=0780"
	}
	h := http.Header{"Sec-Fetch-Site": {"same-origin"}}
	cookies := []string{string(ceremonyCookie) + "=" + browserValue}
	if c.cookie != "" {
		cookies = append(cookies, c.cookie)
	}
	h.Set("Cookie", strings.Join(cookies, "; "))
	if c.bearer != "" {
		h.Set("Authorization", "Bearer "+c.bearer)
	}
	if r.method == http.MethodPost {
		csrf := c.csrf
		if r.proof == browserToken {
			csrf = m.site.keeper.FormToken(browserValue)
		}
		h.Set(csrfHeader, csrf)
		switch {
		case r.proof == bearerToken:
			h.Set("Content-Type", "text/csv")
			body = "kommunkod;åtagande;nivå\n0780;styrning;" + strconv.Itoa(m.n%3) + "\n"
		case r.path == "/lamna-in", r.path == "/personal/register/las-in":
			kind, form := m.upload(csrf)
			h.Set("Content-Type", kind)
			body = form
		case strings.Contains(r.path, "/nyckel") && !strings.HasSuffix(r.path, "/namn") && !strings.HasSuffix(r.path, "/ta-bort"):
			h.Set("Content-Type", "application/json")
			body = "{}"
		default:
			h.Set("Content-Type", "application/x-www-form-urlencoded")
			body = url.Values{
				"csrf": {csrf}, "kommun": {"0780"}, "name": {"Skript"}, "dagar": {"30"}, "till": {"/konto"}, "email": {fmt.Sprintf("ingen%d@example.se", m.n)},
				"namn": {"Kim Lind"}, "epost": {fmt.Sprintf("kim%d@example.se", m.n)}, "om": {"styrning"}, "text": {"Nivån stämmer inte."},
			}.Encode()
		}
	}
	if strings.HasPrefix(c.name, "stale") && r.method != http.MethodGet {
		m.later(access.StepUpFor + time.Second)
	}
	if change != nil {
		change(h)
	}
	headers := make([]string, 0, 2*len(h))
	for name := range h {
		headers = append(headers, name, h.Get(name))
	}
	return m.ask(m.T, r.method, path, body, headers...)
}

func (m *matrix) upload(csrf string) (kind, body string) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n", csrf)
	fmt.Fprint(&b, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nkommunkod;åtagande;nivå\n0780;styrning;2\n\r\n--x--\r\n")
	return "multipart/form-data; boundary=x", b.String()
}

// later moves the clock.
func (st *stage) later(d time.Duration) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.now = st.now.Add(d)
}

// laidRoutes are the routes that the router has, in Swedish, in the order of the table.
func laidRoutes(t *testing.T, s *Site) []row {
	t.Helper()
	var rows []row
	for _, r := range s.app.GetRoutes(true) {
		if r.Method == http.MethodHead || r.Path == "/en" || strings.HasPrefix(r.Path, "/en/") {
			continue
		}
		found, ok := rowOf(r.Method, r.Path)
		if !ok {
			t.Errorf("%s %s has no row in the table of permissions", r.Method, r.Path)
			continue
		}
		rows = append(rows, found)
	}
	return rows
}

// TestEveryRouteHasARowAndEveryRowARoute compares the router with the table, in both languages.
func TestEveryRouteHasARowAndEveryRowARoute(t *testing.T) {
	s := onExamples(t).site
	laid := map[string]bool{}
	for _, r := range laidRoutes(t, s) {
		laid[r.method+" "+r.path] = true
	}
	seen := map[string]bool{}
	for _, r := range permissions {
		at := r.method + " " + r.path
		if !laid[at] {
			t.Errorf("%s has a row and no route", at)
		}
		if seen[at] {
			t.Errorf("%s has two rows", at)
		}
		seen[at] = true
		checkRow(t, at, r)
	}
	for _, r := range s.app.GetRoutes(true) {
		if path, english := strings.CutPrefix(r.Path, "/en"); english && r.Method != http.MethodHead && path != "" && !laid[r.Method+" "+path] {
			t.Errorf("%s %s is in English only", r.Method, r.Path)
		}
	}
}

// checkRow holds a row to what every row must say.
func checkRow(t *testing.T, at string, r row) {
	t.Helper()
	if (r.method == http.MethodPost) != (r.proof != noProof) {
		t.Errorf("%s: a change, and nothing else, brings a proof of where it comes from", at)
	}
	if r.who == holders && (r.may == "" || !slices.Contains(access.Permissions(), r.may)) {
		t.Errorf("%s: who holds %q?", at, r.may)
	}
	if r.who != everybody && r.proof == browserToken {
		t.Errorf("%s: who is signed in has a session's token", at)
	}
	if r.method == http.MethodPost && r.may.StepUp() && !r.fresh {
		t.Errorf("%s: %q wants a fresh proof", at, r.may)
	}
}

// TestEveryRoleOnEveryRoute calls each route of the router as each role with what is Växjö's, and compares the answers with what the
// row says and with the table that a person has read.
func TestEveryRoleOnEveryRoute(t *testing.T) {
	t.Parallel()
	st := newStage(t, nil)
	m := &matrix{T: t, stage: st}
	st.state(t, true, 3)
	st.freezer(t).frozen("Det första läget.", "")
	m.meetLookers()
	routes := laidRoutes(t, st.site)
	lines := make([]string, len(routes))
	for _, looking := range [...]bool{true, false} { // what somebody changes does not end who only looks
		for i, r := range routes {
			if (r.method == http.MethodGet) != looking {
				continue
			}
			lines[i] = r.method + " " + r.path + "\n   "
			for _, name := range callers {
				c := m.lookers[name]
				if !looking {
					c = m.caller(name)
				}
				a := m.call(r, c, nil)
				lines[i] += fmt.Sprintf(" %s %d;", name, a.StatusCode)
				m.check(r, c, a)
			}
		}
	}
	table := strings.Join(lines, "\n") + "\n"
	const golden = "testdata/permissions.txt"
	if *updatePermissions {
		if err := os.WriteFile(golden, []byte(table), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	wanted := strings.Split(string(want), "\n")
	for i, line := range strings.Split(table, "\n") {
		if i >= len(wanted) || line != wanted[i] {
			t.Errorf("%s, line %d (go test ./dashboard -run EveryRole -update-permissions writes it anew): got\n%s", golden, i+1, line)
		}
	}
}

// check holds one answer to the row.
func (m *matrix) check(r row, c caller, a answer) {
	m.Helper()
	at := fmt.Sprintf("%s %s as %s: %d", r.method, r.path, c.name, a.StatusCode)
	in := c.cookie != "" && c.name != "disabled"
	let := a.StatusCode != http.StatusUnauthorized && a.StatusCode != http.StatusForbidden
	switch {
	case a.StatusCode >= 500:
		m.Errorf("%s\n%s", at, a.body)
	case r.proof == bearerToken:
		if want := in || c.bearer != ""; let != want {
			m.Errorf("%s\n%s", at, a.body)
		}
		if c.name == "other" && a.StatusCode != http.StatusUnprocessableEntity {
			m.Errorf("%s: another municipality's row is saved", at)
		}
	case r.who == everybody && r.may == "":
		if !let {
			m.Errorf("%s\n%s", at, a.body)
		}
	case !in:
		if a.StatusCode != http.StatusUnauthorized {
			m.Errorf("%s, want 401", at)
		}
	case r.may != "" && !c.session.MayAnywhere(r.permission(&c.session)),
		(r.whose == inAddress || r.whose == inSubmission || r.whose == inName || r.whose == inForm) && r.may != "" && !c.session.May(r.permission(&c.session), "0780"):
		if a.StatusCode != http.StatusForbidden {
			m.Errorf("%s, want 403", at)
		}
	case strings.HasPrefix(c.name, "stale") && (r.fresh || r.permission(&c.session) != r.may):
		if to := a.Header.Get("Location") + a.body; !strings.Contains(to, "/bekrafta?till=") {
			m.Errorf("%s does not ask for a fresh proof", at)
		}
	case r.whose == inDraft && c.name != "own" && c.name != "stale own":
		if a.StatusCode != http.StatusNotFound {
			m.Errorf("%s: a draft is its sender's alone", at)
		}
	case r.whose == inThing && c.name == "other" && a.StatusCode == http.StatusForbidden: // as good as not there
	case !let:
		m.Errorf("%s\n%s", at, a.body)
	}
}

// TestEveryChangeProvesWhereItComesFrom sends every change as somebody who may, but without the token, or from another site.
func TestEveryChangeProvesWhereItComesFrom(t *testing.T) {
	st := newStage(t, nil)
	m := &matrix{T: t, stage: st}
	for _, r := range laidRoutes(t, st.site) {
		if r.method != http.MethodPost {
			continue
		}
		for _, name := range []string{"own", "staff"} {
			c := m.caller(name)
			if r.may != "" && !c.session.MayAnywhere(r.permission(&c.session)) {
				continue
			}
			for what, change := range map[string]func(http.Header){
				"another site": func(h http.Header) { h.Set("Sec-Fetch-Site", "cross-site") },
				"a neighbour":  func(h http.Header) { h.Set("Sec-Fetch-Site", "same-site") },
				"its origin":   func(h http.Header) { h.Del("Sec-Fetch-Site"); h.Set("Origin", "https://evil.example") },
				"no origin":    func(h http.Header) { h.Del("Sec-Fetch-Site"); h.Set("Origin", "null") },
			} {
				if a := m.call(r, c, change); a.StatusCode != http.StatusForbidden {
					t.Errorf("%s %s from %s: %d\n%s", r.method, r.path, what, a.StatusCode, a.body)
				}
			}
			if r.proof == linkToken || r.proof == ownPage {
				continue
			}
			forged := c
			forged.csrf = "fel"
			forget := func(h http.Header) {
				h.Set(csrfHeader, "fel")
				h.Set("Cookie", c.cookie+"; "+string(ceremonyCookie)+"=ANOTHER")
				if r.proof == bearerToken {
					h.Del("Sec-Fetch-Site")
				}
			}
			if a := m.call(r, forged, forget); a.StatusCode != http.StatusForbidden {
				t.Errorf("%s %s with another's token: %d\n%s", r.method, r.path, a.StatusCode, a.body)
			}
		}
	}
}
