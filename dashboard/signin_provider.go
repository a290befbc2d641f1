package dashboard

import (
	"errors"
	"html/template"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/locale"
)

// leaveData is the page that leads to an organisation's own sign-in. A form may not lead there itself: form-action allows our own
// addresses alone.
type leaveData struct {
	Label string
	At    template.URL // the provider's, made by us of its settings
}

// leave leads to a provider, and remembers where to go when it leads back.
func (p *post) leave(name, till string, at string, err error) error {
	d := leaveData{At: template.URL(at)} //nolint:gosec // of the operator's settings
	for _, known := range p.site.keeper.Providers() {
		if known.Name == name {
			d.Label = known.Label
		}
	}
	switch {
	case d.Label == "":
		return notFound("error.notfound")
	case errors.Is(err, access.ErrUnavailable):
		return &problem{status: fiber.StatusServiceUnavailable, key: "error.provider.away"}
	case errors.Is(err, access.ErrForbidden):
		return &problem{status: fiber.StatusForbidden, key: "error.provider.other"}
	case err != nil:
		return p.wayProblem(err)
	}
	p.site.setCookie(p.Ctx, returnCookie, till, zeroTime)
	return p.show(&page{Template: "leave", Title: p.T("signin.leave", d.Label), Data: d, Private: true, NoIndex: true}, fiber.StatusOK)
}

// signInVia answers POST /logga-in/via/{provider}.
func (s *Site) signInVia(p *post) error {
	if err := p.tries(); err != nil {
		return err
	}
	name := p.param("provider")
	at, err := s.keeper.VisitProvider(p.ctx, p.client(), name, access.Right{})
	return p.leave(name, ownPath(p.form.Get("till")), at, err)
}

// returned answers GET /logga-in/{provider}/svar, to which a provider leads back.
func (s *Site) returned(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	till := ownPath(s.cookie(c, returnCookie))
	s.dropCookie(c, returnCookie)
	if strings.HasPrefix(till, "/en/") || till == "/en" {
		c.Locals(langKey, locale.English)
	}
	v, err := s.visit(c, "state", "code", "error", "iss")
	if err != nil {
		return err
	}
	p := &post{Ctx: c, visit: v}
	if err := p.tries(); err != nil {
		return err
	}
	before := s.cookie(c, sessionCookie)
	a, err := s.keeper.ReturnFromProvider(v.ctx, p.client(), v.param("provider"), access.Answer{
		State: v.query.Get("state"), Code: v.query.Get("code"), Error: v.query.Get("error"), Issuer: v.query.Get("iss"),
	})
	switch {
	case errors.Is(err, access.ErrCeremony):
		return &problem{status: fiber.StatusUnprocessableEntity, key: "error.ceremony"}
	case errors.Is(err, access.ErrCredentials):
		return &problem{status: fiber.StatusUnprocessableEntity, key: "error.provider"}
	case errors.Is(err, access.ErrLinked):
		return &problem{status: fiber.StatusConflict, key: "error.linked"}
	case errors.Is(err, access.ErrForbidden):
		return &problem{status: fiber.StatusForbidden, key: "error.provider.other"}
	case err != nil:
		return p.wayProblem(err)
	}
	if before != "" && v.session != nil && v.session.ID == a.Session.ID { // it has a new token
		s.enter(c, a)
	} else if err := s.replace(c, a); err != nil {
		return err
	}
	return p.lead(till)
}
