package dashboard

import (
	"errors"
	"html/template"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// A person chooses how to sign in by right of a link (/valkommen/{token}/…) or of her session with a fresh proof (/konto/…). The
// handlers here are for both: right tells which it is.

// factorData is the page with the second factor that goes with a password, until a code from it shows that it works.
type factorData struct {
	Notice string
	Offer  access.PasswordOffer
	QR     template.HTML
	URI    template.URL // otpauth://…
	Action string
	CSRF   string
}

// codesData is the page that shows new recovery codes, once.
type codesData struct {
	Codes []string
	On    string // where to go on to
}

// choosePassword answers POST …/losenord: it takes the password and offers a second factor.
func (s *Site) choosePassword(p *post) error {
	if err := p.tries(); err != nil {
		return err
	}
	offer, err := s.keeper.OfferPassword(p.ctx, p.client(), p.right(p.form), p.form.Get("password"))
	if err != nil {
		return p.refuseWay(err)
	}
	return p.show(p.factorPage("", offer), fiber.StatusOK)
}

// factorPage shows an offer, which comes back with a wrong code so that it can be shown again.
func (p *post) factorPage(notice string, offer access.PasswordOffer) *page {
	d := factorData{Notice: notice, Offer: offer, Action: p.lang.Prefix() + "/konto/kod", CSRF: p.site.keeper.FormToken(p.browser)}
	if token := p.param("token"); token != "" {
		d.Action = p.lang.Prefix() + "/valkommen/" + token + "/kod"
	} else {
		d.CSRF = p.session.CSRF
	}
	d.QR, d.URI = template.HTML(offer.QR), template.URL(offer.URI) //nolint:gosec // drawn and written by access, of what it checked
	return &page{Template: "factor", Title: p.T("factor.title"), Data: d, Private: true, NoIndex: true}
}

// confirmPassword answers POST …/kod: with a code from it, the factor and its password count.
func (s *Site) confirmPassword(p *post) error {
	if err := p.tries(); err != nil {
		return err
	}
	id := p.form.Get("id")
	a, err := s.keeper.AcceptPassword(p.ctx, p.client(), id, p.form.Get("code"))
	switch {
	case errors.Is(err, access.ErrCode):
		return p.show(p.factorPage(p.T("factor.wrong"), access.PasswordOffer{ID: id}), fiber.StatusUnprocessableEntity)
	case err != nil:
		return p.wayProblem(err)
	}
	return p.admitted(a)
}

// admitted keeps the session of somebody who has chosen how to sign in, and shows her recovery codes where she has new ones.
func (p *post) admitted(a access.Admission) error {
	to := p.lang.Prefix() + "/konto"
	if p.param("token") != "" {
		if err := p.site.replace(p.Ctx, a); err != nil {
			return err
		}
		to = p.destination("")
	} else {
		p.enter(a)
	}
	p.session = &a.Session
	if len(a.RecoveryCodes) == 0 {
		return p.Redirect(to, fiber.StatusSeeOther)
	}
	return p.show(&page{
		Template: "codes", Title: p.T("codes.title"), Data: codesData{a.RecoveryCodes, to}, Private: true, NoIndex: true,
	}, fiber.StatusOK)
}

// offerPasskey answers POST …/nyckel/borja.
func (s *Site) offerPasskey(p *post, sent sentKey) error {
	if err := p.tries(); err != nil {
		return err
	}
	right := p.right(nil)
	right.Name, right.Email = sent.Name, sent.Email
	return p.ask(s.keeper.OfferPasskey(p.ctx, p.client(), right))
}

// keepPasskey answers POST …/nyckel.
func (s *Site) keepPasskey(p *post, sent sentKey) error {
	if err := p.tries(); err != nil {
		return err
	}
	a, err := s.keeper.AcceptPasskey(p.ctx, p.client(), sent.ID, sent.Answer, sent.Label)
	if err != nil {
		return p.passkeyProblem(err)
	}
	if p.param("token") == "" {
		p.enter(a)
		return p.goOn(p.lang.Prefix() + "/konto")
	}
	if err := s.replace(p.Ctx, a); err != nil {
		return err
	}
	return p.goOn(p.destination(""))
}

// chooseProvider answers POST …/via/{provider}.
func (s *Site) chooseProvider(p *post) error {
	if err := p.tries(); err != nil {
		return err
	}
	name, till := p.param("provider"), ""
	if p.param("token") == "" {
		till = p.lang.Prefix() + "/konto"
	}
	at, err := s.keeper.VisitProvider(p.ctx, p.client(), name, p.right(p.form))
	if _, typed := errors.AsType[*access.FieldError](err); typed {
		return p.refuseWay(err)
	}
	return p.leave(name, till, at, err)
}

// refuseWay shows the form again with what is wrong in it, or the problem that no other answer to it would solve.
func (p *post) refuseWay(err error) error {
	notice := ""
	if bad, ok := errors.AsType[*access.PasswordError](err); ok {
		notice = p.T("password." + bad.Reason)
	} else if bad, ok := errors.AsType[*access.FieldError](err); ok {
		notice = p.T("field." + bad.Field)
	} else {
		return p.wayProblem(err)
	}
	var again *page
	if p.param("token") != "" {
		again, err = p.welcomePage(notice, p.right(p.form))
	} else {
		again, err = p.accountPage(notice)
	}
	if err != nil {
		return err
	}
	return p.show(again, fiber.StatusUnprocessableEntity)
}

// wayProblem is what somebody is told about an error of access that no form shows.
func (p *post) wayProblem(err error) error {
	if again := retryProblem(p.Ctx, err); again != nil {
		return again
	}
	if bad, ok := errors.AsType[*access.FieldError](err); ok {
		return &problem{status: fiber.StatusUnprocessableEntity, key: "error.field", args: []string{p.T("field." + bad.Field)}}
	}
	switch {
	case errors.Is(err, access.ErrStepUp):
		return p.site.askForProof(p.Ctx)
	case errors.Is(err, access.ErrNoSession):
		return &problem{status: fiber.StatusUnauthorized, key: "error.expired"}
	case errors.Is(err, access.ErrForbidden):
		return &problem{status: fiber.StatusForbidden, key: "error.forbidden"}
	case errors.Is(err, access.ErrCeremony):
		return &problem{status: fiber.StatusUnprocessableEntity, key: "error.ceremony"}
	case errors.Is(err, access.ErrExists):
		return &problem{status: fiber.StatusConflict, key: "error.exists"}
	case errors.Is(err, access.ErrLinked):
		return &problem{status: fiber.StatusConflict, key: "error.linked"}
	case errors.Is(err, access.ErrLastCredential):
		return &problem{status: fiber.StatusConflict, key: "error.lastway"}
	case errors.Is(err, access.ErrUnknown), errors.Is(err, access.ErrUnavailable):
		return notFound("error.notfound")
	}
	return err
}
