package access_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
)

func TestExportAndErase(t *testing.T) {
	w := open(t, demo)
	p, chief := w.passkeyPerson(access.Right{Link: w.officer()}), w.signIn(access.RoleAdministrator)
	me := p.session.Person
	if _, err := w.db.Record(t.Context(), data.Submission{
		Kind: data.Levels, Edition: w.db.Catalogue().Current().ID, Sender: p.session.Sender("0780"), File: data.File{Name: "nivaer.csv"},
		Declarations: []data.Declaration{{Line: 2, Municipality: "0780", Commitment: "styrning", Level: new(2)}},
	}, []byte("raw")); err != nil {
		t.Fatal(err)
	}
	out := must(w.Export(t.Context(), p.actor(), me.ID))(t)
	text := string(must(json.Marshal(out))(t))
	for _, want := range []string{me.Name, me.Email, "0780", "Säkerhetsnyckel", p.client.Address, "Provläsare/1.0", "nivaer.csv", "invitation"} {
		if !strings.Contains(text, want) {
			t.Errorf("the export lacks %q: %s", want, text)
		}
	}
	if strings.Contains(text, p.token) || strings.Contains(text, "publicKey") {
		t.Errorf("the export has a secret: %s", text)
	}
	before := w.db.Version()
	if err := w.Erase(t.Context(), chief, me.ID); err != nil {
		t.Fatal(err)
	}
	if w.db.Version() == before {
		t.Error("pages that show the name stay in caches")
	}
	for _, table := range []string{"person", "link", "submission", "signed_in", "passkey"} {
		for _, trace := range []string{me.Name, me.Email, strings.ToLower(me.Email), p.client.Address} {
			if n := w.count("SELECT count(*) FROM "+table+" AS t WHERE contains(t::VARCHAR, ?) AND NOT contains(t::VARCHAR, ?)", trace, chief.Session.Person.ID); n != 0 {
				t.Errorf("%s still has %q", table, trace)
			}
		}
	}
	if n := w.count("SELECT count(*) FROM submission WHERE sender_name = ? AND sender_municipality = '0780'", data.ErasedName); n != 1 {
		t.Error("the submission is gone")
	}
	if _, err := w.signInAgain(p); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("she signs in: %v", err)
	}
	if err := w.Enable(t.Context(), chief, me.ID); !errors.Is(err, access.ErrUnknown) {
		t.Errorf("she is enabled: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

// must2 returns the second of two results.
func must2[T, U any](_ T, v U, err error) func(*testing.T) U { return must(v, err) }
