package access

import (
	"context"

	"pionjarkollen/data"
)

// PasswordOffer is the second factor that goes with a password that was chosen. It is to be shown once; a code from it accepts.
type PasswordOffer struct {
	ID     string // comes back with the code
	URI    string // otpauth://…, for an authenticator on the same device
	Secret string // base32, to be typed
	QR     string // an svg element that shows URI
}

// choosing is a password that was chosen and waits for a code.
type choosing struct {
	grant      grant
	hash, totp string
}

// OfferPassword takes a password by right of a link or a session, and offers the second factor that goes with it.
//
// It returns a *PasswordError, ErrBusy, and the errors of the right: those of Inspect, ErrNoSession, ErrStepUp, ErrExists or a
// *FieldError.
func (k *Keeper) OfferPassword(ctx context.Context, c Client, r Right, password string) (PasswordOffer, error) {
	g, err := k.examine(k.ask(ctx), r)
	if err != nil {
		return PasswordOffer{}, err
	}
	if password, err = k.checkPassword(password, g.person); err != nil {
		return PasswordOffer{}, err
	}
	hashed, err := k.hasher.hash(ctx, password)
	if err != nil {
		return PasswordOffer{}, err
	}
	key, err := newTOTP(k.options.Name, g.person.Email)
	if err != nil {
		return PasswordOffer{}, err
	}
	picture, err := qrSVG(key.String())
	if err != nil {
		return PasswordOffer{}, err
	}
	id, err := k.pending.add(k.now(), c, "choose password", enrolmentFor, choosing{g, hashed, key.Secret()})
	if err != nil {
		return PasswordOffer{}, err
	}
	return PasswordOffer{ID: id, URI: key.String(), Secret: key.Secret(), QR: picture}, nil
}

// AcceptPassword stores the password and its second factor once a code shows that the factor works, and signs in. A link is spent
// in the same write. The Admission has new recovery codes. Of a session, the person's other sessions end.
//
// It returns ErrCode for a wrong code, which may be tried a few times, ErrCeremony after that, and the errors of the right.
func (k *Keeper) AcceptPassword(ctx context.Context, c Client, id, code string) (Admission, error) {
	begun, err := try[choosing](k.pending, k.now(), c, "choose password", id, maxCodes)
	if err != nil {
		return Admission{}, err
	}
	step, ok := totpStep(begun.totp, code, k.now())
	if !ok {
		return Admission{}, ErrCode
	}
	k.pending.done(id)
	sealed, err := encrypt(k.db.Secret(), begun.grant.person.ID, begun.totp)
	if err != nil {
		return Admission{}, err
	}
	return k.settle(ctx, c, begun.grant, ByPassword, k.now(), "", func(tx *data.Tx, p Person) ([]string, error) {
		if _, err := run(tx, "forget_password", p.ID); err != nil {
			return nil, err
		}
		if _, err := run(tx, "add_password", p.ID, begun.hash, sealed, step, k.now()); err != nil {
			return nil, err
		}
		if _, err := run(tx, "end_sessions", p.ID, begun.grant.session.ID); err != nil {
			return nil, err
		}
		return giveRecoveryCodes(tx, p.ID)
	})
}

// ChangePassword replaces the password alone, after a fresh proof; the second factor and the recovery codes stay. The person's
// other sessions end.
//
// It returns a *PasswordError, ErrBusy, ErrNoSession, ErrStepUp, or ErrUnavailable for somebody without a password.
func (k *Keeper) ChangePassword(ctx context.Context, c Client, token, password string) (Admission, error) {
	g, err := k.examine(k.ask(ctx), Right{Session: token})
	if err != nil {
		return Admission{}, err
	}
	if password, err = k.checkPassword(password, g.person); err != nil {
		return Admission{}, err
	}
	hashed, err := k.hasher.hash(ctx, password)
	if err != nil {
		return Admission{}, err
	}
	return k.changeOwn(ctx, c, token, "change password", func(tx *data.Tx, s Session) ([]string, error) {
		changed, err := run(tx, "change_password", hashed, k.now(), s.Person.ID)
		if err == nil && changed == 0 {
			err = ErrUnavailable
		}
		if err != nil {
			return nil, err
		}
		_, err = run(tx, "end_sessions", s.Person.ID, s.ID)
		return nil, err
	})
}
