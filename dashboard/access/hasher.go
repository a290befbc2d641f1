package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/argon2"
)

// Parameters of argon2id, as OWASP's password storage cheat sheet gives them (19 MiB, 2 passes, 1 lane).
const (
	argonMemory  = 19 * 1024 // KiB
	argonPasses  = 2
	argonLanes   = 1
	argonKey     = 32
	argonSalt    = 16
	argonAtOnce  = 2  // hashes computed at a time: 38 MiB
	argonWaiting = 64 // who may wait for a turn
)

// hasher computes password hashes, few at a time so that memory stays bounded.
type hasher struct {
	turn     chan struct{}
	waiting  *atomic.Int32
	computed *atomic.Int64 // how many so far
	dummy    string        // the hash of a password that nobody has
}

func newHasher() hasher {
	h := hasher{turn: make(chan struct{}, argonAtOnce), waiting: new(atomic.Int32), computed: new(atomic.Int64)}
	salt, key := make([]byte, argonSalt), make([]byte, argonKey)
	_, _ = rand.Read(salt) // never fails
	_, _ = rand.Read(key)
	h.dummy = encodeHash(salt, key)
	return h
}

// hash returns the password's hash with its parameters, "$argon2id$v=19$m=…,t=…,p=…$salt$key".
//
// It returns ErrBusy when too many wait, and the context's error.
func (h hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, argonSalt)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt: %w", err)
	}
	key, err := h.compute(ctx, password, salt, argonPasses, argonMemory, argonLanes)
	if err != nil {
		return "", err
	}
	return encodeHash(salt, key), nil
}

// fits tells whether the password has the given hash. For an empty one it computes as long, and answers no.
func (h hasher) fits(ctx context.Context, password, encoded string) (bool, error) {
	known := encoded != ""
	if !known {
		encoded = h.dummy
	}
	passes, memory, lanes, salt, want, err := decodeHash(encoded)
	if err != nil {
		return false, err
	}
	got, err := h.compute(ctx, password, salt, passes, memory, lanes)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

func (h hasher) compute(ctx context.Context, password string, salt []byte, passes, memory uint32, lanes uint8) ([]byte, error) {
	if h.waiting.Add(1) > argonWaiting {
		h.waiting.Add(-1)
		return nil, ErrBusy
	}
	defer h.waiting.Add(-1)
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	h.computed.Add(1)
	return argon2.IDKey([]byte(password), salt, passes, memory, lanes, argonKey), nil
}

var rawBase64 = base64.RawStdEncoding

func encodeHash(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonPasses, argonLanes,
		rawBase64.EncodeToString(salt), rawBase64.EncodeToString(key))
}

func decodeHash(encoded string) (passes, memory uint32, lanes uint8, salt, key []byte, err error) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != "v="+strconv.Itoa(argon2.Version) {
		return 0, 0, 0, nil, nil, errors.New("stored password hash has another form than argon2id")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &lanes); err != nil {
		return 0, 0, 0, nil, nil, fmt.Errorf("stored password hash: %w", err)
	}
	if salt, err = rawBase64.DecodeString(parts[4]); err == nil {
		key, err = rawBase64.DecodeString(parts[5])
	}
	return passes, memory, lanes, salt, key, err
}
