package dashboard

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// signInData is the page where one signs in.
type signInData struct {
	Notice    string // why the last try came to nothing, or ""
	Till      string // where to go afterwards, "" is home
	Email     string // as it was typed
	Passkeys  bool
	Providers []access.Provider
	Already   string // who is signed in in this browser, "" for nobody
	Contact   string
}

// signInPage answers GET /logga-in.
func signInPage(v *visit) (*page, error) { return v.signInPage("", ""), nil }

// signInPage is the page, with what was typed before and why it came to nothing.
func (v *visit) signInPage(notice, email string) *page {
	d := signInData{
		Notice: notice, Email: email, Passkeys: v.site.keeper.Passkeys(), Providers: v.site.keeper.Providers(), Contact: v.site.contact,
	}
	if till := v.query.Get("till"); till != "" {
		d.Till = ownPath(till)
	}
	if v.session != nil {
		d.Already = v.session.Person.Name
	}
	return &page{Template: "signin", Title: v.T("signin.title"), Data: d, Private: true, NoIndex: true}
}

// codeData is the second step of signing in by password.
type codeData struct {
	Notice string
	ID     string // of the step
	Till   string
}

func (v *visit) codePage(notice, id string) *page {
	return &page{
		Template: "signin_code", Title: v.T("signin.code.title"), Private: true, NoIndex: true,
		Data: codeData{Notice: notice, ID: id, Till: v.query.Get("till")},
	}
}

// signIn answers POST /logga-in: e-mail and password, the first step. Whatever is wrong with them is told in the same words.
func (s *Site) signIn(p *post) error {
	p.query.Set("till", p.form.Get("till"))
	if err := p.tries(); err != nil {
		return err
	}
	email := p.form.Get("email")
	id, err := s.keeper.CheckPassword(p.ctx, p.client(), email, p.form.Get("password"))
	if again := retryProblem(p.Ctx, err); again != nil {
		return again
	}
	switch {
	case errors.Is(err, access.ErrCredentials):
		return p.show(p.signInPage(p.T("signin.wrong"), email), fiber.StatusUnprocessableEntity)
	case err != nil:
		return err
	}
	return p.show(p.codePage("", id), fiber.StatusOK)
}

// signInCode answers POST /logga-in/kod: the second step.
func (s *Site) signInCode(p *post) error {
	p.query.Set("till", p.form.Get("till"))
	if err := p.tries(); err != nil {
		return err
	}
	id := p.form.Get("id")
	a, err := s.keeper.SecondFactor(p.ctx, p.client(), id, p.form.Get("code"))
	if again := retryProblem(p.Ctx, err); again != nil {
		return again
	}
	switch {
	case errors.Is(err, access.ErrCode):
		return p.show(p.codePage(p.T("signin.code.wrong"), id), fiber.StatusUnprocessableEntity)
	case errors.Is(err, access.ErrCeremony), errors.Is(err, access.ErrCredentials):
		return p.show(p.signInPage(p.T("signin.again"), ""), fiber.StatusUnprocessableEntity)
	case err != nil:
		return err
	}
	if err := s.replace(p.Ctx, a); err != nil {
		return err
	}
	return p.lead(p.form.Get("till"))
}

// signOut answers POST /logga-ut.
func (s *Site) signOut(p *post) error {
	token := p.token()
	s.dropCookie(p.Ctx, sessionCookie)
	s.dropCookie(p.Ctx, ceremonyCookie)
	clearBrowser(p.Ctx)
	if err := s.keeper.SignOut(p.ctx, p.client(), token); err != nil {
		return err
	}
	return p.seeOther("/logga-in")
}
