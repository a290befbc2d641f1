package dashboard

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/desk"
)

// ownCity is what a municipality's own people see of the desk.
type ownCity struct {
	Notice     string
	Bad        string
	Code, Name string
	Cities     []choice // of a person who works for several
	Rounds     []ownRound
	Colleagues table
	Links      []linkRow
	Back       string // of the form that takes a link back
	Invite     string // address of the form that invites
	Tokens     []deskToken
	Manage     bool // of tokens
	Consent    consentForm
	Objections []objectionView
	Object     string // address of the form that objects, "" for who may not
	History    []handedIn
	More       bool
	Public     string
}

// ownRound is a round that is open, and how far the municipality has come in it.
type ownRound struct {
	Edition, When, State string
	Member               deskMember
}

// ownHistory is how many submissions the page lists.
const ownHistory = 10

// ownCityPage answers GET /min-kommun.
func ownCityPage(p *post) (*page, error) { return p.ownCityPage("") }

func (p *post) ownCityPage(bad string) (*page, error) {
	code := p.query.Get("kommun")
	if p.form.Has("kommun") {
		code = p.form.Get("kommun")
	}
	if code == "" {
		code = p.session.Home()
	}
	m := p.catalogue().Municipality(code)
	if m == nil {
		return nil, notFound("error.notfound")
	}
	if !p.session.May(access.SeeColleagues, code) {
		return nil, &problem{status: http.StatusForbidden, key: "error.forbidden"}
	}
	shown, err := p.site.desk.City(p.ctx, code)
	if errors.Is(err, desk.ErrUnknown) {
		return nil, notFound("error.notfound")
	}
	if err != nil {
		return nil, err
	}
	d := ownCity{
		Notice: p.done(), Bad: bad, Code: code, Name: m.Name, Public: p.lang.Prefix() + "/stader/" + code, Manage: p.session.May(access.ManageTokens, code),
		Back: p.lang.Prefix() + "/min-kommun/lankar", Invite: withQuery(p.lang.Prefix()+"/min-kommun/bjud-in", url.Values{"kommun": {code}}),
	}
	if p.session.Staff() {
		d.Back = p.lang.Prefix() + "/personal/lankar"
		d.Invite = withQuery(p.lang.Prefix()+"/personal/personer/bjud-in", url.Values{"kommun": {code}})
	}
	if own := p.session.Person.Municipalities; len(own) > 1 {
		for _, c := range own {
			d.Cities = append(d.Cities, choice{c, p.municipalityName(c), c == code})
		}
	}
	for i := range shown.Rounds {
		r := &shown.Rounds[i]
		d.Rounds = append(d.Rounds, ownRound{r.Edition, p.T("desk.round.when", r.Opens, r.Deadline), p.roundState(r.Round), p.memberRow(&r.Status)})
	}
	for i := range shown.Objections {
		d.Objections = append(d.Objections, p.objectionView(&shown.Objections[i]))
	}
	if p.session.May(access.Object, code) {
		d.Object = withQuery(p.lang.Prefix()+"/min-kommun/invandning", url.Values{"kommun": {code}})
	}
	if d.Consent, err = p.consentForm(code); err != nil {
		return nil, err
	}
	if err := p.ownPeople(&d); err != nil {
		return nil, err
	}
	entries, err := p.site.analyst.Submissions(p.ctx, code, ownHistory+1)
	if err != nil {
		return nil, err
	}
	if d.More = len(entries) > ownHistory; d.More {
		entries = entries[:ownHistory]
	}
	if d.History, err = p.history(entries); err != nil {
		return nil, err
	}
	return p.deskView("desk_city", p.T("desk.city.title", m.Name), d), nil
}

// ownPeople fills in who works for the municipality, who is invited, and its programs' tokens.
func (p *post) ownPeople(d *ownCity) error {
	people, err := p.site.keeper.People(p.ctx, *p.session)
	if err != nil {
		return err
	}
	d.Colleagues = p.peopleTable(slices.DeleteFunc(people, func(one access.Person) bool { return !slices.Contains(one.Municipalities, d.Code) }), p.session.Staff())
	if d.Links, err = p.openLinks(d.Code); err != nil {
		return err
	}
	tokens, err := p.site.keeper.Tokens(p.ctx, *p.session)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		if t.Municipality == d.Code {
			d.Tokens = append(d.Tokens, p.deskToken(t, ""))
		}
	}
	return nil
}
