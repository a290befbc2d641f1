package dashboard

import (
	"pionjarkollen/dashboard/access"
)

// allTokensData is every municipality's tokens of programs.
type allTokensData struct {
	Notice string
	Tokens []deskToken
}

// deskToken is one of them.
type deskToken struct {
	ID, Name, City, By, Created, Expires, Used, State string
	Active                                            bool
}

// allTokensPage answers GET /personal/nycklar.
func allTokensPage(p *post) (*page, error) {
	tokens, err := p.site.keeper.Tokens(p.ctx, *p.session)
	if err != nil {
		return nil, err
	}
	people, err := p.site.keeper.People(p.ctx, *p.session)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, one := range people {
		names[one.ID] = one.Name
	}
	d := allTokensData{Notice: p.done()}
	for _, t := range tokens {
		d.Tokens = append(d.Tokens, p.deskToken(t, names[t.CreatedBy]))
	}
	return p.deskView("desk_tokens", p.T("desk.menu.tokens"), d), nil
}

func (p *post) deskToken(t access.APIToken, by string) deskToken {
	out := deskToken{
		ID: t.ID, Name: t.Name, City: p.municipalityName(t.Municipality), By: by, Created: p.lang.Date(t.Created), Expires: p.lang.Date(t.Expires),
		Used: p.clock(t.LastUsed), Active: t.Valid(p.site.db.Now()), State: p.T("desk.token.active"),
	}
	switch {
	case !t.Revoked.IsZero():
		out.State = p.T("desk.token.revoked")
	case !out.Active:
		out.State = p.T("desk.token.expired")
	}
	return out
}

// revokeAnyToken answers POST /personal/nycklar/aterkalla.
func (s *Site) revokeAnyToken(p *post) error {
	if err := s.keeper.RevokeToken(p.ctx, p.actor(), p.form.Get("id")); err != nil {
		return p.wayProblem(err)
	}
	return p.seeOther("/personal/nycklar?klart=aterkallad")
}
