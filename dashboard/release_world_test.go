package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"testing"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
)

// freezer is a person of the staff with a fresh proof.
func (st *stage) freezer(t *testing.T) *deskUser {
	t.Helper()
	return st.deskUser(t, access.RoleStaff, "Kim Lind", newAddress()).prove()
}

// state hands in levels for Växjö, one per commitment from the first on; -1 is silence.
func (st *stage) state(t *testing.T, example bool, levels ...int) {
	t.Helper()
	s := data.Submission{Kind: data.Levels, Example: example}
	for i, level := range levels {
		d := data.Declaration{Line: i + 2, Municipality: "0780", Commitment: st.db.Catalogue().Current().Commitments[i].Slug, Comment: "HEMLIG-kommentar"}
		if level >= 0 {
			d.Level = &level
		}
		s.Declarations = append(s.Declarations, d)
	}
	st.record(t, s)
}

var shownVersion = regexp.MustCompile(`name="data" value="(\d+)"`)

// freeze sends the form of the page as it stands.
func (u *deskUser) freeze(sv, en string) answer {
	u.t.Helper()
	shown := u.open("/personal/utgavor")
	m := shownVersion.FindStringSubmatch(shown.body)
	if m == nil {
		u.t.Fatalf("no form: %s\n%s", shown.Status, mainOf(shown.body))
	}
	return u.send("/personal/utgavor", url.Values{"version": {"2025/2026"}, "data": {m[1]}, "svensk": {sv}, "engelsk": {en}})
}

// frozen freezes, and must succeed.
func (u *deskUser) frozen(sv, en string) {
	u.t.Helper()
	u.freeze(sv, en).leads(u.t, "/personal/utgavor?klart=fryst")
}

// manifest reads what a release says about itself over HTTP.
func (st *stage) manifest(t *testing.T, number int) release.Manifest {
	t.Helper()
	var m release.Manifest
	if err := json.Unmarshal([]byte(st.get(t, releaseURL(number, release.ManifestFile)).body), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func releaseURL(number int, name string) string {
	return "/data/v/" + strconv.Itoa(number) + "/" + name
}

// fetchAll fetches every file of a release, and checks each against the manifest.
func (st *stage) fetchAll(t *testing.T, number int) map[string]string {
	t.Helper()
	m := st.manifest(t, number)
	bodies := map[string]string{}
	for _, f := range m.Files {
		a := st.get(t, releaseURL(number, f.Name))
		sum := sha256.Sum256([]byte(a.body))
		if hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(a.body)) != f.Size || a.Header.Get("ETag") != `"`+f.SHA256+`"` || a.Header.Get("Content-Type") != f.MediaType {
			t.Errorf("%s is not what the manifest says: %v", f.Name, a.Header)
		}
		bodies[f.Name] = a.body
	}
	for _, name := range []string{release.ManifestFile, data.ReleaseSums} {
		bodies[name] = st.get(t, releaseURL(number, name)).body
	}
	return bodies
}

// withRelease is a site with one release of Växjö's invented levels.
func withRelease(t *testing.T, change func(*Options)) (*stage, *deskUser) {
	t.Helper()
	st := newStage(t, change)
	home, err := url.Parse(st.at)
	if err != nil {
		t.Fatal(err)
	}
	st.site.public = home // nobody has asked anything yet
	st.state(t, true, 3, 2, 1, 0, -1)
	u := st.freezer(t)
	u.frozen("Det första läget.", "The first state.")
	return st, u
}

// wantStatus checks the status of an answer.
func (a answer) wantStatus(t *testing.T, status int) answer {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("%s is answered %s, want %s", a.Request.URL, a.Status, http.StatusText(status))
	}
	return a
}
