package dashboard

import (
	"net"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// privatePaths begin the addresses, below the language, that are answered under the public host alone.
var privatePaths = [...]string{"/lamna-in", "/bekrafta", "/valkommen", "/inlamningar/", "/logga-", "/konto", "/personal"}

// oneHost answers 421 to what asks for another host than the public one and is no public page: a form, a private page, or anything
// that brings our cookies. A name that somebody points at this server (DNS rebinding, a forgotten alias) thus gets what everybody
// gets, and nothing that depends on who asks. Links are always made from the public address.
func (s *Site) oneHost(c *fiber.Ctx) error {
	if s.public == nil || s.ownHost(s.client(c).host) {
		return c.Next()
	}
	private := c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead || s.cookie(c, sessionCookie) != "" ||
		c.Get(fiber.HeaderAuthorization) != ""
	path := strings.TrimPrefix(c.Path(), "/en")
	for _, p := range privatePaths {
		private = private || strings.HasPrefix(path, p)
	}
	if private {
		return &problem{status: fiber.StatusMisdirectedRequest, key: "error.host", args: []string{s.public.String()}}
	}
	return c.Next()
}

// ownHost tells whether a request may ask for the host. A public address on this machine, as in development, stands for all of its
// names and numbers with the same port.
func (s *Site) ownHost(asked string) bool {
	public := strings.ToLower(s.public.Host)
	if asked == public || asked == public+defaultPort[s.public.Scheme] || asked+defaultPort[s.public.Scheme] == public {
		return true
	}
	return loopback(s.public.Hostname()) && loopback(hostname(asked)) && s.public.Port() == port(asked)
}

// defaultPort is what a browser leaves out.
var defaultPort = map[string]string{"http": ":80", "https": ":443"}

// loopback tells whether a host is this machine as seen from itself.
func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.Unmap().IsLoopback()
}

func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

func port(host string) string {
	if _, p, err := net.SplitHostPort(host); err == nil {
		return p
	}
	return ""
}
