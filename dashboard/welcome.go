package dashboard

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// welcomeData is what an invitation says before it is used.
type welcomeData struct {
	Name    string
	For     string // whom she hands in for: "Växjö kommun", or any city
	Until   time.Time
	Staff   bool
	Token   string
	Already string // who is signed in in this browser now, "" for nobody
}

// welcomePage answers GET /valkommen/{token}: whom the invitation is for. It spends nothing, so that a mail filter that opens
// links does no harm.
func welcomePage(v *visit) (*page, error) {
	token := v.param("token")
	invited, err := v.site.keeper.Inspect(v.ctx, token)
	if err != nil {
		return nil, err
	}
	d := welcomeData{
		Name: invited.Name, Until: invited.Expires, Token: token,
		Staff: invited.Role != access.RoleOfficer, For: v.T("welcome.for.staff"),
	}
	if len(invited.Municipalities) > 0 {
		d.For = v.catalogue().Municipality(invited.Municipalities[0]).Name
	}
	if v.session != nil {
		d.Already = v.session.Person.Name
	}
	return &page{Template: "welcome", Title: v.T("welcome.title"), Data: d, Private: true, NoIndex: true}, nil
}

// acceptInvitation answers POST /valkommen/{token}: it spends the invitation and signs in.
func (s *Site) acceptInvitation(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if !s.sameOrigin(c) {
		return &problem{status: fiber.StatusForbidden, key: "error.origin"}
	}
	v, err := s.visit(c)
	if err != nil {
		return err
	}
	admission, err := s.keeper.AcceptDemo(v.ctx, s.accessClient(c), v.param("token"))
	if err != nil {
		return err
	}
	if before := s.cookie(c, sessionCookie); before != "" {
		if err := s.keeper.SignOut(v.ctx, s.accessClient(c), before); err != nil {
			return err
		}
	}
	s.setCookie(c, sessionCookie, admission.Token, admission.Session.Expires)
	return c.Redirect(v.lang.Prefix()+"/lamna-in", fiber.StatusSeeOther)
}

// accessClient is where a request comes from, as signing in wants to know it.
func (s *Site) accessClient(c *fiber.Ctx) access.Client {
	id, _ := c.Locals(idKey).(string)
	return access.Client{
		Browser: s.cookie(c, ceremonyCookie), Address: s.client(c).addr.String(), Agent: c.Get(fiber.HeaderUserAgent), Request: id,
	}
}

// signOut answers POST /logga-ut.
func (s *Site) signOut(p *post) error {
	token := s.cookie(p.Ctx, sessionCookie)
	s.dropCookie(p.Ctx, sessionCookie)
	clearBrowser(p.Ctx)
	if err := s.keeper.SignOut(p.ctx, s.accessClient(p.Ctx), token); err != nil {
		return err
	}
	return p.seeOther("/lamna-in")
}
