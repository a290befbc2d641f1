package analytics

import (
	"cmp"
	"slices"

	"pionjarkollen/data"
)

// matcher suggests leaders to learners.
type matcher struct {
	edition *data.Edition
	about   *data.Commitment
	leaders []*candidate
}

// candidate is a city made ready to be compared with many.
type candidate struct {
	City
	band    *Band
	actions []bool // works on or has done, by level and ordinal
	leads   []bool // by commitment
	learns  []bool
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

// weight is what speaks for a leader, counted, so that only the best are spelt out.
type weight struct {
	leader               *candidate
	reasons              int
	twin, county, band   int // 1 or 0
	actions, complements int
	proportion           float64
}

// weigh counts what speaks for a leader.
func weigh(learner, leader *candidate) weight {
	one := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	w := weight{
		leader: leader, twin: one(learner.TwinOf == leader.Code || leader.TwinOf == learner.Code),
		county: one(learner.CountyCode == leader.CountyCode), band: one(learner.band == leader.band),
		proportion: proportion(learner.City, leader.City),
	}
	for i, does := range learner.actions {
		w.actions += one(does && leader.actions[i])
	}
	for i, leads := range learner.leads {
		w.complements += one(leads && leader.learns[i])
	}
	w.reasons = w.twin + w.county + w.band + one(w.actions > 0) + one(w.complements > 0)
	return w
}

// compare puts the leader with more kinds of reasons first; then the twin, the same county, the same band, more actions in common, more
// commitments the other way round, and the population that is nearest in proportion.
func (w weight) compare(other weight) int {
	return cmp.Or(
		cmp.Compare(other.reasons, w.reasons), cmp.Compare(other.twin, w.twin), cmp.Compare(other.county, w.county),
		cmp.Compare(other.band, w.band), cmp.Compare(other.actions, w.actions), cmp.Compare(other.complements, w.complements),
		cmp.Compare(w.proportion, other.proportion),
	)
}

// offers are the leaders that a learner has the most reasons to turn to.
func (m *matcher) offers(learner *candidate) []Offer {
	var best []weight
	for _, leader := range m.leaders {
		w := weigh(learner, leader)
		if w.reasons == 0 || len(best) == MostOffers && best[MostOffers-1].compare(w) <= 0 {
			continue // what stands equal comes in Swedish order
		}
		at := len(best)
		for at > 0 && best[at-1].compare(w) > 0 {
			at--
		}
		best = slices.Insert(best, at, w)
		best = best[:min(len(best), MostOffers)]
	}
	var offers []Offer
	for _, w := range best {
		offers = append(offers, m.offer(learner, w.leader))
	}
	return offers
}

// offer is what speaks for one leader.
func (m *matcher) offer(learner, leader *candidate) Offer {
	o := Offer{
		Leader: leader.City, Twin: learner.TwinOf == leader.Code || leader.TwinOf == learner.Code,
		County: learner.CountyCode == leader.CountyCode, Band: learner.band == leader.band,
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
