package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"pionjarkollen/data"
)

// LinkKind says what a link is for.
type LinkKind string

// Kinds of links, and how long each can be used unless whoever makes it says otherwise.
const (
	LinkInvitation LinkKind = "invitation" // somebody new chooses how to sign in
	LinkRecovery   LinkKind = "recovery"   // somebody known chooses anew; her old ways to sign in end
	LinkBootstrap  LinkKind = "bootstrap"  // the first administrator of a site without people

	InvitationFor = 7 * 24 * time.Hour
	RecoveryFor   = 30 * time.Minute
	BootstrapFor  = 24 * time.Hour
)

// Link is what a one-time link carries. It is signed, not stored: whoever holds the secret can make one while another process
// owns the database.
type Link struct {
	ID             string    `json:"id"` // random; names the link when it is spent
	Kind           LinkKind  `json:"kind"`
	Role           Role      `json:"role,omitempty"`           // of an invitation
	Municipalities []string  `json:"municipalities,omitempty"` // codes, of an officer
	Name           string    `json:"name,omitempty"`           // of the person invited
	Email          string    `json:"email,omitempty"`          // of the person invited, or to be recovered from the shell
	Person         string    `json:"person,omitempty"`         // id of the person to be recovered
	Expires        time.Time `json:"expires"`                  // UTC
}

// maxToken is far more than a link with the longest name and every municipality takes, in bytes.
const maxToken = 8192

// base64url can stand in an address as it is.
var base64url = base64.RawURLEncoding

// NewInvitation returns an invitation with a random ID.
func NewInvitation(role Role, name, email string, expires time.Time, municipalities ...string) Link {
	codes := slices.Compact(slices.Sorted(slices.Values(municipalities)))
	return Link{
		ID: rand.Text(), Kind: LinkInvitation, Role: role, Municipalities: codes, Name: name, Email: email,
		Expires: expires.UTC().Truncate(time.Second),
	}
}

// NewRecovery returns a recovery for the person with the given address.
func NewRecovery(email string, expires time.Time) Link {
	return Link{ID: rand.Text(), Kind: LinkRecovery, Email: email, Expires: expires.UTC().Truncate(time.Second)}
}

// NewBootstrap returns a link for the first administrator. It opens only while the site has no people.
func NewBootstrap(expires time.Time) Link {
	return Link{ID: rand.Text(), Kind: LinkBootstrap, Role: RoleAdministrator, Expires: expires.UTC().Truncate(time.Second)}
}

// SealLink returns the token of a link: base64url(JSON) "." base64url(HMAC-SHA256).
func SealLink(secret []byte, l Link) string {
	payload, err := json.Marshal(l)
	if err != nil { // only a year beyond 9999 can cause it
		panic(fmt.Sprintf("encode link: %v", err))
	}
	body := base64url.EncodeToString(payload)
	return body + "." + base64url.EncodeToString(sign(secret, "link", body))
}

// openLink returns the link in a token whose signature holds. It returns ErrInvalid for everything else.
func openLink(secret []byte, token string) (Link, error) {
	body, signature, ok := strings.Cut(token, ".")
	if !ok || len(token) > maxToken {
		return Link{}, ErrInvalid
	}
	if want := base64url.EncodeToString(sign(secret, "link", body)); !hmac.Equal([]byte(signature), []byte(want)) {
		return Link{}, ErrInvalid
	}
	payload, err := base64url.DecodeString(body)
	if err != nil {
		return Link{}, ErrInvalid
	}
	var l Link
	if json.Unmarshal(payload, &l) != nil {
		return Link{}, ErrInvalid
	}
	return l, nil
}

// Check returns ErrInvalid for a link that nobody could use.
func (l Link) Check(c *data.Catalogue) error {
	if l.ID == "" {
		return ErrInvalid
	}
	switch l.Kind {
	case LinkInvitation:
		codes, err := cleanRole(c, l.Role, l.Municipalities)
		name, named := cleanLine(l.Name)
		email, reachable := cleanEmail(l.Email)
		if err == nil && slices.Equal(codes, l.Municipalities) && named && name == l.Name && reachable && email == l.Email {
			return nil
		}
	case LinkRecovery:
		if (l.Person == "") != (l.Email == "") {
			return nil
		}
	case LinkBootstrap:
		if l.Role == RoleAdministrator && len(l.Municipalities) == 0 {
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
