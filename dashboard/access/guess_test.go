package access_test

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/access"
)

func TestPasswordsThatCannotBeChosen(t *testing.T) {
	w := open(t, access.Options{})
	link := access.SealLink(w.db.Secret(), access.NewInvitation(access.RoleOfficer, "Åsa Öberg", "asa.oberg@vaxjo.example.se", w.clock.now().Add(time.Hour), "0780"))
	for password, reason := range map[string]string{
		"":               access.PasswordShort,
		"fjorton tecken": access.PasswordShort,
		"a\u030aa\u030aa\u030aa\u030aa\u030aa\u030aa\u030aa\u030a": access.PasswordShort, // 8 letters
		strings.Repeat("en lång fras ", 10):                        access.PasswordLong,
		strings.Repeat("å", 1<<20):                                 access.PasswordLong,
		"abc\x00defghijklmnop qrst":                                access.PasswordText,
		"inte text \xff\xfe alls!":                                 access.PasswordText,
		"passwordpassword":                                         access.PasswordCommon,
		"P@ssw0rd1234567":                                          access.PasswordCommon,
		"123456789012345678":                                       access.PasswordCommon,
		"qwertyuiopåasdfgh":                                        access.PasswordCommon,
		"aaaaaaaaaaaaaaaa":                                         access.PasswordCommon,
		"abcabcabcabcabcabc":                                       access.PasswordCommon,
		"Summer2026Summer2026":                                     access.PasswordCommon,
		"Växjö kommun 2026":                                        access.PasswordPersonal,
		"vaxjo-kommun-0780!":                                       access.PasswordPersonal,
		"pionjärkollen 123":                                        access.PasswordPersonal,
		"asa.oberg.vaxjo.1":                                        access.PasswordPersonal,
	} {
		var wrong *access.PasswordError
		if _, err := w.OfferPassword(t.Context(), browser(), access.Right{Link: link}, password); !errors.As(err, &wrong) || wrong.Reason != reason {
			t.Errorf("%.30q: %v, want %s", password, err, reason)
		}
	}
	for _, password := range []string{goodPassword, "korrekt häst batteri häftklammer", "tV9#kQ2!mZ7$wL4x", "åäö ÅÄÖ éè 😀 漢字 кот"} {
		if _, err := w.OfferPassword(t.Context(), browser(), access.Right{Link: link}, password); err != nil {
			t.Errorf("%q: %v", password, err)
		}
	}
}

// TestTheOperatorsBreachedPasswords looks in a file as Have I Been Pwned writes it, with lines of different lengths.
func TestTheOperatorsBreachedPasswords(t *testing.T) {
	breached := make([]string, 400)
	for i := range breached {
		breached[i] = fmt.Sprintf("den läckta frasen nr %d", i)
	}
	lines := make([]string, len(breached))
	for i, password := range breached {
		sum := sha1.Sum([]byte(password))
		lines[i] = strings.ToUpper(hex.EncodeToString(sum[:])) + ":" + strings.Repeat("9", i%9+1)
	}
	slices.Sort(lines)
	for _, end := range []string{"\n", "\r\n"} {
		path := filepath.Join(t.TempDir(), "pwned.txt")
		if err := os.WriteFile(path, []byte(strings.Join(lines, end)), 0o600); err != nil {
			t.Fatal(err)
		}
		w := open(t, access.Options{Breached: path})
		for i, password := range breached {
			if found := must(access.IsBreached(w.Keeper, password))(t); !found {
				t.Errorf("%q was not found", password)
			}
			if found := must(access.IsBreached(w.Keeper, fmt.Sprintf("en annan fras nr %d", i)))(t); found {
				t.Errorf("a phrase that is not in the list was found: %d", i)
			}
		}
		var wrong *access.PasswordError
		if _, err := w.OfferPassword(t.Context(), browser(), access.Right{Link: w.officer()}, breached[7]); !errors.As(err, &wrong) || wrong.Reason != access.PasswordBreached {
			t.Errorf("got %v", err)
		}
	}
	for name, text := range map[string]string{"empty": "", "no list": "hej\nhopp\n"} {
		path := filepath.Join(t.TempDir(), "wrong.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := access.New(open(t, access.Options{}).db, access.Options{Breached: path}); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
}

// TestGuessingIsSlowedAndNobodyIsLockedOut guesses from one address and from many.
func TestGuessingIsSlowedAndNobodyIsLockedOut(t *testing.T) {
	w := open(t, access.Options{})
	p := w.passwordPerson(w.officer())
	thief := browser()
	slowed := 0
	for range 20 {
		_, err := w.CheckPassword(t.Context(), thief, p.email, "fel fel fel fel fel")
		if wait, ok := errors.AsType[*access.ThrottledError](err); ok {
			if slowed++; wait.RetryAfter <= 0 || wait.RetryAfter > time.Minute {
				t.Errorf("wait %s", wait.RetryAfter)
			}
		}
	}
	if slowed != 15 {
		t.Errorf("%d of 20 guesses were slowed down, want 15", slowed)
	}
	for range 30 {
		_, err := w.CheckPassword(t.Context(), browser(), p.email, "fel fel fel fel fel")
		if err == nil {
			t.Fatal("a wrong password was taken")
		}
	}
	if _, err := w.CheckPassword(t.Context(), browser(), p.email, goodPassword); err == nil {
		t.Error("guesses from ever new addresses are not slowed down")
	}
	if _, err := w.signInWith(p, goodPassword, w.code(p.secret)); err != nil {
		t.Errorf("from where she signs in she is held up: %v", err)
	}
	w.clock.forward(time.Minute)
	if _, err := w.CheckPassword(t.Context(), browser(), p.email, goodPassword); err != nil {
		t.Errorf("after a while: %v", err)
	}
	if w.happened(access.SignInThrottled) == 0 {
		t.Error("nothing tells of it")
	}
}

func TestWhatIsBegunIsBounded(t *testing.T) {
	w := open(t, access.Options{})
	flood, calm := browser(), browser()
	mine := must(w.OfferSignIn(t.Context(), calm))(t)
	for range 1000 {
		must(w.OfferSignIn(t.Context(), access.Client{Browser: access.NewBrowser(), Address: flood.Address}))(t)
	}
	if n := access.Pending(w.Keeper); n > 201 {
		t.Errorf("%d are remembered", n)
	}
	if _, err := w.SignInByPasskey(t.Context(), calm, mine.ID, []byte("{}")); !errors.Is(err, access.ErrCredentials) {
		t.Errorf("a flood from elsewhere ended what was begun here: %v", err)
	}
	w.clock.forward(time.Hour)
	must(w.OfferSignIn(t.Context(), calm))(t)
	if n := access.Pending(w.Keeper); n != 1 {
		t.Errorf("%d are remembered after an hour", n)
	}
}

func TestStatementsAreAllThere(t *testing.T) {
	source := must(filepath.Glob("*.go"))(t)
	var all []byte
	for _, name := range source {
		if !strings.HasSuffix(name, "_test.go") {
			all = append(all, must(os.ReadFile(name))(t)...)
		}
	}
	files := must(filepath.Glob("sql/*.sql"))(t)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".sql")
		if !bytes.Contains(all, []byte(`"`+name+`"`)) && !bytes.Contains(all, []byte(`"`+name+`.`)) { // itself, or with an end
			t.Errorf("%s is used nowhere", file)
		}
		text := string(must(os.ReadFile(file))(t))
		if !strings.HasPrefix(text, "-- ") {
			t.Errorf("%s does not say what it does", file)
		}
	}
}
