package analytics

import (
	"context"

	"pionjarkollen/data"
)

// Signal is what the cities say together about a commitment or an action, for a dialogue with public agencies: who has
// committed, and how many people live there.
type Signal struct {
	Cover
	Commitment *data.Commitment
	Action     *data.Action // nil for a whole commitment
	Groups     []SignalGroup
	Cities     int     // in all groups
	Population int     // who live in them
	Share      float64 // of the scope's population; 0 when there is none
	National   float64 // of the population of all municipalities in the register
}

// SignalGroup is the cities that say the same thing: level 3, 2 or 1 of a commitment, or done or under way of an action.
type SignalGroup struct {
	State  State       // of a commitment, else ""
	Status data.Status // of an action, else ""
	Cities []City      // Swedish order
}

// CommitmentSignal answers which cities have committed themselves at level 1–3. It returns ErrUnknown for a slug the
// edition does not have.
func (a *Analyst) CommitmentSignal(ctx context.Context, f Filter, slug string) (Signal, error) {
	c, err := a.Commitment(ctx, f, slug)
	if err != nil {
		return Signal{}, err
	}
	s := Signal{Cover: c.Cover, Commitment: c.Commitment}
	for _, state := range [...]State{Level3, Level2, Level1} {
		group := SignalGroup{State: state}
		for _, city := range c.Cities {
			if city.Cell.State == state {
				group.Cities = append(group.Cities, city.City)
			}
		}
		s.Groups = append(s.Groups, group)
	}
	s.sum(a.db.Catalogue())
	return s, nil
}

// ActionSignal answers which cities work on an action or have done it. It returns ErrUnknown for an id the edition does
// not have.
func (a *Analyst) ActionSignal(ctx context.Context, f Filter, id string) (Signal, error) {
	r, err := a.Action(ctx, f, id)
	if err != nil {
		return Signal{}, err
	}
	edition := f.Edition
	if edition == nil {
		edition = a.db.Catalogue().Current()
	}
	s := Signal{Cover: r.Cover, Commitment: edition.Commitment(r.Action.Commitment), Action: r.Action}
	for _, status := range [...]data.Status{data.Done, data.Underway} {
		group := SignalGroup{Status: status}
		for _, city := range r.Cities {
			if city.Status == status {
				group.Cities = append(group.Cities, city.City)
			}
		}
		s.Groups = append(s.Groups, group)
	}
	s.sum(a.db.Catalogue())
	return s, nil
}

// sum counts the cities of all groups and who lives there.
func (s *Signal) sum(c *data.Catalogue) {
	for _, g := range s.Groups {
		s.Cities += len(g.Cities)
		for _, city := range g.Cities {
			s.Population += city.Population
		}
	}
	everybody := 0
	for _, m := range c.Municipalities {
		everybody += m.Population
	}
	s.Share, s.National = share(s.Population, s.Cover.Population), share(s.Population, everybody)
}
