package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

func TestPasskeySignsIn(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passkeyPerson(access.Right{Link: w.officer()})
	if p.session.Method != access.ByPasskey || !p.session.Fresh(w.clock.now()) {
		t.Errorf("session %+v", p.session)
	}
	again := must(w.signInAgain(p))(t)
	if again.Session.Person.ID != p.session.Person.ID || again.Token == p.token || again.Session.ID == p.session.ID {
		t.Errorf("signed in as %+v", again.Session)
	}
	keys := must(w.Credentials(t.Context(), p.session.Person.ID))(t).Passkeys
	if len(keys) != 1 || keys[0].Name != "Säkerhetsnyckel" || keys[0].LastUsed.IsZero() || keys[0].Synced {
		t.Errorf("passkeys %+v", keys)
	}
}

func TestOptionsAskForAVerifiedDiscoverablePasskey(t *testing.T) {
	w := open(t, access.Options{})
	offer := must(w.OfferPasskey(t.Context(), browser(), access.Right{Link: w.officer()}))(t)
	for _, want := range []string{`"residentKey":"required"`, `"userVerification":"required"`, `"id":"localhost"`, `"attestation":"none"`} {
		if !strings.Contains(string(offer.Options), want) {
			t.Errorf("options lack %s: %s", want, offer.Options)
		}
	}
	sign := must(w.OfferSignIn(t.Context(), browser()))(t)
	if !strings.Contains(string(sign.Options), `"userVerification":"required"`) || strings.Contains(string(sign.Options), "allowCredentials") {
		t.Errorf("sign-in options %s", sign.Options)
	}
}

// TestWrongPasskeyAnswers signs in with everything that is not right; all get the same answer.
func TestWrongPasskeyAnswers(t *testing.T) {
	wrong := map[string]func(*authenticator){
		"another site's origin": func(a *authenticator) { a.origin = "https://pionjarkollen.example.com" },
		"another port":          func(a *authenticator) { a.origin = "http://localhost:8081" },
		"another relying party": func(a *authenticator) { a.rp = "example.com" },
		"nobody verified":       func(a *authenticator) { a.flags = userPresent },
		"nobody present":        func(a *authenticator) { a.flags = userVerified },
		"copied: counter back":  func(a *authenticator) { a.counter = 0 },
		"another's handle":      func(a *authenticator) { a.user = []byte("someone") },
		"no handle":             func(a *authenticator) { a.user = nil },
		"another id":            func(a *authenticator) { a.id = []byte("unknown") },
		"another key":           func(a *authenticator) { a.key = newAuthenticator(a.t).key },
	}
	for name, spoil := range wrong {
		t.Run(name, func(t *testing.T) {
			w := open(t, access.Options{})
			p := w.passkeyPerson(access.Right{Link: w.officer()})
			spoil(p.key)
			if _, err := w.signInAgain(p); !errors.Is(err, access.ErrCredentials) {
				t.Errorf("got %v", err)
			}
			if w.happened(access.SignInFailed) != 1 || w.happened(access.SignedIn) != 0 {
				t.Errorf("events %+v", w.events)
			}
		})
	}
}

func TestWrongRegistrations(t *testing.T) {
	wrong := map[string]func(*authenticator){
		"another origin":        func(a *authenticator) { a.origin = "https://example.com" },
		"another relying party": func(a *authenticator) { a.rp = "example.com" },
		"nobody verified":       func(a *authenticator) { a.flags = userPresent },
	}
	for name, spoil := range wrong {
		t.Run(name, func(t *testing.T) {
			w := open(t, access.Options{})
			link, c, key := w.officer(), browser(), newAuthenticator(t)
			spoil(key)
			offer := must(w.OfferPasskey(t.Context(), c, access.Right{Link: link}))(t)
			if _, err := w.AcceptPasskey(t.Context(), c, offer.ID, key.create(offer.Options), ""); !errors.Is(err, access.ErrCredentials) {
				t.Errorf("got %v", err)
			}
			if _, err := w.Inspect(t.Context(), link); err != nil {
				t.Errorf("the link was spent: %v", err)
			}
		})
	}
}

