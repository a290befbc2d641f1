package access

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"pionjarkollen/data"
)

// stored is what is kept of a password and its second factor.
type stored struct {
	hash, totp string
	step       int64
	changed    time.Time
}

func scanPassword(rows *sql.Rows, p *stored) error {
	return rows.Scan(&p.hash, &p.totp, &p.step, moment{&p.changed})
}

// half is a sign-in whose password was right.
type half struct {
	person Person
	known  string // what the second factor's guesses count at
}

// CheckPassword is the first half of signing in by password. It returns what SecondFactor wants.
//
// It returns ErrCredentials, after as much work, for an address that nobody has, for a wrong password, for somebody without one
// and for somebody who is disabled; a *ThrottledError or ErrBusy.
func (k *Keeper) CheckPassword(ctx context.Context, c Client, email, password string) (id string, err error) {
	key := emailKey(email)
	if len(key) > longestField || len(password) > 8*LongestPassword {
		key, password = "", ""
	}
	give, err := k.guesses.guess(k.now(), key, c.Address)
	if err != nil {
		k.tell(ctx, Event{Kind: SignInThrottled, Detail: string(ByPassword), Tried: key, Client: c})
		return "", err
	}
	p, err := k.checked(ctx, key, password)
	if err != nil {
		k.failed(ctx, c, SignInFailed, p.ID, string(ByPassword), key, err)
		return "", err
	}
	give()
	return k.pending.add(k.now(), c, "second factor", ceremonyFor, half{p, "code\n" + p.ID})
}

// checked returns the person whom address and password belong to. It computes a hash in every case.
func (k *Keeper) checked(ctx context.Context, key, password string) (Person, error) {
	p, found, err := one(k.ask(ctx), "people.named", scanPerson, "", key)
	if err != nil {
		return Person{}, err
	}
	kept, _, err := one(k.ask(ctx), "find_password", scanPassword, p.ID)
	if err != nil {
		return Person{}, err
	}
	fits, err := k.hasher.fits(ctx, normalPassword(password), kept.hash)
	if err == nil && (!fits || !found || p.State != StateActive) {
		err = ErrCredentials
	}
	return p, err
}

// SecondFactor is the other half: code is the authenticator's, or a recovery code.
//
// It returns ErrCode for a wrong or used code, which may be tried a few times, ErrCeremony after that, or a *ThrottledError.
func (k *Keeper) SecondFactor(ctx context.Context, c Client, id, code string) (Admission, error) {
	begun, err := try[half](k.pending, k.now(), c, "second factor", id, maxCodes)
	if err != nil {
		return Admission{}, err
	}
	give, err := k.guesses.guess(k.now(), begun.known, c.Address)
	if err != nil {
		k.tell(ctx, Event{Kind: SignInThrottled, About: begun.person.ID, Detail: "code", Client: c})
		return Admission{}, err
	}
	a, err := k.admit(ctx, c, begun.person, ByPassword, func(tx *data.Tx) error {
		return k.useCode(tx, begun.person.ID, code)
	})
	if err != nil {
		return Admission{}, err
	}
	give()
	k.guesses.know(k.now(), begun.known, c.Address)
	k.pending.done(id)
	return a, nil
}

// useCode spends a code of the second factor: each time step, and each recovery code, is good once. It returns ErrCode for any other.
func (k *Keeper) useCode(tx *data.Tx, person, code string) error {
	kept, found, err := one(tx.Query, "find_password", scanPassword, person)
	if err != nil {
		return err
	}
	if !found || len(code) > longestField {
		return ErrCode
	}
	secret, err := decrypt(k.db.Secret(), person, kept.totp)
	if err != nil {
		return err
	}
	if step, ok := totpStep(secret, code, k.now()); ok {
		used, err := run(tx, "use_totp_step", step, person, step)
		if err == nil && used == 0 { // used before
			err = ErrCode
		}
		return err
	}
	if used, err := useRecoveryCode(tx, k.now(), person, code); err != nil || !used {
		return orCode(err)
	}
	return nil
}

func orCode(err error) error {
	if err == nil {
		return ErrCode
	}
	return err
}

// StepUpByPassword takes password and code together as a fresh proof, and gives the session a new token.
//
// It returns ErrNoSession, ErrCredentials, ErrCode, a *ThrottledError or ErrBusy.
func (k *Keeper) StepUpByPassword(ctx context.Context, c Client, token, password, code string) (Admission, error) {
	s, err := k.findSession(k.ask(ctx), hash(token), k.now())
	if err != nil {
		return Admission{}, err
	}
	give, err := k.guesses.guess(k.now(), "code\n"+s.Person.ID, c.Address)
	if err != nil {
		return Admission{}, err
	}
	if len(password) > 8*LongestPassword {
		password = ""
	}
	p, err := k.checked(ctx, emailKey(s.Person.Email), password)
	if err == nil && p.ID != s.Person.ID {
		err = ErrCredentials
	}
	var a Admission
	if err == nil {
		a, err = k.stepUp(ctx, c, token, ByPassword, func(tx *data.Tx) error { return k.useCode(tx, p.ID, strings.TrimSpace(code)) })
	}
	if err != nil {
		k.failed(ctx, c, StepUpFailed, s.Person.ID, string(ByPassword), "", err)
		return Admission{}, err
	}
	give()
	return a, nil
}
