package access

import (
	"context"
	"slices"
	"time"

	"pionjarkollen/data"
)

// Invitation is whom to invite.
type Invitation struct {
	Name, Email    string
	Role           Role
	Municipalities []string      // codes, of an officer
	Valid          time.Duration // how long the link can be used; 0 is InvitationFor
}

// Invite issues an invitation. It returns the token of its link, which is not stored: show it once.
//
// Officers may invite officers of their own municipalities, staff officers and staff, administrators anybody. It returns
// ErrForbidden, ErrStepUp, ErrExists or a *FieldError.
func (k *Keeper) Invite(ctx context.Context, by Actor, i Invitation) (string, Link, error) {
	now := k.now()
	name, ok := cleanLine(i.Name)
	if !ok {
		return "", Link{}, &FieldError{"name"}
	}
	email, ok := cleanEmail(i.Email)
	if !ok {
		return "", Link{}, &FieldError{"email"}
	}
	codes, err := cleanRole(k.db.Catalogue(), i.Role, i.Municipalities)
	if err != nil {
		return "", Link{}, err
	}
	if i.Valid == 0 {
		i.Valid = InvitationFor
	}
	if i.Valid < 0 || i.Valid > 4*InvitationFor {
		return "", Link{}, &FieldError{"expires"}
	}
	if err := mayInvite(by.Session, now, i.Role, codes); err != nil {
		return "", Link{}, err
	}
	l := NewInvitation(i.Role, name, email, now.Add(i.Valid), codes...)
	err = k.write(ctx, "invite", func(tx *data.Tx) error {
		if err := free(tx.Query, email, ""); err != nil {
			return err
		}
		if err := l.record(tx, now, "", by.Session.Person.ID); err != nil {
			return err
		}
		event := by.event(LinkIssued, l.ID, string(l.Kind)+" "+string(l.Role))
		event.Tried = l.Email
		return k.note(tx, event)
	})
	if err != nil {
		return "", Link{}, err
	}
	return SealLink(k.db.Secret(), l), l, nil
}

func mayInvite(s Session, now time.Time, role Role, codes []string) error {
	switch role {
	case RoleOfficer:
		return s.Allow(InvitePeople, now, codes...)
	case RoleStaff:
		return s.Allow(ManagePeople, now)
	}
	return s.Allow(ManageAdministrators, now)
}

// free returns ErrExists when somebody else than the person with the given id has the address.
func free(ask asker, email, id string) error {
	p, taken, err := one(ask, "people.named", scanPerson, "", emailKey(email))
	if err == nil && taken && p.ID != id {
		err = ErrExists
	}
	return err
}

// Recover issues a link by which a person chooses anew how to sign in. Her ways to sign in and her sessions end when it is used, not
// before. Staff make it after they have made sure, by another way than e-mail, who asks.
//
// It returns ErrForbidden, ErrStepUp or ErrUnknown.
func (k *Keeper) Recover(ctx context.Context, by Actor, id string) (string, Link, error) {
	now := k.now()
	l := NewRecovery("", now.Add(RecoveryFor))
	l.Person = id
	err := k.write(ctx, "recover", func(tx *data.Tx) error {
		p, err := k.managed(tx.Query, by.Session, id)
		if err != nil {
			return err
		}
		if p.State != StateActive {
			return ErrUnknown
		}
		shown := l
		shown.Name, shown.Email = p.Name, p.Email
		if err := shown.record(tx, now, id, by.Session.Person.ID); err != nil {
			return err
		}
		return k.note(tx, by.event(LinkIssued, l.ID, string(l.Kind)+" for "+id))
	})
	if err != nil {
		return "", Link{}, err
	}
	return SealLink(k.db.Secret(), l), l, nil
}

// Links lists the links that somebody may see, the newest first: staff all, officers those for their municipalities alone.
func (k *Keeper) Links(ctx context.Context, s Session) ([]IssuedLink, error) {
	all, err := list(k.ask(ctx), "links.newest", scanLink)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(l IssuedLink) bool { return !maySeeLink(s, l) }), nil
}

func maySeeLink(s Session, l IssuedLink) bool {
	if s.May(SeeColleagues, "") {
		return true
	}
	return l.Kind == LinkInvitation && l.Role == RoleOfficer && len(l.Municipalities) > 0 &&
		!slices.ContainsFunc(l.Municipalities, func(code string) bool { return !s.May(SeeColleagues, code) })
}

// RevokeLink spends a link, so that nobody can use it. Revoking one that is spent does nothing.
//
// It returns ErrForbidden, ErrStepUp or ErrUnknown.
func (k *Keeper) RevokeLink(ctx context.Context, by Actor, id string) error {
	now := k.now()
	return k.write(ctx, "revoke link", func(tx *data.Tx) error {
		l, found, err := one(tx.Query, "links.by_id", scanLink, id)
		if err != nil {
			return err
		}
		if !found || !maySeeLink(by.Session, l) {
			return ErrUnknown
		}
		if l.Kind == LinkInvitation {
			err = mayInvite(by.Session, now, l.Role, l.Municipalities)
		} else {
			_, err = k.managed(tx.Query, by.Session, l.Person)
		}
		if err != nil {
			return err
		}
		spent, err := run(tx, "spend_link", id, now)
		if err != nil || spent == 0 {
			return err
		}
		if _, err := run(tx, "revoke_link", id); err != nil {
			return err
		}
		return k.note(tx, by.event(LinkRevoked, id, string(l.Kind)))
	})
}
