package access

import (
	"context"
	"slices"

	"pionjarkollen/data"
)

// People lists those that somebody may see, in the order of names: staff everybody, officers those who share a municipality.
func (k *Keeper) People(ctx context.Context, s Session) ([]Person, error) {
	all, err := list(k.ask(ctx), "people.by_name", scanPerson)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(p Person) bool { return !maySee(s, p) }), nil
}

// Person returns somebody whom the session may see. It returns ErrUnknown for anybody else.
func (k *Keeper) Person(ctx context.Context, s Session, id string) (Person, error) {
	p, found, err := one(k.ask(ctx), "people.named", scanPerson, id, "")
	if err == nil && (!found || !maySee(s, p)) {
		return Person{}, ErrUnknown
	}
	return p, err
}

// maySee tells whether the session may see the person: staff anybody, officers those of their municipalities, everybody herself.
func maySee(s Session, p Person) bool {
	return s.May(SeeColleagues, "") || s.Person.ID == p.ID && p.ID != "" ||
		slices.ContainsFunc(p.Municipalities, func(code string) bool { return s.May(SeeColleagues, code) })
}

// managed returns a person whom the session may change: staff officers and staff, administrators anybody.
//
// It returns ErrUnknown, ErrForbidden or ErrStepUp.
func (k *Keeper) managed(ask asker, s Session, id string) (Person, error) {
	p, found, err := one(ask, "people.named", scanPerson, id, "")
	if err != nil {
		return p, err
	}
	if !found || !maySee(s, p) {
		return p, ErrUnknown
	}
	return p, s.Allow(manages(p.Role), k.now())
}

// manages is the permission that changing a person of the role takes.
func manages(role Role) Permission {
	if role == RoleAdministrator {
		return ManageAdministrators
	}
	return ManagePeople
}

// Change is what a person is to be. Everything is replaced.
type Change struct {
	Name, Email    string
	Role           Role
	Municipalities []string // codes, of an officer
}

// ChangePerson gives a person another name, address, role or other municipalities. What she may do changes with her next request.
//
// It returns ErrUnknown, ErrForbidden, ErrStepUp, ErrExists, ErrLastAdministrator or a *FieldError.
func (k *Keeper) ChangePerson(ctx context.Context, by Actor, id string, c Change) (Person, error) {
	var ok bool
	if c.Name, ok = cleanLine(c.Name); !ok {
		return Person{}, &FieldError{"name"}
	}
	if c.Email, ok = cleanEmail(c.Email); !ok {
		return Person{}, &FieldError{"email"}
	}
	codes, err := cleanRole(k.db.Catalogue(), c.Role, c.Municipalities)
	if err != nil {
		return Person{}, err
	}
	var p Person
	err = k.write(ctx, "change person", func(tx *data.Tx) error {
		if p, err = k.managed(tx.Query, by.Session, id); err != nil {
			return err
		}
		if err := by.Session.Allow(manages(c.Role), k.now()); err != nil {
			return err
		}
		if err := free(tx.Query, c.Email, id); err != nil {
			return err
		}
		was := p.Role
		p.Name, p.Email, p.Role, p.Municipalities = c.Name, c.Email, c.Role, codes
		if err := replacePerson(tx, p); err != nil {
			return err
		}
		return k.note(tx, by.event(PersonChanged, id, string(was)+" to "+string(p.Role)))
	})
	return p, err
}

// replacePerson writes down what a person is now. It returns ErrLastAdministrator when nobody is left to administer.
func replacePerson(tx *data.Tx, p Person) error {
	_, before, err := one(tx.Query, "any_administrator", value[int])
	if err != nil {
		return err
	}
	if _, err := run(tx, "change_person", p.Name, p.Email, emailKey(p.Email), string(p.Role), string(p.State), p.ID); err != nil {
		return err
	}
	if _, err := run(tx, "forget_municipalities", p.ID); err != nil {
		return err
	}
	if err := p.addMunicipalities(tx); err != nil {
		return err
	}
	_, after, err := one(tx.Query, "any_administrator", value[int])
	if err == nil && before && !after {
		err = ErrLastAdministrator
	}
	return err
}

// Disable ends a person's sessions at once and keeps her out, by every way, until she is enabled again.
//
// It returns ErrUnknown, ErrForbidden, ErrStepUp or ErrLastAdministrator.
func (k *Keeper) Disable(ctx context.Context, by Actor, id string) error {
	return k.setState(ctx, by, id, StateDisabled, PersonDisabled)
}

// Enable lets a disabled person sign in again, as she did before.
//
// It returns ErrUnknown, ErrForbidden or ErrStepUp.
func (k *Keeper) Enable(ctx context.Context, by Actor, id string) error {
	return k.setState(ctx, by, id, StateActive, PersonEnabled)
}

func (k *Keeper) setState(ctx context.Context, by Actor, id string, state State, kind EventKind) error {
	return k.write(ctx, string(kind), func(tx *data.Tx) error {
		p, err := k.managed(tx.Query, by.Session, id)
		if err != nil || p.State == state {
			return err
		}
		p.State = state
		if err := replacePerson(tx, p); err != nil {
			return err
		}
		if _, err := run(tx, "end_sessions", id, ""); err != nil {
			return err
		}
		return k.note(tx, by.event(kind, id, ""))
	})
}
