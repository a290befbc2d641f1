package access

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// totpPeriod is how long a code of the second factor is shown, in seconds. One step before and after is taken too.
const totpPeriod = 30

// newTOTP returns a new second factor for the account.
func newTOTP(site, account string) (*otp.Key, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: site, AccountName: account, Period: totpPeriod})
	if err != nil {
		return nil, fmt.Errorf("new second factor: %w", err)
	}
	return key, nil
}

// totpStep returns the time step that the code belongs to, or false when it belongs to none about now.
func totpStep(secret, code string, now time.Time) (int64, bool) {
	code = strings.Join(strings.Fields(code), "")
	at := now.Unix() / totpPeriod
	var step int64
	var found bool
	for _, near := range [...]int64{at, at - 1, at + 1} { // all, so that it takes equally long
		ok, err := hotp.ValidateCustom(code, uint64(near), secret, hotp.ValidateOpts{Digits: otp.DigitsSix}) //nolint:gosec // G115: after 1970
		if err == nil && ok && !found {
			step, found = near, true
		}
	}
	return step, found
}

// encrypt makes what must be read again unreadable without the key file. about is what it belongs to, and to nothing else.
func encrypt(secret []byte, about, text string) (string, error) {
	gcm, err := boxFor(secret)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", fmt.Errorf("encrypt: %w", err)
	}
	return base64url.EncodeToString(gcm.Seal(nonce, nonce, []byte(text), []byte(about))), nil
}

// decrypt is the way back.
func decrypt(secret []byte, about, sealed string) (string, error) {
	gcm, err := boxFor(secret)
	if err != nil {
		return "", err
	}
	box, err := base64url.DecodeString(sealed)
	if err != nil || len(box) < gcm.NonceSize() {
		return "", errors.New("decrypt: it is damaged")
	}
	text, err := gcm.Open(nil, box[:gcm.NonceSize()], box[gcm.NonceSize():], []byte(about))
	if err != nil {
		return "", fmt.Errorf("decrypt (was the key file changed?): %w", err)
	}
	return string(text), nil
}

func boxFor(secret []byte) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "pionjarkollen second factor", 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return cipher.NewGCM(block)
}
