package browser_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"pionjarkollen/dashboard/access"
)

// signInSite is a site as in real use: no one-click links, and a name that browsers make passkeys for. Its clock can be moved.
type signInSite struct {
	*site
	ahead atomic.Int64 // of the real time
}

func newSignInSite(t *testing.T) *signInSite {
	t.Helper()
	s := &signInSite{}
	now := func() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }
	ln := must((&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0"))(t, "listen")
	url := fmt.Sprintf("http://localhost:%d", ln.Addr().(*net.TCPAddr).Port) //nolint:forcetypeassert // tcp was asked for
	s.site = must(serveSite(ln, url, "", now, nil, access.Options{}))(t, "start a site")
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Errorf("close the site: %v", err)
		}
	})
	return s
}

// later moves the clock.
func (s *signInSite) later(d time.Duration) { s.ahead.Add(int64(d)) }

const oneLevel = "kommunkod;åtagande;nivå\n0780;styrning;2\n"

// authenticator gives the tab a device with passkeys.
func (b *tab) authenticator() webauthn.AuthenticatorID {
	b.Helper()
	call(b, webauthn.Enable, webauthn.EnableParams{})
	made := call(b, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true,
		HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}})
	return made.AuthenticatorID
}

// looks checks a page that cannot be opened anew, since a form led to it.
func (b *tab) looks(where string) {
	b.Helper()
	b.show(desk)
	js[bool](b, `document.querySelectorAll("details").forEach((d) => (d.open = true)), true`)
	b.axe(where + " light 1280")
	narrow := look{width: 320, height: 800, dark: true}
	b.fits(where, narrow)
	b.axe(where+" dark 320", themeRules...)
	b.targets(where)
	b.show(desk)
}

// arrives checks that a step leads to an address.
func (b *tab) arrives(doing, path string, steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	status := b.follow(doing, steps...)
	if got := b.address(); got != path || status != 200 {
		b.Fatalf("%s leads to %s (%d), want %s\n%s", doing, got, status, path, js[string](b, `document.querySelector("main").innerText`))
	}
}

func press(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

func typed(selector, text string) chromedp.Action[chromedp.Void] {
	return chromedp.SendKeys(chromedp.CSS(selector), text)
}

// TestPasskeysInChromium goes from the invitation through a passkey to a token and what it is for, with Chromium's own authenticator.
func TestPasskeysInChromium(t *testing.T) {
	t.Parallel()
	s := newSignInSite(t)
	b := newTab(t, s.site, desk)
	device := b.authenticator()
	invitation := s.invitation(access.RoleOfficer, vaxjo, "Åsa Öberg")
	b.open(invitation)
	b.looks("welcome")
	b.arrives("make a passkey", "/lamna-in", press(`[data-passkey="create"]`))
	b.open("/konto")
	b.looks("account with a passkey")
	b.arrives("sign out", "/logga-in", press(".signed-in button"))

	b.open("/logga-in?till=/konto/api")
	b.looks("sign in")
	b.arrives("sign in with the passkey", "/konto/api", press(`[data-passkey="get"]`))
	b.do("name a token", typed("#name", "Ärendesystemet"))
	b.arrives("make a token", "/konto/api", press("form.entry button"))
	b.looks("new token")
	token := js[string](b, `document.getElementById("token").textContent`)
	if got := s.handIn(t, token); got != http.StatusCreated {
		t.Errorf("the token hands in: %d", got)
	}

	s.later(access.StepUpFor)
	b.open("/konto/api")
	b.follow("ask for a fresh proof", press(`main a[href*="/bekrafta"]`))
	b.looks("fresh proof")
	call(b, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: device, IsUserVerified: false})
	b.do("be taken for somebody else", press(`[data-passkey="get"]`))
	b.until("the refusal", `document.querySelector("[data-passkey-said]").textContent !== ""`)
	b.looks("refused passkey")
	call(b, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: device, IsUserVerified: true})
	b.arrives("prove it with the passkey", "/konto/api", press(`[data-passkey="get"]`))
	b.arrives("revoke the token", "/konto/api", press(`form[action$="/aterkalla"] button`))
	if got := s.handIn(t, token); got != http.StatusUnauthorized {
		t.Errorf("the revoked token is answered %d", got)
	}

	call(b, webauthn.ClearCredentials, webauthn.ClearCredentialsParams{AuthenticatorID: device})
	b.open("/en/konto")
	b.looks("account in English")
}

