package dashboard

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// proofData is the page where somebody who is signed in proves anew who she is.
type proofData struct {
	Notice    string
	Till      string
	Passkeys  bool
	Password  bool
	Providers []access.Provider
	Demo      bool
}

// proofPage answers GET /bekrafta.
func proofPage(v *visit) (*page, error) { return v.proofPage("") }

func (v *visit) proofPage(notice string) (*page, error) {
	have, err := v.site.keeper.Credentials(v.ctx, v.session.Person.ID)
	if err != nil {
		return nil, err
	}
	d := proofData{
		Notice: notice, Till: ownPath(v.query.Get("till")), Password: have.Password, Passkeys: len(have.Passkeys) > 0 && v.site.keeper.Passkeys(),
		Demo: v.site.keeper.Demo() && v.session.Method == access.ByDemo,
	}
	for _, i := range have.Identities {
		for _, known := range v.site.keeper.Providers() {
			if known.Name == i.Provider {
				d.Providers = append(d.Providers, known)
			}
		}
	}
	return &page{Template: "proof", Title: v.T("proof.title"), Data: d, Private: true, NoIndex: true}, nil
}

// prove answers POST /bekrafta: password and code.
func (s *Site) prove(p *post) error {
	p.query.Set("till", p.form.Get("till"))
	if err := p.tries(); err != nil {
		return err
	}
	a, err := s.keeper.StepUpByPassword(p.ctx, p.client(), p.token(), p.form.Get("password"), p.form.Get("code"))
	if again := retryProblem(p.Ctx, err); again != nil {
		return again
	}
	switch {
	case errors.Is(err, access.ErrCredentials), errors.Is(err, access.ErrCode):
		page, err := p.proofPage(p.T("proof.wrong"))
		if err != nil {
			return err
		}
		return p.show(page, fiber.StatusUnprocessableEntity)
	case err != nil:
		return p.wayProblem(err)
	}
	p.enter(a)
	return p.lead(p.form.Get("till"))
}

// proveDemo answers POST /bekrafta/demo: one click, where links are accepted with one.
func (s *Site) proveDemo(p *post) error {
	a, err := s.keeper.StepUpDemo(p.ctx, p.client(), p.token())
	if err != nil {
		return p.wayProblem(err)
	}
	p.enter(a)
	return p.lead(p.form.Get("till"))
}

// offerProof answers POST /bekrafta/nyckel/borja.
func (s *Site) offerProof(p *post, _ sentKey) error {
	if err := p.tries(); err != nil {
		return err
	}
	return p.ask(s.keeper.OfferStepUp(p.ctx, p.client(), p.token()))
}

// proveByPasskey answers POST /bekrafta/nyckel.
func (s *Site) proveByPasskey(p *post, sent sentKey) error {
	if err := p.tries(); err != nil {
		return err
	}
	a, err := s.keeper.StepUpByPasskey(p.ctx, p.client(), p.token(), sent.ID, sent.Answer)
	if err != nil {
		return p.passkeyProblem(err)
	}
	p.enter(a)
	return p.goOn(p.destination(sent.Till))
}

// proveVia answers POST /bekrafta/via/{provider}.
func (s *Site) proveVia(p *post) error {
	if err := p.tries(); err != nil {
		return err
	}
	name := p.param("provider")
	at, err := s.keeper.VisitProviderToStepUp(p.ctx, p.client(), name, p.token())
	return p.leave(name, ownPath(p.form.Get("till")), at, err)
}
