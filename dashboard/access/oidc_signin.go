package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"pionjarkollen/data"
)

// trip is a visit to a provider that somebody is on.
type trip struct {
	provider        string
	nonce, verifier string
	right           Right // what it is to store the identity by; neither link nor session is to sign in
	stepUp          bool  // the session in right wants a fresh proof
	began           time.Time
}

// Answer is what a provider's address back to the site carried.
type Answer struct {
	State, Code, Error, Issuer string // the parameters state, code, error and iss
}

// VisitProvider begins to sign in through a provider, or, by right of a link or a session, to choose it as a way to sign in. It
// returns the address that the browser is to be led to.
//
// It returns ErrUnavailable for an unknown provider or one that does not answer, ErrForbidden for somebody who may not use it, and
// the errors of the right: those of Inspect, ErrNoSession, ErrStepUp, ErrExists or a *FieldError.
func (k *Keeper) VisitProvider(ctx context.Context, c Client, name string, r Right) (string, error) {
	p := k.providers[name]
	if p == nil {
		return "", ErrUnavailable
	}
	if r != (Right{}) {
		g, err := k.examine(k.ask(ctx), r)
		if err != nil {
			return "", err
		}
		if err := p.admits(g.person); err != nil {
			return "", err
		}
	}
	return k.visit(ctx, c, p, trip{right: r})
}

// VisitProviderToStepUp begins a fresh proof through the provider: it is asked to make sure anew who somebody is.
func (k *Keeper) VisitProviderToStepUp(ctx context.Context, c Client, name, token string) (string, error) {
	p := k.providers[name]
	if p == nil {
		return "", ErrUnavailable
	}
	if _, err := k.findSession(k.ask(ctx), hash(token), k.now()); err != nil {
		return "", err
	}
	return k.visit(ctx, c, p, trip{right: Right{Session: token}, stepUp: true},
		oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
}

func (k *Keeper) visit(ctx context.Context, c Client, p *provider, t trip, options ...oauth2.AuthCodeOption) (string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	t.provider, t.nonce, t.verifier, t.began = p.Name, rand.Text(), oauth2.GenerateVerifier(), k.now()
	state, err := k.pending.add(k.now(), c, "visit provider", enrolmentFor, t)
	if err != nil {
		return "", err
	}
	options = append(options, oidc.Nonce(t.nonce), oauth2.S256ChallengeOption(t.verifier))
	if len(p.ACR) > 0 {
		options = append(options, oauth2.SetAuthURLParam("acr_values", strings.Join(p.ACR, " ")))
	}
	config := p.config(found)
	return config.AuthCodeURL(state, options...), nil
}

// ReturnFromProvider finishes what VisitProvider or VisitProviderToStepUp began. name is the provider's, from the address that the
// answer came to.
//
// It returns ErrCeremony for an answer that nobody waits for, ErrCredentials whatever is wrong with it and for an identity that is
// nobody's or a disabled person's, ErrLinked when it is somebody else's, ErrForbidden for a person who may not use the provider, and
// the errors of the right.
func (k *Keeper) ReturnFromProvider(ctx context.Context, c Client, name string, a Answer) (Admission, error) {
	t, err := take[trip](k.pending, k.now(), c, "visit provider", a.State)
	if err != nil {
		return Admission{}, err
	}
	p := k.providers[name]
	if p == nil || subtle.ConstantTimeCompare([]byte(t.provider), []byte(name)) != 1 || a.Issuer != "" && a.Issuer != p.Issuer {
		return Admission{}, ErrCeremony
	}
	admission, err := k.returned(ctx, c, p, t, a)
	if err != nil {
		kind := SignInFailed
		if t.stepUp {
			kind = StepUpFailed
		}
		k.failed(ctx, c, kind, "", string(ByOIDC)+" "+name, "", err)
		return Admission{}, err
	}
	return admission, nil
}

func (k *Keeper) returned(ctx context.Context, c Client, p *provider, t trip, a Answer) (Admission, error) {
	if a.Error != "" || a.Code == "" {
		return Admission{}, ErrCredentials
	}
	said, err := p.exchange(ctx, a.Code, t.nonce, t.verifier)
	if err != nil {
		return Admission{}, err
	}
	var proved time.Time // only what the provider says is fresh counts
	if now := k.now(); !said.authTime.IsZero() && now.Sub(said.authTime) < StepUpFor {
		proved = minTime(said.authTime, now)
	}
	if t.right != (Right{}) && !t.stepUp {
		return k.linkIdentity(ctx, c, p, t, said, proved)
	}
	who, found, err := one(k.ask(ctx), "find_identity", scanIdentity, said.issuer, said.subject)
	if err != nil {
		return Admission{}, err
	}
	if !found {
		return Admission{}, ErrCredentials
	}
	if t.stepUp {
		return k.stepUp(ctx, c, t.right.Session, ByOIDC, func(tx *data.Tx) error {
			s, err := k.findSession(tx.Query, hash(t.right.Session), k.now())
			if err != nil {
				return err
			}
			// A minute for clocks that differ; without auth_time nobody knows.
			if who.person != s.Person.ID || said.authTime.Before(t.began.Add(-time.Minute)) {
				return ErrCredentials
			}
			return nil
		})
	}
	person, found, err := one(k.ask(ctx), "people.named", scanPerson, who.person, "")
	if err != nil {
		return Admission{}, err
	}
	if !found {
		return Admission{}, ErrCredentials
	}
	if err := p.admits(person); err != nil {
		return Admission{}, err
	}
	return k.admitProved(ctx, c, person, ByOIDC, proved, func(*data.Tx) error { return nil })
}

// linkIdentity stores who the provider says somebody is, by her right.
func (k *Keeper) linkIdentity(ctx context.Context, c Client, p *provider, t trip, said claims, proved time.Time) (Admission, error) {
	g, err := k.examine(k.ask(ctx), t.right)
	if err != nil {
		return Admission{}, err
	}
	if err := p.admits(g.person); err != nil {
		return Admission{}, err
	}
	return k.settle(ctx, c, g, ByOIDC, proved, " "+p.Name, func(tx *data.Tx, who Person) ([]string, error) {
		added, err := run(tx, "add_identity", said.issuer, said.subject, p.Name, who.ID, k.now())
		if err == nil && added == 0 {
			err = ErrLinked
		}
		return nil, err
	})
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
