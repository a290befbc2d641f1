package dashboard

import (
	"crypto/rand"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/mail"
)

// deskUser is somebody who is signed in in a browser without scripts.
type deskUser struct {
	*stage

	t      *testing.T
	cookie string
}

// deskUser signs somebody in; codes are an officer's municipalities.
func (st *stage) deskUser(t *testing.T, role access.Role, name, email string, codes ...string) *deskUser {
	t.Helper()
	link := access.SealLink(st.db.Secret(), access.NewInvitation(role, name, email, st.clock().Add(time.Hour), codes...))
	u := &deskUser{stage: st, t: t}
	u.keep(st.ask(t, http.MethodPost, "/valkommen/"+link, ""))
	if u.cookie == "" {
		t.Fatal("signing in gave no cookie")
	}
	return u
}

// keep takes a new session cookie out of an answer.
func (u *deskUser) keep(a answer) {
	for _, c := range a.Cookies() {
		if strings.TrimPrefix(c.Name, hostPrefix) == string(sessionCookie) {
			u.cookie = c.Name + "=" + c.Value
		}
	}
}

// prove gives a fresh proof of who she is.
func (u *deskUser) prove() *deskUser {
	u.t.Helper()
	a := u.send("/bekrafta/demo", url.Values{})
	if a.StatusCode != http.StatusSeeOther {
		u.t.Fatalf("prove: %s\n%s", a.Status, a.body)
	}
	u.keep(a)
	return u
}

func (u *deskUser) session() access.Session {
	u.t.Helper()
	_, token, _ := strings.Cut(u.cookie, "=")
	s, err := u.site.keeper.Session(u.t.Context(), token)
	if err != nil {
		u.t.Fatal(err)
	}
	return s
}

func (u *deskUser) open(path string) answer {
	u.t.Helper()
	return u.ask(u.t, http.MethodGet, path, "", "Cookie", u.cookie)
}

// send sends a form of ours, with the session's token.
func (u *deskUser) send(path string, form url.Values) answer {
	u.t.Helper()
	form.Set("csrf", u.session().CSRF)
	return u.ask(u.t, http.MethodPost, path, form.Encode(), "Cookie", u.cookie, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
}

// says checks an answer's status and that each text stands in it.
func (a answer) says(t *testing.T, status int, texts ...string) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("%s is answered %d, want %d\n%s", a.Request.URL, a.StatusCode, status, mainOf(a.body))
		return
	}
	for _, text := range texts {
		if !strings.Contains(strings.ReplaceAll(a.body, "\u00ad", ""), text) {
			t.Errorf("%s lacks %q:\n%s", a.Request.URL, text, mainOf(a.body))
		}
	}
	if strings.Contains(a.body, "⟨") {
		t.Errorf("%s has a message that does not exist", a.Request.URL)
	}
}

// leads checks that a form led on to a page.
func (a answer) leads(t *testing.T, to string) {
	t.Helper()
	if got := a.Header.Get("Location"); a.StatusCode != http.StatusSeeOther || got != to {
		t.Errorf("%s is answered %d and leads to %q, want %q\n%s", a.Request.URL, a.StatusCode, got, to, mainOf(a.body))
	}
}

func mainOf(body string) string {
	_, rest, _ := strings.Cut(body, "<main")
	return rest
}

// letterBox is a real SMTP server on this machine that keeps what it gets.
type letterBox struct {
	mu    sync.Mutex
	mails map[string]string // by recipient; guarded by mu
	got   chan string       // a recipient for each mail
}

// settings starts the server.
func (b *letterBox) settings(t *testing.T) mail.Settings {
	t.Helper()
	b.mails, b.got = map[string]string{}, make(chan string, 100)
	server := smtp.NewServer(b)
	ln, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // ends with the test
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ln) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil && !errors.Is(err, smtp.ErrServerClosed) {
			t.Error(err)
		}
	})
	return mail.Settings{Host: "127.0.0.1", Port: ln.Addr().(*net.TCPAddr).Port, Security: mail.None, From: "viable@example.se", FromName: "Viable Cities"}
}

// NewSession is one client's conversation.
func (b *letterBox) NewSession(*smtp.Conn) (smtp.Session, error) { return &letterSession{box: b}, nil }

type letterSession struct {
	box *letterBox
	to  string
}

func (s *letterSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *letterSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return nil
}

func (s *letterSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	s.box.mu.Lock()
	s.box.mails[s.to] = string(raw)
	s.box.mu.Unlock()
	s.box.got <- s.to
	return err
}

func (s *letterSession) Reset() {}

func (s *letterSession) Logout() error { return nil }

// newAddress is an e-mail address that nobody has.
func newAddress() string { return strings.ToLower(rand.Text()) + "@example.se" }
