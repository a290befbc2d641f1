package dashboard

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/limit"
)

// Keys of what the gate leaves in a request.
const (
	rowKey     = "row"
	sessionKey = "session"
)

// plot lays routes, each behind the gate that its row in the table of permissions describes.
type plot struct {
	site   *Site
	router fiber.Router
	prefix string // of the routes' paths in the table
}

// Get lays a route that reads.
func (p plot) Get(path string, handlers ...fiber.Handler) { p.lay(fiber.MethodGet, path, handlers) }

// Post lays a route that changes something.
func (p plot) Post(path string, handlers ...fiber.Handler) { p.lay(fiber.MethodPost, path, handlers) }

func (p plot) lay(method, path string, handlers []fiber.Handler) {
	r, ok := rowOf(method, p.prefix+path)
	if !ok {
		p.site.unruled = append(p.site.unruled, fmt.Errorf("%s %s has no row in the table of permissions", method, p.prefix+path))
		return
	}
	handlers = append([]fiber.Handler{p.site.gate(r)}, handlers...)
	if method == fiber.MethodGet {
		p.router.Get(path, handlers...) // and HEAD
	} else {
		p.router.Add(method, path, handlers...)
	}
}

// gate lets through whom the row does.
func (s *Site) gate(r row) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Locals(rowKey, r)
		if err := s.admits(c, r); err != nil {
			if errors.Is(err, access.ErrStepUp) {
				return s.askForProof(c)
			}
			return err
		}
		err := c.Next()
		if err == nil && r.logs != "" && c.Response().StatusCode() < fiber.StatusBadRequest {
			s.noteRequest(c, r)
		}
		return err
	}
}

// admits returns a *problem for whom the row keeps out, and access.ErrStepUp for somebody who must prove anew who she is.
func (s *Site) admits(c *fiber.Ctx, r row) error {
	if r.method != fiber.MethodGet {
		c.Set(fiber.HeaderCacheControl, "no-store")
		if !s.sameOrigin(c) {
			return &problem{status: fiber.StatusForbidden, key: "error.origin"}
		}
	}
	if r.who == everybody {
		return nil
	}
	session, err := s.session(c)
	switch {
	case err != nil:
		return err
	case session == nil:
		return s.signInFirst(c)
	case r.who == holders && !session.MayAnywhere(r.permission(session)):
		return &problem{status: fiber.StatusForbidden, key: "error.forbidden"}
	}
	codes, err := s.municipalities(c, r)
	if err != nil {
		return err
	}
	for _, code := range codes {
		if !session.May(r.permission(session), code) {
			return &problem{status: fiber.StatusForbidden, key: "error.forbidden"}
		}
	}
	if (r.fresh || r.may != r.permission(session)) && !session.Fresh(s.db.Now()) {
		return access.ErrStepUp
	}
	return nil
}

// municipalities are the codes that the address says the request is about.
func (s *Site) municipalities(c *fiber.Ctx, r row) ([]string, error) {
	switch r.whose {
	case inAddress:
		code := c.Params("code")
		if s.db.Catalogue().Municipality(code) == nil {
			return nil, notFound("error.notfound")
		}
		return []string{code}, nil
	case inForm: // a page with a form says in its address whom it is for; the form itself is its handler's to read
		code := c.Query("kommun")
		if r.method != fiber.MethodGet || code == "" {
			return nil, nil
		}
		if s.db.Catalogue().Municipality(code) == nil {
			return nil, notFound("error.notfound")
		}
		return []string{strings.Clone(code)}, nil
	case inSubmission:
		id, err := strconv.ParseInt(c.Params("id"), 10, 64)
		if err != nil {
			return nil, notFound("error.notfound")
		}
		about, err := s.places(c.UserContext(), id)
		if err != nil {
			return nil, err
		}
		if len(about[id]) == 0 {
			return nil, notFound("error.notfound")
		}
		return about[id], nil
	}
	return nil, nil
}

// session returns who is signed in in the browser that asks, nil for nobody. It looks once per request.
//
// It returns a *problem when she asks too often.
func (s *Site) session(c *fiber.Ctx) (*access.Session, error) {
	if known, ok := c.Locals(sessionKey).(*access.Session); ok {
		return known, nil
	}
	var found *access.Session
	if token := s.cookie(c, sessionCookie); token != "" {
		session, err := s.keeper.Session(c.UserContext(), token)
		switch {
		case err == nil:
			found = &session
		case !errors.Is(err, access.ErrNoSession):
			return nil, err
		}
	}
	c.Locals(sessionKey, found)
	if found == nil {
		return nil, nil //nolint:nilnil // nobody is an answer
	}
	return found, s.identify(c, limit.Person(owner(found)), found.Home())
}

// signInFirst is the problem of somebody who is not signed in, or no longer.
func (s *Site) signInFirst(c *fiber.Ctx) *problem {
	if s.cookie(c, sessionCookie) != "" {
		return &problem{status: fiber.StatusUnauthorized, key: "error.expired"}
	}
	return &problem{status: fiber.StatusUnauthorized, key: "error.signin"}
}

// askForProof leads to the page where a person proves anew who she is, and from there back to where she was.
func (s *Site) askForProof(c *fiber.Ctx) error {
	to := langOf(c).Prefix() + "/bekrafta?" + url.Values{"till": {s.cameFrom(c)}}.Encode()
	if sendsJSON(c) {
		return sendJSON(c, fiber.StatusForbidden, map[string]string{"location": to})
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Redirect(to, fiber.StatusSeeOther)
}

// cameFrom is the page of ours that a request was sent from: itself, where it is a page, else the page with its form.
func (s *Site) cameFrom(c *fiber.Ctx) string {
	if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead {
		return ownPath(string(c.Request().URI().RequestURI()))
	}
	u, err := url.Parse(c.Get(fiber.HeaderReferer))
	if err != nil || !strings.EqualFold(u.Host, s.client(c).host) {
		return langOf(c).Prefix() + "/konto"
	}
	return ownPath(u.RequestURI())
}

// ownPath returns an address that somebody asks to be led to if it is a path of ours, else "/".
func ownPath(asked string) string {
	u, err := url.Parse(asked)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(asked, "/") ||
		strings.HasPrefix(asked, "//") || strings.ContainsFunc(asked, func(r rune) bool { return r < ' ' || r == '\\' || r == 0x7f }) {
		return "/"
	}
	return u.RequestURI()
}

// sendsJSON tells whether one of our scripts sent the request.
func sendsJSON(c *fiber.Ctx) bool {
	return strings.HasPrefix(c.Get(fiber.HeaderContentType), fiber.MIMEApplicationJSON)
}

// signInAt is the page where one signs in, which leads back to where the visitor wanted to be; "" where that would not help.
func (v *visit) signInAt() string {
	if v.next == "" {
		return ""
	}
	return withQuery(v.lang.Prefix()+"/logga-in", url.Values{"till": {v.next}})
}
