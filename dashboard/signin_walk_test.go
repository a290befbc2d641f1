package dashboard

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/locale"
)

// goodPassword is one that nothing is wrong with.
const goodPassword = "vargen sjunger bakom sjön"

// walker is a browser without scripts: cookies, and forms sent as the pages say.
type walker struct {
	t      *testing.T
	st     *stage
	client *http.Client
	secret string // of the second factor, once there is one
}

func (st *stage) walker(t *testing.T) *walker {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Transport: &http.Transport{}, Timeout: 60 * time.Second}
	t.Cleanup(client.CloseIdleConnections)
	return &walker{t: t, st: st, client: client}
}

func (w *walker) send(method, path, kind, body string, headers ...string) answer {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.st.at+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := w.client.Do(req)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	read, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	checkText(w.t, path, string(read))
	return answer{resp, string(read)}
}

func (w *walker) get(path string) answer { w.t.Helper(); return w.send(http.MethodGet, path, "", "") }

func (w *walker) post(path string, form url.Values) answer {
	w.t.Helper()
	return w.send(http.MethodPost, path, "application/x-www-form-urlencoded", form.Encode(), "Referer", w.st.at+"/konto")
}

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)

// submit sends the form on a page whose action it is, with what is typed: name, value and so on.
func (w *walker) submit(on answer, action string, typed ...string) answer {
	w.t.Helper()
	_, rest, found := strings.Cut(on.body, `action="`+action+`"`)
	if !found {
		w.t.Fatalf("no form that is sent to %s in\n%s", action, on.body)
	}
	rest, _, _ = strings.Cut(rest, "</form>")
	form := url.Values{}
	for _, m := range hiddenInput.FindAllStringSubmatch(rest, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	for i := 0; i+1 < len(typed); i += 2 {
		form.Set(typed[i], typed[i+1])
	}
	return w.post(action, form)
}

// wants checks where an answer came from, its status and that each text stands in it.
func (w *walker) wants(a answer, status int, path string, texts ...string) answer {
	w.t.Helper()
	if a.StatusCode != status || a.Request.URL.Path != path {
		w.t.Fatalf("%s answers %s, want %s and %d\n%s", a.Request.URL, a.Status, path, status, a.body)
	}
	for _, text := range texts {
		if !strings.Contains(strings.ReplaceAll(a.body, "\u00ad", ""), text) {
			w.t.Errorf("%s lacks %q:\n%s", a.Request.URL, text, a.body)
		}
	}
	return a
}

var shownSecret = regexp.MustCompile(`id="secret">([A-Z2-7]+)<`)

// code is the second factor's, of a time step that has not been used: the clock moves there.
func (w *walker) code() string {
	w.t.Helper()
	w.st.later(31 * time.Second)
	return totpCode(w.t, w.secret, w.st.clock())
}

// enrol goes from a link to a password and its second factor, and returns the page with the recovery codes.
func (w *walker) enrol(at string) answer {
	w.t.Helper()
	shown := w.wants(w.get(at), http.StatusOK, at)
	factor := w.wants(w.submit(shown, at+"/losenord", "password", goodPassword), http.StatusOK, at+"/losenord", "<svg", "otpauth://totp/")
	w.secret = shownSecret.FindStringSubmatch(factor.body)[1]
	return w.wants(w.submit(factor, at+"/kod", "code", w.code()), http.StatusOK, at+"/kod")
}

var recoveryCode = regexp.MustCompile(`[A-Z2-7]{6}(?:-[A-Z2-7]{6}){3}`)

// officer returns the path of an invitation for Växjö, and the address it is for.
func (st *stage) officer() (at, email string) {
	email = fmt.Sprintf("asa%d@example.se", st.clock().UnixNano())
	l := access.NewInvitation(access.RoleOfficer, "Åsa Öberg", email, st.clock().Add(24*time.Hour), "0780")
	return "/valkommen/" + access.SealLink(st.db.Secret(), l), email
}

// accountPaths are the pages of one's own account, by template.
var accountPaths = map[string]string{"account": "/konto", "tokens": "/konto/api", "proof": "/bekrafta?till=/konto"}

// lookAtSigningIn draws the pages that only a form leads to, and returns their templates.
func (st *stage) lookAtSigningIn(t *testing.T, lang locale.Lang) []string {
	t.Helper()
	w := st.walker(t)
	at, email := st.officer()
	at = lang.Prefix() + at
	checkPage(t, lang, at, w.get(at))
	factor := w.submit(w.get(at), at+"/losenord", "password", goodPassword)
	checkPage(t, lang, at+"/losenord", factor)
	w.secret = shownSecret.FindStringSubmatch(factor.body)[1]
	checkPage(t, lang, at+"/kod", w.submit(factor, at+"/kod", "code", w.code()))
	w = &walker{t: t, st: st, client: st.walker(t).client, secret: w.secret}
	in := lang.Prefix() + "/logga-in"
	checkPage(t, lang, in, w.submit(w.get(in), in, "email", email, "password", goodPassword))
	v := &visit{site: st.site, ctx: t.Context(), lang: lang, path: "/logga-in", filter: st.noFilter()}
	body, err := st.site.views.render(v, &page{Template: "leave", Title: "Prov", Data: leaveData{Label: "Växjö kommun", At: "https://example.se/?a=b&c=d"}})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), `content="0;url=https://example.se/?a=b&amp;c=d"`) {
		t.Errorf("the page does not lead on:\n%s", body)
	}
	return []string{"factor", "codes", "signin_code", "leave", "welcome"}
}

// totpCode is what an authenticator app shows (RFC 6238: SHA-1, six digits, 30 seconds).
func totpCode(t *testing.T, secret string, now time.Time) string {
	t.Helper()
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha1.New, key)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(now.Unix()/30)))
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[at:])&0x7fffffff%1_000_000)
}
