package desk_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// TestConsentIsSaidAndTakenBack has nobody agree who has not said so.
func TestConsentIsSaidAndTakenBack(t *testing.T) {
	w := begin(t, "", mail.Settings{})
	if all, err := w.Consents(t.Context(), ""); err != nil || len(all) != 0 {
		t.Fatal(all, err)
	}
	version := w.db.Version()
	said := desk.ContactConsent{Leading: desk.Agrees, Learning: desk.Declines}
	if err := w.SayConsent(t.Context(), officer(), "0780", said); err != nil {
		t.Fatal(err)
	}
	if w.db.Version() == version {
		t.Error("public pages are not drawn anew")
	}
	if err := w.SayConsent(t.Context(), staff(), "1281", desk.ContactConsent{Learning: desk.Agrees}); err != nil {
		t.Fatal(err)
	}
	said.Said = w.clock()
	if all, err := w.Consents(t.Context(), ""); err != nil || len(all) != 2 || all["0780"] != said || all["1281"].Leading != desk.Unsaid || all["0764"] != (desk.ContactConsent{}) {
		t.Error(all, err)
	}
	w.pass(time.Hour)
	if err := w.SayConsent(t.Context(), officer(), "0780", desk.ContactConsent{}); err != nil {
		t.Fatal(err)
	}
	if one, err := w.Consents(t.Context(), "0780"); err != nil || len(one) != 1 || one["0780"] != (desk.ContactConsent{Said: w.clock()}) {
		t.Error(one, err)
	}
	for name, bad := range map[string]error{
		"a strange answer": w.SayConsent(t.Context(), officer(), "0780", desk.ContactConsent{Leading: "maybe"}),
		"no municipality":  w.SayConsent(t.Context(), officer(), "9999", said),
	} {
		if _, ok := errors.AsType[*desk.InputError](bad); !ok {
			t.Errorf("%s: %v", name, bad)
		}
	}
	if got := w.logged(t); !slices.Equal(got, []audit.Action{audit.ConsentSaid, audit.ConsentSaid, audit.ConsentSaid}) {
		t.Errorf("logged %v", got)
	}
}

// TestConsentOutlivesARebuild, as no journal has it.
func TestConsentOutlivesARebuild(t *testing.T) {
	path := newPath(t)
	w := begin(t, path, mail.Settings{})
	if err := w.SayConsent(t.Context(), officer(), "0780", desk.ContactConsent{Leading: desk.Agrees}); err != nil {
		t.Fatal(err)
	}
	w.end(t)
	if _, err := data.Rebuild(t.Context(), data.Options{Path: path, Catalogue: datatest.Catalogue(t), Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	w = begin(t, path, mail.Settings{})
	if all, err := w.Consents(t.Context(), ""); err != nil || all["0780"].Leading != desk.Agrees {
		t.Error(all, err)
	}
}
