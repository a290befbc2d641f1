package dashboard

import (
	"errors"
	"log/slog"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/mail"
)

// inviteData is the form that invites somebody.
type inviteData struct {
	Bad    string
	Action string
	Staff  bool // any role and municipality can be chosen
	Roles  []choice
	Cities []choice // an officer chooses among her own
	Form   url.Values
	Mail   bool
}

// issuedData is a link that was just made, shown this once.
type issuedData struct {
	Notice string
	Title  string
	Name   string
	Email  string
	Link   string
	Until  string
	Mailto string
	Back   string
}

// invitePage answers GET /personal/personer/bjud-in and /min-kommun/bjud-in.
func invitePage(p *post) (*page, error) {
	p.form.Set("kommun", p.query.Get("kommun"))
	if code := p.query.Get("kommun"); code != "" && p.session.Staff() {
		p.form.Set("kommuner", p.municipalityName(code))
	}
	return p.invitePage("")
}

func (p *post) invitePage(bad string) (*page, error) {
	d := inviteData{
		Bad: bad, Action: p.lang.Prefix() + "/min-kommun/bjud-in", Staff: p.session.Staff(), Form: p.form, Mail: p.site.mail.Enabled(),
	}
	if d.Staff {
		d.Action = p.lang.Prefix() + "/personal/personer/bjud-in"
		d.Roles = p.rolesToGive(p.form.Get("roll"))
	}
	for _, code := range p.session.Person.Municipalities {
		d.Cities = append(d.Cities, choice{code, p.municipalityName(code), p.form.Get("kommun") == code})
	}
	return p.deskView("desk_invite", p.T("desk.invite.title"), d), nil
}

// rolesToGive are the roles that the signed-in person may give to others.
func (p *post) rolesToGive(chosen string) []choice {
	roles := []access.Role{access.RoleOfficer, access.RoleStaff}
	if p.session.May(access.ManageAdministrators, "") {
		roles = append(roles, access.RoleAdministrator)
	}
	var out []choice
	for _, r := range roles {
		out = append(out, choice{string(r), p.T("person.role." + string(r)), chosen == string(r)})
	}
	return out
}

// codes reads the municipalities that somebody wrote with commas between; what is none of Sweden's is told.
func (p *post) codes(written string) (codes []string, unknown string) {
	for part := range strings.SplitSeq(strings.ReplaceAll(written, ";", ","), ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		m := municipalityOf(p.catalogue(), part)
		if m == nil {
			return nil, part
		}
		codes = append(codes, m.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes), ""
}

// invitePerson answers POST /personal/personer/bjud-in and /min-kommun/bjud-in: it shows the link, once.
func (s *Site) invitePerson(p *post) error {
	i := access.Invitation{Name: p.form.Get("namn"), Email: p.form.Get("epost"), Role: access.RoleOfficer, Municipalities: []string{p.form.Get("kommun")}}
	again := func(bad string) (*page, error) { return p.invitePage(bad) }
	if !p.session.Staff() {
		if err := p.session.Allow(access.InvitePeople, s.db.Now(), p.form.Get("kommun")); err != nil {
			return p.wayProblem(err)
		}
	} else {
		i.Role = access.Role(p.form.Get("roll"))
		codes, unknown := p.codes(p.form.Get("kommuner"))
		if unknown != "" {
			shown, err := again(p.T("desk.unknownplace", cutText(unknown)))
			if err != nil {
				return err
			}
			return p.show(shown, fiber.StatusUnprocessableEntity)
		}
		if i.Municipalities = codes; i.Role != access.RoleOfficer {
			i.Municipalities = nil
		}
	}
	token, link, err := s.keeper.Invite(p.ctx, p.actor(), i)
	if err != nil {
		return p.settle(err, "", again)
	}
	d := issuedData{Title: p.T("desk.invited", link.Name)}
	if p.form.Get("posta") == "ja" {
		d.Notice = p.mailLink(link, token)
	}
	return p.showLink(d, link, token)
}

// showLink shows a link that was just made, to be copied or mailed.
func (p *post) showLink(d issuedData, l access.Link, token string) error {
	d.Link = p.site.siteAddress(p.Ctx) + p.lang.Prefix() + "/valkommen/" + token
	d.Name, d.Email, d.Until, d.Back = l.Name, l.Email, p.lang.Clock(l.Expires), p.lang.Prefix()+"/min-kommun"
	if p.session.Staff() {
		d.Back = p.lang.Prefix() + "/personal/personer"
	}
	if l.Kind == access.LinkInvitation { // a recovery's is handed over another way than by e-mail
		d.Mailto = "mailto:" + url.PathEscape(l.Email) + "?subject=" + query(p.T("desk.mail.subject")) + "&body=" + query(p.invitationText(l, d.Link))
	}
	return p.show(p.deskView("desk_link", d.Title, d), fiber.StatusOK)
}

// invitationText is the letter that an invitation is sent in.
func (p *post) invitationText(l access.Link, at string) string {
	return p.T("desk.mail.hello", l.Name) + "\r\n\r\n" + p.T("desk.mail.text", p.whom(l.Role, l.Municipalities), p.lang.Clock(l.Expires)) + "\r\n\r\n" + at + "\r\n\r\n" + p.T("desk.mail.once")
}

// mailLink puts an invitation in the queue of mails, and says what can be said of it.
func (p *post) mailLink(l access.Link, token string) string {
	at := p.site.siteAddress(p.Ctx) + p.lang.Prefix() + "/valkommen/" + token
	message := mail.Message{
		ID: l.ID, To: l.Email, Name: l.Name, Subject: p.T("desk.mail.subject"), Text: strings.ReplaceAll(p.invitationText(l, at), "\r\n", "\n"),
	}
	err := p.site.mail.Send(message, func(r mail.Result) {
		if r.State != mail.Sent {
			p.site.log.Warn("an invitation was not mailed", slog.String("link", r.ID), slog.String("state", string(r.State)), slog.String("reason", r.Err))
		}
	})
	switch {
	case err == nil:
		return p.T("desk.mail.queued")
	case errors.Is(err, mail.ErrDisabled):
		return p.T("desk.nomail")
	}
	return p.T("desk.mail.failed")
}
