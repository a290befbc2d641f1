package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"pionjarkollen/data"
)

// Role is what a signed-in person may do.
type Role string

// RoleMunicipality hands in for its own municipality only; RoleStaff hands in for any.
const (
	RoleMunicipality Role = "municipality"
	RoleStaff        Role = "staff"
)

// Invitation is what a one-time link carries. It is signed, not stored: whoever holds the secret can make one while
// another process owns the database.
type Invitation struct {
	ID           string    `json:"id"` // random; names the link when it is spent
	Role         Role      `json:"role"`
	Municipality string    `json:"municipality,omitempty"` // four-digit code; "" for staff
	Name         string    `json:"name"`                   // of the person invited
	Expires      time.Time `json:"expires"`                // UTC
}

// maxToken is far more than an invitation with the longest name takes, in bytes.
const maxToken = 4096

// base64url can stand in an address as it is.
var base64url = base64.RawURLEncoding

// NewInvitation returns an invitation with a random ID.
func NewInvitation(role Role, municipality, name string, expires time.Time) Invitation {
	return Invitation{
		ID: rand.Text(), Role: role, Municipality: municipality, Name: name,
		Expires: expires.UTC().Truncate(time.Second),
	}
}

// Invite returns the invitation as the token of a link: base64url(JSON) "." base64url(HMAC-SHA256).
func Invite(secret []byte, inv Invitation) string {
	payload, err := json.Marshal(inv)
	if err != nil { // only a year beyond 9999 can cause it
		panic(fmt.Sprintf("encode invitation: %v", err))
	}
	body := base64url.EncodeToString(payload)
	return body + "." + base64url.EncodeToString(sign(secret, "invitation", body))
}

// open returns the invitation in a token whose signature holds. It returns ErrInvalid for everything else.
func open(secret []byte, token string) (Invitation, error) {
	body, signature, ok := strings.Cut(token, ".")
	if !ok || len(token) > maxToken {
		return Invitation{}, ErrInvalid
	}
	if want := base64url.EncodeToString(sign(secret, "invitation", body)); !hmac.Equal([]byte(signature), []byte(want)) {
		return Invitation{}, ErrInvalid
	}
	payload, err := base64url.DecodeString(body)
	if err != nil {
		return Invitation{}, ErrInvalid
	}
	var inv Invitation
	if json.Unmarshal(payload, &inv) != nil {
		return Invitation{}, ErrInvalid
	}
	return inv, nil
}

// check returns ErrInvalid for an invitation that no role could use.
func (inv Invitation) check(c *data.Catalogue) error {
	if inv.ID == "" {
		return ErrInvalid
	}
	switch inv.Role {
	case RoleStaff:
		if inv.Municipality == "" {
			return nil
		}
	case RoleMunicipality:
		if c.Municipality(inv.Municipality) != nil {
			return nil
		}
	}
	return ErrInvalid
}

// sign returns the HMAC-SHA256 of text for one purpose, so that a signature made for one cannot serve another.
func sign(secret []byte, purpose, text string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(purpose + "\n" + text))
	return mac.Sum(nil)
}
