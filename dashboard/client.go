package dashboard

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// clientKey is where knowClient leaves what is known of a request's sender.
const clientKey = "client"

// mostHops is how many entries of X-Forwarded-For are looked at, from the right.
const mostHops = 16

// client is where a request comes from, as far as it is believed.
type client struct {
	addr  netip.Addr // of the last hop that is no proxy of ours; never in IPv6 clothes, never with a zone
	https bool       // spoken to the outermost proxy of ours, or to us
	host  string     // asked for, in lower case, with its port where it has one
}

// proxies are the networks whose X-Forwarded-… headers are believed.
type proxies []netip.Prefix

// parseProxies reads networks ("10.0.0.0/8", "2001:db8::/64") or single addresses.
func parseProxies(written []string) (proxies, error) {
	var out proxies
	for _, w := range written {
		p, err := netip.ParsePrefix(w)
		if err != nil {
			addr, addrErr := netip.ParseAddr(w)
			if addrErr != nil {
				return nil, fmt.Errorf("trusted proxy %q: want a network such as 10.0.0.0/8, or an address", w)
			}
			p = netip.PrefixFrom(addr.Unmap(), addr.Unmap().BitLen())
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("trusted proxy %q: everybody would be believed", w)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// trusts tells whether an address is that of a proxy of ours.
func (p proxies) trusts(a netip.Addr) bool {
	for _, n := range p {
		if n.Contains(a) {
			return true
		}
	}
	return false
}

// knowClient finds out, once per request, who asks.
func (s *Site) knowClient(c *fiber.Ctx) error {
	s.client(c)
	return c.Next()
}

// client is who sent the request. Only what a trusted proxy itself wrote is believed of the X-Forwarded-… headers: the rightmost
// address that is not another trusted proxy's, and the rightmost protocol and host.
func (s *Site) client(c *fiber.Ctx) client {
	if known, ok := c.Locals(clientKey).(client); ok {
		return known
	}
	k := client{addr: plainAddr(c.Context().RemoteAddr().String()), host: strings.ToLower(string(c.Request().Host()))}
	if s.proxies.trusts(k.addr) {
		k.addr = s.forwardedFor(k.addr, forwarded(c, fiber.HeaderXForwardedFor))
		k.https = last(forwarded(c, fiber.HeaderXForwardedProto)) == "https"
		if host := last(forwarded(c, fiber.HeaderXForwardedHost)); host != "" {
			k.host = strings.ToLower(host)
		}
	}
	c.Locals(clientKey, k)
	return k
}

// forwardedFor walks from the proxy that spoke to us towards the client. What is no address ends the walk at the hop that wrote it.
func (s *Site) forwardedFor(from netip.Addr, hops []string) netip.Addr {
	for i := len(hops) - 1; i >= 0 && i >= len(hops)-mostHops; i-- {
		hop := plainAddr(hops[i])
		if !hop.IsValid() {
			return from
		}
		if from = hop; !s.proxies.trusts(hop) {
			return from
		}
	}
	return from
}

// forwarded lists what a header says, in the order in which it was written, also where it stands several times.
func forwarded(c *fiber.Ctx, name string) []string {
	var all []string
	for _, line := range c.Request().Header.PeekAll(name) {
		for part := range strings.SplitSeq(string(line), ",") {
			all = append(all, strings.TrimSpace(part))
		}
	}
	return all
}

// last is the newest entry, written by the proxy that is nearest.
func last(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return parts[len(parts)-1]
}

// plainAddr reads an address, with a port or brackets or without; the zero Addr is none.
func plainAddr(written string) netip.Addr {
	if at, err := netip.ParseAddrPort(written); err == nil {
		return at.Addr().Unmap().WithZone("")
	}
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(written, "["), "]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

// https tells whether the visitor reaches the site over https: as its public address says, else as a trusted proxy does.
func (s *Site) https(c *fiber.Ctx) bool {
	if s.public != nil {
		return s.public.Scheme == "https"
	}
	return s.client(c).https
}