// handIn sends a file as a program does.
func (s *signInSite) handIn(t *testing.T, token string) int {
	t.Helper()
	req := must(http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/api/v1/submissions", strings.NewReader(oneLevel)))(t, "make a request")
	req.Header.Set("Content-Type", "text/csv")
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	must(io.Copy(io.Discard, resp.Body))(t, "read the answer")
	return resp.StatusCode
}

// TestPasswordAndCodeInChromium goes through password, app and recovery codes in both languages, and once without scripts.
func TestPasswordAndCodeInChromium(t *testing.T) {
	for name, c := range map[string]struct {
		prefix string
		look   look
	}{"sv": {"", desk}, "en": {"/en", desk}, "sv without scripts": {"", plainDesk}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSignInSite(t)
			b := newTab(t, s.site, c.look)
			looks := func(where string) {
				if c.look.scripts != "off" {
					b.looks(where + " " + name)
				}
			}
			secret := ""
			code := func() string {
				s.later(31 * time.Second)
				return totpCode(t, secret, s.db.Now())
			}
			link := s.link(access.NewInvitation(access.RoleStaff, "Kim Lind", "kim@example.se", s.db.Now().Add(time.Hour)))
			b.open(c.prefix + link)
			b.do("choose a short password", typed("#password", "femton tecken 1 femton tecken 1"))
			b.arrives("go on to the app", c.prefix+link+"/losenord", press(`form.entry > section:last-of-type button[type="submit"]`))
			looks("second factor")
			secret = js[string](b, `document.getElementById("secret").textContent`)
			b.do("type the code", typed("#code", code()))
			b.arrives("confirm", c.prefix+link+"/kod", press("form.entry button"))
			looks("recovery codes")
			b.arrives("go on", c.prefix+"/personal", press("main a.button"))
			b.open(c.prefix + "/konto")
			looks("account with a password")
			b.arrives("sign out", c.prefix+"/logga-in", press(".signed-in button"))

			b.do("type who I am", typed("#email", "kim@example.se"), typed("#password", "inte rätt lösenord"))
			b.watch.expect(422)
			b.follow("try a wrong password", press(`form.entry button`))
			looks("wrong password")
			b.watch.expect(200)
			b.do("type the right one", typed("#password", "femton tecken 1 femton tecken 1"))
			b.arrives("send the password", c.prefix+"/logga-in", press(`form.entry button`))
			looks("code")
			b.do("type the code", typed("#code", code()))
			b.arrives("sign in", c.prefix+"/personal", press("form.entry button"))

			s.later(access.StepUpFor)
			b.open(c.prefix + "/konto")
			b.follow("ask for a fresh proof", press(`main a[href*="/bekrafta"]`))
			b.do("prove it", typed("#password", "femton tecken 1 femton tecken 1"), typed("#code", code()))
			b.arrives("confirm", c.prefix+"/konto", press(`form.entry button`))
			if !js[bool](b, `!!document.querySelector('form[action$="/aterstallningskoder"]')`) {
				t.Error("a fresh proof opens nothing")
			}
		})
	}
}

// link is the address of a one-time link.
func (s *site) link(l access.Link) string { return "/valkommen/" + access.SealLink(s.db.Secret(), l) }

// TestAPageFromElsewhereCannotSignIn sends a sign-in form from another site, as a page of it would.
func TestAPageFromElsewhereCannotSignIn(t *testing.T) {
	t.Parallel()
	s := newSignInSite(t)
	elsewhere := must((&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0"))(t, "listen")
	evil := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<!doctype html><title>x</title><link rel="icon" href="data:,"><form method="post" action="%s/logga-in"><input name="email" value="a@example.se"><button>x</button></form>`, s.url)
	})}
	go func() { _ = evil.Serve(elsewhere) }()
	t.Cleanup(func() { _ = evil.Shutdown(context.Background()) })
	b := newTab(t, s.site, desk)
	b.watch.moved("http://" + elsewhere.Addr().String())
	b.watch.expect(403)
	b.do("open the other site", chromedp.Navigate("http://"+elsewhere.Addr().String()))
	b.watch.moved(s.url)
	if status := b.follow("send its form", press("button")); status != http.StatusForbidden {
		t.Errorf("a form from elsewhere is answered %d", status)
	}
}

// totpCode is what an authenticator app shows (RFC 6238: SHA-1, six digits, 30 seconds).
func totpCode(t *testing.T, secret string, now time.Time) string {
	t.Helper()
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha1.New, key)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(now.Unix()/30)))
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[at:])&0x7fffffff%1_000_000)
}
