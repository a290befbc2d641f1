package access

import (
	"context"
	"fmt"
	"time"

	"pionjarkollen/data"
)

// Right is by what somebody may choose how to sign in: a link, or a session with a fresh proof.
type Right struct {
	Link    string // token of a link, or ""
	Session string // token of a session, or ""
	Name    string // of the first administrator, for a bootstrap link
	Email   string // hers
}

// grant is a right that was looked at, with the person it is for. It is looked at again when it is used.
type grant struct {
	right   Right
	link    Link    // of a link
	session Session // of a session
	person  Person  // new ones have their id already
	fresh   bool    // the person does not exist yet
}

// examine returns what a right grants.
//
// It returns the errors of Inspect for a link, ErrNoSession or ErrStepUp for a session, ErrExists when a new person's address is
// somebody's already, and a *FieldError for the first administrator's name and address.
func (k *Keeper) examine(ask asker, r Right) (grant, error) {
	g := grant{right: r}
	var err error
	if r.Link == "" {
		g.session, err = k.findSession(ask, hash(r.Session), k.now())
		if err == nil && !g.session.Fresh(k.now()) {
			err = ErrStepUp
		}
		g.person = g.session.Person
		return g, err
	}
	if g.link, err = k.validLink(ask, r.Link); err != nil {
		return g, err
	}
	if g.link.Kind == LinkRecovery {
		g.person, err = k.recovered(ask, g.link)
		return g, err
	}
	g.fresh = true
	g.person = Person{
		ID: newID(), Name: g.link.Name, Email: g.link.Email, Role: g.link.Role, Municipalities: g.link.Municipalities,
		State: StateActive, Created: k.now(),
	}
	if g.link.Kind == LinkBootstrap {
		var ok bool
		if g.person.Name, ok = cleanLine(r.Name); !ok {
			return g, &FieldError{"name"}
		}
		if g.person.Email, ok = cleanEmail(r.Email); !ok {
			return g, &FieldError{"email"}
		}
		g.link.Name, g.link.Email = g.person.Name, g.person.Email
	}
	return g, free(ask, g.person.Email, "")
}

// settle uses a grant, once: it makes the person, or ends the old ways to sign in of one who is recovered, stores the new way, and
// opens a session or gives the one there is a new token.
func (k *Keeper) settle(ctx context.Context, c Client, g grant, method Method, proved time.Time, detail string,
	store func(*data.Tx, Person) (codes []string, err error),
) (a Admission, err error) {
	err = k.write(ctx, "choose how to sign in", func(tx *data.Tx) error {
		again, err := k.examine(tx.Query, g.right)
		if err != nil {
			return err
		}
		again.person.ID = g.person.ID // what a passkey was made for
		if err := k.prepare(tx, again); err != nil {
			return err
		}
		if a.RecoveryCodes, err = store(tx, again.person); err != nil {
			return err
		}
		codes := a.RecoveryCodes
		event := Event{Kind: CredentialsChanged, Who: again.person, About: again.person.ID, Detail: string(method) + detail, Client: c}
		if g.right.Link == "" {
			a, err = k.rotate(tx, again.session, again.session.SteppedUp)
		} else {
			a, err = k.openSession(tx, c, again.person, method, proved)
			event.Kind, event.About = LinkAccepted, again.link.ID
		}
		if err != nil {
			return err
		}
		a.RecoveryCodes, event.Session = codes, a.Session.ID
		return k.note(tx, event)
	})
	if err != nil {
		return Admission{}, err
	}
	if g.right.Link != "" {
		k.guesses.know(k.now(), emailKey(a.Session.Person.Email), c.Address)
	}
	return a, nil
}

// prepare spends the grant's link and makes what it is about ready.
func (k *Keeper) prepare(tx *data.Tx, g grant) error {
	if g.right.Link == "" {
		return nil
	}
	if err := g.link.spend(tx, k.now(), g.person.ID); err != nil {
		return err
	}
	if g.fresh {
		return g.person.add(tx)
	}
	return endCredentials(tx, g.person.ID)
}

// endCredentials ends every way to sign in of a person, and her sessions.
func endCredentials(tx *data.Tx, person string) error {
	for _, name := range [...]string{"forget_passkeys", "forget_password", "forget_recovery_codes", "forget_identities"} {
		if _, err := run(tx, name, person); err != nil {
			return err
		}
	}
	_, err := run(tx, "end_sessions", person, "")
	return err
}

// AcceptDemo accepts an invitation without credentials, where Options.Demo is set. Somebody who is there already is signed in as
// who she is.
//
// It returns ErrUnavailable elsewhere, and the errors of Inspect.
func (k *Keeper) AcceptDemo(ctx context.Context, c Client, link string) (a Admission, err error) {
	if !k.options.Demo {
		return Admission{}, ErrUnavailable
	}
	err = k.write(ctx, "accept a demonstration's link", func(tx *data.Tx) error {
		l, err := k.validLink(tx.Query, link)
		if err != nil {
			return err
		}
		if l.Kind != LinkInvitation {
			return ErrUnavailable
		}
		p, found, err := one(tx.Query, "people.named", scanPerson, "", emailKey(l.Email))
		switch {
		case err != nil:
			return err
		case found && p.State != StateActive:
			return ErrInvalid
		case !found:
			p = Person{ID: newID(), Name: l.Name, Email: l.Email, Role: l.Role, Municipalities: l.Municipalities, State: StateActive, Created: k.now()}
			if err := p.add(tx); err != nil {
				return err
			}
		}
		if err := l.spend(tx, k.now(), p.ID); err != nil {
			return err
		}
		if a, err = k.openSession(tx, c, p, ByDemo, k.now()); err != nil {
			return err
		}
		return k.note(tx, Event{Kind: LinkAccepted, Who: p, Session: a.Session.ID, About: l.ID, Detail: string(ByDemo), Client: c})
	})
	return a, err
}

// changeOwn changes something about how the holder of a session signs in, after a fresh proof, and gives the session a new token.
func (k *Keeper) changeOwn(ctx context.Context, c Client, token, what string,
	change func(*data.Tx, Session) (codes []string, err error),
) (a Admission, err error) {
	err = k.write(ctx, what, func(tx *data.Tx) error {
		g, err := k.examine(tx.Query, Right{Session: token})
		if err != nil {
			return err
		}
		codes, err := change(tx, g.session)
		if err != nil {
			return err
		}
		if a, err = k.rotate(tx, g.session, g.session.SteppedUp); err != nil {
			return err
		}
		a.RecoveryCodes = codes
		return k.note(tx, Actor{a.Session, c}.event(CredentialsChanged, a.Session.Person.ID, what))
	})
	if err != nil {
		return Admission{}, fmt.Errorf("%s: %w", what, err)
	}
	return a, nil
}
