package access_test

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"pionjarkollen/dashboard/access"
)

const goodPassword = "blåbär ovan trädgräns sjunger"

// passworder is somebody who signs in by password.
type passworder struct {
	client           access.Client
	email            string
	password, secret string
	codes            []string
	token            string
	session          access.Session
}

func (w *world) code(secret string) string {
	w.t.Helper()
	return must(totp.GenerateCode(secret, w.clock.now()))(w.t)
}

func (w *world) passwordPerson(link string) passworder {
	w.t.Helper()
	p := passworder{client: browser(), password: goodPassword}
	offer := must(w.OfferPassword(w.t.Context(), p.client, access.Right{Link: link}, p.password))(w.t)
	p.secret = offer.Secret
	a := must(w.AcceptPassword(w.t.Context(), p.client, offer.ID, w.code(p.secret)))(w.t)
	p.email, p.token, p.session, p.codes = a.Session.Person.Email, a.Token, a.Session, a.RecoveryCodes
	w.clock.forward(time.Minute) // the code is used
	return p
}

func (w *world) signInWith(p passworder, password, code string) (access.Admission, error) {
	w.t.Helper()
	id, err := w.CheckPassword(w.t.Context(), p.client, p.email, password)
	if err != nil {
		return access.Admission{}, err
	}
	return w.SecondFactor(w.t.Context(), p.client, id, code)
}

func TestPasswordWithSecondFactorSignsIn(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passwordPerson(w.officer())
	if len(p.codes) != 10 || p.session.Method != access.ByPassword {
		t.Errorf("%d recovery codes, session %+v", len(p.codes), p.session)
	}
	p.email = " " + strings.ToUpper(p.email) + " "
	a := must(w.signInWith(p, goodPassword, w.code(p.secret)[:3]+" "+w.code(p.secret)[3:]))(t)
	if a.Session.Person.ID != p.session.Person.ID || !a.Session.Fresh(w.clock.now()) {
		t.Errorf("signed in as %+v", a.Session)
	}
}

func TestDecomposedPasswordsAreTheSame(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passwordPerson(w.officer())
	decomposed := strings.NewReplacer("å", "a\u030a", "ä", "a\u0308").Replace(goodPassword)
	if _, err := w.signInWith(p, decomposed, w.code(p.secret)); err != nil {
		t.Errorf("the same password from another keyboard: %v", err)
	}
}

func TestTheOfferShowsTheSecondFactor(t *testing.T) {
	w := open(t, access.Options{})
	offer := must(w.OfferPassword(t.Context(), browser(), access.Right{Link: w.officer()}, goodPassword))(t)
	if !strings.HasPrefix(offer.URI, "otpauth://totp/Pionj") || !strings.Contains(offer.URI, "secret="+offer.Secret) {
		t.Errorf("URI %q", offer.URI)
	}
	if !strings.HasPrefix(offer.QR, "<svg ") || strings.Contains(offer.QR, "style") || strings.Contains(offer.QR, "href") || len(offer.QR) > 60_000 {
		t.Errorf("QR code of %d bytes: %.200s", len(offer.QR), offer.QR)
	}
}

// TestACodeIsGoodOnce tries a code of the second factor again, at once and by 50 at a time.
func TestACodeIsGoodOnce(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passwordPerson(w.officer())
	code := w.code(p.secret)
	must(w.signInWith(p, goodPassword, code))(t)
	if _, err := w.signInWith(p, goodPassword, code); !errors.Is(err, access.ErrCode) {
		t.Errorf("replayed: %v", err)
	}
	w.clock.forward(30 * time.Second)
	if _, err := w.signInWith(p, goodPassword, code); !errors.Is(err, access.ErrCode) {
		t.Errorf("replayed within the next step: %v", err)
	}
	w.clock.forward(5 * time.Minute)
	next := w.code(p.secret)
	ids := make([]string, 4)
	for i := range ids {
		ids[i] = must(w.CheckPassword(t.Context(), p.client, p.email, goodPassword))(t)
	}
	var admitted atomic.Int32
	var all sync.WaitGroup
	for _, id := range ids {
		all.Go(func() {
			if _, err := w.SecondFactor(t.Context(), p.client, id, next); err == nil {
				admitted.Add(1)
			}
		})
	}
	all.Wait()
	if n := admitted.Load(); n != 1 {
		t.Errorf("one code let in %d times", n)
	}
}

func TestCodesAroundNow(t *testing.T) {
	for away, want := range map[time.Duration]bool{-60 * time.Second: false, -30 * time.Second: true, 30 * time.Second: true, 60 * time.Second: false} {
		w := open(t, access.Options{})
		p := w.passwordPerson(w.officer())
		w.clock.forward(10 * time.Minute)
		code := must(totp.GenerateCode(p.secret, w.clock.now().Add(away)))(t)
		if _, err := w.signInWith(p, goodPassword, code); (err == nil) != want {
			t.Errorf("a code of %s from now: %v", away, err)
		}
	}
}

