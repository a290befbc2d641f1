package dashboard

import (
	"time"

	"pionjarkollen/dashboard/access"
)

// accountData is a person's own page.
type accountData struct {
	Notice    string
	Person    access.Person
	Role      string
	For       string
	Fresh     bool // she may change how she signs in
	Proof     string
	Ways      access.Credentials
	Passkeys  bool // can be made here
	Linked    []linked
	Providers []access.Provider // that she may choose besides
	Sessions  []sessionRow
	Tokens    bool // she may manage programs' tokens
}

// linked is a provider that she signs in through.
type linked struct {
	access.Identity
	Label string
}

// sessionRow is one of her running sessions.
type sessionRow struct {
	ID      string
	This    bool
	Method  string
	Opened  time.Time
	Seen    time.Time
	Address string
	Agent   string
}

// accountPage answers GET /konto.
func accountPage(v *visit) (*page, error) { return v.accountPage("") }

func (v *visit) accountPage(notice string) (*page, error) {
	me := v.session.Person
	d := accountData{
		Notice: notice, Person: me, Role: v.personRole(me.Role), For: v.whom(me.Role, me.Municipalities), Fresh: v.session.Fresh(v.site.db.Now()),
		Proof: withQuery(v.lang.Prefix()+"/bekrafta", map[string][]string{"till": {v.lang.Prefix() + "/konto"}}), Passkeys: v.site.keeper.Passkeys(),
		Tokens: v.session.MayAnywhere(access.ManageTokens),
	}
	var err error
	if d.Ways, err = v.site.keeper.Credentials(v.ctx, me.ID); err != nil {
		return nil, err
	}
	d.providers(v.site.keeper.Providers(), me)
	sessions, err := v.site.keeper.Sessions(v.ctx, me.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range sessions {
		d.Sessions = append(d.Sessions, sessionRow{
			ID: s.ID, This: s.ID == v.session.ID, Method: v.T("session.by." + string(s.Method)), Opened: s.Created, Seen: s.LastSeen,
			Address: s.Address, Agent: s.Agent,
		})
	}
	return &page{Template: "account", Title: v.T("account.title"), Data: d, Private: true, NoIndex: true}, nil
}

// providers tells which ones she is linked to, and which she may choose.
func (d *accountData) providers(all []access.Provider, me access.Person) {
	label := map[string]string{}
	for _, p := range all {
		label[p.Name] = p.Label
	}
	taken := map[string]bool{}
	for _, i := range d.Ways.Identities {
		l := linked{i, label[i.Provider]}
		if l.Label == "" {
			l.Label = i.Provider
		}
		d.Linked = append(d.Linked, l)
		taken[i.Provider] = true
	}
	for _, p := range all {
		if !taken[p.Name] && p.Admits(me) {
			d.Providers = append(d.Providers, p)
		}
	}
}

// ownDataFile answers GET /konto/uppgifter.json: everything that is kept about the person.
func (s *Site) ownDataFile(p *post) (*file, error) {
	all, err := s.keeper.Export(p.ctx, p.actor(), p.session.Person.ID)
	if err != nil {
		return nil, p.wayProblem(err)
	}
	f, err := jsonFile(all)
	if err != nil {
		return nil, err
	}
	f.name, f.private = "mina-uppgifter.json", true
	return f, nil
}
