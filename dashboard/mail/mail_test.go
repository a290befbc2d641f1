package mail_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"pionjarkollen/dashboard/mail"
)

// settings fit the server, without signing in.
func (s *server) settings(security mail.Security) mail.Settings {
	return mail.Settings{
		Host: "localhost", Port: s.port, Security: security, CAFile: s.caFile, From: "noreply@pionjarkollen.example.se",
		FromName: "Pionjärkollen", ReplyTo: "personal@example.se", Timeout: 10 * time.Second, Pauses: []time.Duration{},
	}
}

func signedIn(t *testing.T, s mail.Settings, word string) mail.Settings {
	t.Helper()
	s.User, s.PasswordFile = user, filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(s.PasswordFile, []byte(word+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

func now() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func start(t *testing.T, s mail.Settings) *mail.Mailer {
	t.Helper()
	m, err := mail.New(s, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return m
}

// send sends one mail and waits for what becomes of it.
func send(t *testing.T, m *mail.Mailer, message mail.Message) mail.Result {
	t.Helper()
	ended := make(chan mail.Result, 1)
	if err := m.Send(message, func(r mail.Result) { ended <- r }); err != nil {
		t.Fatal(err)
	}
	return <-ended
}

func hello() mail.Message {
	return mail.Message{ID: "M1", To: "asa.oberg@vaxjo.example.se", Name: "Åsa Öberg", Subject: "Påminnelse: lämna in nivåer för Växjö", Text: "Hej Åsa,\n\nlämna in.\n"}
}

func TestMailArrivesOverEveryProtection(t *testing.T) {
	for kind, security := range map[string]mail.Security{"plain": mail.None, "starttls": mail.STARTTLS, "tls": mail.TLS} {
		for _, signs := range []bool{false, true} {
			t.Run(fmt.Sprint(kind, signs), func(t *testing.T) {
				s := serve(t, kind, nil)
				settings := s.settings(security)
				if signs {
					settings = signedIn(t, settings, password)
				}
				r := send(t, start(t, settings), hello())
				if r.State != mail.Sent || r.Tries != 1 || r.ID != "M1" || !r.At.Equal(now()) {
					t.Fatalf("got %+v", r)
				}
				got := s.received()
				if len(got) != 1 || got[0].tls != (security != mail.None) || (got[0].user == user) != signs ||
					got[0].from != "noreply@pionjarkollen.example.se" || len(got[0].to) != 1 || got[0].to[0] != "asa.oberg@vaxjo.example.se" {
					t.Errorf("got %+v", got)
				}
			})
		}
	}
}

func TestMailSaysWhatItShould(t *testing.T) {
	s := serve(t, "plain", nil)
	message := hello()
	long := strings.Repeat("åäö ÅÄÖ é – ”citat” ", 200) // one line of thousands of bytes
	message.Text = "Hej!\n.\n.. punkter\n" + long + "\nFrån mig\r\nslut\x00\x1b"
	if r := send(t, start(t, s.settings(mail.None)), message); r.State != mail.Sent {
		t.Fatalf("got %+v", r)
	}
	l := s.received()[0]
	if l.line() > 100 {
		t.Errorf("a line of %d bytes", l.line())
	}
	decode := new(mime.WordDecoder)
	for name, want := range map[string]string{
		"Subject": message.Subject, "Mime-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
		"Content-Transfer-Encoding": "quoted-printable", "Auto-Submitted": "auto-generated", "Date": "Sun, 01 Mar 2026 12:00:00 +0000",
		"Reply-To": "<personal@example.se>", "User-Agent": "", "X-Mailer": "",
	} {
		got, err := decode.DecodeHeader(l.header.Get(name))
		if err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
	if id := l.header.Get("Message-Id"); !strings.HasSuffix(id, "@pionjarkollen.example.se>") {
		t.Errorf("Message-ID %s", id)
	}
	from, err := l.header.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Name != "Pionjärkollen" {
		t.Errorf("From %v, %v", from, err)
	}
	to, err := l.header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Name != message.Name || to[0].Address != message.To {
		t.Errorf("To %v, %v", to, err)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(l.body)))
	want := "Hej!\n.\n.. punkter\n" + strings.TrimRight(long, "") + "\nFrån mig\nslut\n"
	if got := strings.ReplaceAll(string(text), "\r\n", "\n"); err != nil || strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
		t.Errorf("body %q, %v", got, err)
	}
}

// hostile are texts that break headers where they are pasted together.
var hostile = []string{
	"Åsa\r\nBcc: evil@example.com", "Åsa\nX: y\n\nbody", "Åsa\rX: y", "Åsa\u2028X: y", "Åsa\x00", "\x85Åsa\u0085X: y",
	`Åsa" <evil@example.com>, "b`, `Åsa <evil@example.com>`, `a, evil@example.com`, "=?utf-8?q?=0D=0ABcc:_evil@example.com?=", `\`, `"`,
	strings.Repeat("å", 5000), "\u202eAsa", "<script>alert(1)</script>", "\xff\xfe",
}

func TestNoNameOrSubjectLeavesItsHeader(t *testing.T) {
	s := serve(t, "plain", nil)
	m := start(t, s.settings(mail.None))
	for i, text := range hostile {
		message := hello()
		message.Name, message.Subject = text, text
		if r := send(t, m, message); r.State != mail.Sent {
			t.Errorf("%q: %+v", text, r)
			continue
		}
		l := s.received()[i]
		for name := range l.header {
			switch name {
			case "From", "To", "Subject", "Date", "Message-Id", "Mime-Version", "Content-Type", "Content-Transfer-Encoding",
				"Auto-Submitted", "Content-Language", "Reply-To":
			default:
				t.Errorf("%q made a header %s", text, name)
			}
		}
		to, err := netmail.ParseAddressList(l.header.Get("To"))
		if err != nil || len(to) != 1 || to[0].Address != message.To || len(l.to) != 1 || l.to[0] != message.To {
			t.Errorf("%q: to %v and %v, %v", text, l.to, to, err)
		}
		if l.line() > 990 || strings.Contains(l.raw, "\r\n\r\nX") {
			t.Errorf("%q: %q", text, l.raw)
		}
	}
}

func TestAddressesThatAreNoneAreRefused(t *testing.T) {
	s := serve(t, "plain", nil)
	m := start(t, s.settings(mail.None))
	for _, to := range []string{
		"", "asa", "@example.se", "asa@", "a b@example.se", "asa@example.se\r\nRCPT TO:<evil@example.com>", "asa@example.se, evil@example.com",
		"Åsa <asa@example.se>", "<asa@example.se>", "asa@example.se>", "asa@example.se\x00", strings.Repeat("a", 65) + "@example.se",
		"a@" + strings.Repeat("b", 300) + ".se", `"a b"@example.se`, "asa@example.se\u200b",
	} {
		err := m.Send(mail.Message{To: to, Subject: "x", Text: "x"}, func(mail.Result) { t.Errorf("%q was sent", to) })
		if !errors.Is(err, mail.ErrAddress) {
			t.Errorf("%q: %v", to, err)
		}
	}
}

func TestRefusalIsForGoodAndDelayIsNot(t *testing.T) {
	refused := &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user asa.oberg@vaxjo.example.se"}
	later := &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}
	s := serve(t, "plain", func(string) error { return refused })
	settings := s.settings(mail.None)
	settings.Pauses = []time.Duration{time.Millisecond, time.Millisecond}
	r := send(t, start(t, settings), hello())
	if r.State != mail.Refused || r.Tries != 1 || r.Code != 550 || r.Err == "" || strings.Contains(r.Err, "asa.oberg") {
		t.Errorf("got %+v", r)
	}
	for _, c := range []struct {
		name  string
		fails int // how often it is told to come later
		want  mail.State
		tries int
	}{{"second time", 1, mail.Sent, 2}, {"last time", 2, mail.Sent, 3}, {"never", 9, mail.Failed, 3}} {
		t.Run(c.name, func(t *testing.T) {
			var s *server
			s = serve(t, "plain", func(string) error {
				if s.asked() <= c.fails {
					return later
				}
				return nil
			})
			settings.Port, settings.CAFile = s.port, s.caFile
			if r := send(t, start(t, settings), hello()); r.State != c.want || r.Tries != c.tries {
				t.Errorf("got %+v", r)
			}
		})
	}
}

func TestPasswordNeverLeavesWithoutEncryption(t *testing.T) {
	s := serve(t, "plain", nil) // offers no STARTTLS
	r := send(t, start(t, signedIn(t, s.settings(mail.STARTTLS), password)), hello())
	if r.State != mail.Failed || len(s.received()) != 0 {
		t.Errorf("got %+v", r)
	}
	strange := serve(t, "starttls", nil) // whose certificate nobody vouches for
	settings := signedIn(t, strange.settings(mail.STARTTLS), password)
	settings.CAFile = s.caFile
	if r := send(t, start(t, settings), hello()); r.State != mail.Failed || len(strange.received()) != 0 {
		t.Errorf("got %+v", r)
	}
	r = send(t, start(t, signedIn(t, strange.settings(mail.STARTTLS), "fel")), hello())
	if r.State != mail.Refused || r.Code < 500 || strings.Contains(r.Err, "fel\x00") {
		t.Errorf("wrong password: %+v", r)
	}
}

// TestSilentServerIsLeft connects to one that never says a word.
func TestSilentServerIsLeft(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // ends with the test
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	s := &server{port: ln.Addr().(*net.TCPAddr).Port}
	for _, security := range mail.Securities {
		settings := s.settings(security)
		settings.Timeout = 50 * time.Millisecond
		if r := send(t, start(t, settings), hello()); r.State != mail.Failed || r.Tries != 1 {
			t.Errorf("%s: %+v", security, r)
		}
	}
}
