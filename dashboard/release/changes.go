package release

import (
	"maps"
	"slices"

	"pionjarkollen/data"
)

// Changes is how a state differs from that of the release before. Answers are compared in the cities that are members in
// both.
type Changes struct {
	Since    int           `json:"since"`    // number of the release before
	Levels   []LevelChange `json:"levels"`   // Swedish order, then the edition's
	Statuses []CityCount   `json:"statuses"` // actions whose status is another
	Details  []CityCount   `json:"details"`  // other answers of which the decision date, registry number or link is another
	Joined   []City        `json:"joined"`   // members that were none
	Left     []City        `json:"left"`     // members no longer
	Roles    []City        `json:"roles"`    // members whose role or twin is another
}

// LevelChange is an answer on a commitment that is another.
type LevelChange struct {
	City

	Commitment string `json:"commitment"` // slug
	Number     int    `json:"number"`
	Label      Text   `json:"label"`
	Proposed   bool   `json:"proposed"` // the commitment was not adopted yet
	From       string `json:"from"`     // 0–3, silent or not_handed_in
	To         string `json:"to"`
}

// City is a city by code and name.
type City struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// CityCount is how many of something a city has.
type CityCount struct {
	City

	Count int `json:"count"`
}

// None tells whether nothing that is compared differs.
func (c *Changes) None() bool {
	return len(c.Levels)+len(c.Statuses)+len(c.Details)+len(c.Joined)+len(c.Left)+len(c.Roles) == 0
}

// In returns what of the changes is about one city.
func (c *Changes) In(code string) *Changes {
	is := func(other City) bool { return other.Code == code }
	return &Changes{
		Since:    c.Since,
		Levels:   only(c.Levels, func(l LevelChange) bool { return is(l.City) }),
		Statuses: only(c.Statuses, func(n CityCount) bool { return is(n.City) }),
		Details:  only(c.Details, func(n CityCount) bool { return is(n.City) }),
		Joined:   only(c.Joined, is), Left: only(c.Left, is), Roles: only(c.Roles, is),
	}
}

func only[T any](all []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(one T) bool { return !keep(one) })
}

// Compare tells how a state differs from an earlier one of the same edition, that of release since.
func Compare(e *data.Edition, since int, then, now State) *Changes {
	c := &Changes{Since: since, Levels: []LevelChange{}, Statuses: []CityCount{}, Details: []CityCount{}, Joined: []City{}, Left: []City{}, Roles: []City{}}
	before := map[string]*Member{}
	for i := range then.Members {
		before[then.Members[i].Code] = &then.Members[i]
	}
	for i := range now.Members {
		m := &now.Members[i]
		old, was := before[m.Code]
		delete(before, m.Code)
		if !was {
			c.Joined = append(c.Joined, City{m.Code, m.Name})
			continue
		}
		c.compare(e, old, m)
	}
	for i := range then.Members {
		if m := &then.Members[i]; before[m.Code] != nil {
			c.Left = append(c.Left, City{m.Code, m.Name})
		}
	}
	return c
}

// compare adds how one city differs.
func (c *Changes) compare(e *data.Edition, old, m *Member) {
	city, details, statuses := City{m.Code, m.Name}, 0, 0
	if old.Role != m.Role || old.TwinOf != m.TwinOf {
		c.Roles = append(c.Roles, city)
	}
	for i := range e.Commitments {
		k := &e.Commitments[i]
		was, is := old.Answers[k.Slug], m.Answers[k.Slug]
		switch {
		case was.State != is.State:
			c.Levels = append(c.Levels, LevelChange{city, k.Slug, k.Number, Text(k.Label), k.Status == data.Proposed, was.State, is.State})
		case was != is:
			details++
		}
	}
	ids := maps.Clone(old.Actions)
	if ids == nil {
		ids = map[string]Action{}
	}
	maps.Copy(ids, m.Actions)
	for id := range ids {
		was, is := old.Actions[id], m.Actions[id]
		switch {
		case was.Status != is.Status:
			statuses++
		case was != is:
			details++
		}
	}
	if statuses > 0 {
		c.Statuses = append(c.Statuses, CityCount{city, statuses})
	}
	if details > 0 {
		c.Details = append(c.Details, CityCount{city, details})
	}
}
