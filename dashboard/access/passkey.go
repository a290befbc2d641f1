package access

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"pionjarkollen/data"
)

// Ceremony is what the browser is asked to do with a passkey. ID comes back with the answer. Options are JSON for
// PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON; the answer is the credential's toJSON.
type Ceremony struct {
	ID      string
	Options json.RawMessage
}

// longestAnswer is the most that an authenticator's answer may be, in bytes.
const longestAnswer = 64 << 10

// newWebAuthn returns nil for a site at an IP address, which browsers make no passkeys for.
func newWebAuthn(name string, site *url.URL) (*webauthn.WebAuthn, error) {
	if net.ParseIP(site.Hostname()) != nil {
		return nil, nil //nolint:nilnil // no passkeys are a state, not a fault
	}
	required := true
	return webauthn.New(&webauthn.Config{
		RPID: site.Hostname(), RPDisplayName: name, RPOrigins: []string{site.Scheme + "://" + site.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: &required,
			UserVerification: protocol.VerificationRequired,
		},
	})
}

// holder is a person with her passkeys, as go-webauthn wants to see her.
type holder struct {
	Person
	keys []Passkey
}

// WebAuthnID implements webauthn.User.
func (h holder) WebAuthnID() []byte { return []byte(h.ID) }

// WebAuthnName implements webauthn.User.
func (h holder) WebAuthnName() string { return h.Email }

// WebAuthnDisplayName implements webauthn.User.
func (h holder) WebAuthnDisplayName() string { return h.Name }

// WebAuthnCredentials implements webauthn.User.
func (h holder) WebAuthnCredentials() []webauthn.Credential {
	all := make([]webauthn.Credential, len(h.keys))
	for i, key := range h.keys {
		all[i] = key.credential
	}
	return all
}

// Passkey is one of a person's passkeys.
type Passkey struct {
	ID         string // the credential's id, base64url
	Name       string // the owner's own
	Created    time.Time
	LastUsed   time.Time // zero is never
	Synced     bool      // it is kept by an account of the owner's and not in one device
	credential webauthn.Credential
}

func scanPasskey(rows *sql.Rows, p *Passkey) error {
	var text string
	var count uint32
	if err := rows.Scan(&p.ID, &p.Name, &text, &count, moment{&p.Created}, moment{&p.LastUsed}); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(text), &p.credential); err != nil {
		return fmt.Errorf("passkey %s: %w", p.ID, err)
	}
	p.credential.Authenticator.SignCount = count
	p.Synced = p.credential.Flags.BackupEligible
	return nil
}

func passkeys(ask asker, person string) ([]Passkey, error) {
	return list(ask, "list_passkeys", scanPasskey, person)
}

// making is a passkey that is being made.
type making struct {
	grant   grant
	session webauthn.SessionData
}

// OfferPasskey begins to make a passkey by right of a link or a session.
//
// It returns ErrUnavailable where there are no passkeys, and the errors of the right: those of Inspect, ErrNoSession, ErrStepUp,
// ErrExists or a *FieldError.
func (k *Keeper) OfferPasskey(ctx context.Context, c Client, r Right) (Ceremony, error) {
	if k.webauthn == nil {
		return Ceremony{}, ErrUnavailable
	}
	g, err := k.examine(k.ask(ctx), r)
	if err != nil {
		return Ceremony{}, err
	}
	h := holder{Person: g.person}
	if r.Link == "" {
		if h.keys, err = passkeys(k.ask(ctx), g.person.ID); err != nil {
			return Ceremony{}, err
		}
	}
	exclude := make([]protocol.CredentialDescriptor, len(h.keys))
	for i, key := range h.keys {
		exclude[i] = key.credential.Descriptor()
	}
	creation, session, err := k.webauthn.BeginRegistration(h, webauthn.WithExclusions(exclude))
	if err != nil {
		return Ceremony{}, fmt.Errorf("begin passkey: %w", err)
	}
	return k.ceremony(c, "make passkey", enrolmentFor, making{g, *session}, creation.Response)
}

func (k *Keeper) ceremony(c Client, kind string, life time.Duration, what, options any) (Ceremony, error) {
	text, err := json.Marshal(options)
	if err != nil {
		return Ceremony{}, fmt.Errorf("passkey options: %w", err)
	}
	id, err := k.pending.add(k.now(), c, kind, life, what)
	return Ceremony{ID: id, Options: text}, err
}

// AcceptPasskey stores the passkey that the browser has made, and signs in with it; name is the owner's own for it, "" is none. A
// link is spent in the same write.
//
// It returns ErrCeremony, ErrCredentials for an answer that does not hold, and the errors of the right.
func (k *Keeper) AcceptPasskey(ctx context.Context, c Client, id string, answer []byte, name string) (Admission, error) {
	begun, err := take[making](k.pending, k.now(), c, "make passkey", id)
	if err != nil {
		return Admission{}, err
	}
	if name = strings.TrimSpace(name); name != "" {
		var ok bool
		if name, ok = cleanLine(name); !ok {
			return Admission{}, &FieldError{"label"}
		}
	}
	credential, err := k.made(begun, answer)
	if err != nil {
		return Admission{}, err
	}
	key := base64url.EncodeToString(credential.ID)
	credential.Attestation = webauthn.CredentialAttestation{} // not asked for, not kept
	text, err := json.Marshal(credential)
	if err != nil {
		return Admission{}, fmt.Errorf("keep passkey: %w", err)
	}
	return k.settle(ctx, c, begun.grant, ByPasskey, k.now(), " "+key, func(tx *data.Tx, p Person) ([]string, error) {
		added, err := run(tx, "add_passkey", key, p.ID, name, string(text), credential.Authenticator.SignCount, k.now())
		if err == nil && added == 0 { // somebody's already
			err = ErrCredentials
		}
		return nil, err
	})
}

func (k *Keeper) made(begun making, answer []byte) (*webauthn.Credential, error) {
	if len(answer) > longestAnswer {
		return nil, ErrCredentials
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return nil, errors.Join(ErrCredentials, err)
	}
	credential, err := k.webauthn.CreateCredential(holder{Person: begun.grant.person}, begun.session, parsed)
	if err != nil {
		return nil, errors.Join(ErrCredentials, err)
	}
	return credential, nil
}
