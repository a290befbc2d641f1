// Package access knows who may do what: invitations, sessions and the checks on them. It knows no HTTP; the caller puts
// the session token in a cookie and the CSRF token in its forms.
package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"pionjarkollen/data"
)

// Errors of links and sessions.
var (
	ErrInvalid   = errors.New("the invitation is not one of ours")
	ErrExpired   = errors.New("the invitation has expired")
	ErrUsed      = errors.New("the invitation has been used")
	ErrNoSession = errors.New("not signed in")
)

// SessionLength is how long a session lasts, whether it is used or not.
const SessionLength = 12 * time.Hour

//go:embed sql/invitation_is_used.sql
var invitationIsUsed string

//go:embed sql/use_invitation.sql
var useInvitation string

//go:embed sql/add_session.sql
var addSession string

//go:embed sql/find_session.sql
var findSession string

//go:embed sql/end_session.sql
var endSession string

//go:embed sql/sweep_sessions.sql
var sweepSessions string

// Keeper admits people by invitation and remembers who is signed in. It is safe for concurrent use.
type Keeper struct{ db *data.DB }

// New returns a Keeper over db. Invitations must be signed with the secret of db.
func New(db *data.DB) *Keeper { return &Keeper{db: db} }

// Inspect returns what a link carries without spending it, so that a mail gateway that opens it does no harm.
//
// It returns ErrInvalid, ErrExpired or ErrUsed for a link that Accept would refuse.
func (k *Keeper) Inspect(ctx context.Context, token string) (Invitation, error) {
	inv, err := k.valid(token)
	if err != nil {
		return Invitation{}, err
	}
	rows, err := k.db.Query(ctx, invitationIsUsed, inv.ID)
	if err != nil {
		return Invitation{}, fmt.Errorf("look up invitation: %w", err)
	}
	defer rows.Close()
	if rows.Next() {
		return Invitation{}, ErrUsed
	}
	if err := rows.Err(); err != nil {
		return Invitation{}, fmt.Errorf("look up invitation: %w", err)
	}
	return inv, nil
}

// Accept spends a link and opens a session. Of any number of concurrent tries one succeeds.
//
// It returns ErrInvalid, ErrExpired or ErrUsed. The session token is known to the caller alone: only its SHA-256 is kept.
func (k *Keeper) Accept(ctx context.Context, token string) (string, Session, error) {
	inv, err := k.valid(token)
	if err != nil {
		return "", Session{}, err
	}
	now := k.db.Now()
	sessionToken := rand.Text() + rand.Text()
	s := Session{
		Name: inv.Name, Role: inv.Role, Municipality: inv.Municipality,
		Expires: now.Add(SessionLength).Truncate(time.Second), CSRF: k.csrf(sessionToken),
	}
	err = k.db.WritePrivate(ctx, func(tx *data.Tx) error {
		spent, err := tx.Exec(useInvitation, inv.ID, now)
		if err != nil {
			return fmt.Errorf("spend invitation: %w", err)
		}
		if spent == 0 {
			return ErrUsed
		}
		if _, err := tx.Exec(sweepSessions, now); err != nil {
			return fmt.Errorf("sweep sessions: %w", err)
		}
		_, err = tx.Exec(addSession, hash(sessionToken), s.Name, string(s.Role), s.Municipality, now, s.Expires)
		return err
	})
	if err != nil {
		return "", Session{}, fmt.Errorf("open session: %w", err)
	}
	return sessionToken, s, nil
}

// Session returns who holds the session token. It returns ErrNoSession when nobody does, or no longer.
func (k *Keeper) Session(ctx context.Context, sessionToken string) (Session, error) {
	if sessionToken == "" {
		return Session{}, ErrNoSession
	}
	rows, err := k.db.Query(ctx, findSession, hash(sessionToken), k.db.Now())
	if err != nil {
		return Session{}, fmt.Errorf("look up session: %w", err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return Session{}, fmt.Errorf("look up session: %w", err)
		}
		return Session{}, ErrNoSession
	}
	s := Session{CSRF: k.csrf(sessionToken)}
	if err := rows.Scan(&s.Name, &s.Role, &s.Municipality, &s.Expires); err != nil {
		return Session{}, fmt.Errorf("read session: %w", err)
	}
	s.Expires = s.Expires.UTC()
	return s, nil
}

// SignOut ends the session. Ending one that does not exist is no error.
func (k *Keeper) SignOut(ctx context.Context, sessionToken string) error {
	err := k.db.WritePrivate(ctx, func(tx *data.Tx) error {
		_, err := tx.Exec(endSession, hash(sessionToken))
		return err
	})
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}

// valid returns the invitation in a token that is ours and still runs.
func (k *Keeper) valid(token string) (Invitation, error) {
	inv, err := open(k.db.Secret(), token)
	if err != nil {
		return Invitation{}, err
	}
	if err := inv.check(k.db.Catalogue()); err != nil {
		return Invitation{}, err
	}
	if !k.db.Now().Before(inv.Expires) {
		return Invitation{}, ErrExpired
	}
	return inv, nil
}

func (k *Keeper) csrf(sessionToken string) string {
	return base64url.EncodeToString(sign(k.db.Secret(), "csrf", sessionToken))
}

func hash(sessionToken string) string {
	sum := sha256.Sum256([]byte(sessionToken))
	return hex.EncodeToString(sum[:])
}
