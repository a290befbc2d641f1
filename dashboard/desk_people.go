package dashboard

import (
	"slices"
	"strings"

	"pionjarkollen/dashboard/access"
)

// peopleData is who can sign in, and who is invited.
type peopleData struct {
	Notice string
	Search string
	Which  []choice
	People table
	All    int
	Links  []linkRow
	Back   string // of the form that takes a link back
}

// linkRow is an invitation or a recovery that can still be used.
type linkRow struct {
	ID, Kind, Name, For, Until string
}

// Kinds of people that ?vilka= chooses between, besides the roles.
const peopleDisabled = "avstangda"

// peoplePage answers GET /personal/personer.
func peoplePage(p *post) (*page, error) {
	all, err := p.site.keeper.People(p.ctx, *p.session)
	if err != nil {
		return nil, err
	}
	d := peopleData{Notice: p.done(), Search: p.query.Get("sok"), All: len(all), Back: p.lang.Prefix() + "/personal/lankar"}
	which := p.query.Get("vilka")
	d.Which = []choice{{"", p.T("desk.people.all"), which == ""}}
	for _, r := range [...]access.Role{access.RoleOfficer, access.RoleStaff, access.RoleAdministrator} {
		d.Which = append(d.Which, choice{string(r), p.T("person.role." + string(r)), which == string(r)})
	}
	d.Which = append(d.Which, choice{peopleDisabled, p.T("desk.people.disabled"), which == peopleDisabled})
	d.People = p.peopleTable(slices.DeleteFunc(all, func(one access.Person) bool {
		words := strings.ToLower(one.Name + " " + one.Email + " " + p.whom(one.Role, one.Municipalities))
		kind := which == "" || which == string(one.Role) || which == peopleDisabled && one.State != access.StateActive
		return !kind || !strings.Contains(words, strings.ToLower(d.Search))
	}), true)
	if d.Links, err = p.openLinks(""); err != nil {
		return nil, err
	}
	return p.deskView("desk_people", p.T("desk.menu.people"), d), nil
}

// peopleTable lists people; staff can open each.
func (p *post) peopleTable(people []access.Person, open bool) table {
	t := table{Caption: p.T("desk.menu.people"), Head: []cell{
		{Text: p.T("desk.person.name")}, {Text: p.T("desk.person.email")}, {Text: p.T("desk.person.role")}, {Text: p.T("desk.person.seen")},
	}}
	for _, one := range people {
		name := cell{Text: one.Name, Head: true}
		if open {
			name.Href = p.lang.Prefix() + "/personal/personer/" + one.ID
		}
		role := cell{Text: p.T("person.role." + string(one.Role))}
		if one.Role == access.RoleOfficer {
			role.Sub = p.whom(one.Role, one.Municipalities)
		}
		seen := cell{Text: p.clock(one.LastSeen)}
		if one.State != access.StateActive {
			seen.Sub = p.T("desk.person.state." + string(one.State))
		}
		t.Rows = append(t.Rows, []cell{name, {Text: one.Email}, role, seen})
	}
	return t
}

// openLinks lists the links that can still be used, for one municipality or, with "", all.
func (p *post) openLinks(code string) ([]linkRow, error) {
	links, err := p.site.keeper.Links(p.ctx, *p.session)
	if err != nil {
		return nil, err
	}
	var out []linkRow
	for _, l := range links {
		if !l.Open(p.site.db.Now()) || code != "" && !slices.Contains(l.Municipalities, code) {
			continue
		}
		row := linkRow{ID: l.ID, Kind: p.T("desk.link." + string(l.Kind)), Name: l.Name, Until: p.lang.Clock(l.Expires)}
		if l.Kind == access.LinkInvitation {
			row.For = p.whom(l.Role, l.Municipalities)
		}
		out = append(out, row)
	}
	return out, nil
}

// revokeLink answers POST /personal/lankar and /min-kommun/lankar.
func (s *Site) revokeLink(p *post) error {
	if err := s.keeper.RevokeLink(p.ctx, p.actor(), p.form.Get("id")); err != nil {
		return p.wayProblem(err)
	}
	if p.session.Staff() {
		return p.seeOther("/personal/personer?klart=aterkallad")
	}
	return p.seeOther("/min-kommun?klart=aterkallad")
}
