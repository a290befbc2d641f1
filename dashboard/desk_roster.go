package dashboard

import (
	"bytes"
	"net/url"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"pionjarkollen/dashboard/desk"
	"pionjarkollen/data"
)

// rosterChanges is how many changes of the roster its page lists.
const rosterChanges = 50

// rosterData is the roster with its history.
type rosterData struct {
	Notice  string
	Members table
	Cities  []choice // that one can choose to add or to change
	History table
}

// rosterPage answers GET /personal/register.
func rosterPage(p *post) (*page, error) {
	all, err := p.site.desk.Roster(p.ctx)
	if err != nil {
		return nil, err
	}
	d := rosterData{Notice: p.done(), Cities: p.everyMunicipality("")}
	d.Members = table{Caption: p.T("desk.menu.roster"), Head: []cell{
		{Text: p.T("column.city")}, {Text: p.T("desk.member.role")}, {Text: p.T("desk.member.joined")}, {Text: p.T("desk.member.left")}, {Text: p.T("desk.member.twin")},
	}}
	for _, m := range all {
		d.Members.Rows = append(d.Members.Rows, []cell{
			{Text: p.municipalityName(m.Code), Href: p.memberAddress(m.Code), Head: true}, {Text: p.memberRole(m.Role)}, {Text: m.Joined}, {Text: m.Left}, {Text: p.twinName(m.TwinOf)},
		})
	}
	d.History, err = p.rosterHistory("")
	return p.deskView("desk_roster", p.T("desk.menu.roster"), d), err
}

func (v *visit) memberAddress(code string) string {
	return withQuery(v.lang.Prefix()+"/personal/medlem", url.Values{"kommun": {code}})
}

// everyMunicipality lists all of Sweden's in Swedish order.
func (v *visit) everyMunicipality(chosen string) []choice {
	var out []choice
	for _, m := range v.catalogue().Municipalities {
		out = append(out, choice{m.Code, m.Name, m.Code == chosen})
	}
	inSwedishOrder(out)
	return out
}

// inSwedishOrder sorts choices by their texts.
func inSwedishOrder(choices []choice) {
	swedish := collate.New(language.Swedish)
	slices.SortFunc(choices, func(a, b choice) int { return swedish.CompareString(a.Text, b.Text) })
}

// memberRole is what a member is in the initiative, as staff see it.
func (v *visit) memberRole(r data.Role) string {
	if r == "" {
		return v.T("role.unknown")
	}
	return v.T("role." + string(r))
}

func (v *visit) twinName(code string) string {
	if code == "" {
		return ""
	}
	return v.municipalityName(code)
}

// rosterHistory lists the changes of a municipality, "" for all.
func (p *post) rosterHistory(code string) (table, error) {
	changes, err := p.site.desk.RosterChanges(p.ctx, code, rosterChanges)
	if err != nil {
		return table{}, err
	}
	return p.changesTable(p.T("desk.roster.history"), changes, true), nil
}

