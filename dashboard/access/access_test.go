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
	"pionjarkollen/data"
)

// clock is a time that a test moves.
type clock struct{ at atomic.Pointer[time.Time] }

func newClock() *clock {
	c := &clock{}
	c.set(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	return c
}

func (c *clock) now() time.Time          { return *c.at.Load() }
func (c *clock) set(t time.Time)         { c.at.Store(&t) }
func (c *clock) forward(d time.Duration) { c.set(c.now().Add(d)) }

// open returns a keeper over an empty database in memory, that database, and its clock.
func open(t *testing.T) (*access.Keeper, *data.DB, *clock) {
	t.Helper()
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	c := newClock()
	db, err := data.Open(t.Context(), data.Options{Catalogue: catalogue, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return access.New(db), db, c
}

func invitation(c *clock) access.Invitation {
	return access.NewInvitation(access.RoleMunicipality, "0780", "Åsa Öberg", c.now().Add(time.Hour))
}

func TestAcceptOpensASession(t *testing.T) {
	k, db, c := open(t)
	inv := invitation(c)
	token := access.Invite(db.Secret(), inv)
	before := db.Version()

	got, err := k.Inspect(t.Context(), token)
	if err != nil || got != inv {
		t.Fatalf("Inspect = %+v, %v; want %+v", got, err, inv)
	}
	sessionToken, accepted, err := k.Accept(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	s, err := k.Session(t.Context(), sessionToken)
	if err != nil || s != accepted {
		t.Fatalf("Session = %+v, %v; want %+v", s, err, accepted)
	}
	if s.Name != "Åsa Öberg" || s.Role != access.RoleMunicipality || s.Municipality != "0780" ||
		!s.Expires.Equal(c.now().Add(access.SessionLength)) {
		t.Errorf("session is %+v", s)
	}
	if _, err := k.Inspect(t.Context(), token); !errors.Is(err, access.ErrUsed) {
		t.Errorf("Inspect of a used link: %v", err)
	}
	if _, _, err := k.Accept(t.Context(), token); !errors.Is(err, access.ErrUsed) {
		t.Errorf("Accept of a used link: %v", err)
	}
	if db.Version() != before {
		t.Error("signing in raised the data version that public caches hang on")
	}
	if err := k.SignOut(t.Context(), sessionToken); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Session(t.Context(), sessionToken); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("Session after SignOut: %v", err)
	}
	if err := k.SignOut(t.Context(), sessionToken); err != nil {
		t.Errorf("SignOut twice: %v", err)
	}
}

func TestOneOfFiftyTriesSucceeds(t *testing.T) {
	k, db, c := open(t)
	token := access.Invite(db.Secret(), invitation(c))
	var admitted atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			switch _, _, err := k.Accept(t.Context(), token); {
			case err == nil:
				admitted.Add(1)
			case !errors.Is(err, access.ErrUsed):
				t.Errorf("Accept: %v", err)
			}
		})
	}
	all.Wait()
	if n := admitted.Load(); n != 1 {
		t.Errorf("%d of 50 tries opened a session, want 1", n)
	}
}

func TestTimeRunsOut(t *testing.T) {
	k, db, c := open(t)
	late := access.Invite(db.Secret(), invitation(c))
	sessionToken, s, err := k.Accept(t.Context(), access.Invite(db.Secret(), invitation(c)))
	if err != nil {
		t.Fatal(err)
	}

	c.forward(time.Hour)
	if _, err := k.Inspect(t.Context(), late); !errors.Is(err, access.ErrExpired) {
		t.Errorf("Inspect at the moment of expiry: %v", err)
	}
	if _, _, err := k.Accept(t.Context(), late); !errors.Is(err, access.ErrExpired) {
		t.Errorf("Accept at the moment of expiry: %v", err)
	}

	c.set(s.Expires.Add(-time.Second))
	if _, err := k.Session(t.Context(), sessionToken); err != nil {
		t.Errorf("Session a second before its end: %v", err)
	}
	c.set(s.Expires)
	if _, err := k.Session(t.Context(), sessionToken); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("Session at its end: %v", err)
	}
}

func TestForgedLinksAreRefused(t *testing.T) {
	k, db, c := open(t)
	secret := db.Secret()
	good := access.Invite(secret, invitation(c))
	body, signature, _ := strings.Cut(good, ".")
	other := strings.Repeat("A", len(signature))
	until := c.now().Add(time.Hour)
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
		"another secret":          access.Invite([]byte("another"), invitation(c)),
		"unknown municipality":    access.Invite(secret, access.NewInvitation(access.RoleMunicipality, "9999", "A", until)),
		"no municipality":         access.Invite(secret, access.NewInvitation(access.RoleMunicipality, "", "A", until)),
		"staff of one city":       access.Invite(secret, access.NewInvitation(access.RoleStaff, "0780", "A", until)),
		"unknown role":            access.Invite(secret, access.NewInvitation("root", "0780", "A", until)),
		"no id":                   access.Invite(secret, access.Invitation{Role: access.RoleStaff, Name: "A", Expires: until}),
		"signed but not an offer": access.Invite(secret, access.Invitation{}),
	}
	for name, token := range tokens {
		t.Run(name, func(t *testing.T) {
			if _, err := k.Inspect(t.Context(), token); !errors.Is(err, access.ErrInvalid) {
				t.Errorf("Inspect: %v", err)
			}
			if _, _, err := k.Accept(t.Context(), token); !errors.Is(err, access.ErrInvalid) {
				t.Errorf("Accept: %v", err)
			}
		})
	}
}

func TestUnknownSessionsAreNobody(t *testing.T) {
	k, _, _ := open(t)
	for _, token := range []string{"", "x", "' OR 1=1 --", strings.Repeat("A", 1<<20)} {
		if _, err := k.Session(t.Context(), token); !errors.Is(err, access.ErrNoSession) {
			t.Errorf("Session(%.20q): %v", token, err)
		}
	}
}

func TestSessionTokenIsNotStored(t *testing.T) {
	k, db, c := open(t)
	token, _, err := k.Accept(t.Context(), access.Invite(db.Secret(), invitation(c)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.Query(t.Context(), "SELECT token_sha256 FROM session")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var stored string
		if err := rows.Scan(&stored); err != nil {
			t.Fatal(err)
		}
		if n++; strings.Contains(stored, token) || len(stored) != 64 {
			t.Errorf("the session is stored as %q", stored)
		}
	}
	if err := rows.Err(); err != nil || n != 1 {
		t.Errorf("%d sessions, %v", n, err)
	}
}

func TestCancelledAcceptSpendsNothing(t *testing.T) {
	k, db, c := open(t)
	token := access.Invite(db.Secret(), invitation(c))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := k.Accept(ctx, token); err == nil {
		t.Fatal("Accept with a cancelled context succeeded")
	}
	if _, err := k.Inspect(t.Context(), token); err != nil {
		t.Errorf("the link was spent without a session: %v", err)
	}
}
