// Package access knows who people are and who may do what: links that let somebody in, passkeys, passwords with a second
// factor, sign-in through an organisation's own provider, sessions, programs' tokens and the permissions of each role. It
// knows no HTTP and no HTML.
//
// The caller handles two cookies. One holds the session's token, which is replaced whenever an Admission says so. The other
// holds a browser's value from NewBrowser for anyone, signed in or not, who begins something that takes two requests; it
// must be HttpOnly and SameSite=Lax (an organisation's provider leads back by a plain link).
package access

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"

	"pionjarkollen/data"
)

// Options is what a Keeper needs to know of the site.
type Options struct {
	Name      string                       // of the site, as authenticators show it; "" is Pionjärkollen
	PublicURL string                       // "https://pionjarkollen.example.se"; its host is what passkeys are made for. "" is no passkeys and no providers
	Demo      bool                         // links may be accepted, and sessions stepped up, with one click and no credentials
	Providers []Provider                   // that people may sign in through; see ReadProviders
	Breached  string                       // path of a file of breached passwords, SHA-1 in order of hash, of the operator's own; "" is the built-in list alone
	Audit     func(*data.Tx, Event) error  // writes down an event in the same write as what it tells of; nil is nowhere
	Failed    func(context.Context, Event) // is told of what changed nothing, such as a wrong password; nil is nobody. It is to return at once
	Log       *slog.Logger                 // nil discards
}

// Keeper admits people and remembers who is signed in. It is safe for concurrent use.
type Keeper struct {
	db        *data.DB
	options   Options
	log       *slog.Logger
	webauthn  *webauthn.WebAuthn // nil without a public address
	breached  *breachedFile      // nil without one
	common    map[string]bool    // common passwords, folded
	hasher    hasher
	pending   *pending
	guesses   *throttle
	seen      *notices
	repeats   *inFlight
	lookups   chan struct{} // a token per session being looked up
	providers map[string]*provider
}

// New returns a Keeper over db, whose secret signs its links and encrypts what it must be able to read again.
func New(db *data.DB, o Options) (*Keeper, error) {
	if o.Name == "" {
		o.Name = "Pionjärkollen"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	k := &Keeper{
		db: db, options: o, log: o.Log, hasher: newHasher(), pending: newPending(), guesses: newThrottle(),
		seen: newNotices(), repeats: newInFlight(), lookups: make(chan struct{}, concurrentLookups),
	}
	var err error
	if k.common, err = readCommon(); err != nil {
		return nil, fmt.Errorf("read common passwords: %w", err)
	}
	if o.Breached != "" {
		if k.breached, err = openBreached(o.Breached); err != nil {
			return nil, fmt.Errorf("breached passwords: %w", err)
		}
	}
	var site *url.URL
	if o.PublicURL != "" {
		if site, err = url.Parse(o.PublicURL); err != nil || site.Hostname() == "" {
			return nil, fmt.Errorf("public address %q has no host", o.PublicURL)
		}
		if k.webauthn, err = newWebAuthn(o.Name, site); err != nil {
			return nil, fmt.Errorf("passkeys for %s: %w", o.PublicURL, err)
		}
	}
	if k.providers, err = k.useProviders(site, o.Providers); err != nil {
		return nil, err
	}
	return k, nil
}

// Close releases the file of breached passwords. The Keeper must not be used after it.
func (k *Keeper) Close() error {
	if k.breached == nil {
		return nil
	}
	return k.breached.close()
}

// Passkeys tells whether people can choose and use passkeys here: browsers allow them for a host name, never for an IP address.
func (k *Keeper) Passkeys() bool { return k.webauthn != nil }

// Demo tells whether links are accepted without credentials.
func (k *Keeper) Demo() bool { return k.options.Demo }

// now is the time as the database keeps it.
func (k *Keeper) now() time.Time { return k.db.Now().Truncate(time.Microsecond) }

// write runs fn in a write that no public page shows, and says in an error what was being done.
func (k *Keeper) write(ctx context.Context, doing string, fn func(*data.Tx) error) error {
	if err := k.db.WritePrivate(ctx, fn); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