// changesTable tells changes of the roster; dated ones with when and by whom they were made.
func (v *visit) changesTable(caption string, changes []desk.RosterChange, dated bool) table {
	t := table{Caption: caption, Head: []cell{{Text: v.T("column.city")}, {Text: v.T("desk.roster.change")}, {Text: v.T("desk.roster.was")}, {Text: v.T("desk.roster.becomes")}}}
	if dated {
		t.Head = append(t.Head, cell{Text: v.T("desk.when")}, cell{Text: v.T("desk.by")})
	}
	for _, c := range changes {
		row := []cell{
			{Text: v.municipalityName(c.Code), Head: true}, {Text: v.T("desk.roster.kind." + c.Kind)}, {Text: v.memberText(c.Old)}, {Text: v.memberText(c.New)},
		}
		if dated {
			row = append(row, cell{Text: v.lang.Clock(c.At)}, cell{Text: c.ByName, Sub: v.T("desk.roster.way." + c.Way)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// memberText is a row of the roster in words; the zero value is none.
func (v *visit) memberText(m desk.Member) string {
	if m == (desk.Member{}) {
		return "–"
	}
	text := v.memberRole(m.Role)
	if m.TwinOf != "" {
		text += ", " + v.T("desk.member.twinof", v.municipalityName(m.TwinOf))
	}
	if m.Joined != "" {
		text += ", " + v.T("desk.member.since", m.Joined)
	}
	if m.Left != "" {
		text += ", " + v.T("desk.member.until", m.Left)
	}
	return text
}

// rosterFile answers GET /personal/register.csv.
func rosterFile(p *post) (*file, error) {
	var b bytes.Buffer
	if err := p.site.desk.ExportRoster(p.ctx, &b, p.lang); err != nil {
		return nil, err
	}
	return &file{contentType: "text/csv; charset=utf-8", name: p.T("desk.roster.file") + ".csv", body: b.Bytes(), private: true}, nil
}

// memberData is one row of the roster, to be changed.
type memberData struct {
	Bad     string
	Code    string
	Name    string
	Was     desk.Member // the zero value for a new member
	New     bool
	Form    url.Values
	Roles   []choice
	Twins   []choice
	History table
}

// memberPage answers GET /personal/medlem.
func memberPage(p *post) (*page, error) { return p.memberPage("") }

func (p *post) memberPage(bad string) (*page, error) {
	code := p.query.Get("kommun")
	if p.form.Has("kommun") {
		code = p.form.Get("kommun")
	}
	m := p.catalogue().Municipality(code)
	if m == nil {
		return nil, notFound("error.notfound")
	}
	all, err := p.site.desk.Roster(p.ctx)
	if err != nil {
		return nil, err
	}
	d := memberData{Bad: bad, Code: code, Name: m.Name, New: true, Form: url.Values{}}
	for _, one := range all {
		if one.Code == code {
			d.Was, d.New = one, false
		}
	}
	d.Form = url.Values{"roll": {string(d.Was.Role)}, "gick_med": {d.Was.Joined}, "lamnade": {d.Was.Left}, "tvilling": {d.Was.TwinOf}}
	if bad != "" {
		d.Form = p.form
	}
	d.Roles = []choice{{"", p.T("role.unknown"), d.Form.Get("roll") == ""}}
	for _, r := range [...]data.Role{data.Pioneer, data.Twin} {
		d.Roles = append(d.Roles, choice{string(r), p.T("role." + string(r)), d.Form.Get("roll") == string(r)})
	}
	d.Twins = []choice{{"", p.T("desk.member.notwin"), d.Form.Get("tvilling") == ""}}
	for _, one := range all {
		if one.Role == data.Pioneer && one.Code != code {
			d.Twins = append(d.Twins, choice{one.Code, p.municipalityName(one.Code), d.Form.Get("tvilling") == one.Code})
		}
	}
	if d.History, err = p.rosterHistory(code); err != nil {
		return nil, err
	}
	return p.deskView("desk_member", m.Name+": "+p.T("desk.menu.roster"), d), nil
}

// was is the member that the form was made from.
func (p *post) was() desk.Member {
	if p.form.Get("ny") == "ja" {
		return desk.Member{}
	}
	return desk.Member{
		Code: p.form.Get("kommun"), Role: data.Role(p.form.Get("var_roll")), Joined: p.form.Get("var_gick_med"), Left: p.form.Get("var_lamnade"), TwinOf: p.form.Get("var_tvilling"),
	}
}

// saveMember answers POST /personal/medlem.
func (s *Site) saveMember(p *post) error {
	now := desk.Member{
		Code: p.form.Get("kommun"), Role: data.Role(p.form.Get("roll")), Joined: p.form.Get("gick_med"), Left: p.form.Get("lamnade"), TwinOf: p.form.Get("tvilling"),
	}
	return p.settle(s.desk.SaveMember(p.ctx, s.by(p.Ctx), p.was(), now), "/personal/register?klart=sparad", p.memberPage)
}

// removeMember answers POST /personal/medlem/ta-bort.
func (s *Site) removeMember(p *post) error {
	return p.settle(s.desk.RemoveMember(p.ctx, s.by(p.Ctx), p.was()), "/personal/register?klart=borttagen", p.memberPage)
}
