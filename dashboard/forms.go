package dashboard

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/limit"
)

// browserKey is where browser leaves the browser's value.
const browserKey = "browser"

// csrfHeader is where our scripts put the token that forms send in their field csrf.
const csrfHeader = "X-CSRF-Token"

// post is a form that a visitor sent from one of our pages.
type post struct {
	*fiber.Ctx
	*visit
	form url.Values
}

// seeOther leads to a path in the visitor's language.
func (p *post) seeOther(path string) error {
	return p.Redirect(p.lang.Prefix()+path, fiber.StatusSeeOther)
}

// browser returns the value that ties what takes two requests to one browser, and gives it one to keep as long as it runs.
func (s *Site) browser(c *fiber.Ctx) string {
	if value := s.browserValue(c); value != "" {
		return value
	}
	value := access.NewBrowser()
	c.Locals(browserKey, value)
	s.setCookie(c, ceremonyCookie, value, zeroTime)
	return value
}

// browserValue is the value that the browser has, "" for none.
func (s *Site) browserValue(c *fiber.Ctx) string {
	if value, ok := c.Locals(browserKey).(string); ok {
		return value
	}
	return s.cookie(c, ceremonyCookie)
}

// formPage answers with a page made for one browser and stored nowhere: its forms prove that they come from there, signed in or not.
func (s *Site) formPage(build pageFunc, own ...string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c, own...)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(v.ctx, questionTimeout)
		defer cancel()
		v.ctx = ctx
		v.browser = s.browser(c)
		p, err := build(v)
		if err != nil {
			return err
		}
		return s.sendPage(c, v, p, fiber.StatusOK)
	}
}

// sendPage answers with a page that is stored nowhere.
func (s *Site) sendPage(c *fiber.Ctx, v *visit, p *page, status int) error {
	body, err := s.views.render(v, p)
	if err != nil {
		return err
	}
	c.Status(status)
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Send(body)
}

// show answers a form with a page of its own: what went wrong, or what comes next.
func (p *post) show(page *page, status int) error {
	if p.browser == "" {
		p.browser = p.site.browser(p.Ctx)
	}
	return p.site.sendPage(p.Ctx, p.visit, page, status)
}

// form hands over a form of ours. It carries the token that its row wants: of the session, or of the browser.
func (s *Site) form(handle func(*post) error) fiber.Handler { return s.longForm(formBytes, handle) }

// longForm is form for forms of at most limit bytes.
func (s *Site) longForm(limit int64, handle func(*post) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		p, err := s.post(c, fiber.MIMEApplicationForm)
		if err != nil {
			return err
		}
		if p.form, err = readForm(c, limit); err != nil {
			return err
		}
		if err := s.proven(p, p.form.Get("csrf")); err != nil {
			return err
		}
		return handle(p)
	}
}

// sentKey is what a script of ours sends about a passkey.
type sentKey struct {
	ID     string          `json:"id"`     // of the ceremony
	Answer json.RawMessage `json:"answer"` // the browser's
	Label  string          `json:"label"`  // the owner's name for the passkey
	Name   string          `json:"name"`   // of the first administrator
	Email  string          `json:"email"`  // hers
	Till   string          `json:"till"`   // where to go afterwards
}

// script hands over what a script of ours sent: JSON, with the token in a header.
func (s *Site) script(handle func(*post, sentKey) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		p, err := s.post(c, fiber.MIMEApplicationJSON)
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(bodyOf(c).allow(formBytes))
		if err != nil {
			return bodyProblem(err)
		}
		if err := s.proven(p, c.Get(csrfHeader)); err != nil {
			return err
		}
		var sent sentKey
		if json.Unmarshal(raw, &sent) != nil {
			return badRequest("error.form")
		}
		return handle(p, sent)
	}
}

// post begins to read a change that one of our pages sends.
func (s *Site) post(c *fiber.Ctx, wanted string) (*post, error) {
	v, err := s.visit(c)
	if err != nil {
		return nil, err
	}
	v.browser = s.browserValue(c)
	if kind, _, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType)); err != nil || kind != wanted {
		return nil, &problem{status: fiber.StatusUnsupportedMediaType, key: "error.mediatype", args: []string{wanted}}
	}
	return &post{Ctx: c, visit: v}, nil
}

