package dashboard

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// welcomeData is what a one-time link says before it is used: whom it is for, and the ways to sign in to choose between.
type welcomeData struct {
	Notice    string // why the last try came to nothing, or ""
	Kind      access.LinkKind
	Heading   string
	Lead      string
	Name      string
	Email     string // of the person, or as the first administrator typed it
	For       string // whom she hands in for: "Växjö kommun", or all
	Until     time.Time
	Action    string // address of the page, in the visitor's language
	Already   string // who is signed in in this browser now, "" for nobody
	Demo      bool   // one click is enough
	Passkeys  bool
	Providers []access.Provider
}

// First tells that nobody knows yet who the person is.
func (d welcomeData) First() bool { return d.Kind == access.LinkBootstrap }

// welcomePage answers GET /valkommen/{token}: whom the link is for. It spends nothing, so that a mail filter that opens links does no
// harm.
func welcomePage(v *visit) (*page, error) { return v.welcomePage("", access.Right{}) }

// welcomePage is the page, with what was typed before and why it came to nothing.
func (v *visit) welcomePage(notice string, typed access.Right) (*page, error) {
	token := v.param("token")
	l, err := v.site.keeper.Inspect(v.ctx, token)
	if err != nil {
		return nil, err
	}
	d := welcomeData{
		Notice: notice, Kind: l.Kind, Name: l.Name, Email: l.Email, Until: l.Expires, Action: v.lang.Prefix() + "/valkommen/" + token,
		Demo: v.site.keeper.Demo() && l.Kind == access.LinkInvitation, Passkeys: v.site.keeper.Passkeys(), For: v.whom(l.Role, l.Municipalities),
	}
	title := v.T("welcome.title")
	switch l.Kind {
	case access.LinkBootstrap:
		d.Name, d.Email = typed.Name, typed.Email
		d.Heading, d.Lead = v.T("welcome.first.heading"), v.T("welcome.first.lead")
	case access.LinkRecovery:
		d.Heading, d.Lead = v.T("welcome.recover.heading", l.Name), v.T("welcome.recover.lead")
	default:
		d.Heading, d.Lead = v.T("welcome.heading", l.Name), v.T("welcome.lead.staff")
		if l.Role == access.RoleOfficer {
			d.Lead = v.T("welcome.lead.city", d.For)
		}
	}
	for _, p := range v.site.keeper.Providers() {
		if p.Admits(access.Person{Role: l.Role, Municipalities: l.Municipalities}) {
			d.Providers = append(d.Providers, p)
		}
	}
	if v.session != nil {
		d.Already = v.session.Person.Name
	}
	return &page{Template: "welcome", Title: title, Data: d, Private: true, NoIndex: true}, nil
}

// whom says for which municipalities somebody works.
func (v *visit) whom(role access.Role, codes []string) string {
	if role != access.RoleOfficer {
		return v.T("welcome.for.staff")
	}
	var names strings.Builder
	for i, code := range codes {
		if m := v.catalogue().Municipality(code); m != nil {
			names.WriteString((&view{visit: v}).Sep(i, len(codes)) + m.Name)
		}
	}
	return names.String()
}

// personRole is what a person's role is called.
func (v *visit) personRole(r access.Role) string { return v.T("person.role." + string(r)) }

// acceptInvitation answers POST /valkommen/{token}: it spends a demonstration's link and signs in, by one click.
func (s *Site) acceptInvitation(c *fiber.Ctx) error {
	v, err := s.visit(c)
	if err != nil {
		return err
	}
	p := &post{Ctx: c, visit: v}
	a, err := s.keeper.AcceptDemo(v.ctx, p.client(), v.param("token"))
	if err != nil {
		return p.wayProblem(err)
	}
	if err := s.replace(c, a); err != nil {
		return err
	}
	return p.lead("")
}

// accessClient is where a request comes from, as signing in wants to know it.
func (s *Site) accessClient(c *fiber.Ctx) access.Client {
	id, _ := c.Locals(idKey).(string)
	return access.Client{Browser: s.browserValue(c), Address: s.client(c).addr.String(), Agent: c.Get(fiber.HeaderUserAgent), Request: id}
}
