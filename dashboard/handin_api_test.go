package dashboard_test

import (
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

const apiPath = "/api/v1/submissions"

// bearer issues a token for a program of Växjö, by the session in the person's cookies.
func (p *person) bearer() string {
	p.t.Helper()
	at, err := url.Parse(p.base)
	if err != nil {
		p.t.Fatal(err)
	}
	keeper, err := access.New(p.db, access.Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range p.client.Jar.(*cookiejar.Jar).Cookies(at) { //nolint:forcetypeassert // we made it
		if !strings.HasSuffix(c.Name, "_session") {
			continue
		}
		session, err := keeper.Session(p.t.Context(), c.Value)
		if err != nil {
			p.t.Fatal(err)
		}
		token, _, err := keeper.IssueToken(p.t.Context(), access.Actor{Session: session}, "0780", "Skript", time.Hour)
		if err != nil {
			p.t.Fatal(err)
		}
		return "Bearer " + token
	}
	p.t.Fatal("no session")
	return ""
}

func (p *person) send(query, content string, header ...string) seenPage {
	p.t.Helper()
	return p.do(http.MethodPost, apiPath+query, "text/csv", strings.NewReader(content), append([]string{"Sec-Fetch-Site", "same-origin"}, header...)...)
}

func TestAPIDryRunIsForAnyoneAndSavesNothing(t *testing.T) {
	w := newHandWorld(t)
	s := w.visitor().send("?dry_run=true", goodLevels, "Content-Disposition", `attachment; filename="a.csv"`)
	s.has(t, http.StatusOK)
	var got struct {
		File, Kind, Edition, Encoding, Delimiter string
		Accepted                                 bool
		Rows                                     []map[string]any
		Findings                                 []any
	}
	if err := json.Unmarshal([]byte(s.body), &got); err != nil {
		t.Fatal(err)
	}
	if got.File != "a.csv" || !got.Accepted || got.Kind != "levels" || len(got.Rows) != 3 || got.Findings == nil ||
		got.Rows[0]["municipality"] != "0780" || got.Rows[0]["commitment"] != 1.0 || got.Rows[0]["level"] != 2.0 || got.Rows[0]["action"] != nil {
		t.Errorf("%s", s.body)
	}
	bad := w.visitor().send("?dry_run=true&sprak=en", "kommunkod;åtagande;nivå\n0780;1;9\n")
	bad.has(t, http.StatusUnprocessableEntity, `"code":"level-unknown"`, `"line":2`, `"accepted":false`, "The file cannot be saved yet")
	if kind := bad.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/problem+json") {
		t.Errorf("Content-Type %q", kind)
	}
	kind, body := multipartBody(t, "", "b.csv", []byte(goodLevels))
	w.visitor().do(http.MethodPost, apiPath+"?dry_run=true", kind, body).has(t, http.StatusOK, `"file":"b.csv"`, `"accepted":true`)
	if w.submissions() != 0 {
		t.Error("saved")
	}
}

func TestAPISaves(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	program, token := w.visitor(), p.bearer()

	s := program.send("", goodLevels, "Authorization", token)
	s.has(t, http.StatusCreated, `"submission":1`, `"changes":[`, `"to":"2"`)
	if at := s.header.Get("Location"); at != "/inlamningar/1" {
		t.Errorf("Location %q", at)
	}
	if got := w.levels("0780"); got["styrning"] != "2" {
		t.Errorf("stands: %v", got)
	}
	warned := "kommunkod;åtagande;nivå\n780;1 Styrning;3\n"
	p.send("", warned).has(t, http.StatusUnprocessableEntity, "accept=code-lost-zero", `"accepted":true`)
	if w.submissions() != 1 {
		t.Fatal("saved without confirmation")
	}
	p.send("?accept=code-lost-zero", warned).has(t, http.StatusCreated, `"submission":2`)
	p.send("", "kommunkod;åtagande;nivå\n1280;1 Styrning;3\n").has(t, http.StatusUnprocessableEntity, "not-your-municipality")
	if w.submissions() != 2 {
		t.Error("saved")
	}
}

func TestAPIRefuses(t *testing.T) {
	w := newHandWorld(t)
	p, nobody := w.signIn("0780"), w.visitor()
	nobody.send("", goodLevels).has(t, http.StatusUnauthorized, "Du är inte inloggad")
	nobody.send("", goodLevels, "Accept-Language", "en-GB,en;q=0.9").has(t, http.StatusUnauthorized, "You are not signed in")
	nobody.send("?dry_run=true", goodLevels, "Authorization", "Bearer fel").has(t, http.StatusUnauthorized)
	nobody.send("?dry_run=kanske", goodLevels).has(t, http.StatusBadRequest, "dry_run")
	p.send("", goodLevels, "Sec-Fetch-Site", "cross-site").has(t, http.StatusForbidden)
	p.send("", goodLevels, "Content-Encoding", "gzip").has(t, http.StatusUnsupportedMediaType)
	p.do(http.MethodPost, apiPath, "application/json", strings.NewReader("{}"), "Sec-Fetch-Site", "same-origin").has(t, http.StatusUnsupportedMediaType, "text/csv")
	p.do(http.MethodPost, apiPath+"?sprak=en", "text/csv", onlyReader{strings.NewReader(strings.Repeat("0780;1;2\n", 2_000_000))}, "Sec-Fetch-Site", "same-origin").
		has(t, http.StatusRequestEntityTooLarge, "The file is too large")
	p.do(http.MethodPut, apiPath, "text/csv", strings.NewReader(goodLevels)).has(t, http.StatusMethodNotAllowed)
	for _, s := range []seenPage{nobody.send("", goodLevels), p.do(http.MethodPut, apiPath, "text/csv", strings.NewReader(goodLevels))} {
		if kind := s.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/problem+json") {
			t.Errorf("Content-Type %q", kind)
		}
	}
	if w.submissions() != 0 {
		t.Error("saved")
	}
}
