package dashboard

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// openKey is where openData leaves that a route answers with open data, licenceKey where preflight leaves its licence.
const (
	openKey    = "open"
	licenceKey = "licence"
)

// openPrefixes are the addresses below which there is open data, and nothing that changes anything but by POST.
var openPrefixes = [...]string{"/rapporter/", "/en/rapporter/", "/utveckling/", "/karta/", "/handelser/", "/api/v1/", "/api/openapi.json", "/data/", "/datasets/", "/oembed", "/citera."}

// isOpen tells whether the request is answered with open data.
func isOpen(c *fiber.Ctx) bool {
	is, _ := c.Locals(openKey).(bool)
	return is
}

// openData lets pages of other sites load and read a public answer: data that anybody may fetch, and that is the same for all. What depends
// on who asks stays ours, and no browser sends cookies along where * is the answer. Pages are not data.
func openData(c *fiber.Ctx) error {
	reads := c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead
	c.Locals(openKey, reads)
	unknown := c.Get(fiber.HeaderCookie) == "" && c.Get(fiber.HeaderAuthorization) == ""
	if reads && unknown {
		letRead(c) // errors, too: they tell nobody's secrets, and a program wants to know
	}
	err := c.Next()
	if err != nil || !reads {
		return err
	}
	if c.GetRespHeader(fiber.HeaderCacheControl) == "no-store" || strings.HasPrefix(c.GetRespHeader(fiber.HeaderContentType), fiber.MIMETextHTML) {
		c.Response().Header.Del(fiber.HeaderAccessControlAllowOrigin)
		c.Response().Header.Del(fiber.HeaderAccessControlExposeHeaders)
		return nil
	}
	letRead(c)
	c.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if licence, ok := c.Locals(licenceKey).(string); ok {
		c.Append(fiber.HeaderLink, "<"+licence+`>; rel="license"`)
	}
	return nil
}

// letRead lets scripts of any site read the answer and these of its headers.
func letRead(c *fiber.Ctx) {
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	c.Set(fiber.HeaderAccessControlExposeHeaders, "Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified, Link, Retry-After")
}

// preflight answers a browser that asks whether a script of another site may read open data with headers that are not everyday ones.
func (s *Site) preflight(c *fiber.Ctx) error {
	c.Locals(licenceKey, s.licence)
	asked := c.Get(fiber.HeaderAccessControlRequestMethod)
	if c.Method() != fiber.MethodOptions || asked != fiber.MethodGet && asked != fiber.MethodHead || !openAddress(c.Path()) {
		return c.Next()
	}
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	c.Set(fiber.HeaderAccessControlAllowMethods, "GET, HEAD")
	c.Set(fiber.HeaderAccessControlAllowHeaders, "Accept, If-Modified-Since, If-None-Match, Range")
	c.Set(fiber.HeaderAccessControlMaxAge, "86400")
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.SendStatus(fiber.StatusNoContent)
}

// openAddress tells whether there may be open data at a path.
func openAddress(path string) bool {
	return slices.ContainsFunc(openPrefixes[:], func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}
