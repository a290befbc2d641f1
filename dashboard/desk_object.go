package dashboard

import (
	"net/http"
	"net/url"
	"strings"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/desk"
)

// objectAt is where the visitor objects to how a municipality is shown, "" for who may not.
func (v *visit) objectAt(code string) string {
	if v.session == nil || !v.session.May(access.Object, code) {
		return ""
	}
	return withQuery(v.lang.Prefix()+"/min-kommun/invandning", url.Values{"kommun": {code}})
}

// objectData is the form of an objection.
type objectData struct {
	Bad    string
	Code   string
	City   string
	Abouts []choice
	Form   url.Values
}

// objectPage answers GET /min-kommun/invandning.
func objectPage(p *post) (*page, error) {
	p.form.Set("kommun", p.query.Get("kommun"))
	p.form.Set("om", p.query.Get("om"))
	return p.objectPage("")
}

func (p *post) objectPage(bad string) (*page, error) {
	code := p.form.Get("kommun")
	if code == "" {
		code = p.session.Home()
	}
	if !p.session.May(access.Object, code) {
		return nil, &problem{status: http.StatusForbidden, key: "error.forbidden"}
	}
	d := objectData{Bad: bad, Code: code, City: p.municipalityName(code), Form: p.form}
	om := p.form.Get("om")
	d.Abouts = []choice{{"", p.T("desk.about.general"), om == ""}}
	e := p.catalogue().Current()
	for i := range e.Commitments {
		c := &e.Commitments[i]
		value := desk.AboutCommitment + ":" + c.Slug
		d.Abouts = append(d.Abouts, choice{value, p.name(c), om == value})
	}
	return p.deskView("desk_object", p.T("desk.object.title", d.City), d), nil
}

// raiseObjection answers POST /min-kommun/invandning.
func (s *Site) raiseObjection(p *post) error {
	code := p.form.Get("kommun")
	if err := p.session.Allow(access.Object, s.db.Now(), code); err != nil {
		return p.wayProblem(err)
	}
	about, subject, _ := strings.Cut(p.form.Get("om"), ":")
	if about == "" {
		about = desk.AboutGeneral
	}
	_, err := s.desk.Raise(p.ctx, s.by(p.Ctx), desk.Objection{
		Edition: p.catalogue().Current().ID, Municipality: code, About: about, Subject: subject, Text: p.form.Get("text"),
	})
	to := withQuery("/min-kommun", url.Values{"kommun": {code}, "klart": {"invand"}})
	return p.settle(err, to, p.objectPage)
}

// withdrawObjection answers POST /min-kommun/invandning/{id}/dra-tillbaka.
func (s *Site) withdrawObjection(p *post) error {
	code := p.form.Get("kommun")
	if err := p.session.Allow(access.Object, s.db.Now(), code); err != nil {
		return p.wayProblem(err)
	}
	err := s.desk.WithdrawObjection(p.ctx, s.by(p.Ctx), p.number(), code)
	to := withQuery("/min-kommun", url.Values{"kommun": {code}, "klart": {"dragen"}})
	return p.settle(err, to, p.ownCityPage)
}
