package dashboard

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// personData is somebody, to be managed.
type personData struct {
	Notice   string
	Bad      string
	Person   access.Person
	Role     string
	For      string
	State    string
	Created  string
	Seen     string
	Ways     access.Credentials
	Sessions []sessionRow
	Roles    []choice
	Form     url.Values
	Manages  bool // the signed-in person may change her
	Erases   bool
	Me       bool
}

// Active tells that she can sign in.
func (d personData) Active() bool { return d.Person.State == access.StateActive }

// Erased tells that there is nothing left to manage.
func (d personData) Erased() bool { return d.Person.State == access.StateErased }

// personPage answers GET /personal/personer/{id}.
func personPage(p *post) (*page, error) { return p.personPage("") }

func (p *post) personPage(bad string) (*page, error) {
	one, err := p.site.keeper.Person(p.ctx, *p.session, p.param("id"))
	if err != nil {
		return nil, p.wayProblem(err)
	}
	d := personData{
		Notice: p.done(), Bad: bad, Person: one, Role: p.T("person.role." + string(one.Role)), For: p.whom(one.Role, one.Municipalities),
		State: p.T("desk.person.state." + string(one.State)), Created: p.lang.Clock(one.Created), Seen: p.clock(one.LastSeen), Me: one.ID == p.session.Person.ID,
		Manages: one.Role != access.RoleAdministrator || p.session.May(access.ManageAdministrators, ""), Erases: p.session.May(access.ErasePeople, ""),
	}
	if d.Ways, err = p.site.keeper.Credentials(p.ctx, one.ID); err != nil {
		return nil, err
	}
	sessions, err := p.site.keeper.Sessions(p.ctx, one.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range sessions {
		d.Sessions = append(d.Sessions, sessionRow{
			Method: p.T("session.by." + string(s.Method)), Opened: s.Created, Seen: s.LastSeen, Address: s.Address, Agent: s.Agent,
		})
	}
	d.Form = p.form
	if bad == "" {
		names := make([]string, len(one.Municipalities))
		for i, code := range one.Municipalities {
			names[i] = p.municipalityName(code)
		}
		d.Form = url.Values{"namn": {one.Name}, "epost": {one.Email}, "roll": {string(one.Role)}, "kommuner": {strings.Join(names, ", ")}}
	}
	d.Roles = p.rolesToGive(d.Form.Get("roll"))
	return p.deskView("desk_person", one.Name, d), nil
}

// backToPerson settles a form about a person.
func (p *post) backToPerson(err error, done string) error {
	return p.settle(err, "/personal/personer/"+url.PathEscape(p.param("id"))+"?klart="+done, p.personPage)
}

// changePerson answers POST /personal/personer/{id}.
func (s *Site) changePerson(p *post) error {
	c := access.Change{Name: p.form.Get("namn"), Email: p.form.Get("epost"), Role: access.Role(p.form.Get("roll"))}
	if c.Role == access.RoleOfficer {
		codes, unknown := p.codes(p.form.Get("kommuner"))
		if unknown != "" {
			shown, err := p.personPage(p.T("desk.unknownplace", cutText(unknown)))
			if err != nil {
				return err
			}
			return p.show(shown, fiber.StatusUnprocessableEntity)
		}
		c.Municipalities = codes
	}
	_, err := s.keeper.ChangePerson(p.ctx, p.actor(), p.param("id"), c)
	return p.backToPerson(err, "person")
}

// disablePerson answers POST /personal/personer/{id}/stang-av.
func (s *Site) disablePerson(p *post) error {
	return p.backToPerson(s.keeper.Disable(p.ctx, p.actor(), p.param("id")), "avstangd")
}

// enablePerson answers POST /personal/personer/{id}/oppna.
func (s *Site) enablePerson(p *post) error {
	return p.backToPerson(s.keeper.Enable(p.ctx, p.actor(), p.param("id")), "person")
}

// recoverPerson answers POST /personal/personer/{id}/aterstall: it shows the link, once.
func (s *Site) recoverPerson(p *post) error {
	token, link, err := s.keeper.Recover(p.ctx, p.actor(), p.param("id"))
	if err != nil {
		return p.backToPerson(err, "")
	}
	if one, err := s.keeper.Person(p.ctx, *p.session, p.param("id")); err == nil {
		link.Name = one.Name
	}
	return p.showLink(issuedData{Title: p.T("desk.recovered", link.Name), Notice: p.T("desk.recovered.text")}, link, token)
}

// erasePerson answers POST /personal/personer/{id}/radera.
func (s *Site) erasePerson(p *post) error {
	if p.form.Get("sakert") != "ja" {
		shown, err := p.personPage(p.T("desk.erase.tick"))
		if err != nil {
			return err
		}
		return p.show(shown, fiber.StatusUnprocessableEntity)
	}
	return p.settle(s.keeper.Erase(p.ctx, p.actor(), p.param("id")), "/personal/personer?klart=raderad", p.personPage)
}

// personFile answers GET /personal/personer/{id}/uppgifter.json: everything that is kept about a person.
func personFile(p *post) (*file, error) {
	all, err := p.site.keeper.Export(p.ctx, p.actor(), p.param("id"))
	if err != nil {
		return nil, p.wayProblem(err)
	}
	f, err := jsonFile(all)
	if err != nil {
		return nil, err
	}
	f.name, f.private = "uppgifter.json", true
	return f, nil
}
