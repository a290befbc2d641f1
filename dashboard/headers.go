package dashboard

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// contentPolicy allows our own files and nothing else. Chart pictures are data: and blob: images made in the page.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// browserPermissions gives our own pages what a passkey needs, and nobody anything else.
const browserPermissions = "publickey-credentials-get=(self), publickey-credentials-create=(self), " +
	"camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), hid=(), display-capture=()"

// setSecureHeaders writes the headers that every answer carries.
func setSecureHeaders(c *fiber.Ctx, https bool) {
	c.Set(fiber.HeaderContentSecurityPolicy, contentPolicy)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set(fiber.HeaderPermissionsPolicy, browserPermissions)
	if https {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=63072000; includeSubDomains")
	}
}

// secureHeaders sets the headers and the request id.
func (s *Site) secureHeaders(c *fiber.Ctx) error {
	id := newRequestID()
	c.Locals(idKey, id)
	setSecureHeaders(c, s.https(c))
	c.Set(fiber.HeaderXRequestID, id)
	return c.Next()
}

// newRequestID is short enough to read out over a telephone.
func newRequestID() string { return strings.ToLower(rand.Text()[:10]) }

// recoverPanic turns a panic into an internal error with its stack in the log.
func (s *Site) recoverPanic(c *fiber.Ctx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return c.Next()
}

// refuseEncodedBodies answers 415 to a compressed body before anything reads it: 200 kB of gzip can hold 200 MB.
func (s *Site) refuseEncodedBodies(c *fiber.Ctx) error {
	if e := c.Get(fiber.HeaderContentEncoding); e != "" && !strings.EqualFold(e, "identity") {
		return &problem{status: fiber.StatusUnsupportedMediaType, key: "error.encoding"}
	}
	return c.Next()
}

// refuseUnknownMethods answers a method that HTTP does not know like every other error; Fiber would answer it without our headers.
func (s *Site) refuseUnknownMethods(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if slices.Contains(fiber.DefaultMethods, string(ctx.Method())) {
			next(ctx)
			return
		}
		ctx.SetConnectionClose() // nobody reads the body, and what is left of it is no request
		c := s.app.AcquireCtx(ctx)
		defer s.app.ReleaseCtx(c)
		if err := s.answerError(c, fiber.ErrMethodNotAllowed); err != nil {
			s.log.Error("answer an unknown method", slog.Any("error", err))
		}
	}
}

// sameOrigin tells whether a state-changing request comes from our own pages or from a program that is no browser.
func (s *Site) sameOrigin(c *fiber.Ctx) bool {
	switch c.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return false
	}
	origin := c.Get(fiber.HeaderOrigin)
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil {
		return false
	}
	if s.public != nil {
		return strings.EqualFold(u.Scheme, s.public.Scheme) && s.ownHost(strings.ToLower(u.Host))
	}
	return strings.ToLower(u.Host) == s.client(c).host
}

// attachment names a download in both an ASCII-safe and its proper form.
func attachment(name string) string {
	ascii := strings.Map(func(r rune) rune {
		switch r {
		case 'å', 'ä':
			return 'a'
		case 'ö':
			return 'o'
		case 'Å', 'Ä':
			return 'A'
		case 'Ö':
			return 'O'
		}
		if r < ' ' || r > '~' || r == '"' || r == '\\' {
			return '_'
		}
		return r
	}, name)
	return `attachment; filename="` + ascii + `"; filename*=UTF-8''` + url.PathEscape(name)
}
