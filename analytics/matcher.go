package analytics

import (
	"slices"

	"pionjarkollen/data"
)

// matcher suggests leaders to learners. Leaders of the same county and band stand together, so that those who can share less with a
// learner than the best that are found already need not be looked at one by one; the answer is the same as if they were.
type matcher struct {
	edition *data.Edition
	about   *data.Commitment
	groups  []*leaderGroup
	leaders map[string]*candidate   // by code
	twins   map[string][]*candidate // leaders that are a twin, by their pioneer's code
	bounds  []bound                 // of the learner at hand, by group
}

// candidate is a city made ready to be compared with many.
type candidate struct {
	City
	place   int // in the order of the leaders
	band    *Band
	actions []bool // works on or has done, by level and ordinal
	leads   []bool // by commitment
	learns  []bool
}

// leaderGroup is the leaders of one band in one county, and what at least one of them has.
type leaderGroup struct {
	leaders         []*candidate
	county          string
	band            *Band
	actions, learns []bool
}

// bound is the most that a group can offer a learner.
type bound struct {
	most  weight
	group *leaderGroup
}

func newMatcher(e *data.Edition, about *data.Commitment) *matcher {
	return &matcher{edition: e, about: about, leaders: map[string]*candidate{}, twins: map[string][]*candidate{}}
}

func (m *matcher) read(s *standing) *candidate {
	c := &candidate{City: s.City, band: BandOf(s.Population)}
	for _, level := range m.about.Levels {
		for _, a := range level.Actions {
			c.actions = append(c.actions, s.atWork(a.ID))
		}
	}
	for _, k := range m.edition.Commitments {
		c.leads, c.learns = append(c.leads, s.leads(k.Slug)), append(c.learns, s.learns(k.Slug))
	}
	return c
}

// add takes in a leader; leaders come in the order in which equals are named.
func (m *matcher) add(c *candidate) {
	c.place = len(m.leaders)
	m.leaders[c.Code] = c
	if c.TwinOf != "" {
		m.twins[c.TwinOf] = append(m.twins[c.TwinOf], c)
	}
	i := slices.IndexFunc(m.groups, func(g *leaderGroup) bool { return g.county == c.CountyCode && g.band == c.band })
	if i < 0 {
		i = len(m.groups)
		m.groups = append(m.groups, &leaderGroup{
			county: c.CountyCode, band: c.band, actions: make([]bool, len(c.actions)), learns: make([]bool, len(c.learns)),
		})
	}
	g := m.groups[i]
	g.leaders = append(g.leaders, c)
	for n, does := range c.actions {
		g.actions[n] = g.actions[n] || does
	}
	for n, does := range c.learns {
		g.learns[n] = g.learns[n] || does
	}
}

// offers are the leaders that a learner has the most reasons to turn to.
func (m *matcher) offers(learner *candidate) []Offer {
	var best []weight
	keep := func(leader *candidate) {
		w := weigh(learner, leader)
		if w.reasons == 0 || len(best) == MostOffers && best[MostOffers-1].compare(w) <= 0 {
			return
		}
		at, _ := slices.BinarySearchFunc(best, w, weight.compare)
		best = slices.Insert(best, at, w)
		best = best[:min(len(best), MostOffers)]
	}
	if pioneer := m.leaders[learner.TwinOf]; pioneer != nil {
		keep(pioneer)
	}
	for _, twin := range m.twins[learner.Code] {
		if twin.Code != learner.TwinOf {
			keep(twin)
		}
	}
	m.bounds = m.bounds[:0]
	for _, g := range m.groups {
		if most := g.most(learner); most.reasons > 0 {
			m.bounds = append(m.bounds, bound{most, g})
		}
	}
	slices.SortFunc(m.bounds, func(a, b bound) int { return a.most.compare(b.most) })
	for _, b := range m.bounds {
		if len(best) == MostOffers && best[MostOffers-1].compare(b.most) <= 0 {
			break // nor can any after it be better
		}
		for _, leader := range b.group.leaders {
			if !paired(learner, leader) { // those are weighed already
				keep(leader)
			}
		}
	}
	var offers []Offer
	for _, w := range best {
		offers = append(offers, m.offer(learner, w.leader))
	}
	return offers
}

// most is better than, or as good as, what any leader of the group that is not paired with the learner weighs.
func (g *leaderGroup) most(learner *candidate) weight {
	w := weight{county: one(learner.CountyCode == g.county), band: one(learner.band == g.band)}
	w.count(learner, g.actions, g.learns)
	return w
}

// offer is what speaks for one leader.
func (m *matcher) offer(learner, leader *candidate) Offer {
	o := Offer{
		Leader: leader.City, Twin: paired(learner, leader), County: learner.CountyCode == leader.CountyCode, Band: learner.band == leader.band,
	}
	for i, does := range learner.actions {
		if does && leader.actions[i] {
			o.Actions = append(o.Actions, m.action(i))
		}
	}
	for i, leads := range learner.leads {
		if leads && leader.learns[i] {
			o.Complements = append(o.Complements, &m.edition.Commitments[i])
		}
	}
	return o
}

// action is the commitment's n-th by level and ordinal.
func (m *matcher) action(n int) *data.Action {
	for i := range m.about.Levels {
		of := m.about.Levels[i].Actions
		if n < len(of) {
			return &of[n]
		}
		n -= len(of)
	}
	return nil
}
