package access_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"

	"pionjarkollen/dashboard/access"
)

var base64url = base64.RawURLEncoding

// authenticator is a security key in software: ES256, no attestation, one passkey. Its fields may be changed to misbehave.
type authenticator struct {
	t       *testing.T
	key     *ecdsa.PrivateKey
	id      []byte
	user    []byte // handle, from create
	counter uint32
	origin  string
	rp      string
	flags   byte // user present and verified
}

const (
	userPresent  = 0x01
	userVerified = 0x04
	attested     = 0x40
)

func newAuthenticator(t *testing.T) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &authenticator{
		t: t, key: key, id: []byte(rand.Text()), counter: 1, origin: site, rp: "localhost", flags: userPresent | userVerified,
	}
}

// asked is what an authenticator reads of the options.
type asked struct {
	Challenge string `json:"challenge"`
	User      struct {
		ID string `json:"id"`
	} `json:"user"`
	AllowCredentials []struct {
		ID string `json:"id"`
	} `json:"allowCredentials"`
	UserVerification string `json:"userVerification"`
}

func (a *authenticator) read(options json.RawMessage) asked {
	a.t.Helper()
	var o asked
	if err := json.Unmarshal(options, &o); err != nil {
		a.t.Fatal(err)
	}
	return o
}

func (a *authenticator) clientData(kind, challenge string) []byte {
	return []byte(`{"type":"` + kind + `","challenge":"` + challenge + `","origin":"` + a.origin + `","crossOrigin":false}`)
}

func (a *authenticator) data(flags byte) []byte {
	rp := sha256.Sum256([]byte(a.rp))
	return binary.BigEndian.AppendUint32(append(rp[:], flags), a.counter)
}

// create answers navigator.credentials.create.
func (a *authenticator) create(options json.RawMessage) []byte {
	a.t.Helper()
	o := a.read(options)
	a.user, _ = base64url.DecodeString(o.User.ID)
	point, err := a.key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		a.t.Fatal(err)
	}
	public := a.cbor(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
	data := append(a.data(a.flags|attested), make([]byte, 16)...) // no model
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.id)))
	data = append(append(data, a.id...), public...)
	object := a.cbor(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	return a.answer(map[string]string{
		"clientDataJSON": base64url.EncodeToString(a.clientData("webauthn.create", o.Challenge)), "attestationObject": base64url.EncodeToString(object),
	})
}

// get answers navigator.credentials.get.
func (a *authenticator) get(options json.RawMessage) []byte {
	a.t.Helper()
	return a.sign(a.read(options).Challenge)
}

func (a *authenticator) sign(challenge string) []byte {
	a.t.Helper()
	if a.counter > 0 {
		a.counter++
	}
	client, data := a.clientData("webauthn.get", challenge), a.data(a.flags)
	hashed := sha256.Sum256(client)
	digest := sha256.Sum256(append(append([]byte{}, data...), hashed[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		a.t.Fatal(err)
	}
	return a.answer(map[string]string{
		"clientDataJSON": base64url.EncodeToString(client), "authenticatorData": base64url.EncodeToString(data),
		"signature": base64url.EncodeToString(signature), "userHandle": base64url.EncodeToString(a.user),
	})
}

func (a *authenticator) answer(response map[string]string) []byte {
	a.t.Helper()
	text, err := json.Marshal(map[string]any{
		"id": base64url.EncodeToString(a.id), "rawId": base64url.EncodeToString(a.id), "type": "public-key",
		"response": response, "clientExtensionResults": map[string]any{},
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return text
}

func (a *authenticator) cbor(v any) []byte {
	a.t.Helper()
	b, err := webauthncbor.Marshal(v)
	if err != nil {
		a.t.Fatal(err)
	}
	return b
}

// keyHolder is somebody with a passkey, signed in.
type keyHolder struct {
	client  access.Client
	key     *authenticator
	token   string
	session access.Session
}

func (p keyHolder) actor() access.Actor { return access.Actor{Session: p.session, Client: p.client} }

// passkeyPerson is somebody who has made a passkey by right of a link.
func (w *world) passkeyPerson(r access.Right) keyHolder {
	w.t.Helper()
	p := keyHolder{client: browser(), key: newAuthenticator(w.t)}
	offer := must(w.OfferPasskey(w.t.Context(), p.client, r))(w.t)
	a := must(w.AcceptPasskey(w.t.Context(), p.client, offer.ID, p.key.create(offer.Options), "Säkerhetsnyckel"))(w.t)
	p.token, p.session = a.Token, a.Session
	return p
}

// signInAgain signs in with the passkey.
func (w *world) signInAgain(p keyHolder) (access.Admission, error) {
	w.t.Helper()
	offer := must(w.OfferSignIn(w.t.Context(), p.client))(w.t)
	return w.SignInByPasskey(w.t.Context(), p.client, offer.ID, p.key.get(offer.Options))
}
