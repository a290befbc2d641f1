package desk_test

import (
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

const edition = "2025/2026"

// world is a database with its log and its desk.
type world struct {
	*desk.Desk
	db      *data.DB
	log     *audit.Log
	mailer  *mail.Mailer
	options desk.Options
	path    string

	mu  sync.Mutex
	now time.Time // guarded by mu
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// begin opens a database at path, "" for one in memory, on 1 March 2026 at noon UTC.
func begin(t *testing.T, path string, s mail.Settings) *world {
	t.Helper()
	w := &world{path: path, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	var err error
	if w.db, err = data.Open(t.Context(), data.Options{Path: path, Catalogue: datatest.Catalogue(t), Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	if w.log, err = audit.Open(t.Context(), w.db, nil); err != nil {
		t.Fatal(err)
	}
	if w.mailer, err = mail.New(s, nil, w.clock); err != nil {
		t.Fatal(err)
	}
	w.options = desk.Options{DB: w.db, Audit: w.log, Mail: w.mailer, Version: "v1"}
	w.reopen(t)
	t.Cleanup(func() { w.end(t) })
	return w
}

func (w *world) reopen(t *testing.T) {
	t.Helper()
	var err error
	if w.Desk, err = desk.Open(t.Context(), w.options); err != nil {
		t.Fatal(err)
	}
}

func (w *world) end(t *testing.T) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	if err := errors.Join(w.mailer.Close(ctx), w.log.Close(ctx), w.db.Close()); err != nil {
		t.Error(err)
	}
}

func newPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "pionjarkollen.duckdb")
}

// staff is Sara, who is signed in.
func staff() audit.By {
	return audit.By{
		Actor: audit.Actor{Kind: audit.Person, ID: "S1", Name: "Sara Staff", Role: "staff"},
		Where: audit.Where{Address: "192.0.2.7", Request: "R1"},
	}
}

// person adds somebody who works for the municipalities.
func (w *world) person(t *testing.T, id, name, email string, codes ...string) {
	t.Helper()
	role := "officer"
	if len(codes) == 0 {
		role = "staff"
	}
	err := w.db.WritePrivate(t.Context(), func(tx *data.Tx) error {
		_, err := tx.Exec("INSERT INTO person VALUES (?, ?, ?, ?, ?, 'active', ?, NULL)", id, name, email, strings.ToLower(email), role, w.clock())
		for _, code := range codes {
			if err == nil {
				_, err = tx.Exec("INSERT INTO person_municipality VALUES (?, ?)", id, code)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// exec changes the database as another part of the program would.
func (w *world) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	err := w.db.WritePrivate(t.Context(), func(tx *data.Tx) error {
		n, err := tx.Exec(statement, args...)
		if err == nil && n == 0 {
			t.Errorf("%s changed nothing", statement)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// handIn hands in level 2 for the first n commitments.
func (w *world) handIn(t *testing.T, code string, n int) data.Submission {
	t.Helper()
	s := data.Submission{Kind: data.Levels, Edition: edition, Sender: data.Sender{Name: "Åsa", Role: "shell"}, File: data.File{Name: "n.csv"}}
	for i, c := range w.db.Catalogue().Edition(edition).Commitments[:n] {
		s.Declarations = append(s.Declarations, data.Declaration{Line: i + 2, Municipality: code, Commitment: c.Slug, Level: new(2)})
	}
	saved, err := w.db.Record(t.Context(), s, []byte(code))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// open begins the round that the tests share.
func (w *world) open(t *testing.T) desk.Round {
	t.Helper()
	r, err := w.OpenRound(t.Context(), staff(), desk.Round{Edition: edition, Opens: "2026-03-01", Deadline: "2026-04-30", Note: "Våren"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// member returns a member's status.
func (w *world) member(t *testing.T, round int64, code string) desk.MemberStatus {
	t.Helper()
	s, err := w.Status(t.Context(), round, "")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(s.Members, func(m desk.MemberStatus) bool { return m.Code == code })
	if i < 0 {
		t.Fatalf("%s is no member", code)
	}
	return s.Members[i]
}

// logged returns the codes of what was logged, newest first.
func (w *world) logged(t *testing.T) (codes []audit.Action) {
	t.Helper()
	p, err := audit.Read(t.Context(), w.db, audit.Filter{}, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Rows {
		codes = append(codes, r.Action)
	}
	return codes
}

// wants fails unless err is an *InputError about the field for the reason.
func wants(t *testing.T, err error, field, reason string) {
	t.Helper()
	bad, ok := errors.AsType[*desk.InputError](err)
	if !ok || bad.Field != field || bad.Reason != reason || !errors.Is(err, desk.ErrInvalid) {
		t.Errorf("got %v, want %s: %s", err, field, reason)
	}
}

// postOffice is a real SMTP server on this machine that keeps what it gets.
type postOffice struct {
	mu     sync.Mutex
	mails  map[string]string // by recipient; guarded by mu
	refuse func(to string) error
}

func (p *postOffice) settings(t *testing.T) mail.Settings {
	t.Helper()
	p.mails = make(map[string]string)
	server := smtp.NewServer(p)
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
	return mail.Settings{
		Host: "127.0.0.1", Port: ln.Addr().(*net.TCPAddr).Port, Security: mail.None, From: "noreply@example.se", Pauses: []time.Duration{},
	}
}

func (p *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return &counter{office: p}, nil }

// counter is one conversation.
type counter struct {
	office *postOffice
	to     string
}

func (c *counter) Mail(string, *smtp.MailOptions) error { return nil }

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.to = to
	if c.office.refuse != nil {
		return c.office.refuse(to)
	}
	return nil
}

func (c *counter) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.mails[c.to] += string(text)
	return err
}

func (c *counter) Reset()        {}
func (c *counter) Logout() error { return nil }
