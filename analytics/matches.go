package analytics

import (
	"context"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Matches is who could learn from whom in one commitment: suggestions, each with its reasons, for people to decide on.
type Matches struct {
	Cover
	Commitment *data.Commitment
	Leaders    []City    // level 3, Swedish order
	Learners   []Learner // level 1–2, Swedish order
	Groups     []MatchGroup
}

// MostOffers is how many leaders are suggested to a learner.
const MostOffers = 3

// Learner is a city at level 1 or 2 and the leaders it has reasons to turn to.
type Learner struct {
	City
	State  State
	Offers []Offer // most reasons first, at most MostOffers; none when no leader shares anything with it
}

// Offer is a leader suggested to a learner, for at least one reason.
type Offer struct {
	Leader      City
	Twin        bool               // they are each other's pioneer and twin
	County      bool               // the same county
	Band        bool               // the same of Bands
	Actions     []*data.Action     // of the commitment, that both work on or have done
	Complements []*data.Commitment // where it is the other way round: the learner leads and the leader is at level 1–2
}

// Reasons is how many of the five kinds there are.
func (o *Offer) Reasons() int {
	n := 0
	for _, is := range [...]bool{o.Twin, o.County, o.Band, len(o.Actions) > 0, len(o.Complements) > 0} {
		if is {
			n++
		}
	}
	return n
}

// MatchGroup is a leader and the two or more learners to whom it is the first suggestion.
type MatchGroup struct {
	Leader   City
	Learners []City         // Swedish order
	County   bool           // all of the same county
	Band     bool           // all of the same band
	Actions  []*data.Action // that all of them work on or have done
}

// BandOf is the band that a population lies in.
func BandOf(population int) *Band {
	for i := range Bands {
		if b := &Bands[i]; population >= b.From && (b.To == 0 || population < b.To) {
			return b
		}
	}
	return nil
}

// Matches answers who could learn from whom. It returns ErrUnknown for a slug that the edition does not have.
func (a *Analyst) Matches(ctx context.Context, f Filter, slug string) (Matches, error) {
	s, err := a.scope(f)
	if err != nil {
		return Matches{}, err
	}
	result := Matches{Commitment: s.edition.Commitment(slug)}
	if result.Commitment == nil {
		return Matches{}, fmt.Errorf("matches in %q: %w", slug, ErrUnknown)
	}
	cover, all, err := a.standings(ctx, s, slug)
	if err != nil {
		return Matches{}, fmt.Errorf("matches: %w", err)
	}
	result.Cover = cover
	m := newMatcher(s.edition, result.Commitment)
	for _, city := range all {
		if city.leads(slug) {
			m.add(m.read(city))
			result.Leaders = append(result.Leaders, city.City)
		}
	}
	for _, city := range all {
		if city.learns(slug) {
			result.Learners = append(result.Learners, Learner{city.City, city.states[slug], m.offers(m.read(city))})
		}
	}
	result.group()
	return result, nil
}

// group gathers the learners of each leader, in the order of the leaders.
func (m *Matches) group() {
	of := map[string][]*Learner{}
	for i := range m.Learners {
		if l := &m.Learners[i]; len(l.Offers) > 0 {
			of[l.Offers[0].Leader.Code] = append(of[l.Offers[0].Leader.Code], l)
		}
	}
	for _, leader := range m.Leaders {
		g := MatchGroup{Leader: leader, County: true, Band: true}
		for _, l := range of[leader.Code] {
			o := l.Offers[0]
			if len(g.Learners) == 0 {
				g.Actions = slices.Clone(o.Actions)
			}
			g.Actions = slices.DeleteFunc(g.Actions, func(a *data.Action) bool { return !slices.Contains(o.Actions, a) })
			g.County, g.Band = g.County && o.County, g.Band && o.Band
			g.Learners = append(g.Learners, l.City)
		}
		if len(g.Learners) > 1 {
			m.Groups = append(m.Groups, g)
		}
	}
}

// proportion is how many times larger the larger of two cities is.
func proportion(a, b City) float64 {
	low, high := min(a.Population, b.Population), max(a.Population, b.Population)
	return float64(high) / float64(max(low, 1))
}
