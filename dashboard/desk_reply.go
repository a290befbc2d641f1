package dashboard

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"pionjarkollen/dashboard/desk"
	"pionjarkollen/data"
)

// objectionView is an objection in words.
type objectionView struct {
	ID               int64
	City, Page       string
	Edition          string
	About            string
	Text             string
	State            string
	Raised, RaisedBy string
	Open             bool
	Answer           string
	Ended, EndedBy   string
}

func (v *visit) objectionView(o *desk.Objection) objectionView {
	return objectionView{
		ID: o.ID, City: v.municipalityName(o.Municipality), Page: v.lang.Prefix() + "/stader/" + o.Municipality, Edition: o.Edition, About: v.objectTo(o.Edition, o.About, o.Subject),
		Text: o.Text, State: v.T("desk.objection." + o.State), Raised: v.lang.Clock(o.Raised), RaisedBy: o.RaisedName, Open: o.State == desk.ObjectionOpen,
		Answer: o.Answer, Ended: v.lang.Clock(o.Ended), EndedBy: o.EndedName,
	}
}

// objectTo names what an objection is about.
func (v *visit) objectTo(edition, about, subject string) string {
	e := v.catalogue().Edition(edition)
	if e == nil {
		return v.T("desk.about.general")
	}
	for _, c := range e.Commitments {
		if about == desk.AboutCommitment && c.Slug == subject {
			return v.name(&c)
		}
		for _, l := range c.Levels {
			for _, a := range l.Actions {
				if about == desk.AboutAction && a.ID == subject {
					return v.name(&c) + ": " + a.Label.In(string(v.lang))
				}
			}
		}
	}
	return v.T("desk.about.general")
}

// objectionsData is what municipalities object to, and the correction log.
type objectionsData struct {
	Notice      string
	Bad         string
	BadAt       int64 // the objection whose answer was refused, 0 is the correction
	Form        url.Values
	Shows       []choice
	Objections  []objectionView
	Cities      []choice
	Editions    []choice
	Corrections []correctionView
}

// correctionView is an entry of the public correction log.
type correctionView struct {
	ID           int64
	When, City   string
	Page         string
	Edition      string
	Text         string
	Swedish      bool // the text is in Swedish though the page is not
	FromReply    bool
	Municipality string
}

// objectionsPage answers GET /personal/invandningar.
func objectionsPage(p *post) (*page, error) { return p.objectionsPage("", 0) }

func (p *post) objectionsPage(bad string, at int64) (*page, error) {
	show := p.query.Get("visa")
	states := [...]string{desk.ObjectionOpen, desk.ObjectionAnswered, desk.ObjectionWithdrawn}
	if !slices.Contains(states[:], show) {
		show = ""
	}
	all, err := p.site.desk.Objections(p.ctx, "", show)
	if err != nil {
		return nil, err
	}
	d := objectionsData{Notice: p.done(), Bad: bad, BadAt: at, Form: p.form, Shows: []choice{{"", p.T("desk.objection.all"), show == ""}}}
	for _, state := range states {
		d.Shows = append(d.Shows, choice{state, p.T("desk.objection." + state), show == state})
	}
	for i := range all {
		d.Objections = append(d.Objections, p.objectionView(&all[i]))
	}
	d.Cities = p.everyMunicipality(p.form.Get("kommun"))
	for _, e := range p.catalogue().Editions {
		d.Editions = append(d.Editions, choice{e.ID, e.ID, e.ID == p.catalogue().Current().ID})
	}
	if d.Corrections, err = p.corrections(""); err != nil {
		return nil, err
	}
	return p.deskView("desk_objections", p.T("desk.menu.objections"), d), nil
}

// answerObjection answers POST /personal/invandningar/{id}.
func (s *Site) answerObjection(p *post) error {
	id := p.number()
	err := s.desk.AnswerObjection(p.ctx, s.by(p.Ctx), id, p.form.Get("svar"))
	return p.settle(err, "/personal/invandningar?klart=besvarad", func(bad string) (*page, error) { return p.objectionsPage(bad, id) })
}

// publishCorrection answers POST /personal/rattelser.
func (s *Site) publishCorrection(p *post) error {
	c := desk.Correction{Edition: p.form.Get("version"), Municipality: p.form.Get("kommun"), Text: data.Text{SV: p.form.Get("svensk"), EN: p.form.Get("engelsk")}}
	if written := p.form.Get("invandning"); written != "" {
		id, err := strconv.ParseInt(written, 10, 64)
		if err != nil {
			id = -1 // which there is none of
		}
		c.Objection = id
	}
	_, err := s.desk.Publish(p.ctx, s.by(p.Ctx), c)
	return p.settle(err, "/personal/invandningar?klart=publicerad", func(bad string) (*page, error) { return p.objectionsPage(bad, 0) })
}

// correctionsListed is how many corrections the public log shows.
const correctionsListed = 500

// corrections lists the public correction log.
func (v *visit) corrections(code string) ([]correctionView, error) {
	all, err := v.site.desk.Corrections(v.ctx, "", code, correctionsListed)
	if err != nil {
		return nil, err
	}
	var out []correctionView
	for _, c := range all {
		text := cmp.Or(c.Text.In(string(v.lang)), c.Text.SV)
		out = append(out, correctionView{
			ID: c.ID, When: v.lang.Date(c.Published), City: v.municipalityName(c.Municipality), Page: v.lang.Prefix() + "/stader/" + c.Municipality,
			Edition: c.Edition, Text: text, Swedish: v.lang == "en" && c.Text.EN == "", FromReply: c.Objection != 0, Municipality: c.Municipality,
		})
	}
	return out, nil
}

// correctionsData is the public correction log.
type correctionsData struct {
	City        string
	Corrections []correctionView
	Releases    []releaseLogEntry
}

// correctionsPage answers GET /rattelser.
func correctionsPage(v *visit) (*page, error) {
	code := v.query.Get("kommun")
	d := correctionsData{}
	if code != "" {
		m := v.catalogue().Municipality(code)
		if m == nil {
			return nil, notFound("error.notfound")
		}
		d.City = m.Name
	}
	var err error
	d.Corrections, err = v.corrections(code)
	d.Releases = v.releaseLog(code)
	return &page{Template: "corrections", Title: v.T("corrections.title"), Data: d}, err
}
