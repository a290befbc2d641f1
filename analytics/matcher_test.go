package analytics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// plainOffers weighs every leader.
func (m *matcher) plainOffers(learner *candidate, leaders []*candidate) []Offer {
	var all []weight
	for _, leader := range leaders {
		if w := weigh(learner, leader); w.reasons > 0 {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, weight.compare)
	var offers []Offer
	for _, w := range all[:min(len(all), MostOffers)] {
		offers = append(offers, m.offer(learner, w.leader))
	}
	return offers
}

// TestOffersAreTheBestOfAll has every municipality lead or learn by chance, with much, little or nothing in common, and holds the offers to
// those that come of weighing each leader. Sizes are rounded, so that many stand equal.
func TestOffersAreTheBestOfAll(t *testing.T) {
	catalogue := datatest.Catalogue(t)
	e := catalogue.Current()
	for seed, often := range []float64{0, 0.02, 0.1, 0.5, 1, 0.02, 0.1} {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		m := newMatcher(e, &e.Commitments[seed%len(e.Commitments)])
		var leaders, learners []*candidate
		for _, place := range catalogue.Municipalities {
			s := standing{City: City{Code: place.Code, Name: place.Name, CountyCode: place.CountyCode, Population: place.Population}, states: map[string]State{}, statuses: map[string]data.Status{}}
			s.Population = max(1, s.Population/10000) * 10000
			if r.Float64() < 0.3 {
				s.TwinOf = catalogue.Municipalities[r.IntN(290)].Code
			}
			for _, c := range e.Commitments {
				s.states[c.Slug] = [...]State{NoPart, Level1, Level2, Silent}[r.IntN(4)]
				if r.Float64() < often {
					s.states[c.Slug] = Level3
				}
				for _, level := range c.Levels {
					for _, a := range level.Actions {
						if r.Float64() < often {
							s.statuses[a.ID] = data.Done
						}
					}
				}
			}
			c := m.read(&s)
			if r.IntN(3) == 0 {
				leaders = append(leaders, c)
				m.add(c)
			} else {
				learners = append(learners, c)
			}
		}
		for _, learner := range learners {
			got, want := fmt.Sprint(m.offers(learner)), fmt.Sprint(m.plainOffers(learner, leaders))
			if got != want {
				t.Fatalf("seed %d, %s: got\n%s\nwant\n%s", seed, learner.Name, got, want)
			}
		}
	}
}
