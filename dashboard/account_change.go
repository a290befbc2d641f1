package dashboard

import (
	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// changed leads back to the account with the session's new token.
func (p *post) changed(a access.Admission, err error) error {
	if err != nil {
		return p.refuseWay(err)
	}
	return p.admitted(a)
}

// renamePasskey answers POST /konto/nyckel/namn.
func (s *Site) renamePasskey(p *post) error {
	if err := s.keeper.RenamePasskey(p.ctx, p.actor(), p.form.Get("id"), p.form.Get("label")); err != nil {
		return p.refuseWay(err)
	}
	return p.seeOther("/konto#inloggning")
}

// removePasskey answers POST /konto/nyckel/ta-bort.
func (s *Site) removePasskey(p *post) error {
	return p.changed(s.keeper.RemovePasskey(p.ctx, p.client(), p.token(), p.form.Get("id")))
}

// changePassword answers POST /konto/losenord/byt: the password alone, while the second factor stays.
func (s *Site) changePassword(p *post) error {
	if err := p.tries(); err != nil {
		return err
	}
	return p.changed(s.keeper.ChangePassword(p.ctx, p.client(), p.token(), p.form.Get("password")))
}

// removePassword answers POST /konto/losenord/ta-bort.
func (s *Site) removePassword(p *post) error {
	return p.changed(s.keeper.RemovePassword(p.ctx, p.client(), p.token()))
}

// newRecoveryCodes answers POST /konto/aterstallningskoder.
func (s *Site) newRecoveryCodes(p *post) error {
	return p.changed(s.keeper.NewRecoveryCodes(p.ctx, p.client(), p.token()))
}

// removeProvider answers POST /konto/via-ta-bort.
func (s *Site) removeProvider(p *post) error {
	return p.changed(s.keeper.RemoveIdentity(p.ctx, p.client(), p.token(), p.form.Get("issuer"), p.form.Get("subject")))
}

// endSession answers POST /konto/sessioner/avsluta: one of her own, the others, or all.
func (s *Site) endSession(p *post) error {
	var err error
	ended := p.form.Get("id") == p.session.ID
	switch p.form.Get("vilka") {
	case "andra":
		err = s.keeper.EndSessions(p.ctx, p.actor(), true)
	case "alla":
		ended = true
		err = s.keeper.EndSessions(p.ctx, p.actor(), false)
	default:
		err = s.keeper.EndSession(p.ctx, p.actor(), p.form.Get("id"))
	}
	if err != nil {
		return p.wayProblem(err)
	}
	if !ended {
		return p.seeOther("/konto#sessioner")
	}
	s.dropCookie(p.Ctx, sessionCookie)
	clearBrowser(p.Ctx)
	return p.seeOther("/logga-in")
}

// ownFile answers with a file of the signed-in person's own.
func (s *Site) ownFile(build func(*post) (*file, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c)
		if err != nil {
			return err
		}
		f, err := build(&post{Ctx: c, visit: v})
		if err != nil {
			return err
		}
		return send(c, newCached(f.contentType, attachment(f.name), f.body), true)
	}
}
