package dashboard

import (
	"math"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/limit"
)

// senderKey is where identify leaves who is signed in.
const senderKey = "sender"

// identify remembers who sent a request, once that is known, and counts it as hers. Who is one person or one token; quota is the
// municipality that her uploads count for, or a name of her own. It is a *problem when she has asked too often.
func (s *Site) identify(c *fiber.Ctx, who limit.Key, quota string) error {
	if _, known := c.Locals(senderKey).(uploader); known {
		return nil // counted already
	}
	c.Locals(senderKey, uploader{who: who, quota: quota})
	return s.rated(c, act(c), who)
}

// rateAddress counts every request as its address's.
func (s *Site) rateAddress(c *fiber.Ctx) error {
	if err := s.rated(c, act(c), s.from(c)); err != nil {
		return err
	}
	return c.Next()
}

// act is what every request is, whatever else it may be.
func act(c *fiber.Ctx) limit.Act {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead, fiber.MethodOptions:
		return limit.View
	default:
		return limit.Change
	}
}

// from is the address that a request counts for. Where no proxy is trusted, requests from this machine count for none: they are those
// of a proxy that nobody told us of, and everybody behind it would share one budget.
func (s *Site) from(c *fiber.Ctx) limit.Key {
	k := s.client(c)
	if len(s.proxies) == 0 && k.addr.IsLoopback() {
		return limit.Key{}
	}
	return limit.Address(k.addr)
}

// rated counts an act for everybody in who. It is a *problem, with Retry-After set, when one of them has had its share.
func (s *Site) rated(c *fiber.Ctx, a limit.Act, who ...limit.Key) error {
	wait := s.limiter.Take(a, who...)
	if wait == 0 {
		return nil
	}
	s.meter.refused(string(a))
	return tooMany(c, "error.rate", wait)
}

// tooMany tells a client when to come back.
func tooMany(c *fiber.Ctx, key string, wait time.Duration) *problem {
	seconds := strconv.Itoa(max(1, int(math.Ceil(wait.Seconds()))))
	c.Set(fiber.HeaderRetryAfter, seconds)
	return &problem{status: fiber.StatusTooManyRequests, key: key, args: []string{seconds}}
}
