package dashboard

import (
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"pionjarkollen/dashboard/access"
)

// tokenDays are how long a new token may be valid, as the page offers it.
var tokenDays = [...]int{30, 90, 180, 365}

// tokensData is the page of programs' tokens.
type tokensData struct {
	Notice string
	New    string // the token that was just made, shown this once
	Made   access.APIToken
	Home   string // address of the site
	Fresh  bool
	Proof  string
	Cities []choice // whose programs a new token can be for
	Days   []choice
	Name   string // as it was typed
	Tokens []tokenRow
}

// tokenRow is one token without its secret.
type tokenRow struct {
	access.APIToken
	City  string
	State string // "active", "expired" or "revoked"
}

// tokensPage answers GET /konto/api.
func tokensPage(v *visit) (*page, error) { return v.tokensPage(tokensData{}) }

// tokensPage fills in what the page always shows.
func (v *visit) tokensPage(d tokensData) (*page, error) {
	now := v.site.db.Now()
	at := v.lang.Prefix() + "/konto/api"
	d.Fresh, d.Proof = v.session.Fresh(now), withQuery(v.lang.Prefix()+"/bekrafta", map[string][]string{"till": {at}})
	for _, m := range v.catalogue().Municipalities {
		if v.session.May(access.ManageTokens, m.Code) {
			d.Cities = append(d.Cities, choice{Value: m.Code, Text: m.Name})
		}
	}
	swedish := collate.New(language.Swedish)
	slices.SortFunc(d.Cities, func(a, b choice) int { return swedish.CompareString(a.Text, b.Text) })
	for _, days := range tokenDays {
		d.Days = append(d.Days, choice{strconv.Itoa(days), v.lang.Plural("token.days", days), days == tokenDays[1]})
	}
	all, err := v.site.keeper.Tokens(v.ctx, *v.session)
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		row := tokenRow{APIToken: t, City: t.Municipality, State: "active"}
		if m := v.catalogue().Municipality(t.Municipality); m != nil {
			row.City = m.Name
		}
		switch {
		case !t.Revoked.IsZero():
			row.State = "revoked"
		case !t.Valid(now):
			row.State = "expired"
		}
		d.Tokens = append(d.Tokens, row)
	}
	return &page{Template: "tokens", Title: v.T("token.title"), Data: d, Private: true, NoIndex: true}, nil
}

// issueToken answers POST /konto/api: it makes a token and shows it, once.
func (s *Site) issueToken(p *post) error {
	d := tokensData{Name: p.form.Get("name"), Home: s.home()}
	days, err := strconv.Atoi(p.form.Get("dagar"))
	if err != nil || !slices.Contains(tokenDays[:], days) {
		days = 0 // which the keeper refuses
	}
	d.New, d.Made, err = s.keeper.IssueToken(p.ctx, p.actor(), p.form.Get("kommun"), d.Name, time.Duration(days)*24*time.Hour)
	status := fiber.StatusOK
	if bad, ok := fieldOf(err); ok {
		d.Notice, status = p.T("field."+bad), fiber.StatusUnprocessableEntity
	} else if err != nil {
		return p.wayProblem(err)
	} else {
		d.Name = ""
	}
	page, err := p.tokensPage(d)
	if err != nil {
		return err
	}
	return p.show(page, status)
}

// revokeToken answers POST /konto/api/aterkalla.
func (s *Site) revokeToken(p *post) error {
	if err := s.keeper.RevokeToken(p.ctx, p.actor(), p.form.Get("id")); err != nil {
		return p.wayProblem(err)
	}
	return p.seeOther("/konto/api")
}
