package desk

import (
	"context"
	"fmt"
	"slices"
)

// City is what a municipality's own people see of the desk. What it has handed in is analytics' History, its tokens are in access.
type City struct {
	Colleagues []Contact
	Rounds     []CityRound // open ones, newest first
	Objections []Objection // newest first
}

// CityRound is an open round with the city's own progress.
type CityRound struct {
	Round
	Status MemberStatus
}

// City returns the desk of one municipality. A municipality that is no member has no rounds. It returns ErrUnknown for a code that is none.
func (d *Desk) City(ctx context.Context, code string) (City, error) {
	if d.db.Catalogue().Municipality(code) == nil {
		return City{}, fmt.Errorf("city desk: %w", ErrUnknown)
	}
	var c City
	people, err := d.Contacts(ctx, code)
	if err != nil {
		return c, err
	}
	c.Colleagues = people[code]
	if c.Objections, err = d.Objections(ctx, code, ""); err != nil {
		return c, err
	}
	rounds, err := d.Rounds(ctx, "")
	if err != nil {
		return c, err
	}
	for _, r := range rounds {
		if r.State(d.db.Now()) == Closed || r.State(d.db.Now()) == Upcoming {
			continue
		}
		all, err := d.members(ctx, r, "")
		if err != nil {
			return c, fmt.Errorf("city desk: %w", err)
		}
		if i := slices.IndexFunc(all, func(m MemberStatus) bool { return m.Code == code }); i >= 0 {
			c.Rounds = append(c.Rounds, CityRound{r, all[i]})
		}
	}
	return c, nil
}
