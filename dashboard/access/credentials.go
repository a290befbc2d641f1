package access

import (
	"context"
	"database/sql"
	"time"

	"pionjarkollen/data"
)

// Credentials are a person's ways to sign in.
type Credentials struct {
	Passkeys        []Passkey
	Password        bool
	PasswordChanged time.Time // zero without a password
	RecoveryCodes   int       // left
	Identities      []Identity
}

// ways counts them.
func (c Credentials) ways() int {
	n := len(c.Passkeys) + len(c.Identities)
	if c.Password {
		n++
	}
	return n
}

// Identity is a person as an organisation's provider knows her.
type Identity struct {
	Provider string    `json:"provider"` // its name in the settings
	Issuer   string    `json:"issuer"`
	Subject  string    `json:"subject"`
	Linked   time.Time `json:"linked"` // UTC
	person   string
}

func scanIdentity(rows *sql.Rows, i *Identity) error {
	return rows.Scan(&i.Issuer, &i.Subject, &i.Provider, &i.person, moment{&i.Linked})
}

// Credentials returns the ways to sign in of the person with the given id.
func (k *Keeper) Credentials(ctx context.Context, person string) (Credentials, error) {
	return credentials(k.ask(ctx), person)
}

func credentials(ask asker, person string) (c Credentials, err error) {
	if c.Passkeys, err = passkeys(ask, person); err != nil {
		return c, err
	}
	kept, found, err := one(ask, "find_password", scanPassword, person)
	if err != nil {
		return c, err
	}
	c.Password, c.PasswordChanged = found, kept.changed
	if c.RecoveryCodes, _, err = one(ask, "count_recovery_codes", value[int], person); err != nil {
		return c, err
	}
	c.Identities, err = list(ask, "list_identities", scanIdentity, person)
	return c, err
}

// RemovePasskey removes one of the holder's passkeys, after a fresh proof, and gives the session a new token. It returns
// ErrNoSession, ErrStepUp, ErrUnknown or ErrLastCredential.
func (k *Keeper) RemovePasskey(ctx context.Context, c Client, token, id string) (Admission, error) {
	return k.remove(ctx, c, token, "remove passkey", "remove_passkey", id)
}

// RemovePassword removes the holder's password with its second factor and recovery codes. It is otherwise as RemovePasskey.
func (k *Keeper) RemovePassword(ctx context.Context, c Client, token string) (Admission, error) {
	return k.remove(ctx, c, token, "remove password", "forget_password")
}

// RemoveIdentity ends the holder's link to a provider. It is otherwise as RemovePasskey.
func (k *Keeper) RemoveIdentity(ctx context.Context, c Client, token, issuer, subject string) (Admission, error) {
	return k.remove(ctx, c, token, "remove identity", "remove_identity", issuer, subject)
}

// remove runs a statement whose first argument is the person, and makes sure that she can still sign in.
func (k *Keeper) remove(ctx context.Context, c Client, token, what, name string, args ...any) (Admission, error) {
	return k.changeOwn(ctx, c, token, what, func(tx *data.Tx, s Session) ([]string, error) {
		removed, err := run(tx, name, append([]any{s.Person.ID}, args...)...)
		if err != nil {
			return nil, err
		}
		if removed == 0 {
			return nil, ErrUnknown
		}
		left, err := credentials(tx.Query, s.Person.ID)
		if err != nil {
			return nil, err
		}
		if left.ways() == 0 {
			return nil, ErrLastCredential
		}
		if !left.Password {
			_, err = run(tx, "forget_recovery_codes", s.Person.ID)
		}
		return nil, err
	})
}

// RenamePasskey gives one of the actor's passkeys another name. It returns ErrUnknown or a *FieldError.
func (k *Keeper) RenamePasskey(ctx context.Context, by Actor, id, name string) error {
	name, ok := cleanLine(name)
	if !ok {
		return &FieldError{"label"}
	}
	return k.write(ctx, "rename passkey", func(tx *data.Tx) error {
		renamed, err := run(tx, "rename_passkey", name, id, by.Session.Person.ID)
		if err == nil && renamed == 0 {
			err = ErrUnknown
		}
		return err
	})
}
