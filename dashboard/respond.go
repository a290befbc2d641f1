package dashboard

import (
	"context"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// pageFunc makes one page of a visit.
type pageFunc func(*visit) (*page, error)

// fileFunc makes one file or API answer of a visit.
type fileFunc func(*visit) (*file, error)

// file is a body that is not a page.
type file struct {
	contentType string
	name        string // offered as the download's name; "" shows it in the browser
	body        []byte
	private     bool // depends on who asks: never cached
}

// page answers with a rendered page. Signed-out visitors share the cache; a signed-in one's page is made for her and stored
// nowhere. own names the page's parameters beside the filter's.
func (s *Site) page(build pageFunc, own ...string) fiber.Handler {
	return s.answer(func(v *visit) (*cached, bool, error) {
		p, err := build(v)
		if err != nil {
			return nil, false, err
		}
		body, err := s.views.render(v, p)
		if err != nil {
			return nil, false, err
		}
		return newCached(fiber.MIMETextHTMLCharsetUTF8, "", body), p.Private, nil
	}, own...)
}

// download answers with a file, cached like a page.
func (s *Site) download(build fileFunc, own ...string) fiber.Handler {
	return s.answer(func(v *visit) (*cached, bool, error) {
		f, err := build(v)
		if err != nil {
			return nil, false, err
		}
		disposition := ""
		if f.name != "" {
			disposition = attachment(f.name)
		}
		return newCached(f.contentType, disposition, f.body), f.private, nil
	}, own...)
}

// privateError carries a rendering out of the cache's loader without its being stored: it turned out to be nobody else's business.
type privateError struct{ answer *cached }

func (privateError) Error() string { return "private answer" }

// answer is what page and download share: read the visit, render or fetch, send.
func (s *Site) answer(render func(*visit) (*cached, bool, error), own ...string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c, own...)
		if err != nil {
			return err
		}
		if v.session != nil {
			ctx, cancel := context.WithTimeout(v.ctx, questionTimeout)
			defer cancel()
			v.ctx = ctx
			a, _, err := render(v)
			if err != nil {
				return err
			}
			return send(c, a, true)
		}
		key := cacheKey{version: s.db.Version(), day: v.today(), lang: v.lang, address: v.address()}
		hit := true
		a, err := s.cache.get(v.ctx, key, func(ctx context.Context) (*cached, error) {
			hit = false
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), questionTimeout)
			defer cancel()
			v.ctx = ctx
			a, private, err := render(v)
			if err == nil && private {
				return nil, privateError{a} // an error is not stored
			}
			return a, err
		})
		s.meter.cached(hit)
		if p, ok := errors.AsType[privateError](err); ok {
			return send(c, p.answer, true)
		}
		if err != nil {
			return err
		}
		return send(c, a, false)
	}
}

// today is the day in Stockholm, on which the roster's "now" depends.
func (v *visit) today() string { return v.lang.Date(v.site.db.Now()) }

// address is the path with its canonical query: equal for equal answers.
func (v *visit) address() string { return withQuery(v.path, v.canonical()) }

// send writes a rendered answer, or 304 where the client has it.
func send(c *fiber.Ctx, a *cached, private bool) error {
	body, encoding, etag := a.encoded(c.Get(fiber.HeaderAcceptEncoding))
	c.Set(fiber.HeaderContentType, a.contentType)
	c.Set(fiber.HeaderVary, "Accept-Encoding, Cookie")
	if a.disposition != "" {
		c.Set(fiber.HeaderContentDisposition, a.disposition)
	}
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	if private {
		c.Set(fiber.HeaderCacheControl, "no-store")
		return c.Send(body)
	}
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set(fiber.HeaderETag, etag)
	if matches(c.Get(fiber.HeaderIfNoneMatch), etag) {
		c.Response().Header.Del(fiber.HeaderContentEncoding)
		return c.SendStatus(fiber.StatusNotModified)
	}
	return c.Send(body)
}

// matches tells whether an If-None-Match header names the tag.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == etag || part == "*" {
			return true
		}
	}
	return false
}
