package access

import (
	"context"
	"errors"
	"time"

	"pionjarkollen/data"
)

// admit opens a session of a person who has proved who she is. use notes what she proved it with. A person who was disabled in
// the meantime is refused.
func (k *Keeper) admit(ctx context.Context, c Client, p Person, method Method, use func(*data.Tx) error) (Admission, error) {
	return k.admitProved(ctx, c, p, method, k.now(), use)
}

// admitProved is admit for a proof of another time; zero is none that is known to be fresh.
func (k *Keeper) admitProved(ctx context.Context, c Client, p Person, method Method, proved time.Time, use func(*data.Tx) error) (a Admission, err error) {
	err = k.write(ctx, "sign in", func(tx *data.Tx) error {
		now, found, err := one(tx.Query, "people.named", scanPerson, p.ID, "")
		if err != nil {
			return err
		}
		if !found || now.State != StateActive {
			return ErrCredentials
		}
		if err := use(tx); err != nil {
			return err
		}
		if a, err = k.openSession(tx, c, now, method, proved); err != nil {
			return err
		}
		return k.note(tx, Event{Kind: SignedIn, Who: now, Session: a.Session.ID, About: p.ID, Detail: string(method), Client: c})
	})
	if err != nil {
		k.failed(ctx, c, SignInFailed, p.ID, string(method), "", err)
		return Admission{}, err
	}
	k.guesses.know(k.now(), emailKey(p.Email), c.Address)
	return a, nil
}

// stepUp gives a session a new token after a fresh proof. use notes what it was proved with.
func (k *Keeper) stepUp(ctx context.Context, c Client, token string, method Method, use func(*data.Tx) error) (a Admission, err error) {
	err = k.write(ctx, "step up", func(tx *data.Tx) error {
		s, err := k.findSession(tx.Query, hash(token), k.now())
		if err != nil {
			return err
		}
		if err := use(tx); err != nil {
			return err
		}
		if a, err = k.rotate(tx, s, k.now()); err != nil {
			return err
		}
		return k.note(tx, Actor{a.Session, c}.event(SteppedUp, s.ID, string(method)))
	})
	if err != nil {
		return Admission{}, err
	}
	return a, nil
}

// StepUpDemo is a fresh proof by one click, where Options.Demo is set and the session was opened by one. It returns
// ErrUnavailable elsewhere.
func (k *Keeper) StepUpDemo(ctx context.Context, c Client, token string) (Admission, error) {
	s, err := k.findSession(k.ask(ctx), hash(token), k.now())
	if err != nil {
		return Admission{}, err
	}
	if !k.options.Demo || s.Method != ByDemo {
		return Admission{}, ErrUnavailable
	}
	return k.stepUp(ctx, c, token, ByDemo, func(*data.Tx) error { return nil })
}

// failed tells that somebody did not get in, unless it is our own fault.
func (k *Keeper) failed(ctx context.Context, c Client, kind EventKind, about, detail, tried string, err error) {
	if errors.Is(err, ErrCredentials) || errors.Is(err, ErrCode) {
		k.tell(ctx, Event{Kind: kind, About: about, Detail: detail, Tried: tried, Client: c})
	}
}
