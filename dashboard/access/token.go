package access

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"log/slog"
	"slices"
	"strings"
	"time"

	"pionjarkollen/data"
)

// ScopeSubmit is the one thing that tokens of programs can do: hand in for their municipality.
const ScopeSubmit = "submit"

// LongestToken is how long a program's token may be valid.
const LongestToken = 365 * 24 * time.Hour

// tokenPrefix begins every program's token, so that scanners for leaked secrets can know it: pk_ID_SECRET.
const tokenPrefix = "pk_"

// APIToken is a program's token, without its secret.
type APIToken struct {
	ID           string
	Municipality string // code
	Name         string
	Scope        string
	Created      time.Time // UTC
	CreatedBy    string    // a person's id
	Expires      time.Time // UTC
	Revoked      time.Time // UTC; zero is not
	LastUsed     time.Time // UTC, to the minute; zero is never
	secretHash   string
}

// Valid tells whether the token can be used.
func (t APIToken) Valid(now time.Time) bool { return t.Revoked.IsZero() && now.Before(t.Expires) }

func scanToken(rows *sql.Rows, t *APIToken) error {
	return rows.Scan(&t.ID, &t.secretHash, &t.Municipality, &t.Name, &t.Scope, moment{&t.Created}, &t.CreatedBy, moment{&t.Expires},
		moment{&t.Revoked}, moment{&t.LastUsed})
}

// IssueToken makes a token for a program of the municipality. The first value is the token itself, which is not stored: show it once.
//
// It returns ErrForbidden, ErrStepUp or a *FieldError.
func (k *Keeper) IssueToken(ctx context.Context, by Actor, municipality, name string, valid time.Duration) (string, APIToken, error) {
	now := k.now()
	if err := by.Session.Allow(ManageTokens, now, municipality); err != nil {
		return "", APIToken{}, err
	}
	name, ok := cleanLine(name)
	switch {
	case !ok:
		return "", APIToken{}, &FieldError{"name"}
	case valid <= 0 || valid > LongestToken:
		return "", APIToken{}, &FieldError{"expires"}
	case k.db.Catalogue().Municipality(municipality) == nil:
		return "", APIToken{}, &FieldError{"municipalities"}
	}
	secret := newSecret()
	t := APIToken{
		ID: newID(), Municipality: municipality, Name: name, Scope: ScopeSubmit, Created: now, CreatedBy: by.Session.Person.ID,
		Expires: now.Add(valid), secretHash: hash(secret),
	}
	err := k.write(ctx, "issue token", func(tx *data.Tx) error {
		if _, err := run(tx, "add_token", t.ID, t.secretHash, t.Municipality, t.Name, t.Scope, t.Created, t.CreatedBy, t.Expires); err != nil {
			return err
		}
		return k.note(tx, by.event(TokenIssued, t.ID, t.Municipality))
	})
	if err != nil {
		return "", APIToken{}, err
	}
	return tokenPrefix + t.ID + "_" + secret, t, nil
}

// Tokens lists the tokens that somebody may see, the newest first: staff all, officers those of their municipalities.
func (k *Keeper) Tokens(ctx context.Context, s Session) ([]APIToken, error) {
	all, err := list(k.ask(ctx), "tokens.newest", scanToken)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(t APIToken) bool { return !s.May(ManageTokens, t.Municipality) }), nil
}

// RevokeToken ends a token for good. Ending one twice does nothing.
//
// It returns ErrUnknown, ErrForbidden or ErrStepUp.
func (k *Keeper) RevokeToken(ctx context.Context, by Actor, id string) error {
	now := k.now()
	return k.write(ctx, "revoke token", func(tx *data.Tx) error {
		t, found, err := one(tx.Query, "tokens.by_id", scanToken, id)
		if err != nil {
			return err
		}
		if !found || !by.Session.May(ManageTokens, t.Municipality) {
			return ErrUnknown
		}
		if err := by.Session.Allow(ManageTokens, now, t.Municipality); err != nil {
			return err
		}
		if revoked, err := run(tx, "revoke_token", now, id); err != nil || revoked == 0 {
			return err
		}
		return k.note(tx, by.event(TokenRevoked, id, t.Municipality))
	})
}

// Bearer returns the session of a program by its token, which the caller takes from the Authorization header and from nowhere else.
// Its Method is ByToken, its person has the token's name and no id, and it may hand in for its municipality and nothing else.
//
// It returns ErrNoSession for every token that is not valid. Guesses are not slowed down: nobody guesses 256 bits.
func (k *Keeper) Bearer(ctx context.Context, c Client, token string) (Session, error) {
	rest, ok := strings.CutPrefix(token, tokenPrefix)
	id, secret, cut := strings.Cut(rest, "_")
	if !ok || !cut || len(token) > longestField {
		return Session{}, ErrNoSession
	}
	now := k.now()
	t, found, err := one(k.ask(ctx), "tokens.by_id", scanToken, id)
	if err != nil {
		return Session{}, err
	}
	fits := subtle.ConstantTimeCompare([]byte(hash(secret)), []byte(t.secretHash)) == 1
	if !fits || !found || !t.Valid(now) || t.Scope != ScopeSubmit {
		k.tell(ctx, Event{Kind: SignInFailed, About: t.ID, Detail: string(ByToken), Client: c})
		return Session{}, ErrNoSession
	}
	if k.seen.due(now, "token "+t.ID, t.LastUsed) {
		err := k.write(context.WithoutCancel(ctx), "note that a token was used", func(tx *data.Tx) error {
			_, err := run(tx, "touch_token", now, t.ID)
			return err
		})
		if err != nil {
			k.log.Warn("a token's use cannot be noted", slog.Any("error", err))
		}
	}
	return Session{
		ID: tokenPrefix + t.ID, Method: ByToken, Created: t.Created, LastSeen: now, Expires: t.Expires, Address: c.Address, Agent: c.agent(),
		Person: Person{Name: t.Name, Role: RoleOfficer, Municipalities: []string{t.Municipality}, State: StateActive, Created: t.Created},
	}, nil
}
