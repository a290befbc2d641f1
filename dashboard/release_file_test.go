package dashboard

import (
	"errors"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// TestReleaseFilesAsDataUsersExpect looks at the headers, conditions and parts of a frozen file, then at a file that somebody has changed.
func TestReleaseFilesAsDataUsersExpect(t *testing.T) {
	st, u := withRelease(t, nil)
	at := releaseURL(1, "matrix.csv")
	whole := st.get(t, at)
	for name, want := range map[string]string{
		"Cache-Control": "public, max-age=31536000, immutable", "Accept-Ranges": "bytes", "Content-Type": "text/csv; charset=utf-8", "Access-Control-Allow-Origin": "*",
		"Cross-Origin-Resource-Policy": "cross-origin", "Last-Modified": st.manifest(t, 1).Frozen.Format(http.TimeFormat), "Content-Length": strconv.Itoa(len(whole.body)),
		"Content-Encoding": "", "Vary": "", "Set-Cookie": "",
	} {
		if got := whole.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	links := strings.Join(whole.Header.Values("Link"), ", ")
	for _, want := range []string{"<" + st.at + `/data/v/1/manifest.json>; rel="describedby"`, "<" + st.at + `/data/v/1>; rel="collection"`, "<" + CC0Licence + `>; rel="license"`} {
		if strings.Count(links, want) != 1 {
			t.Errorf("Link is %s, want one %s", links, want)
		}
	}
	kind, names, err := mime.ParseMediaType(whole.Header.Get("Content-Disposition"))
	if err != nil || kind != "attachment" || names["filename"] != "pionjärkollen-2025-2026-utgåva-1-2026-12-01-exempeldata-matrix.csv" {
		t.Errorf("Content-Disposition is %q: %v, %v", whole.Header.Get("Content-Disposition"), names, err)
	}
	st.checkParts(t, at, whole)
	st.checkConditions(t, at, whole)
	for _, gone := range []string{"/data/v/2", "/data/v/0", "/data/v/01", "/data/v/x", "/data/v/1/none.csv", "/data/v/1/..%2f..%2fx.duckdb", "/data/v/2/manifest.json", "/data/v/1/citera.txt", "/data/v/9/citera.bib"} {
		st.ask(t, http.MethodGet, gone, "").wantStatus(t, http.StatusNotFound)
	}
	open := openFiles(t)
	for range 20 {
		st.ask(t, http.MethodHead, at, "").wantStatus(t, http.StatusOK)
		st.ask(t, http.MethodGet, at, "", "If-None-Match", whole.Header.Get("ETag")).wantStatus(t, http.StatusNotModified)
		st.ask(t, http.MethodGet, at, "", "Range", "bytes=999999-").wantStatus(t, http.StatusRequestedRangeNotSatisfiable)
	}
	if now := openFiles(t); now > open+5 {
		t.Errorf("%d files are open, %d before", now, open)
	}
	st.checkSpoilt(t, u, at, whole.body)
}

// openFiles counts what the process has open.
func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func (st *stage) checkParts(t *testing.T, at string, whole answer) {
	t.Helper()
	size := len(whole.body)
	for asked, want := range map[string]string{
		"bytes=0-9":                       "0-9",
		"bytes=5-5":                       "5-5",
		"bytes=10-":                       "10-" + strconv.Itoa(size-1),
		"bytes=-7":                        strconv.Itoa(size-7) + "-" + strconv.Itoa(size-1),
		"Bytes = 3-99999999":              "3-" + strconv.Itoa(size-1),
		"bytes=7-99999999999999999999999": "7-" + strconv.Itoa(size-1),
		"bytes=-99999999999999999999":     "", // all of it
		"bytes=0-":                        "",
		"bytes=0-1,4-5":                   "",
		"bytes=9-2":                       "",
		"bytes=a-b":                       "",
		"bytes=":                          "",
		"bytes=-":                         "",
		"lines=1-2":                       "",
		"bytes=+1-2":                      "",
	} {
		a := st.ask(t, http.MethodGet, at, "", "Range", asked)
		if want == "" {
			if a.StatusCode != http.StatusOK || a.body != whole.body || a.Header.Get("Content-Range") != "" {
				t.Errorf("%s: %s, %d bytes", asked, a.Status, len(a.body))
			}
			continue
		}
		from, to, _ := strings.Cut(want, "-")
		first, err := strconv.Atoi(from)
		if err != nil {
			t.Fatal(err)
		}
		last, err := strconv.Atoi(to)
		if err != nil {
			t.Fatal(err)
		}
		if a.StatusCode != http.StatusPartialContent || a.body != whole.body[first:last+1] || a.Header.Get("Content-Range") != "bytes "+want+"/"+strconv.Itoa(size) ||
			a.Header.Get("Content-Length") != strconv.Itoa(len(a.body)) || a.Header.Get("ETag") != whole.Header.Get("ETag") {
			t.Errorf("%s: %s, %v, %d bytes", asked, a.Status, a.Header, len(a.body))
		}
	}
	for _, asked := range []string{"bytes=" + strconv.Itoa(size) + "-", "bytes=99999999999999999999-", "bytes=-0"} {
		a := st.ask(t, http.MethodGet, at, "", "Range", asked).wantStatus(t, http.StatusRequestedRangeNotSatisfiable)
		if a.Header.Get("Content-Range") != "bytes */"+strconv.Itoa(size) || a.Header.Get("Cache-Control") != "no-store" || a.Header.Get("ETag") != "" {
			t.Errorf("%s: %v", asked, a.Header)
		}
	}
	if a := st.ask(t, http.MethodHead, at, "", "Range", "bytes=0-1"); a.StatusCode != http.StatusOK || a.body != "" || a.Header.Get("Content-Length") != strconv.Itoa(size) {
		t.Errorf("HEAD: %s %v", a.Status, a.Header)
	}
}

func (st *stage) checkConditions(t *testing.T, at string, whole answer) {
	t.Helper()
	etag, frozen := whole.Header.Get("ETag"), whole.Header.Get("Last-Modified")
	const earlier, later = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
	for _, c := range []struct {
		status  int
		headers []string
	}{
		{304, []string{"If-None-Match", etag}},
		{304, []string{"If-None-Match", `"x", W/` + etag}},
		{304, []string{"If-None-Match", "*"}},
		{200, []string{"If-None-Match", `"x"`, "If-Modified-Since", later}},
		{304, []string{"If-Modified-Since", frozen}},
		{304, []string{"If-Modified-Since", later}},
		{200, []string{"If-Modified-Since", earlier}},
		{200, []string{"If-Modified-Since", "yesterday"}},
		{206, []string{"Range", "bytes=0-1", "If-Range", etag}},
		{206, []string{"Range", "bytes=0-1", "If-Range", frozen}},
		{200, []string{"Range", "bytes=0-1", "If-Range", `"x"`}},
		{200, []string{"Range", "bytes=0-1", "If-Range", "W/" + etag}},
		{200, []string{"Range", "bytes=0-1", "If-Range", later}},
		{304, []string{"Range", "bytes=0-1", "If-None-Match", etag}},
	} {
		a := st.ask(t, http.MethodGet, at, "", c.headers...)
		if a.StatusCode != c.status || c.status == 304 && a.body != "" || c.status == 200 && a.body != whole.body {
			t.Errorf("%v: %s, want %d", c.headers, a.Status, c.status)
		}
		if a.Header.Get("ETag") != etag || a.Header.Get("Cache-Control") != whole.Header.Get("Cache-Control") {
			t.Errorf("%v: %v", c.headers, a.Header)
		}
	}
}

// checkSpoilt changes a file behind the site's back: nobody gets it, staff are told, and nothing is frozen upon it.
func (st *stage) checkSpoilt(t *testing.T, u *deskUser, at, body string) {
	t.Helper()
	spoil := func(name, text string) {
		file, _, err := st.db.Releases().Open(1, name)
		if err != nil {
			t.Fatal(err)
		}
		path := file.Name()
		if err := errors.Join(file.Close(), os.Chmod(path, 0o600), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	admin := st.deskUser(t, access.RoleAdministrator, "Bo Ek", newAddress())
	admin.open("/personal/system").says(t, http.StatusOK, "1, alla filer är som de frystes")
	spoil("matrix.csv", strings.Replace(body, "3", "2", 1))
	for _, headers := range [][]string{nil, {"Range", "bytes=0-9"}, {"If-None-Match", "*"}} {
		a := st.ask(t, http.MethodGet, at, "", headers...)
		a.says(t, http.StatusInternalServerError, "Filen är inte som den frystes", "utgåva 1")
		if strings.Contains(a.body, "kommunkod") || a.Header.Get("Cache-Control") != "no-store" || a.Header.Get("ETag") != "" {
			t.Errorf("%v: %v", headers, a.Header)
		}
	}
	st.get(t, releaseURL(1, "matrix.json"))
	if !strings.Contains(st.log.String(), "is not what was frozen") {
		t.Error("the log does not say so")
	}
	admin.open("/personal/system").says(t, http.StatusOK, "Utgåva 1, matrix.csv: är inte som den frystes", "1, 1 filer är inte som de frystes")
	found, err := st.site.releases.Verify(t.Context())
	if err != nil || len(found.Faults) != 1 || found.Faults[0].Name != "matrix.csv" {
		t.Errorf("verify says %+v, %v", found, err)
	}
	spoil(release.StateFile, "{}")
	u.open("/personal/utgavor").says(t, http.StatusOK, "En tidigare utgåva är inte som den frystes")
	u.freeze("En till.", "").says(t, http.StatusConflict, "En tidigare utgåva är inte som den frystes")
	st.get(t, "/data").says(t, http.StatusOK, "Utgåva 1")
}

// TestAReleaseThatIsGoneIsMissed removes a whole release: its number is not used again, and it is told.
func TestAReleaseThatIsGoneIsMissed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pk.duckdb")
	catalogue := datatest.Catalogue(t)
	open := func() (*data.DB, *audit.Log, *release.Store) {
		db, err := data.Open(t.Context(), data.Options{Path: path, Catalogue: catalogue})
		if err != nil {
			t.Fatal(err)
		}
		l, err := audit.Open(t.Context(), db, nil)
		if err != nil {
			t.Fatal(err)
		}
		return db, l, release.Open(release.Options{DB: db, Audit: l})
	}
	freeze := func(db *data.DB, s *release.Store) (*release.Manifest, error) {
		return s.Freeze(t.Context(), release.Request{By: audit.By{Actor: audit.Actor{Kind: audit.Shell}}, Edition: catalogue.Current(), DataVersion: db.Version(), Notes: release.Text{SV: "x"}})
	}
	hand := func(db *data.DB, example bool) {
		s := data.Submission{
			Kind: data.Levels, Edition: catalogue.Current().ID, Example: example, Sender: data.Sender{Name: "Prov", Role: "staff"},
			Declarations: []data.Declaration{{Line: 2, Municipality: "0780", Commitment: "styrning", Level: new(1)}},
		}
		if _, err := db.Record(t.Context(), s, []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	db, l, s := open()
	if _, err := freeze(db, s); !errors.Is(err, release.ErrEmpty) {
		t.Errorf("nothing: %v", err)
	}
	hand(db, true)
	if _, err := freeze(db, s); !errors.Is(err, release.ErrExample) {
		t.Errorf("invented answers outside of a demonstration: %v", err)
	}
	hand(db, false)
	if m, err := freeze(db, s); err != nil || m.Number != 1 || m.Example {
		t.Fatalf("got %+v, %v", m, err)
	}
	if err := errors.Join(l.Close(t.Context()), db.Close(), os.RemoveAll(filepath.Join(path+".releases", "1"))); err != nil {
		t.Fatal(err)
	}
	db, l, s = open()
	found, err := s.Verify(t.Context())
	if err != nil || len(found.Faults) != 1 || found.Faults[0].Number != 1 || found.Faults[0].Name != "" {
		t.Errorf("verify says %+v, %v", found, err)
	}
	if m, err := freeze(db, s); err != nil || m.Number != 2 {
		t.Errorf("the next is %+v, %v", m, err)
	}
	if err := errors.Join(l.Close(t.Context()), db.Close()); err != nil {
		t.Fatal(err)
	}
}
