package dashboard

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// cookie names what the site keeps in a browser. Nothing else may set or read cookies: all are for the server alone (HttpOnly), for
// the whole of this host and no other (Path=/, no Domain), and sent along when a link from elsewhere is followed but with no form
// or picture from elsewhere (SameSite=Lax). Over https they are Secure, and their names begin with __Host-, which browsers accept
// from this host over https only.
type cookie string

const (
	sessionCookie  cookie = "pionjarkollen_session"  // the session's token
	ceremonyCookie cookie = "pionjarkollen_ceremony" // a sign-in that has begun
	returnCookie   cookie = "pionjarkollen_return"   // where to go when an organisation's sign-in leads back
)

// zeroTime has a cookie kept as long as the browser runs.
var zeroTime time.Time

// hostPrefix is a promise that browsers keep: Secure, Path=/ and no Domain.
const hostPrefix = "__Host-"

// cookieName is a cookie's name in the browser.
func (s *Site) cookieName(c *fiber.Ctx, name cookie) string {
	if s.https(c) {
		return hostPrefix + string(name)
	}
	return string(name)
}

// cookie returns what the browser sent under the name, "" for nothing. A cookie that is there twice is nothing: one of them is not ours.
func (s *Site) cookie(c *fiber.Ctx, name cookie) string {
	value, found := "", 0
	for part := range strings.SplitSeq(c.Get(fiber.HeaderCookie), ";") {
		if n, v, ok := strings.Cut(strings.TrimSpace(part), "="); ok && n == s.cookieName(c, name) {
			value, found = v, found+1
		}
	}
	if found != 1 {
		return ""
	}
	return strings.Clone(value)
}

// setCookie gives the browser a value to keep until it expires, or as long as it runs where expires is the zero time.
func (s *Site) setCookie(c *fiber.Ctx, name cookie, value string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: s.cookieName(c, name), Value: value, Path: "/", Expires: expires, SessionOnly: expires.IsZero(),
		HTTPOnly: true, Secure: s.https(c), SameSite: fiber.CookieSameSiteLaxMode,
	})
}

// dropCookie takes a cookie away.
func (s *Site) dropCookie(c *fiber.Ctx, name cookie) { s.setCookie(c, name, "", time.Unix(0, 0)) }

// clearBrowser has the browser forget what it keeps of the site, when somebody signs out: pages in its cache, and storage. Its cookies
// are dropped one by one, for Clear-Site-Data would take those of neighbouring hosts with it.
func clearBrowser(c *fiber.Ctx) { c.Set("Clear-Site-Data", `"cache", "storage"`) }
