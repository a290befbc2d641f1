package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"strings"
)

// Client is where a request comes from.
type Client struct {
	Browser string // the browser's value, from its cookie; "" without one
	Address string // of the peer, as the trusted proxies tell it
	Agent   string // the User-Agent header
	Request string // id of the request, for the audit
}

// Actor is a signed-in person doing something from somewhere.
type Actor struct {
	Session Session
	Client  Client
}

// NewBrowser returns a new value for a browser's cookie: what is begun in one browser can only be finished there.
func NewBrowser() string { return rand.Text() }

// FormToken returns what a form for somebody who is not signed in sends back, so that no other site can send it. It is bound to
// the browser's value.
func (k *Keeper) FormToken(browser string) string {
	return base64url.EncodeToString(sign(k.db.Secret(), "form", browser))
}

// CheckFormToken tells in constant time whether token belongs to the browser.
func (k *Keeper) CheckFormToken(browser, token string) bool {
	return browser != "" && subtle.ConstantTimeCompare([]byte(token), []byte(k.FormToken(browser))) == 1
}

// longestAgent is how many bytes of a browser's own words are kept.
const longestAgent = 200

// agent is the browser's own words in one short line of text.
func (c Client) agent() string {
	line := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(c.Agent, ""))
	return strings.ToValidUTF8(line[:min(len(line), longestAgent)], "")
}

// hash is what is stored of a random token.
func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// newID returns a random name of 128 bits that can stand in an address.
func newID() string { return rand.Text() }

// newSecret returns a random secret of 256 bits.
func newSecret() string { return rand.Text() + rand.Text() }
