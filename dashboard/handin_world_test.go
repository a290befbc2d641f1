package dashboard_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// handWorld is a site that answers on a port of its own, over an empty database in a file.
type handWorld struct {
	t    *testing.T
	db   *data.DB
	base string

	database, drafts string // where they are kept
}

func newHandWorld(t *testing.T) *handWorld {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	w := &handWorld{t: t, database: filepath.Join(t.TempDir(), "test.duckdb"), drafts: filepath.Join(t.TempDir(), "drafts")}
	db, err := data.Open(t.Context(), data.Options{Path: w.database, Catalogue: datatest.Catalogue(t), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	site, err := dashboard.New(dashboard.Options{DB: db, Log: log, Drafts: w.drafts, Access: access.Options{Demo: true}})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- site.Serve(ln) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := site.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	w.db, w.base = db, "http://"+ln.Addr().String()
	return w
}

// token returns a sign-in link's token. A code of "" is staff.
func (w *handWorld) token(code string, valid time.Duration) string {
	inv := access.NewInvitation(access.RoleStaff, "Åsa Öberg", rand.Text()+"@example.se", w.db.Now().Add(valid))
	if code != "" {
		inv.Role, inv.Municipalities = access.RoleOfficer, []string{code}
	}
	return access.SealLink(w.db.Secret(), inv)
}

// levels returns what stands for a city: state by slug.
func (w *handWorld) levels(code string) map[string]analytics.State {
	w.t.Helper()
	profile, err := analytics.New(w.db).City(w.t.Context(), analytics.Filter{}, code)
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[string]analytics.State{}
	for _, c := range profile.Commitments {
		out[c.Commitment.Slug] = c.Cell.State
	}
	return out
}

// submissions counts what has been saved.
func (w *handWorld) submissions() int {
	w.t.Helper()
	all, err := analytics.New(w.db).Submissions(w.t.Context(), "", 0)
	if err != nil {
		w.t.Fatal(err)
	}
	return len(all)
}

// person is a browser without JavaScript: cookies, and forms sent as the pages say.
type person struct {
	*handWorld
	client *http.Client
}

// page is an answer as the browser shows it, after redirects.
type seenPage struct {
	status int
	path   string // with the query
	body   string
	header http.Header
}

func (w *handWorld) visitor() *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Transport: &http.Transport{}, Timeout: 60 * time.Second}
	w.t.Cleanup(client.CloseIdleConnections) // also those that were opened and not used, for which a shutdown would wait
	return &person{w, client}
}

// signIn returns a browser in which an officer of the city, or staff for "", has signed in.
func (w *handWorld) signIn(code string) *person {
	w.t.Helper()
	p := w.visitor()
	at := "/valkommen/" + w.token(code, time.Hour)
	shown := p.get(at)
	shown.has(w.t, http.StatusOK, "Åsa Öberg")
	p.submit(shown, at, nil).has(w.t, http.StatusOK)
	p.get("/lamna-in").has(w.t, http.StatusOK, "Ladda upp och granska")
	return p
}

func (p *person) do(method, path, contentType string, body io.Reader, header ...string) seenPage {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := p.client.Do(req)
	if err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	if strings.Contains(string(text), "⟨") {
		p.t.Errorf("%s has a message that does not exist: %s", path, regexp.MustCompile(`⟨[^⟩]*⟩`).FindString(string(text)))
	}
	return seenPage{resp.StatusCode, resp.Request.URL.RequestURI(), string(text), resp.Header}
}

func (p *person) get(path string) seenPage { p.t.Helper(); return p.do(http.MethodGet, path, "", nil) }

func (p *person) post(path string, form url.Values, header ...string) seenPage {
	p.t.Helper()
	return p.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), header...)
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// form returns the hidden fields of the form on a page that is sent to action.
func (s seenPage) form(t *testing.T, action string) url.Values {
	t.Helper()
	_, rest, found := strings.Cut(s.body, `action="`+action+`"`)
	if !found {
		t.Fatalf("no form that is sent to %s in\n%s", action, s.body)
	}
	rest, _, _ = strings.Cut(rest, "</form>")
	values := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(rest, -1) {
		values.Set(m[1], m[2])
	}
	return values
}

// submit sends the form on a page, with the boxes ticked.
func (p *person) submit(on seenPage, action string, ticked []string) seenPage {
	p.t.Helper()
	form := on.form(p.t, action)
	form["confirm"] = ticked
	return p.post(action, form)
}

// multipartBody is a form with the token and, unless its name is "", a file.
func multipartBody(t *testing.T, csrf, name string, content []byte) (contentType string, body *bytes.Buffer) {
	t.Helper()
	body = &bytes.Buffer{}
	m := multipart.NewWriter(body)
	if err := m.WriteField("csrf", csrf); err != nil {
		t.Fatal(err)
	}
	part, err := m.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return m.FormDataContentType(), body
}

// upload sends a file from the hand-in page and returns what was found in it.
func (p *person) upload(name, content string) seenPage {
	p.t.Helper()
	csrf := p.get("/lamna-in").form(p.t, "/lamna-in").Get("csrf")
	kind, body := multipartBody(p.t, csrf, name, []byte(content))
	return p.do(http.MethodPost, "/lamna-in", kind, body)
}

// handIn uploads a file without warnings and saves it. It returns the receipt.
func (p *person) handIn(content string) seenPage {
	p.t.Helper()
	shown := p.upload("fil.csv", content)
	shown.has(p.t, http.StatusOK, "Filen kan sparas")
	receipt := p.submit(shown, shown.path, nil)
	receipt.has(p.t, http.StatusOK, "Det här är kvittot")
	return receipt
}

// has checks the status and that each text stands on the page.
func (s seenPage) has(t *testing.T, status int, texts ...string) {
	t.Helper()
	if s.status != status {
		t.Errorf("%s: status %d, want %d\n%s", s.path, s.status, status, s.body)
	}
	for _, text := range texts {
		if !strings.Contains(strings.ReplaceAll(s.body, "\u00ad", ""), text) {
			t.Errorf("%s lacks %q:\n%s", s.path, text, s.body)
		}
	}
}

// lacks checks that none of the texts stands on the page.
func (s seenPage) lacks(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(s.body, text) {
			t.Errorf("%s has %q:\n%s", s.path, text, s.body)
		}
	}
}

// submissionID is the number in a receipt's address.
func (s seenPage) submissionID(t *testing.T) string {
	t.Helper()
	_, id, found := strings.Cut(s.path, "/lamna-in/kvitto/")
	if !found {
		t.Fatalf("%s is no receipt", s.path)
	}
	return id
}