// proven checks the token that the row wants.
func (s *Site) proven(p *post, token string) error {
	r, _ := p.Locals(rowKey).(row)
	switch {
	case r.proof == sessionToken && p.session != nil && p.session.CheckCSRF(token):
		return nil
	case r.proof == sessionToken:
		return &problem{status: fiber.StatusForbidden, key: "error.csrf"}
	case r.proof == browserToken && s.keeper.CheckFormToken(p.browser, token):
		return nil
	}
	return &problem{status: fiber.StatusForbidden, key: "error.cookie"}
}

// tries counts a try to prove who one is.
func (p *post) tries() error { return p.site.rated(p.Ctx, limit.SignIn, p.site.from(p.Ctx)) }

// token is the session's, from its cookie.
func (p *post) token() string { return p.site.cookie(p.Ctx, sessionCookie) }

// client is where the form comes from.
func (p *post) client() access.Client { return p.site.accessClient(p.Ctx) }

// actor is the signed-in person who sends the form.
func (p *post) actor() access.Actor { return access.Actor{Session: *p.session, Client: p.client()} }

// enter keeps a session's new token in the browser.
func (p *post) enter(a access.Admission) { p.site.enter(p.Ctx, a) }

func (s *Site) enter(c *fiber.Ctx, a access.Admission) {
	s.setCookie(c, sessionCookie, a.Token, a.Session.Expires)
	c.Locals(sessionKey, &a.Session)
}

// replace ends the session that the browser had before somebody signed in there.
func (s *Site) replace(c *fiber.Ctx, a access.Admission) error {
	before := s.cookie(c, sessionCookie)
	s.enter(c, a)
	if before == "" || before == a.Token {
		return nil
	}
	if err := s.keeper.SignOut(c.UserContext(), s.accessClient(c), before); err != nil {
		return fmt.Errorf("end the session before: %w", err)
	}
	return nil
}

// lead redirects to where somebody wanted to be: a path of ours with its language, or home.
func (p *post) lead(till string) error {
	return p.Redirect(p.destination(till), fiber.StatusSeeOther)
}

// destination is a path of ours with its language: what was asked for, or the signed-in person's home.
func (p *post) destination(till string) string {
	if to := ownPath(till); to != "/" {
		return to
	}
	session, _ := p.Locals(sessionKey).(*access.Session)
	return p.lang.Prefix() + homeOf(session)
}

// homeOf is the page that somebody works from.
func homeOf(s *access.Session) string {
	if _, desk := rowOf(fiber.MethodGet, "/personal"); desk && s != nil && s.Staff() {
		return "/personal"
	}
	return "/lamna-in"
}

// right is by what the form changes how somebody signs in: the link in its address, or the session.
func (p *post) right(form url.Values) access.Right {
	if link := p.param("token"); link != "" {
		return access.Right{Link: link, Name: form.Get("name"), Email: form.Get("email")}
	}
	return access.Right{Session: p.token()}
}

// FormToken is what a form for somebody who may not be signed in sends back.
func (v *view) FormToken() string { return v.site.keeper.FormToken(v.browser) }

// retryProblem is the problem of somebody who is to come back later, nil for every other error.
func retryProblem(c *fiber.Ctx, err error) error {
	if t, ok := errors.AsType[*access.ThrottledError](err); ok {
		return tooMany(c, "error.guesses", t.RetryAfter)
	}
	if errors.Is(err, access.ErrBusy) {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(busySeconds))
		return &problem{status: fiber.StatusServiceUnavailable, key: "error.crowd"}
	}
	return nil
}

// busySeconds is when to try again while many are signing in.
const busySeconds = 5

// fieldOf is the field that a person filled in wrongly.
func fieldOf(err error) (string, bool) {
	bad, ok := errors.AsType[*access.FieldError](err)
	if !ok {
		return "", false
	}
	return bad.Field, true
}
