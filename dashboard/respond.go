package dashboard

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/report"
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

	write func(*spool) error // instead of body: makes it piece by piece
	what  report.What        // the report that it is; "" is none
	links []string           // of its Link header
}

// page answers with a rendered page. Signed-out visitors share the cache; a signed-in one's page is made for her and stored
// nowhere. own names the page's parameters beside the filter's.
func (s *Site) page(build pageFunc, own ...string) fiber.Handler {
	return s.answer(effort{patience: questionTimeout}, func(v *visit) (*cached, bool, error) {
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
	return s.answer(effort{patience: questionTimeout}, filed(build), own...)
}

// made is the file as an answer. Its caller closes the spool of a large one.
func (f *file) made(v *visit) (a *cached, err error) {
	disposition := ""
	if f.name != "" {
		disposition = attachment(f.name)
	}
	if f.write == nil {
		a = newCached(f.contentType, disposition, f.body)
	} else {
		sp := v.newSpool(f.contentType)
		if err = f.write(sp); err == nil {
			a, err = sp.finish(f.contentType, disposition)
		}
		if err != nil {
			sp.close()
			return nil, err
		}
	}
	a.links = f.links
	if f.what != "" {
		a.links = append(a.links, `</data/csvw/`+string(f.what)+`.json>; rel="describedby"; type="application/csvm+json"`)
	}
	return a, nil
}

// privateError carries a rendering out of the cache's loader without its being stored: it turned out to be nobody else's business.
type privateError struct{ answer *cached }

func (privateError) Error() string { return "private answer" }

// renderFunc makes an answer, and tells whether it is private.
type renderFunc func(*visit) (a *cached, private bool, err error)

// answer is what page and download share: read the visit, render or fetch, send.
func (s *Site) answer(e effort, render renderFunc, own ...string) fiber.Handler {
	alone := func(v *visit) (*cached, bool, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(v.ctx), e.patience)
		defer cancel()
		v.ctx = ctx
		done, err := e.place(ctx)
		if err != nil {
			return nil, false, err
		}
		defer done()
		return render(v)
	}
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c, own...)
		if err != nil {
			return err
		}
		if err := s.since(v, c); err != nil {
			return err
		}
		if v.session != nil {
			a, _, err := alone(v)
			if err != nil {
				return busy(c, err)
			}
			return send(c, a, true)
		}
		a, private, err := s.shared(v, alone)
		if err != nil {
			return busy(c, err)
		}
		if a.large && a.spool == nil && !unchanged(c, a) { // somebody else's rendering told its name, and took it along
			if a, private, err = alone(v); err != nil {
				return busy(c, err)
			}
		}
		return send(c, a, private)
	}
}

// shared is the answer from the cache, or for it. A large one is in the spool of whoever rendered it; others get its name alone.
func (s *Site) shared(v *visit, render renderFunc) (a *cached, private bool, err error) {
	key := cacheKey{version: s.db.Version(), day: v.today(), lang: v.lang, address: v.address()}
	hit := true
	var mine *spool
	a, err = s.cache.get(v.ctx, key, func(context.Context) (*cached, error) {
		hit = false
		a, private, err := render(v)
		if err == nil && private {
			return nil, privateError{a} // an error is not stored
		}
		if err == nil && a.large {
			mine = a.spool
			named := *a
			named.spool = nil
			a = &named
		}
		return a, err
	})
	s.meter.cached(hit)
	if p, ok := errors.AsType[privateError](err); ok {
		return p.answer, true, nil
	}
	if err != nil {
		mine.close()
		return nil, false, err
	}
	if mine != nil {
		own := *a
		own.spool = mine
		a = &own
	}
	return a, false, nil
}

// today is the day in Stockholm, on which the roster's "now" depends.
func (v *visit) today() string { return v.lang.Date(v.site.db.Now()) }

// address is the path with its canonical query, and the form asked for where the path has several: equal for equal answers.
func (v *visit) address() string {
	at := withQuery(v.path, v.canonical())
	if v.form != "" {
		at += " as " + string(v.form)
	}
	return at
}

// send writes a rendered answer, or 304 where the client has it.
func send(c *fiber.Ctx, a *cached, private bool) error {
	c.Set(fiber.HeaderContentType, a.contentType)
	c.Set(fiber.HeaderVary, varies(c))
	if a.disposition != "" {
		c.Set(fiber.HeaderContentDisposition, a.disposition)
	}
	if private {
		c.Set(fiber.HeaderCacheControl, "no-store")
		return a.body(c)
	}
	etag := a.tag(c.Get(fiber.HeaderAcceptEncoding))
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set(fiber.HeaderETag, etag)
	if changed, ok := c.Locals(changedKey).(time.Time); ok {
		c.Set(fiber.HeaderLastModified, httpTime(changed))
	}
	for _, l := range a.links {
		c.Append(fiber.HeaderLink, l)
	}
	if unchanged(c, a) {
		a.spool.close()
		return c.SendStatus(fiber.StatusNotModified)
	}
	return a.body(c)
}

// varies is what the answer depends on besides its address.
func varies(c *fiber.Ctx) string {
	if negotiated, _ := c.Locals(acceptKey).(bool); negotiated {
		return "Accept, Accept-Encoding, Cookie"
	}
	return "Accept-Encoding, Cookie"
}

// body writes the answer's body as the client can read it.
func (a *cached) body(c *fiber.Ctx) error {
	if a.large {
		return a.spool.stream(c)
	}
	body, encoding, _ := a.encoded(c.Get(fiber.HeaderAcceptEncoding))
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	return c.Send(body)
}

// unchanged tells whether the client has the answer already: by its tag or, where it names none, by the time.
func unchanged(c *fiber.Ctx, a *cached) bool {
	etag := a.tag(c.Get(fiber.HeaderAcceptEncoding))
	if known := c.Get(fiber.HeaderIfNoneMatch); known != "" {
		return matches(known, etag)
	}
	changed, ok := c.Locals(changedKey).(time.Time)
	if !ok {
		return false
	}
	since, err := time.Parse(timeFormat, c.Get(fiber.HeaderIfModifiedSince))
	return err == nil && !changed.After(since)
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
