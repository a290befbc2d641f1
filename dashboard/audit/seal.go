package audit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
)

// sealer makes and checks seals. The key is derived, so that no seal helps to forge an invitation or the other way round.
type sealer struct {
	key []byte
	id  string // names the key without giving it away
}

func newSealer(secret []byte) sealer {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("pionjarkollen audit chain 1"))
	key := mac.Sum(nil)
	sum := sha256.Sum256(append([]byte("key id\x00"), key...))
	return sealer{key: key, id: hex.EncodeToString(sum[:8])}
}

// over seals texts, each preceded by its length in eight bytes, so that no text can pass for the end of one and the
// beginning of the next.
func (s sealer) over(what string, texts ...string) string {
	mac := hmac.New(sha256.New, s.key)
	var length [8]byte
	for _, text := range append([]string{what, strconv.Itoa(len(texts))}, texts...) {
		binary.BigEndian.PutUint64(length[:], uint64(len(text)))
		mac.Write(length[:])
		mac.Write([]byte(text))
	}
	return hex.EncodeToString(mac.Sum(nil))
}

// name seals the actor's name by itself: the name can be erased later, and the chain stays whole.
func (s sealer) name(r *Row) string {
	return s.over("name", strconv.FormatInt(r.ID, 10), r.By.Name)
}

// row seals everything else, with the details as they are kept.
func (s sealer) row(r *Row, details string) string {
	return s.over("row",
		strconv.FormatInt(r.ID, 10), strconv.FormatInt(r.At.UnixMicro(), 10), string(r.By.Kind), r.By.ID, r.NameSeal, r.By.Role,
		string(r.Action), r.ObjectType, r.ObjectID, r.Municipality, r.By.Address, r.By.Request, string(r.Outcome),
		strconv.FormatInt(r.Times, 10), details, r.KeyID, r.Previous)
}

// same compares two seals in constant time.
func same(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }
