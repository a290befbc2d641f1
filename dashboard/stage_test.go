package dashboard

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// stageNow is what the clock says on a stage: after the last of the examples.
var stageNow = time.Date(2026, time.December, 1, 11, 0, 0, 0, time.UTC)

// stage is a whole site over a database in memory, answering on loopback.
type stage struct {
	db   *data.DB
	site *Site
	at   string // "http://127.0.0.1:1234"
	log  *lockedBuffer
	stop func() error

	mu  sync.Mutex
	now time.Time // what the clock says; guarded by mu
}

// lockedBuffer is a log that many requests write to.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// openStage opens an empty site with the seeded roster.
func openStage(change func(*Options)) (*stage, error) {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return nil, err
	}
	st := &stage{log: &lockedBuffer{}, now: stageNow}
	if st.db, err = data.Open(context.Background(), data.Options{Catalogue: catalogue, Now: st.clock}); err != nil {
		return nil, err
	}
	o := Options{DB: st.db, Log: slog.New(slog.NewTextHandler(st.log, nil)), Operator: "Provkommunen", Contact: "prov@example.se", Publisher: Publisher{Type: "LocalAuthority"}, Access: access.Options{Demo: true}}
	if change != nil {
		change(&o)
	}
	if st.site, err = New(o); err != nil {
		return nil, err
	}
	ln, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	st.at = "http://" + ln.Addr().String()
	served := make(chan error, 1)
	go func() { served <- st.site.Serve(ln) }()
	st.stop = func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		http.DefaultClient.CloseIdleConnections()
		if err := st.site.Shutdown(ctx); err != nil {
			return err
		}
		_ = ln.Close() // ends a Serve that Shutdown came too early for
		if err := <-served; err != nil {
			return err
		}
		return st.db.Close()
	}
	return st, nil
}

func (st *stage) clock() time.Time {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.now
}

// newStage opens an empty site for one test.
func newStage(t *testing.T, change func(*Options)) *stage {
	t.Helper()
	st, err := openStage(change)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.stop(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// exampleStage is a site with the examples, shared by the tests that only look at it.
var exampleStage = sync.OnceValues(func() (*stage, error) {
	st, err := openStage(nil)
	if err != nil {
		return nil, err
	}
	if err := st.loadExamples(context.Background()); err != nil {
		return nil, err
	}
	return st, st.plantSecrets(context.Background())
})

// secrets are what signed-out visitors never see: comments, file names and who handed in.
var secrets = [...]string{"HEMLIG-", "Exempelhandläggare", "exempel-2026-"}

// plantSecrets hands in for Växjö and for Kiruna, which is no member, with a secret wherever one fits.
func (st *stage) plantSecrets(ctx context.Context) error {
	level := 2
	for _, s := range []data.Submission{
		{Kind: data.Levels, Declarations: []data.Declaration{
			{Line: 2, Municipality: "2584", Commitment: "styrning", Level: &level, Comment: "HEMLIG-nivåkommentar", Reference: "KS 1", Link: "https://kiruna.se/"},
			{Line: 3, Municipality: "2584", Commitment: "upphandling", Comment: "HEMLIG-tystnad"},
		}},
		{Kind: data.Actions, Reports: []data.ActionReport{
			{Line: 2, Municipality: "2584", Action: "styrning-1-3", Status: data.Underway, Comment: "HEMLIG-utanför"},
			{Line: 3, Municipality: "0780", Action: "styrning-1-3", Status: data.Underway, Comment: "HEMLIG-åtgärdskommentar"},
		}},
	} {
		s.Edition, s.Example, s.Received = st.db.Catalogue().Current().ID, true, stageNow.Add(-time.Hour)
		s.Sender = data.Sender{Name: "HEMLIG-avsändare", Role: "staff"}
		s.File.Name = "HEMLIG-fil.csv"
		if _, err := st.db.Record(ctx, s, []byte("HEMLIG-rad")); err != nil {
			return err
		}
	}
	return nil
}

// onExamples returns the shared site with the examples.
func onExamples(t *testing.T) *stage {
	t.Helper()
	st, err := exampleStage()
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// loadExamples hands in every example as the demo does.
func (st *stage) loadExamples(ctx context.Context) error {
	examples, err := data.Examples()
	if err != nil {
		return err
	}
	for _, e := range examples {
		sent, findings, err := ingest.Parse(bytes.NewReader(e.Raw), st.db.Catalogue(), ingest.DefaultLimits)
		if err != nil {
			return err
		}
		var confirmed []ingest.Code
		for _, f := range findings {
			confirmed = append(confirmed, f.Code)
		}
		if _, err := ingest.Save(ctx, st.db, sent, findings, e.Raw, ingest.Meta{
			Sender: e.Sender, FileName: e.Name, Confirmed: confirmed, Example: true, Received: e.Received,
		}); err != nil {
			return err
		}
	}
	return nil
}

// exec changes the database behind the site's back, as a later command will.
func (st *stage) exec(t *testing.T, statement string) {
	t.Helper()
	err := st.db.Write(t.Context(), func(tx *data.Tx) error {
		_, err := tx.Exec(statement)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// record saves a submission as staff.
func (st *stage) record(t *testing.T, s data.Submission) data.Submission {
	t.Helper()
	s.Edition = st.db.Catalogue().Current().ID
	if s.Sender.Role == "" {
		s.Sender = data.Sender{Name: "Prov", Role: "staff"}
	}
	saved, err := st.db.Record(t.Context(), s, []byte("raw"))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body string
}

// asker sends requests as one client: it keeps no cookies but its own, follows no redirect and decompresses nothing.
var asker = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 8},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       time.Minute,
}

// ask sends a request. Headers are given as name, value, and so on.
func (st *stage) ask(t *testing.T, method, path, body string, headers ...string) answer {
	t.Helper()
	var from io.Reader
	if body != "" {
		from = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, st.at+path, from)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := asker.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	read, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return answer{resp, string(read)}
}

// get asks for a path that must answer 200.
func (st *stage) get(t *testing.T, path string, headers ...string) answer {
	t.Helper()
	a := st.ask(t, http.MethodGet, path, "", headers...)
	if a.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s\n%s\n%s", path, a.Status, a.body, st.log)
	}
	return a
}

// invitation returns the path of a link that signs in; "" for the municipality is staff.
func (st *stage) invitation(municipality, name string) string {
	inv := access.NewInvitation(access.RoleStaff, name, rand.Text()+"@example.se", st.clock().Add(time.Hour))
	if municipality != "" {
		inv.Role, inv.Municipalities = access.RoleOfficer, []string{municipality}
	}
	return "/valkommen/" + access.SealLink(st.db.Secret(), inv)
}

// signIn returns the Cookie header of somebody who followed an invitation.
func (st *stage) signIn(t *testing.T, municipality, name string) string {
	t.Helper()
	a := st.ask(t, http.MethodPost, st.invitation(municipality, name), "")
	if a.StatusCode != http.StatusSeeOther {
		t.Fatalf("sign in: %s\n%s", a.Status, a.body)
	}
	for _, c := range a.Cookies() {
		if strings.TrimPrefix(c.Name, hostPrefix) == string(sessionCookie) {
			return c.Name + "=" + c.Value
		}
	}
	t.Fatal("signing in gave no cookie")
	return ""
}
