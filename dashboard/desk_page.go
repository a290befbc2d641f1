package dashboard

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/mail"
)

// deskPage answers with a page of the staff desk, made for who asks and stored nowhere.
func (s *Site) deskPage(build func(*post) (*page, error), own ...string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c, own...)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(v.ctx, questionTimeout)
		defer cancel()
		v.ctx = ctx
		p, err := build(&post{Ctx: c, visit: v, form: url.Values{}})
		if err != nil {
			return err
		}
		return s.sendPage(c, v, p, fiber.StatusOK)
	}
}

// deskFile answers with a file of the staff desk.
func (s *Site) deskFile(build func(*post) (*file, error), own ...string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c, own...)
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

// deskView makes a page of the desk.
func (v *visit) deskView(template, title string, d any) *page {
	return &page{Template: template, Title: title, Data: d, Private: true, NoIndex: true}
}

// deskDone are what a page can say that has just been done: the values of ?klart=.
var deskDone = [...]string{
	"aterkallad", "besvarad", "dragen", "inlast", "invand", "mall", "omgang", "oppnad", "person", "publicerad", "sparad", "stangd", "avstangd", "borttagen", "raderad", "fryst",
}

// done is what has just been done, "" for nothing.
func (v *visit) done() string {
	if said := v.query.Get("klart"); slices.Contains(deskDone[:], said) {
		return v.T("desk.done." + said)
	}
	return ""
}

// many returns all values of a query's parameter, at most 400.
func (p *post) many(name string) []string {
	var out []string
	for _, value := range p.Context().QueryArgs().PeekMulti(name) {
		if len(out) < 400 {
			out = append(out, string(value))
		}
	}
	return out
}

// refused says what is wrong with what somebody sent to the desk, and with which status; "" where no form can tell, and then the
// error is what to answer.
func (p *post) refused(err error) (notice string, status int, problem error) {
	if bad, ok := errors.AsType[*desk.InputError](err); ok {
		return p.T("desk.field."+bad.Field) + ": " + p.T("desk.input."+bad.Reason, bad.Value), fiber.StatusUnprocessableEntity, nil
	}
	if bad, ok := errors.AsType[*desk.RosterError](err); ok {
		var said []string
		for _, wrong := range bad.Problems {
			said = append(said, desk.FindingText(p.lang, wrong.Finding))
		}
		return strings.Join(said, " "), fiber.StatusUnprocessableEntity, nil
	}
	if bad, ok := fieldOf(err); ok {
		return p.T("field." + bad), fiber.StatusUnprocessableEntity, nil
	}
	switch {
	case errors.Is(err, desk.ErrChanged):
		return p.T("desk.changed"), fiber.StatusConflict, nil
	case errors.Is(err, desk.ErrEnded):
		return p.T("desk.ended"), fiber.StatusConflict, nil
	case errors.Is(err, mail.ErrDisabled):
		return p.T("desk.nomail"), fiber.StatusConflict, nil
	case errors.Is(err, access.ErrExists):
		return p.T("error.exists.text"), fiber.StatusConflict, nil
	case errors.Is(err, access.ErrLastAdministrator):
		return p.T("desk.lastadministrator"), fiber.StatusConflict, nil
	case errors.Is(err, desk.ErrUnknown):
		return "", 0, notFound("error.notfound")
	}
	return "", 0, p.wayProblem(err)
}

// settle answers a form of the desk: it leads on where there is no error, and else shows the form again with what is wrong.
func (p *post) settle(err error, to string, again func(notice string) (*page, error)) error {
	if err == nil {
		return p.seeOther(to)
	}
	notice, status, problem := p.refused(err)
	if problem != nil {
		return problem
	}
	shown, err := again(notice)
	if err != nil {
		return err
	}
	return p.show(shown, status)
}

// clock is a moment, or that it never came.
func (v *visit) clock(t time.Time) string {
	if t.IsZero() {
		return v.T("desk.never")
	}
	return v.lang.Clock(t)
}

// menuItem is a page in the desk's menu.
type menuItem struct {
	Text, Href string
	Here       bool
}

// DeskMenu is where a signed-in person can go on the desk.
func (v *view) DeskMenu() []menuItem {
	if v.session == nil {
		return nil
	}
	items := []struct {
		path, key string
		may       access.Permission
	}{
		{"/personal", "desk.menu.round", access.ManageRounds},
		{"/personal/omgangar", "desk.menu.rounds", access.ManageRounds},
		{"/personal/register", "desk.menu.roster", access.ManageRoster},
		{"/personal/utgavor", "desk.menu.releases", access.FreezeRelease},
		{"/personal/personer", "desk.menu.people", access.ManagePeople},
		{"/personal/nycklar", "desk.menu.tokens", access.ManageRounds},
		{"/personal/invandningar", "desk.menu.objections", access.AnswerObjections},
		{"/personal/logg", "desk.menu.log", access.ReadAudit},
		{"/personal/system", "desk.menu.system", access.SeeSystem},
	}
	var out []menuItem
	for _, i := range items {
		if v.session.MayAnywhere(i.may) {
			here := v.path == i.path || i.path != "/personal" && strings.HasPrefix(v.path, i.path) ||
				i.path == "/personal" && strings.HasPrefix(v.path, "/personal/paminnelser") || i.path == "/personal/register" && v.path == "/personal/medlem"
			out = append(out, menuItem{v.T(i.key), v.Plain(i.path), here})
		}
	}
	if v.session.Staff() {
		return out
	}
	return []menuItem{
		{v.T("desk.menu.city"), v.Plain("/min-kommun"), v.path == "/min-kommun"},
		{v.T("desk.menu.handin"), v.Plain("/lamna-in"), false},
		{v.T("desk.menu.keys"), v.Plain("/konto/api"), false},
	}
}

// DeskHome is the desk's first page for who is signed in.
func (v *view) DeskHome() menuItem {
	if v.session != nil && v.session.Staff() {
		return menuItem{v.T("desk.title"), v.Plain("/personal"), v.path == "/personal"}
	}
	return menuItem{v.T("desk.menu.city"), v.Plain("/min-kommun"), v.path == "/min-kommun"}
}
