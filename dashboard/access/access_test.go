package access_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

var demo = access.Options{Demo: true}

func TestAcceptOpensASession(t *testing.T) {
	w := open(t, demo)
	l := access.NewInvitation(access.RoleOfficer, "Åsa Öberg", "Asa@Example.se", w.clock.now().Add(time.Hour), "0764", "0780")
	token := access.SealLink(w.db.Secret(), l)
	before := w.db.Version()
	for range 3 { // mail gateways open links
		if got := must(w.Inspect(t.Context(), token))(t); got.Name != l.Name || got.Email != l.Email || got.Kind != access.LinkInvitation {
			t.Fatalf("Inspect = %+v", got)
		}
	}
	a := must(w.AcceptDemo(t.Context(), browser(), token))(t)
	s := must(w.Session(t.Context(), a.Token))(t)
	if s.Person.Name != "Åsa Öberg" || s.Person.Role != access.RoleOfficer || strings.Join(s.Person.Municipalities, " ") != "0764 0780" ||
		s.Home() != "0764" || s.Method != access.ByDemo || !s.Expires.Equal(w.clock.now().Add(access.SessionLength)) || s.CSRF != a.Session.CSRF || s.ID != a.Session.ID {
		t.Errorf("session is %+v", s)
	}
	if _, err := w.Inspect(t.Context(), token); !errors.Is(err, access.ErrUsed) {
		t.Errorf("Inspect of a used link: %v", err)
	}
	if _, err := w.AcceptDemo(t.Context(), browser(), token); !errors.Is(err, access.ErrUsed) {
		t.Errorf("accepting a used link: %v", err)
	}
	if w.db.Version() != before {
		t.Error("signing in raised the data version that public caches hang on")
	}
	for range 2 {
		if err := w.SignOut(t.Context(), browser(), a.Token); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Session(t.Context(), a.Token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("Session after SignOut: %v", err)
	}
	if w.happened(access.LinkAccepted) != 1 || w.happened(access.SignedOut) != 1 {
		t.Errorf("events %+v", w.events)
	}
}

func TestWithoutDemoOneClickIsNotEnough(t *testing.T) {
	w := open(t, access.Options{})
	link := w.officer()
	if _, err := w.AcceptDemo(t.Context(), browser(), link); !errors.Is(err, access.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if _, err := w.Inspect(t.Context(), link); err != nil {
		t.Errorf("the link was spent: %v", err)
	}
}

func TestOneOfFiftyTriesSucceeds(t *testing.T) {
	w := open(t, access.Options{})
	link := w.officer()
	type try struct {
		c      access.Client
		id     string
		answer []byte
	}
	tries := make([]try, 50)
	for i := range tries {
		c := browser()
		offer := must(w.OfferPasskey(t.Context(), c, access.Right{Link: link}))(t)
		tries[i] = try{c, offer.ID, newAuthenticator(t).create(offer.Options)}
	}
	var admitted atomic.Int32
	var all sync.WaitGroup
	for _, one := range tries {
		all.Go(func() {
			switch _, err := w.AcceptPasskey(t.Context(), one.c, one.id, one.answer, ""); {
			case err == nil:
				admitted.Add(1)
			case !errors.Is(err, access.ErrUsed):
				t.Errorf("accept: %v", err)
			}
		})
	}
	all.Wait()
	if n, people, keys := admitted.Load(), w.count("SELECT count(*) FROM person"), w.count("SELECT count(*) FROM passkey"); n != 1 || people != 1 || keys != 1 {
		t.Errorf("%d of 50 tries were let in, %d people and %d passkeys are stored; want 1 of each", n, people, keys)
	}
}

func TestLinksRunOut(t *testing.T) {
	w := open(t, demo)
	late := w.officer()
	w.clock.forward(time.Hour)
	if _, err := w.Inspect(t.Context(), late); !errors.Is(err, access.ErrExpired) {
		t.Errorf("Inspect at the moment of expiry: %v", err)
	}
	if _, err := w.AcceptDemo(t.Context(), browser(), late); !errors.Is(err, access.ErrExpired) {
		t.Errorf("accepting at the moment of expiry: %v", err)
	}
}

func TestALinkMayRunOutWhileItIsBeingAccepted(t *testing.T) {
	w := open(t, access.Options{})
	c := browser()
	offer := must(w.OfferPasskey(t.Context(), c, access.Right{Link: access.SealLink(w.db.Secret(),
		access.NewInvitation(access.RoleStaff, "Kim", "kim@example.se", w.clock.now().Add(time.Minute)))}))(t)
	w.clock.forward(time.Minute)
	if _, err := w.AcceptPasskey(t.Context(), c, offer.ID, newAuthenticator(t).create(offer.Options), ""); !errors.Is(err, access.ErrExpired) {
		t.Errorf("got %v", err)
	}
}

func TestForgedLinksAreRefused(t *testing.T) {
	w := open(t, demo)
	secret := w.db.Secret()
	until := w.clock.now().Add(time.Hour)
	invite := func(role access.Role, name, email string, codes ...string) string {
		return access.SealLink(secret, access.NewInvitation(role, name, email, until, codes...))
	}
	good := w.officer()
	body, signature, _ := strings.Cut(good, ".")
	other := strings.Repeat("A", len(signature))
	tokens := map[string]string{
		"empty":                   "",
		"one part":                body,
		"no signature":            body + ".",
		"other signature":         body + "." + other,
		"other body":              "e30." + signature,
		"padded":                  good + "=",
		"with a line break":       body + "." + signature[:5] + "\n" + signature[5:],
		"garbage":                 "../../etc/passwd.\x00åäö",
		"very long":               strings.Repeat("A", 1<<20) + "." + signature,
		"another secret":          access.SealLink([]byte("another"), access.NewInvitation(access.RoleStaff, "A", "a@example.se", until)),
		"unknown municipality":    invite(access.RoleOfficer, "A", "a@example.se", "9999"),
		"no municipality":         invite(access.RoleOfficer, "A", "a@example.se"),
		"staff of one city":       invite(access.RoleStaff, "A", "a@example.se", "0780"),
		"unknown role":            invite("root", "A", "a@example.se", "0780"),
		"no name":                 invite(access.RoleStaff, " ", "a@example.se"),
		"no address":              invite(access.RoleStaff, "A", ""),
		"two addresses":           invite(access.RoleStaff, "A", "a@example.se, b@example.se"),
		"address with line break": invite(access.RoleStaff, "A", "a@example.se\r\nBcc: b@example.se"),
		"no id":                   access.SealLink(secret, access.Link{Kind: access.LinkInvitation, Role: access.RoleStaff, Name: "A", Email: "a@example.se", Expires: until}),
		"unknown kind":            access.SealLink(secret, access.Link{ID: "x", Kind: "open sesame", Role: access.RoleAdministrator, Expires: until}),
		"recovery of nobody":      access.SealLink(secret, access.NewRecovery("nobody@example.se", until)),
		"signed but not an offer": access.SealLink(secret, access.Link{}),
	}
	for name, token := range tokens {
		t.Run(name, func(t *testing.T) {
			if _, err := w.Inspect(t.Context(), token); !errors.Is(err, access.ErrInvalid) {
				t.Errorf("Inspect: %v", err)
			}
			if _, err := w.OfferPasskey(t.Context(), browser(), access.Right{Link: token}); !errors.Is(err, access.ErrInvalid) && token != "" {
				t.Errorf("OfferPasskey: %v", err)
			}
			if _, err := w.AcceptDemo(t.Context(), browser(), token); err == nil {
				t.Error("it was accepted")
			}
		})
	}
}

func TestCancelledAcceptSpendsNothing(t *testing.T) {
	w := open(t, demo)
	link := w.officer()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.AcceptDemo(ctx, browser(), link); err == nil {
		t.Fatal("accepting with a cancelled context succeeded")
	}
	if _, err := w.Inspect(t.Context(), link); err != nil {
		t.Errorf("the link was spent without a session: %v", err)
	}
}

func TestTheFirstAdministrator(t *testing.T) {
	w := open(t, access.Options{})
	first, second := must(w.Bootstrap(t.Context()))(t), must(w.Bootstrap(t.Context()))(t)
	for field, right := range map[string]access.Right{
		"name":  {Link: first, Name: " ", Email: "kim@example.se"},
		"email": {Link: first, Name: "Kim", Email: "kim"},
	} {
		var wrong *access.FieldError
		if _, err := w.OfferPasskey(t.Context(), browser(), right); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	p := w.passkeyPerson(access.Right{Link: first, Name: " Kim  Lind ", Email: "kim@example.se"})
	if s := p.session; !s.Administrator() || !s.Staff() || s.Person.Name != "Kim Lind" || s.Person.Email != "kim@example.se" {
		t.Errorf("session %+v", s)
	}
	if _, err := w.Inspect(t.Context(), second); !errors.Is(err, access.ErrUsed) {
		t.Errorf("a second bootstrap link still opens: %v", err)
	}
	if token, err := w.Bootstrap(t.Context()); token != "" || err != nil {
		t.Errorf("a site with people offers %q, %v", token, err)
	}
}
