package access

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"pionjarkollen/data"
)

// recoveryCodes is how many codes somebody gets who signs in by password: each stands once for a code of the second factor.
const recoveryCodes = 10

// newRecoveryCode returns 120 random bits as "ABCDEF-GHIJKL-MNOPQR-STUVWX".
func newRecoveryCode() string {
	text := rand.Text()
	return text[:6] + "-" + text[6:12] + "-" + text[12:18] + "-" + text[18:24]
}

// recoveryHash is what is stored of a code, however it was typed.
func recoveryHash(code string) string {
	return hash(strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.TrimSpace(code))))
}

// giveRecoveryCodes replaces the person's codes.
func giveRecoveryCodes(tx *data.Tx, person string) ([]string, error) {
	if _, err := run(tx, "forget_recovery_codes", person); err != nil {
		return nil, err
	}
	codes := make([]string, recoveryCodes)
	for i := range codes {
		codes[i] = newRecoveryCode()
		if _, err := run(tx, "add_recovery_code", person, recoveryHash(codes[i])); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// useRecoveryCode spends a code. It returns false for one that is not the person's or is spent.
func useRecoveryCode(tx *data.Tx, now time.Time, person, code string) (bool, error) {
	used, err := run(tx, "use_recovery_code", now, person, recoveryHash(code))
	return used == 1, err
}

// NewRecoveryCodes replaces the person's recovery codes, after a fresh proof. The codes are in the Admission.
//
// It returns ErrNoSession, ErrStepUp, or ErrUnavailable for somebody without a password.
func (k *Keeper) NewRecoveryCodes(ctx context.Context, c Client, token string) (Admission, error) {
	return k.changeOwn(ctx, c, token, "new recovery codes", func(tx *data.Tx, s Session) ([]string, error) {
		if _, found, err := one(tx.Query, "find_password", scanPassword, s.Person.ID); err != nil || !found {
			return nil, orUnavailable(err)
		}
		return giveRecoveryCodes(tx, s.Person.ID)
	})
}

func orUnavailable(err error) error {
	if err == nil {
		return ErrUnavailable
	}
	return err
}
