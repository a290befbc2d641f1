package dashboard

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// ceremonyJSON is what a script asks the browser to do.
type ceremonyJSON struct {
	ID      string `json:"id"`
	Options any    `json:"options"`
}

// ask answers a script with what it is to ask the browser for.
func (p *post) ask(c access.Ceremony, err error) error {
	if err != nil {
		return p.passkeyProblem(err)
	}
	return sendJSON(p.Ctx, fiber.StatusOK, ceremonyJSON{c.ID, c.Options})
}

// goOn tells a script where to lead.
func (p *post) goOn(to string) error {
	return sendJSON(p.Ctx, fiber.StatusOK, map[string]string{"location": to})
}

// passkeyProblem is what somebody is told whose passkey did not do.
func (p *post) passkeyProblem(err error) error {
	if again := retryProblem(p.Ctx, err); again != nil {
		return again
	}
	switch {
	case errors.Is(err, access.ErrCeremony):
		return &problem{status: fiber.StatusUnprocessableEntity, key: "error.ceremony"}
	case errors.Is(err, access.ErrCredentials):
		return &problem{status: fiber.StatusUnprocessableEntity, key: "error.passkey"}
	case errors.Is(err, access.ErrUnavailable):
		return &problem{status: fiber.StatusNotFound, key: "error.nopasskey"}
	}
	return p.wayProblem(err)
}

// offerSignIn answers POST /logga-in/nyckel/borja.
func (s *Site) offerSignIn(p *post, _ sentKey) error {
	if err := p.tries(); err != nil {
		return err
	}
	return p.ask(s.keeper.OfferSignIn(p.ctx, p.client()))
}

// signInByPasskey answers POST /logga-in/nyckel.
func (s *Site) signInByPasskey(p *post, sent sentKey) error {
	if err := p.tries(); err != nil {
		return err
	}
	a, err := s.keeper.SignInByPasskey(p.ctx, p.client(), sent.ID, sent.Answer)
	if err != nil {
		return p.passkeyProblem(err)
	}
	if err := s.replace(p.Ctx, a); err != nil {
		return err
	}
	return p.goOn(p.destination(sent.Till))
}
