package analytics

import (
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

// offers are the leaders that a learner has the most reasons to turn to.
func (m *matcher) offers(learner *candidate) []Offer {
	var best []Offer
	compare := nearer(learner.City)
	for _, leader := range m.leaders {
		o := m.offer(learner, leader)
		if o.Reasons() == 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, o, func(have, want Offer) int {
			if compare(have, want) <= 0 {
				return -1 // what stands equal comes in Swedish order
			}
			return 1
		})
		if at < MostOffers {
			best = slices.Insert(best, at, o)
			best = best[:min(len(best), MostOffers)]
		}
	}
	return best
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
