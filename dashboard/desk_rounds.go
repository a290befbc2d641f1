package dashboard

import (
	"net/url"

	"pionjarkollen/dashboard/desk"
)

// roundsData is the page of collection rounds.
type roundsData struct {
	Notice   string
	Bad      string // what was wrong with what was sent
	Rounds   []roundRow
	Editions []choice
	Form     url.Values
}

// roundRow is one round with the forms that change it.
type roundRow struct {
	desk.Round
	State string
	Open  bool
	Form  url.Values
	Typed bool // it was just sent, and refused
}

// roundsPage answers GET /personal/omgangar.
func roundsPage(p *post) (*page, error) { return p.roundsPage("", 0) }

// roundsPage is the page, with what was wrong with the round that was just sent: its number, 0 for a new one.
func (p *post) roundsPage(bad string, typed int64) (*page, error) {
	all, err := p.site.desk.Rounds(p.ctx, "")
	if err != nil {
		return nil, err
	}
	d := roundsData{Notice: p.done(), Bad: bad, Form: p.form}
	if typed != 0 {
		d.Form = url.Values{}
	}
	for _, e := range p.catalogue().Editions {
		d.Editions = append(d.Editions, choice{e.ID, e.ID, e.ID == p.catalogue().Current().ID})
	}
	for _, r := range all {
		one := roundRow{
			Round: r, State: p.roundState(r), Open: r.Closed.IsZero(), Typed: typed == r.ID,
			Form: url.Values{"oppnar": {r.Opens}, "sista": {r.Deadline}, "not": {r.Note}},
		}
		if one.Typed {
			one.Form = p.form
		}
		d.Rounds = append(d.Rounds, one)
	}
	return p.deskView("desk_rounds", p.T("desk.menu.rounds"), d), nil
}

// openRound answers POST /personal/omgangar.
func (s *Site) openRound(p *post) error {
	_, err := s.desk.OpenRound(p.ctx, s.by(p.Ctx), desk.Round{
		Edition: p.form.Get("version"), Opens: p.form.Get("oppnar"), Deadline: p.form.Get("sista"), Note: p.form.Get("not"),
	})
	return p.settle(err, "/personal?klart=oppnad", func(bad string) (*page, error) { return p.roundsPage(bad, 0) })
}

// changeRound answers POST /personal/omgangar/{id}.
func (s *Site) changeRound(p *post) error {
	id := p.number()
	err := s.desk.ChangeRound(p.ctx, s.by(p.Ctx), id, p.form.Get("oppnar"), p.form.Get("sista"), p.form.Get("not"))
	return p.settle(err, "/personal/omgangar?klart=omgang", func(bad string) (*page, error) { return p.roundsPage(bad, id) })
}

// closeRound answers POST /personal/omgangar/{id}/stang.
func (s *Site) closeRound(p *post) error {
	err := s.desk.CloseRound(p.ctx, s.by(p.Ctx), p.number())
	return p.settle(err, "/personal/omgangar?klart=stangd", func(bad string) (*page, error) { return p.roundsPage(bad, -1) })
}
