package analytics

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pionjarkollen/data"
)

// Leads is the register of who goes first in what. A declaration of level 3 is an offer to lead: "att gå före i den här frågan och att
// tillsammans med andra leda vägen" (Klimatkontrakt 2030, version 2025/2026, section 3).
type Leads struct {
	Cover
	Commitments []CommitmentLeads // in the body's order
}

// CommitmentLeads is who leads in one commitment, who is on the way, and what nobody has taken on.
type CommitmentLeads struct {
	Commitment *data.Commitment
	Leaders    []City  // level 3, Swedish order
	Learners   []City  // level 1–2, Swedish order
	States     []State // of Learners, in their order
	Nearest    Asked   // where nobody leads: who could be asked
	Actions    int     // of the commitment
	Idle       []IdleAction
}

// IdleAction is an action that no city works on or has done, and who could be asked.
type IdleAction struct {
	Action *data.Action
	Ask    Asked
}

// MostAsked is how many cities are named to ask; further ones are counted.
const MostAsked = 5

// Asked is whom to ask, nearest first; what stands equal, in Swedish order. Nobody is asked to lead who has not a level 1 or 2.
type Asked struct {
	Cities []AskedCity
	More   int // beyond MostAsked
}

// AskedCity is a city to ask and how near it is.
type AskedCity struct {
	City
	State   State // in the commitment
	Planned bool  // of an action: the city plans it
	AtWork  int   // of a commitment: actions of level 3 that the city works on or has done
}

// Leads answers who goes first in each commitment, and where nobody does.
func (a *Analyst) Leads(ctx context.Context, f Filter) (Leads, error) {
	s, err := a.scope(f)
	if err != nil {
		return Leads{}, err
	}
	cover, all, err := a.standings(ctx, s, "")
	if err != nil {
		return Leads{}, fmt.Errorf("leads: %w", err)
	}
	result := Leads{Cover: cover}
	atWork := map[string]bool{} // actions that somebody works on or has done
	for _, city := range all {
		for action := range city.statuses {
			atWork[action] = atWork[action] || city.atWork(action)
		}
	}
	for _, c := range commitments(s.edition) {
		one := CommitmentLeads{Commitment: c}
		for _, city := range all {
			switch {
			case city.leads(c.Slug):
				one.Leaders = append(one.Leaders, city.City)
			case city.learns(c.Slug):
				one.Learners = append(one.Learners, city.City)
				one.States = append(one.States, city.states[c.Slug])
			}
		}
		if len(one.Leaders) == 0 {
			one.Nearest = nearestToLead(c, all)
		}
		for _, level := range c.Levels {
			for i := range level.Actions {
				one.Actions++
				action := &level.Actions[i]
				if !atWork[action.ID] {
					one.Idle = append(one.Idle, IdleAction{action, nearestToWork(action, all)})
				}
			}
		}
		result.Commitments = append(result.Commitments, one)
	}
	return result, nil
}

// nearestToLead are those at level 2 and then those at level 1, who work on more of level 3 first.
func nearestToLead(c *data.Commitment, all []*standing) Asked {
	var near []AskedCity
	for _, s := range all {
		if !s.learns(c.Slug) {
			continue
		}
		one := AskedCity{City: s.City, State: s.states[c.Slug]}
		for _, a := range c.Levels[2].Actions {
			if s.atWork(a.ID) {
				one.AtWork++
			}
		}
		near = append(near, one)
	}
	return asked(near, func(a, b AskedCity) int {
		return cmp.Or(cmp.Compare(position(a.State), position(b.State)), cmp.Compare(b.AtWork, a.AtWork))
	})
}

// nearestToWork are those that plan the action, and then those that have committed themselves to its level or a higher one.
func nearestToWork(action *data.Action, all []*standing) Asked {
	var near []AskedCity
	for _, s := range all {
		state := s.states[action.Commitment]
		level, said := state.Level()
		planned := s.statuses[action.ID] == data.Planned
		if planned || said && level >= action.Level {
			near = append(near, AskedCity{City: s.City, State: state, Planned: planned})
		}
	}
	return asked(near, func(a, b AskedCity) int {
		if a.Planned != b.Planned {
			if a.Planned {
				return -1
			}
			return 1
		}
		return cmp.Compare(position(a.State), position(b.State))
	})
}

// position is a state's place in States, strongest first.
func position(s State) int { return slices.Index(States[:], s) }

// asked sorts and keeps the nearest.
func asked(near []AskedCity, nearer func(a, b AskedCity) int) Asked {
	slices.SortStableFunc(near, nearer)
	most := min(len(near), MostAsked)
	return Asked{Cities: near[:most:most], More: len(near) - most}
}
