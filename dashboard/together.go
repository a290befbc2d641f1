package dashboard

import (
	"net/url"
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/chart"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// together is who leads in what, who could learn from whom, and where nobody leads.
type together struct {
	Title    string
	Proposed []string // findings about proposed commitments, told apart
	State    string
	Filters  filters
	Register table
	Contact  []contactGroup
	Files    []link
	Choice   lookedAt
	Mark     string
	Figure   figure
	Groups   []togetherGroup
	Alone    []link // learners to whom nobody is suggested, though somebody leads
	Gaps     gaps
	Empty    string
}

// togetherGroup is a suggested group and why.
type togetherGroup struct {
	Leader   link
	Learners []link
	Why      string   // what all of them share; "" where that is nothing
	Whys     []string // then: each learner's reasons
}

// matches asks about the commitment that the address asks for; the first when it asks for none.
func (v *visit) matches() (analytics.Matches, error) {
	return v.question().Matches(v.ctx)
}

// togetherPage answers GET /samverkan.
func togetherPage(v *visit) (*page, error) {
	r, err := v.site.analyst.Leads(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	m, err := v.matches()
	if err != nil {
		return nil, err
	}
	said, err := v.site.desk.Consents(v.ctx, "")
	if err != nil {
		return nil, err
	}
	d := together{
		State: v.stateLine(r.Cover), Filters: v.filters(), Register: v.leadsTable(r, said), Files: v.reportLinks(report.Leads, nil),
		Choice: lookedAt{Action: v.lang.Prefix() + v.path, Kept: v.kept()}, Mark: v.mark(m.Commitment), Figure: v.networkFigure(m, said),
		Gaps: v.gaps(r),
	}
	if d.Contact, err = v.contactGroups(m, said); err != nil {
		return nil, err
	}
	d.Title, d.Proposed = v.leadsFinding(r)
	if r.Members == 0 {
		d.Empty = v.T("empty.cities")
	}
	for i := range v.filter.Edition.Commitments {
		c := &v.filter.Edition.Commitments[i]
		d.Choice.Commitments = append(d.Choice.Commitments, option{c.Slug, v.name(c), c.Slug == m.Commitment.Slug})
	}
	for _, g := range m.Groups {
		group := togetherGroup{Leader: v.cityLink(g.Leader, m.Commitment), Why: v.groupReasons(g)}
		for _, c := range g.Learners {
			group.Learners = append(group.Learners, v.cityLink(c, m.Commitment))
		}
		for _, l := range m.Learners {
			if group.Why == "" && slices.Contains(g.Learners, l.City) {
				group.Whys = append(group.Whys, l.Name+": "+v.reasonsWithin(l.Offers[0]))
			}
		}
		d.Groups = append(d.Groups, group)
	}
	for _, l := range m.Learners {
		if len(l.Offers) == 0 && len(m.Leaders) > 0 {
			d.Alone = append(d.Alone, v.cityLink(l.City, m.Commitment))
		}
	}
	return &page{
		Template: "together", Title: v.T("together.kicker") + ": " + d.Title, Data: d,
		Cite: &cited{Name: v.T("together.kicker"), Cover: r.Cover, Chosen: url.Values{"atagande": {m.Commitment.Slug}}},
	}, nil
}

// cityLink leads to what a city says about a commitment.
func (v *visit) cityLink(c analytics.City, about *data.Commitment) link {
	return link{c.Name, v.href("/stader/"+c.Code) + "#" + about.Slug}
}

// leadsFinding says in how many commitments somebody goes first; each proposed one is told by itself.
func (v *visit) leadsFinding(r analytics.Leads) (title string, proposed []string) {
	settled, led := 0, 0
	var without []string
	for _, c := range r.Commitments {
		switch {
		case c.Commitment.Status == data.Proposed:
			proposed = append(proposed, v.lang.LeadersIn(len(c.Leaders), r.Members, v.noun(), v.prose(c.Commitment)))
		case len(c.Leaders) > 0:
			settled, led = settled+1, led+1
		default:
			settled++
			without = append(without, v.prose(c.Commitment))
		}
	}
	const asMany = 3
	switch {
	case r.Members == 0:
		return v.T("overview.nobody"), nil
	case r.HandedIn == 0:
		return v.lang.HandedIn(0, r.Members, v.noun()), nil
	case led == 0:
		return v.T("leads.none", v.lang.Word(settled)), proposed
	case led == settled:
		return v.T("leads.all", v.lang.Word(settled)), proposed
	case len(without) > asMany:
		return v.T("leads.some", v.neuter(led), v.lang.Word(settled), v.lang.Word(len(without))), proposed
	default:
		return v.T("leads.but", v.neuter(led), v.lang.Word(settled), v.lang.List(without)), proposed
	}
}

// leadsTable is the register: per commitment who leads and how many want to learn.
func (v *visit) leadsTable(r analytics.Leads, said consents) table {
	t := table{Caption: v.T("leads.caption"), Class: "register", Head: []cell{
		{Text: v.T("column.commitment")},
		{Text: v.T("leads.leaders")},
		{Text: v.T("leads.count"), Num: true},
		{Text: v.T("leads.contact"), Num: true},
		{Text: v.T("leads.learners"), Num: true},
	}}
	for _, c := range r.Commitments {
		who := cell{Text: v.cityNames(c.Leaders)}
		if len(c.Leaders) == 0 {
			who = cell{Text: v.T("nobody"), Class: "muted"}
		}
		t.Rows = append(t.Rows, []cell{
			{Text: v.name(c.Commitment), Href: v.togetherAt(c.Commitment), Head: true},
			who,
			{Text: v.lang.Int(len(c.Leaders)), Num: true},
			{Text: v.lang.Int(said.agreeing(c.Leaders)), Num: true},
			{Text: v.lang.Int(len(c.Learners)), Num: true},
		})
	}
	return t
}

// togetherAt is this page, looking at a commitment.
func (v *visit) togetherAt(c *data.Commitment) string {
	return withQuery(v.lang.Prefix()+"/samverkan", with(v.filter.Query(v.catalogue()), "atagande", c.Slug)) + "#fig-network"
}

// cityNames enumerates.
func (v *visit) cityNames(cities []analytics.City) string {
	names := make([]string, len(cities))
	for i, c := range cities {
		names[i] = c.Name
	}
	return v.lang.List(names)
}

// networkFigure is who could learn from whom, as a network and as a plain table.
func (v *visit) networkFigure(m analytics.Matches, said consents) figure {
	own := url.Values{"atagande": {m.Commitment.Slug}}
	f := figure{
		ID: "fig-network", Title: v.matchFinding(m), Sub: v.T("match.sub"), Chart: v.chartAddress("network", own),
		Height: chart.NetworkHeight(m), Note: v.coverNote(m.Cover), Files: v.reportLinks(report.Matches, own),
		Table: table{Caption: v.T("match.caption", v.prose(m.Commitment)), Head: []cell{
			{Text: v.T("column.city")}, {Text: v.T("column.level")}, {Text: v.T("consent.column")},
		}},
	}
	most := 0
	for _, l := range m.Learners {
		most = max(most, len(l.Offers))
	}
	for i := range most {
		f.Table.Head = append(f.Table.Head, cell{Text: v.T("match.offer", i+1)})
	}
	line := func(c analytics.City, state analytics.State, answer desk.Consent) []cell {
		return []cell{{Text: c.Name, Href: v.cityLink(c, m.Commitment).Href, Head: true}, v.stateChip(state, c.Code), {Text: v.consentText(answer)}}
	}
	for _, l := range m.Leaders {
		f.Table.Rows = append(f.Table.Rows, append(line(l, analytics.Level3, said[l.Code].Leading), make([]cell, most)...))
	}
	for _, l := range m.Learners {
		row := line(l.City, l.State, said[l.Code].Learning)
		for _, o := range l.Offers {
			row = append(row, cell{
				Text: o.Leader.Name, Sub: v.reasons(o), Href: v.pairAt(l.Code, o.Leader.Code),
				Key: l.Code + "/" + o.Leader.Code, Raw: v.rawInt(o.Reasons()),
			})
		}
		f.Table.Rows = append(f.Table.Rows, append(row, make([]cell, most-len(l.Offers))...))
	}
	switch {
	case m.Members == 0:
		f.Title, f.Height, f.Empty = v.T("overview.nobody"), 0, v.T("empty.cities")
	case len(m.Leaders)+len(m.Learners) == 0:
		f.Sub, f.Height, f.Empty = "", 0, v.T("match.nobody")
	case len(m.Leaders) == 0:
		f.Sub, f.Height, f.Empty = "", 0, v.T("match.noleader")
	case len(m.Learners) == 0:
		f.Sub, f.Height, f.Empty = "", 0, v.T("match.nolearner")
	}
	return f
}

// pairAt is the page that sets two cities side by side.
func (v *visit) pairAt(code, other string) string {
	return withQuery(v.lang.Prefix()+"/par/"+code, with(v.filter.Query(v.catalogue()), "med", other))
}

// matchFinding says how many go first and how many are on their way.
func (v *visit) matchFinding(m analytics.Matches) string {
	leaders, learners := len(m.Leaders), len(m.Learners)
	about := v.prose(m.Commitment)
	switch {
	case leaders == 0 && learners == 0:
		return v.T("match.nothing", about)
	case leaders == 0:
		return v.lang.Plural("match.unled", learners, v.lang.Word(learners), about)
	case learners == 0:
		return v.lang.Plural("match.leaders", leaders, locale.Sentence(v.lang.Word(leaders)), about) + "; " + v.T("match.learners.none")
	default:
		return v.lang.Plural("match.leaders", leaders, locale.Sentence(v.lang.Word(leaders)), about) + "; " +
			v.lang.Plural("match.learners", learners, v.lang.Word(learners))
	}
}
