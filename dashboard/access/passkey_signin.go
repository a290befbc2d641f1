package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"pionjarkollen/data"
)

// OfferSignIn begins to sign in by passkey: the browser asks which, nobody has to say who she is.
//
// It returns ErrUnavailable where there are no passkeys.
func (k *Keeper) OfferSignIn(_ context.Context, c Client) (Ceremony, error) {
	if k.webauthn == nil {
		return Ceremony{}, ErrUnavailable
	}
	assertion, session, err := k.webauthn.BeginDiscoverableLogin()
	if err != nil {
		return Ceremony{}, fmt.Errorf("begin sign-in: %w", err)
	}
	return k.ceremony(c, "sign in", ceremonyFor, *session, assertion.Response)
}

// SignInByPasskey signs in with the browser's answer.
//
// It returns ErrCeremony, or ErrCredentials whatever is wrong with the answer. Guesses are not slowed down: nobody guesses a signature.
func (k *Keeper) SignInByPasskey(ctx context.Context, c Client, id string, answer []byte) (Admission, error) {
	session, err := take[webauthn.SessionData](k.pending, k.now(), c, "sign in", id)
	if err != nil {
		return Admission{}, err
	}
	h, credential, err := k.assert(ctx, session, answer, "")
	if err != nil {
		k.failed(ctx, c, SignInFailed, h.ID, string(ByPasskey), "", err)
		return Admission{}, err
	}
	return k.admit(ctx, c, h.Person, ByPasskey, func(tx *data.Tx) error { return k.usePasskey(tx, credential) })
}

// OfferStepUp begins a fresh proof by one of the passkeys of a session's holder.
//
// It returns ErrNoSession, and ErrUnavailable for somebody without passkeys.
func (k *Keeper) OfferStepUp(ctx context.Context, c Client, token string) (Ceremony, error) {
	s, err := k.findSession(k.ask(ctx), hash(token), k.now())
	if err != nil {
		return Ceremony{}, err
	}
	keys, err := passkeys(k.ask(ctx), s.Person.ID)
	if err != nil {
		return Ceremony{}, err
	}
	if k.webauthn == nil || len(keys) == 0 {
		return Ceremony{}, ErrUnavailable
	}
	assertion, begun, err := k.webauthn.BeginLogin(holder{s.Person, keys})
	if err != nil {
		return Ceremony{}, fmt.Errorf("begin proof: %w", err)
	}
	return k.ceremony(c, "step up", ceremonyFor, *begun, assertion.Response)
}

// StepUpByPasskey takes the browser's answer as a fresh proof, and gives the session a new token.
//
// It returns ErrNoSession, ErrCeremony or ErrCredentials.
func (k *Keeper) StepUpByPasskey(ctx context.Context, c Client, token, id string, answer []byte) (Admission, error) {
	s, err := k.findSession(k.ask(ctx), hash(token), k.now())
	if err != nil {
		return Admission{}, err
	}
	begun, err := take[webauthn.SessionData](k.pending, k.now(), c, "step up", id)
	if err != nil {
		return Admission{}, err
	}
	_, credential, err := k.assert(ctx, begun, answer, s.Person.ID)
	if err != nil {
		k.failed(ctx, c, StepUpFailed, s.Person.ID, string(ByPasskey), "", err)
		return Admission{}, err
	}
	return k.stepUp(ctx, c, token, ByPasskey, func(tx *data.Tx) error { return k.usePasskey(tx, credential) })
}

// assert checks an authenticator's answer: of the person, or of whoever it says when person is "". It returns ErrCredentials for
// everything that a client can cause.
func (k *Keeper) assert(ctx context.Context, session webauthn.SessionData, answer []byte, person string) (h holder, c *webauthn.Credential, err error) {
	if len(answer) > longestAnswer {
		return h, nil, ErrCredentials
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return h, nil, errors.Join(ErrCredentials, err)
	}
	id := person
	if id == "" {
		id = string(parsed.Response.UserHandle)
	}
	p, found, err := one(k.ask(ctx), "people.named", scanPerson, id, "")
	if err != nil {
		return h, nil, err
	}
	if !found || p.State != StateActive {
		return h, nil, ErrCredentials
	}
	h.Person = p
	if h.keys, err = passkeys(k.ask(ctx), p.ID); err != nil {
		return h, nil, err
	}
	if person == "" {
		_, c, err = k.webauthn.ValidatePasskeyLogin(func(_, _ []byte) (webauthn.User, error) { return h, nil }, session, parsed)
	} else {
		c, err = k.webauthn.ValidateLogin(h, session, parsed)
	}
	if err != nil {
		return h, nil, errors.Join(ErrCredentials, err)
	}
	if c.Authenticator.CloneWarning {
		return h, nil, errors.Join(ErrCredentials, errors.New("the passkey's counter went back: it may have been copied"))
	}
	return h, c, nil
}

// usePasskey notes the passkey's counter. A counter that another sign-in has taken further in the meantime is a copy's.
func (k *Keeper) usePasskey(tx *data.Tx, c *webauthn.Credential) error {
	count := c.Authenticator.SignCount
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep passkey: %w", err)
	}
	used, err := run(tx, "use_passkey", string(text), count, k.now(), base64url.EncodeToString(c.ID), count, count)
	if err == nil && used == 0 {
		err = ErrCredentials
	}
	return err
}
