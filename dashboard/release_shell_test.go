package dashboard

import (
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/release"
)

// filesOf reads every file of a release but those that say who froze it.
func (st *stage) filesOf(t *testing.T, number int) map[string]string {
	t.Helper()
	m, err := st.site.releases.Manifest(number)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range m.Files {
		from, _, err := st.site.releases.Open(number, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(from)
		if err := errors.Join(err, from.Close()); err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// TestTheShellFreezesWhatTheSiteDoes hands in the same twice over on sites of their own: staff freeze on one, the shell beside another while it
// runs, and on a third as while none runs. The releases are the same, but for who froze them.
func TestTheShellFreezesWhatTheSiteDoes(t *testing.T) {
	notes := release.Text{SV: "Det första läget.", EN: "The first state."}
	second := release.Text{SV: "Växjö rättade."}
	frozen := func(freeze func(*stage, release.Text)) (*stage, []map[string]string, []*release.Manifest) {
		st := newStage(t, nil)
		st.state(t, true, 3, 2, 1, 0, -1)
		freeze(st, notes)
		st.state(t, true, 2)
		freeze(st, second)
		var manifests []*release.Manifest
		var files []map[string]string
		for number := range 2 {
			m, err := st.site.releases.Manifest(number + 1)
			if err != nil {
				t.Fatal(err)
			}
			known := *m
			known.FrozenBy, known.DataVersion = "", 0
			manifests, files = append(manifests, &known), append(files, st.filesOf(t, number+1))
		}
		return st, files, manifests
	}
	site, siteFiles, siteManifests := frozen(func(st *stage, n release.Text) { st.freezer(t).frozen(n.SV, n.EN) })
	if m, _ := site.site.releases.Manifest(2); m.FrozenBy != "staff" || m.Changes.None() {
		t.Errorf("the site's says %+v", m)
	}
	for name, shellOf := range map[string]func(*stage) release.Shell{
		"while the site runs": func(st *stage) release.Shell { return st.site.ReleaseShell() },
		"while none runs": func(st *stage) release.Shell {
			return NewReleaseShell(st.db, st.site.audit, ReleaseSite("", "Provkommunen", ""), true)
		},
	} {
		st, files, manifests := frozen(func(st *stage, n release.Text) {
			told, err := shellOf(st).Do(t.Context(), release.Ask{Notes: n, Freeze: true})
			if err != nil || !told.Frozen {
				t.Fatalf("%s: %+v, %v", name, told, err)
			}
		})
		if !reflect.DeepEqual(files, siteFiles) {
			t.Errorf("%s: files are not those of the site", name)
		}
		if !reflect.DeepEqual(manifests, siteManifests) {
			t.Errorf("%s: %+v, the site's %+v", name, manifests[1], siteManifests[1])
		}
		if m, _ := st.site.releases.Manifest(1); m.FrozenBy != "shell" {
			t.Errorf("%s: frozen by %q", name, m.FrozenBy)
		}
		st.get(t, "/data/v/1").says(t, http.StatusOK, "av den som driver webbplatsen")
		st.get(t, "/en/data/v/2").says(t, http.StatusOK, "by whoever runs the site", "Example data")
		page, err := audit.Read(t.Context(), st.db, audit.Filter{Action: audit.ReleaseFrozen}, 0, 10)
		if err != nil || len(page.Rows) != 2 || page.Rows[0].By.Kind != audit.Shell || page.Rows[0].ObjectID != "2" || page.Rows[0].Details["edition"] != "2025/2026" {
			t.Errorf("%s: the log has %+v, %v", name, page.Rows, err)
		}
	}
}

// TestTheShellLooksBeforeItFreezes asks for what cannot be frozen, and for what cannot be meant: there is no release after it.
func TestTheShellLooksBeforeItFreezes(t *testing.T) {
	st := newStage(t, nil)
	shell := st.site.ReleaseShell()
	do := func(a release.Ask) release.Told {
		t.Helper()
		told, err := shell.Do(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		return told
	}
	if told := do(release.Ask{}); !strings.Contains(told.Refused, release.ErrEmpty.Error()) {
		t.Errorf("nobody has handed in: %+v", told)
	}
	st.state(t, true, 3, 2)
	look := do(release.Ask{})
	if look.Frozen || look.Refused != "" || look.Manifest.Number != 1 || !look.Manifest.Example || look.Manifest.Coverage.HandedIn != 1 || len(look.Manifest.Files) < 40 {
		t.Errorf("a look says %+v", look)
	}
	strict := NewReleaseShell(st.db, st.site.audit, st.site.releaseSite(), false)
	if told, err := strict.Do(t.Context(), release.Ask{Freeze: true, Notes: release.Text{SV: "x"}}); err != nil || told.Frozen || !strings.Contains(told.Refused, release.ErrExample.Error()) {
		t.Errorf("invented answers: %+v, %v", told, err)
	}
	st.deskUser(t, "staff", "Kim Lind", newAddress())
	for field, a := range map[string]release.Ask{
		"edition":    {Edition: "1999"},
		"notes-sv":   {Freeze: true},
		"notes-en":   {Notes: release.Text{SV: "x", EN: "Kim Lind did"}},
		"public-url": {Site: release.Site{Home: "https://other.example.se"}},
		"operator":   {Site: release.Site{Publisher: "En annan"}},
		"licence":    {Site: release.Site{Licence: "https://other.example.se/"}},
	} {
		a.Freeze = true
		if a.Notes.SV == "" && field != "notes-sv" {
			a.Notes.SV = "x"
		}
		if told := do(a); told.Mistake == nil || told.Mistake.Field != field || told.Frozen {
			t.Errorf("%s: %+v", field, told)
		}
	}
	st.state(t, true, 1)
	if told := do(release.Ask{Freeze: true, Notes: release.Text{SV: "x"}, DataVersion: look.Manifest.DataVersion}); told.Frozen || told.Refused != release.ErrChanged.Error() {
		t.Errorf("other figures than were looked at: %+v", told)
	}
	if n := len(st.site.releases.List()); n != 0 {
		t.Fatalf("%d releases were frozen", n)
	}
	if told := do(release.Ask{Freeze: true, Notes: release.Text{SV: "x"}, Site: release.Site{Publisher: "Provkommunen"}}); !told.Frozen || told.Manifest.Publisher != "Provkommunen" {
		t.Errorf("what the server says, too: %+v", told)
	}
}