func TestRecoveryCodesAreGoodOnce(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passwordPerson(w.officer())
	written := strings.ToLower(strings.ReplaceAll(p.codes[3], "-", " "))
	must(w.signInWith(p, goodPassword, written))(t)
	if _, err := w.signInWith(p, goodPassword, p.codes[3]); !errors.Is(err, access.ErrCode) {
		t.Errorf("used again: %v", err)
	}
	if left := must(w.Credentials(t.Context(), p.session.Person.ID))(t).RecoveryCodes; left != 9 {
		t.Errorf("%d codes are left", left)
	}
	again := must(w.NewRecoveryCodes(t.Context(), p.client, p.token))(t)
	if len(again.RecoveryCodes) != 10 {
		t.Fatalf("%d new codes", len(again.RecoveryCodes))
	}
	if _, err := w.signInWith(p, goodPassword, p.codes[4]); !errors.Is(err, access.ErrCode) {
		t.Errorf("an old code after new ones: %v", err)
	}
	must(w.signInWith(p, goodPassword, again.RecoveryCodes[0]))(t)
}

// TestEveryRefusalIsTheSame compares the answers, and the work, for nobody, a wrong password, somebody without one and somebody disabled.
func TestEveryRefusalIsTheSame(t *testing.T) {
	w := open(t, demo)
	chief := w.signIn(access.RoleAdministrator)
	right, off, none := w.passwordPerson(w.officer()), w.passwordPerson(w.officer()), w.signIn(access.RoleOfficer, "0780")
	chief.Session = must(w.StepUpDemo(t.Context(), chief.Client, w.tokenOf(chief)))(t).Session
	if err := w.Disable(t.Context(), chief, off.session.Person.ID); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ email, password string }{
		"nobody":           {"nobody@example.se", goodPassword},
		"empty":            {"", ""},
		"wrong password":   {right.email, "någonting helt annat här"},
		"no password":      {none.Session.Person.Email, goodPassword},
		"disabled":         {off.email, goodPassword},
		"far too long":     {right.email, strings.Repeat("å", 1<<20)},
		"far too long who": {strings.Repeat("å", 1<<20) + "@example.se", goodPassword},
		"statement":        {"' OR 1=1 --", goodPassword},
	} {
		before := access.Computed(w.Keeper)
		_, err := w.CheckPassword(t.Context(), browser(), c.email, c.password)
		if err != access.ErrCredentials { //nolint:errorlint // not even its text may differ
			t.Errorf("%s: %v", name, err)
		}
		if n := access.Computed(w.Keeper) - before; n != 1 {
			t.Errorf("%s: %d hashes were computed", name, n)
		}
	}
	if _, err := w.signInWith(right, goodPassword, w.code(right.secret)); err != nil {
		t.Errorf("the right one: %v", err)
	}
}

func TestDisabledBetweenPasswordAndCode(t *testing.T) {
	w := open(t, demo)
	p := w.passwordPerson(w.officer())
	chief := w.signIn(access.RoleAdministrator)
	id := must(w.CheckPassword(t.Context(), p.client, p.email, goodPassword))(t)
	if err := w.Disable(t.Context(), chief, p.session.Person.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SecondFactor(t.Context(), p.client, id, w.code(p.secret)); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("got %v", err)
	}
}

func TestHalfASignInEndsAfterFiveCodes(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passwordPerson(w.officer())
	id := must(w.CheckPassword(t.Context(), p.client, p.email, goodPassword))(t)
	for range 5 {
		if _, err := w.SecondFactor(t.Context(), p.client, id, "000000"); !errors.Is(err, access.ErrCode) {
			t.Errorf("a wrong code: %v", err)
		}
	}
	if _, err := w.SecondFactor(t.Context(), p.client, id, w.code(p.secret)); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("the right code after five wrong ones: %v", err)
	}
	other := must(w.CheckPassword(t.Context(), p.client, p.email, goodPassword))(t)
	if _, err := w.SecondFactor(t.Context(), browser(), other, w.code(p.secret)); !errors.Is(err, access.ErrCeremony) {
		t.Errorf("in another browser: %v", err)
	}
}

func TestStepUpAndChangesByPassword(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passwordPerson(w.officer())
	other := must(w.signInWith(p, goodPassword, w.code(p.secret)))(t)
	w.clock.forward(access.StepUpFor)
	if _, err := w.ChangePassword(t.Context(), p.client, p.token, "en helt ny lång lösenfras"); !errors.Is(err, access.ErrStepUp) {
		t.Errorf("without a fresh proof: %v", err)
	}
	if _, err := w.StepUpByPassword(t.Context(), p.client, p.token, "fel fel fel fel fel", w.code(p.secret)); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("wrong password: %v", err)
	}
	if _, err := w.StepUpByPassword(t.Context(), p.client, p.token, goodPassword, "123456"); !errors.Is(err, access.ErrCode) {
		t.Errorf("wrong code: %v", err)
	}
	up := must(w.StepUpByPassword(t.Context(), p.client, p.token, goodPassword, w.code(p.secret)))(t)
	changed := must(w.ChangePassword(t.Context(), p.client, up.Token, "renarna vandrar över fjället"))(t)
	if changed.Token == up.Token {
		t.Error("the session's token is the old one")
	}
	if _, err := w.Session(t.Context(), other.Token); !errors.Is(err, access.ErrNoSession) {
		t.Errorf("the other session outlives the old password: %v", err)
	}
	w.clock.forward(time.Minute)
	if _, err := w.signInWith(p, goodPassword, w.code(p.secret)); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("the old password: %v", err)
	}
	must(w.signInWith(p, "renarna vandrar över fjället", w.code(p.secret)))(t)
}
