package dashboard

import (
	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// apiLeads answers GET /api/v1/leads: who goes first and who is on the way, in each commitment.
func apiLeads(v *visit) (*file, error) {
	type commitmentJSON struct {
		Slug     string        `json:"commitment"`
		Status   string        `json:"status"`
		Leaders  []contactJSON `json:"leaders"`
		Learners []contactJSON `json:"learners"`
	}
	r, err := v.site.analyst.Leads(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	said, err := v.site.desk.Consents(v.ctx, "")
	if err != nil {
		return nil, err
	}
	list := []commitmentJSON{}
	for _, c := range r.Commitments {
		one := commitmentJSON{c.Commitment.Slug, string(c.Commitment.Status), []contactJSON{}, []contactJSON{}}
		for _, city := range c.Leaders {
			one.Leaders = append(one.Leaders, newContact(city, said[city.Code].Leading))
		}
		for _, city := range c.Learners {
			one.Learners = append(one.Learners, newContact(city, said[city.Code].Learning))
		}
		list = append(list, one)
	}
	finding, proposed := v.leadsFinding(r)
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "members": r.Members, "handed_in": r.HandedIn, "finding": finding, "proposed": append([]string{}, proposed...),
		"commitments": list, "example": r.Example,
	})
}

type offerJSON struct {
	Leader      cityJSON `json:"leader"`
	Twin        bool     `json:"twin"`
	County      bool     `json:"same_county"`
	Band        bool     `json:"same_size"`
	Actions     []string `json:"actions_in_common"`
	Complements []string `json:"leads_in_return"` // commitments in which the learner leads and the leader is at level 1-2
}

type learnerJSON struct {
	contactJSON

	Level  string      `json:"level"`
	Offers []offerJSON `json:"offers"`
}

type groupJSON struct {
	Leader   cityJSON   `json:"leader"`
	Learners []cityJSON `json:"learners"`
}

// apiMatches answers GET /api/v1/matches?atagande=slug: who could learn from whom, and why.
func apiMatches(v *visit) (*file, error) {
	m, err := v.matches()
	if err != nil {
		return nil, err
	}
	said, err := v.site.desk.Consents(v.ctx, "")
	if err != nil {
		return nil, err
	}
	leaders, learners, groups := []contactJSON{}, []learnerJSON{}, []groupJSON{}
	for _, l := range m.Leaders {
		leaders = append(leaders, newContact(l, said[l.Code].Leading))
	}
	for _, l := range m.Learners {
		one := learnerJSON{newContact(l.City, said[l.Code].Learning), string(l.State), []offerJSON{}}
		for _, o := range l.Offers {
			offer := offerJSON{
				Leader: cityJSON{o.Leader.Code, o.Leader.Name}, Twin: o.Twin, County: o.County, Band: o.Band, Actions: actionIDs(o.Actions),
				Complements: []string{},
			}
			for _, c := range o.Complements {
				offer.Complements = append(offer.Complements, c.Slug)
			}
			one.Offers = append(one.Offers, offer)
		}
		learners = append(learners, one)
	}
	for _, g := range m.Groups {
		groups = append(groups, groupJSON{cityJSON{g.Leader.Code, g.Leader.Name}, cityList(g.Learners)})
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "commitment": m.Commitment.Slug, "members": m.Members, "handed_in": m.HandedIn, "finding": v.matchFinding(m),
		"leaders": leaders, "learners": learners, "groups": groups, "example": m.Example,
	})
}

type askedJSON struct {
	cityJSON
	State   string `json:"state"`
	Planned bool   `json:"planned"`
	AtWork  int    `json:"actions_of_level_3_at_work"`
}

// apiGaps answers GET /api/v1/gaps: commitments that nobody leads and actions that nobody works on, and whom to ask.
func apiGaps(v *visit) (*file, error) {
	type gapJSON struct {
		Commitment string      `json:"commitment"`
		Action     *string     `json:"action"` // null: the whole commitment has no city at level 3
		Ask        []askedJSON `json:"ask"`
		More       int         `json:"more"`
	}
	r, err := v.site.analyst.Leads(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	list := []gapJSON{}
	add := func(c *data.Commitment, action *string, ask analytics.Asked) {
		one := gapJSON{c.Slug, action, []askedJSON{}, ask.More}
		for _, a := range ask.Cities {
			one.Ask = append(one.Ask, askedJSON{cityJSON{a.Code, a.Name}, string(a.State), a.Planned, a.AtWork})
		}
		list = append(list, one)
	}
	for _, c := range r.Commitments {
		if len(c.Leaders) == 0 {
			add(c.Commitment, nil, c.Nearest)
		}
		for _, a := range c.Idle {
			add(c.Commitment, &a.Action.ID, a.Ask)
		}
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "members": r.Members, "handed_in": r.HandedIn, "finding": v.gapsFinding(r), "gaps": list, "example": r.Example,
	})
}

// apiPair answers GET /api/v1/pair?stad=code&med=code.
func apiPair(v *visit) (*file, error) {
	code, err := v.oneCity()
	if err != nil {
		return nil, err
	}
	r, err := v.pair(code)
	if err != nil {
		return nil, err
	}
	type rowJSON struct {
		Commitment string   `json:"commitment"`
		Status     string   `json:"status"`
		First      string   `json:"first"`
		Second     string   `json:"second"`
		Relation   string   `json:"relation"`
		Teach      []string `json:"teach"` // actions that the one who teaches works on or has done, and the other does not
		Both       []string `json:"both"`  // actions that both work on or have done
	}
	rows := []rowJSON{}
	for _, row := range r.Rows {
		rows = append(rows, rowJSON{
			row.Commitment.Slug, string(row.Commitment.Status), string(row.Cells[0].State), string(row.Cells[1].State), string(row.Relation),
			actionIDs(row.Teach), actionIDs(row.Both),
		})
	}
	return jsonFile(map[string]any{
		"edition": v.filter.Edition.ID, "finding": v.pairFinding(r), "cities": cityList(partners(r)), "commitments": rows, "example": r.Example,
	})
}

// partners are the cities of a pair that there are.
func partners(r analytics.Pair) []analytics.City {
	if r.Cities[1].Code == "" {
		return r.Cities[:1]
	}
	return r.Cities[:]
}

func actionIDs(actions []*data.Action) []string {
	list := make([]string, 0, len(actions))
	for _, a := range actions {
		list = append(list, a.ID)
	}
	return list
}