// TestCeremoniesAreGoodOnce replays, takes another browser, waits too long and mixes ceremonies up.
func TestCeremoniesAreGoodOnce(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passkeyPerson(access.Right{Link: w.officer()})
	offer := must(w.OfferSignIn(t.Context(), p.client))(t)
	answer := p.key.get(offer.Options)
	if _, err := w.SignInByPasskey(t.Context(), browser(), offer.ID, answer); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("in another browser: %v", err)
	}
	if _, err := w.AcceptPasskey(t.Context(), p.client, offer.ID, answer, ""); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("as another ceremony: %v", err)
	}
	if _, err := w.SignInByPasskey(t.Context(), p.client, offer.ID, answer); err != nil {
		t.Errorf("the right way: %v", err)
	}
	if _, err := w.SignInByPasskey(t.Context(), p.client, offer.ID, answer); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("replayed: %v", err)
	}
	fresh := must(w.OfferSignIn(t.Context(), p.client))(t)
	if _, err := w.SignInByPasskey(t.Context(), p.client, fresh.ID, answer); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("an old answer to a new challenge: %v", err)
	}
	late := must(w.OfferSignIn(t.Context(), p.client))(t)
	answer = p.key.get(late.Options)
	w.clock.forward(5 * time.Minute)
	if _, err := w.SignInByPasskey(t.Context(), p.client, late.ID, answer); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("too late: %v", err)
	}
	if _, err := w.OfferSignIn(t.Context(), access.Client{}); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("without a browser's value: %v", err)
	}
}

func TestAuthenticatorsWithoutACounter(t *testing.T) {
	w := open(t, access.Options{})
	c, key := browser(), newAuthenticator(t)
	key.counter = 0
	offer := must(w.OfferPasskey(t.Context(), c, access.Right{Link: w.officer()}))(t)
	must(w.AcceptPasskey(t.Context(), c, offer.ID, key.create(offer.Options), ""))(t)
	for range 3 {
		if _, err := w.signInAgain(keyHolder{client: c, key: key}); err != nil {
			t.Errorf("sign in: %v", err)
		}
	}
}

func TestNoPasskeysAtAnIPAddress(t *testing.T) {
	w := open(t, access.Options{PublicURL: "http://127.0.0.1:8080"})
	if w.Passkeys() {
		t.Error("passkeys at an IP address")
	}
	if _, err := w.OfferPasskey(t.Context(), browser(), access.Right{Link: w.officer()}); !errors.Is(err, access.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}

func TestPasskeysAreAddedAndRemovedAfterAFreshProof(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passkeyPerson(access.Right{Link: w.officer()})
	w.clock.forward(access.StepUpFor)
	if _, err := w.OfferPasskey(t.Context(), p.client, access.Right{Session: p.token}); !errors.Is(err, access.ErrStepUp) {
		t.Errorf("without a fresh proof: %v", err)
	}
	offer := must(w.OfferStepUp(t.Context(), p.client, p.token))(t)
	up := must(w.StepUpByPasskey(t.Context(), p.client, p.token, offer.ID, p.key.get(offer.Options)))(t)
	if up.Token == p.token || up.Session.ID != p.session.ID || !up.Session.Fresh(w.clock.now()) {
		t.Errorf("stepped up to %+v", up.Session)
	}
	if _, err := w.Session(t.Context(), p.token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("the token from before the step-up still works: %v", err)
	}
	second := newAuthenticator(t)
	more := must(w.OfferPasskey(t.Context(), p.client, access.Right{Session: up.Token}))(t)
	if !strings.Contains(string(more.Options), base64url.EncodeToString(p.key.id)) {
		t.Error("the passkey she has is not excluded")
	}
	added := must(w.AcceptPasskey(t.Context(), p.client, more.ID, second.create(more.Options), ""))(t)
	if _, err := w.Session(t.Context(), up.Token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("the token from before the change still works: %v", err)
	}
	removed := must(w.RemovePasskey(t.Context(), p.client, added.Token, base64url.EncodeToString(p.key.id)))(t)
	if _, err := w.signInAgain(p); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("the removed passkey signs in: %v", err)
	}
	if _, err := w.RemovePasskey(t.Context(), p.client, removed.Token, base64url.EncodeToString(second.id)); !errors.Is(err, access.ErrLastCredential) {
		t.Errorf("removing the last one: %v", err)
	}
	if _, err := w.signInAgain(keyHolder{client: p.client, key: second}); err != nil {
		t.Errorf("the one that is left: %v", err)
	}
}

func TestAProofIsThePersonsOwn(t *testing.T) {
	w := open(t, access.Options{})
	p, thief := w.passkeyPerson(access.Right{Link: w.officer()}), w.passkeyPerson(access.Right{Link: w.officer()})
	offer := must(w.OfferStepUp(t.Context(), p.client, p.token))(t)
	if _, err := w.StepUpByPasskey(t.Context(), p.client, p.token, offer.ID, thief.key.get(offer.Options)); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("another's passkey: %v", err)
	}
}
