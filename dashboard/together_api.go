package dashboard

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// answer gives what is asked for as JSON, or with format=csv the lines as CSV.
func (v *visit) answer(name string, lines [][]string, example bool, value any) (*file, error) {
	if table, err := v.asCSV(); err != nil {
		return nil, err
	} else if !table {
		return jsonFile(value)
	}
	notice := ""
	if example {
		notice = v.T("example.banner")
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for i, line := range lines {
		last := notice
		if i == 0 {
			last = "notis"
		}
		if err := w.Write(append(line, last)); err != nil {
			return nil, err
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, err
	}
	return &file{contentType: "text/csv; charset=utf-8", name: name + ".csv", body: b.Bytes()}, nil
}

// apiLeads answers GET /api/v1/leads: who goes first and who is on the way, in each commitment.
func apiLeads(v *visit) (*file, error) {
	type commitmentJSON struct {
		Slug     string     `json:"commitment"`
		Status   string     `json:"status"`
		Leaders  []cityJSON `json:"leaders"`
		Learners []cityJSON `json:"learners"`
	}
	r, err := v.site.analyst.Leads(v.ctx, v.filter)
	if err != nil {
		return nil, err
	}
	list, lines := []commitmentJSON{}, [][]string{{"atagande", "kommunkod", "kommun", "del"}}
	for _, c := range r.Commitments {
		slug := c.Commitment.Slug
		list = append(list, commitmentJSON{slug, string(c.Commitment.Status), cityList(c.Leaders), cityList(c.Learners)})
		for i, cities := range [...][]analytics.City{c.Leaders, c.Learners} {
			for _, city := range cities {
				lines = append(lines, []string{slug, city.Code, city.Name, [...]string{"leads", "learns"}[i]})
			}
		}
	}
	finding, proposed := v.leadsFinding(r)
	return v.answer("samverkan", lines, r.Example, map[string]any{
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
	cityJSON
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
	learners, groups := []learnerJSON{}, []groupJSON{}
	lines := [][]string{{"atagande", "kommunkod", "kommun", "niva", "forslag", "ledare_kod", "ledare", "skal"}}
	for _, l := range m.Learners {
		one := learnerJSON{cityJSON{l.Code, l.Name}, string(l.State), []offerJSON{}}
		for i, o := range l.Offers {
			offer := offerJSON{
				Leader: cityJSON{o.Leader.Code, o.Leader.Name}, Twin: o.Twin, County: o.County, Band: o.Band, Actions: actionIDs(o.Actions),
				Complements: []string{},
			}
			for _, c := range o.Complements {
				offer.Complements = append(offer.Complements, c.Slug)
			}
			one.Offers = append(one.Offers, offer)
			lines = append(lines, []string{
				m.Commitment.Slug, l.Code, l.Name, string(l.State), strconv.Itoa(i + 1), o.Leader.Code, o.Leader.Name, v.reasons(o),
			})
		}
		if len(l.Offers) == 0 {
			lines = append(lines, []string{m.Commitment.Slug, l.Code, l.Name, string(l.State), "", "", "", ""})
		}
		learners = append(learners, one)
	}
	for _, g := range m.Groups {
		groups = append(groups, groupJSON{cityJSON{g.Leader.Code, g.Leader.Name}, cityList(g.Learners)})
	}
	return v.answer("samverkan-"+m.Commitment.Slug, lines, m.Example, map[string]any{
		"edition": v.filter.Edition.ID, "commitment": m.Commitment.Slug, "members": m.Members, "handed_in": m.HandedIn, "finding": v.matchFinding(m),
		"leaders": cityList(m.Leaders), "learners": learners, "groups": groups, "example": m.Example,
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
	list, lines := []gapJSON{}, [][]string{{"atagande", "atgard", "fraga_kod", "fraga", "niva", "planerar"}}
	add := func(c *data.Commitment, action *string, ask analytics.Asked) {
		one := gapJSON{c.Slug, action, []askedJSON{}, ask.More}
		id := ""
		if action != nil {
			id = *action
		}
		for _, a := range ask.Cities {
			one.Ask = append(one.Ask, askedJSON{cityJSON{a.Code, a.Name}, string(a.State), a.Planned, a.AtWork})
			lines = append(lines, []string{c.Slug, id, a.Code, a.Name, string(a.State), strconv.FormatBool(a.Planned)})
		}
		if len(ask.Cities) == 0 {
			lines = append(lines, []string{c.Slug, id, "", "", "", ""})
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
	return v.answer("luckor", lines, r.Example, map[string]any{
		"edition": v.filter.Edition.ID, "members": r.Members, "handed_in": r.HandedIn, "finding": v.gapsFinding(r), "gaps": list, "example": r.Example,
	})
}

// apiPair answers GET /api/v1/pair?stad=code&med=code, as JSON or with format=csv as CSV.
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
	rows, lines := []rowJSON{}, [][]string{{"atagande", "kommunkod_1", "kommun_1", "niva_1", "kommunkod_2", "kommun_2", "niva_2", "forhallande"}}
	for _, row := range r.Rows {
		rows = append(rows, rowJSON{
			row.Commitment.Slug, string(row.Commitment.Status), string(row.Cells[0].State), string(row.Cells[1].State), string(row.Relation),
			actionIDs(row.Teach), actionIDs(row.Both),
		})
		lines = append(lines, []string{
			row.Commitment.Slug, r.Cities[0].Code, r.Cities[0].Name, string(row.Cells[0].State), r.Cities[1].Code, r.Cities[1].Name,
			string(row.Cells[1].State), string(row.Relation),
		})
	}
	return v.answer("par-"+code, lines, r.Example, map[string]any{
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
