package dashboard

import (
	"net/url"
	"strconv"
	"strings"

	"pionjarkollen/dashboard/desk"
)

// deskHome is the round that is on, and how far every member has come.
type deskHome struct {
	Notice string
	Round  desk.Round // the zero value where none is open
	State  string
	When   string
	Rounds []choice
	Counts []deskCount
	Shows  []choice
	Search string
	Rows   []deskMember
	All    int // members before the filter
	Done   int // of them, complete
	Mail   bool
}

// deskCount is how many members have come how far.
type deskCount struct {
	Text string
	N    int
	Href string
}

// deskMember is a member's row.
type deskMember struct {
	Code, Name string
	Progress   string
	Detail     string
	Chip       string
	Handed     string
	Draft      string
	Seen       string
	Contacts   []desk.Contact
	Reminded   string
	Missing    bool
	Page       string
}

// Filters of the members: what ?visa= can be.
const showMissing = "saknas"

// deskHomePage answers GET /personal.
func deskHomePage(p *post) (*page, error) {
	d := deskHome{Notice: p.done(), Search: p.query.Get("sok"), Mail: p.site.mail.Enabled()}
	var err error
	if d.Round, d.Rounds, err = p.chosenRound(); err != nil {
		return nil, err
	}
	if d.Round.ID == 0 {
		return p.deskView("desk_home", p.T("desk.title"), d), nil
	}
	status, err := p.site.desk.Status(p.ctx, d.Round.ID, "")
	if err != nil {
		return nil, err
	}
	d.State, d.When = p.roundState(d.Round), p.T("desk.round.when", d.Round.Opens, d.Round.Deadline)
	show := p.query.Get("visa")
	d.All, d.Done = len(status.Members), status.Count(desk.Complete)
	missing := 0
	for i := range status.Members {
		m := &status.Members[i]
		if m.Missing() {
			missing++
		}
		if !p.wanted(m, show, d.Search) {
			continue
		}
		d.Rows = append(d.Rows, p.memberRow(m))
	}
	at := url.Values{"omgang": {strconv.FormatInt(d.Round.ID, 10)}}
	d.Shows = []choice{{"", p.T("desk.show.all"), show == ""}, {showMissing, p.T("desk.show.missing"), show == showMissing}}
	for _, g := range desk.Progresses {
		at.Set("visa", string(g))
		text := p.T("desk.progress." + string(g))
		d.Counts = append(d.Counts, deskCount{text, status.Count(g), withQuery(p.lang.Prefix()+"/personal", at)})
		d.Shows = append(d.Shows, choice{string(g), text, show == string(g)})
	}
	at.Set("visa", showMissing)
	d.Counts = append(d.Counts, deskCount{p.T("desk.show.missing"), missing, withQuery(p.lang.Prefix()+"/personal", at)})
	return p.deskView("desk_home", p.T("desk.title"), d), nil
}

// chosenRound returns the round that the address asks for, else the newest open one, else the zero value; and all that can be chosen.
func (p *post) chosenRound() (desk.Round, []choice, error) {
	all, err := p.site.desk.Rounds(p.ctx, "")
	if err != nil {
		return desk.Round{}, nil, err
	}
	asked := p.query.Get("omgang")
	if p.form.Has("omgang") {
		asked = p.form.Get("omgang")
	}
	chosen := desk.Round{}
	for _, r := range all {
		id := strconv.FormatInt(r.ID, 10)
		if asked == id || asked == "" && chosen.ID == 0 && r.Closed.IsZero() {
			chosen = r
		}
	}
	if asked != "" && chosen.ID == 0 {
		return chosen, nil, notFound("error.notfound")
	}
	var choices []choice
	for _, r := range all {
		choices = append(choices, choice{strconv.FormatInt(r.ID, 10), p.T("desk.round.name", r.Edition, r.Opens, r.Deadline), r.ID == chosen.ID})
	}
	return chosen, choices, nil
}

// roundState says where a round is in its life.
func (v *visit) roundState(r desk.Round) string {
	return v.T("desk.round.state." + string(r.State(v.site.db.Now())))
}

// wanted tells whether a member passes the filter.
func (v *visit) wanted(m *desk.MemberStatus, show, search string) bool {
	switch {
	case show == showMissing && !m.Missing(), show != "" && show != showMissing && string(m.Progress) != show:
		return false
	case search == "":
		return true
	}
	words := []string{m.Name, m.Code}
	for _, c := range m.Contacts {
		words = append(words, c.Name, c.Email)
	}
	return strings.Contains(strings.ToLower(strings.Join(words, " ")), strings.ToLower(search))
}

func (v *visit) memberRow(m *desk.MemberStatus) deskMember {
	r := deskMember{
		Code: m.Code, Name: m.Name, Progress: v.T("desk.progress." + string(m.Progress)), Chip: "progress progress-" + string(m.Progress),
		Handed: "–", Draft: "–", Seen: v.clock(m.LastSeen), Contacts: m.Contacts, Reminded: v.clock(m.Reminded), Missing: m.Missing(),
		Page: withQuery(v.lang.Prefix()+"/min-kommun", url.Values{"kommun": {m.Code}}),
	}
	if !m.HandedIn.IsZero() {
		r.Handed = v.lang.Clock(m.HandedIn)
	}
	if !m.Draft.IsZero() {
		r.Draft = v.lang.Clock(m.Draft)
	}
	switch {
	case m.Progress == desk.Partial:
		r.Detail = v.T("desk.partial", len(m.Unanswered), m.Asked)
	case m.Progress != desk.Complete && m.Standing:
		r.Detail = v.T("desk.standing")
	}
	if m.Actions > 0 && m.Reported > 0 {
		if r.Detail != "" {
			r.Detail += " · "
		}
		r.Detail += v.T("desk.reported", m.Reported, m.Actions)
	}
	return r
}
