package access

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"pionjarkollen/data"
)

// Inspect returns what a link carries without spending it, so that a mail gateway that opens it does no harm. Of a recovery it
// fills in the person's name.
//
// It returns ErrInvalid, ErrExpired or ErrUsed for a link that could not be accepted.
func (k *Keeper) Inspect(ctx context.Context, token string) (Link, error) {
	l, err := k.validLink(k.ask(ctx), token)
	if err != nil || l.Kind != LinkRecovery {
		return l, err
	}
	p, err := k.recovered(k.ask(ctx), l)
	l.Name, l.Email, l.Role, l.Municipalities = p.Name, p.Email, p.Role, p.Municipalities
	return l, err
}

// validLink returns the link in a token that is ours, still runs and is not spent.
func (k *Keeper) validLink(ask asker, token string) (Link, error) {
	l, err := openLink(k.db.Secret(), token)
	if err != nil {
		return Link{}, err
	}
	if err := l.Check(k.db.Catalogue()); err != nil {
		return Link{}, err
	}
	if !k.now().Before(l.Expires) {
		return Link{}, ErrExpired
	}
	if _, spent, err := one(ask, "link_is_spent", value[int], l.ID); err != nil {
		return Link{}, err
	} else if spent {
		return Link{}, ErrUsed
	}
	if l.Kind == LinkBootstrap {
		if people, err := anybody(ask); err != nil {
			return Link{}, err
		} else if people {
			return Link{}, ErrUsed
		}
	}
	return l, nil
}

// anybody tells whether the site has people.
func anybody(ask asker) (bool, error) {
	_, some, err := one(ask, "anybody", value[int])
	return some, err
}

// Bootstrap returns the token of a link for the first administrator, or "" when the site has people.
func (k *Keeper) Bootstrap(ctx context.Context) (string, error) {
	if people, err := anybody(k.ask(ctx)); err != nil || people {
		return "", err
	}
	return SealLink(k.db.Secret(), NewBootstrap(k.now().Add(BootstrapFor))), nil
}

// recovered returns the person whom a recovery is for. A disabled one stays disabled: ErrInvalid, as for nobody.
func (k *Keeper) recovered(ask asker, l Link) (Person, error) {
	p, found, err := one(ask, "people.named", scanPerson, l.Person, emailKey(l.Email))
	if err == nil && (!found || p.State != StateActive) {
		err = ErrInvalid
	}
	return p, err
}

// spend marks the link as used by the person. Of any number of concurrent tries one succeeds; the others get ErrUsed.
func (l Link) spend(tx *data.Tx, now time.Time, person string) error {
	spent, err := run(tx, "spend_link", l.ID, now)
	if err != nil {
		return err
	}
	if spent == 0 {
		return ErrUsed
	}
	known, err := run(tx, "link_accepted", person, l.ID)
	if err != nil || known > 0 {
		return err
	}
	return l.record(tx, now, person, "")
}

// record writes down a link that the server issues, or that came from the shell.
func (l Link) record(tx *data.Tx, now time.Time, person, by string) error {
	_, err := run(tx, "record_link", l.ID, string(l.Kind), person, l.Name, l.Email, string(l.Role),
		strings.Join(l.Municipalities, ","), now, by, l.Expires)
	return err
}

// IssuedLink is a link that the server has issued, or one from the shell that has been used.
type IssuedLink struct {
	Link
	Issued   time.Time // UTC
	IssuedBy string    // a person's id; "" is the shell
	Used     time.Time // UTC; zero is not yet
	Revoked  bool
}

// Open tells whether the link can still be used.
func (l IssuedLink) Open(now time.Time) bool {
	return l.Used.IsZero() && !l.Revoked && now.Before(l.Expires)
}

func scanLink(rows *sql.Rows, l *IssuedLink) error {
	var codes string
	err := rows.Scan(&l.ID, &l.Kind, &l.Person, &l.Name, &l.Email, &l.Role, &codes, moment{&l.Issued}, &l.IssuedBy,
		moment{&l.Expires}, &l.Revoked, moment{&l.Used})
	l.Municipalities = splitCodes(codes)
	return err
}
