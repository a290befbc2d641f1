package report

import "pionjarkollen/data"

// Words returns the words that the cells of a Word column hold, and those of a Mixed column beside its levels; nil for other columns.
func (c Column) Words() []Term {
	switch c.Name {
	case columnRole.Name:
		return []Term{rolePioneer, roleTwin, roleUnknown, roleOutside}
	case columnStanding.Name:
		return []Term{standing(data.Adopted), standing(data.Proposed), standing(data.Renaming)}
	case columnState.Name:
		return []Term{stated, noPart, silent, notHandedIn}
	case "status":
		words := make([]Term, 0, len(data.Statuses))
		for _, s := range data.Statuses {
			words = append(words, term(s.Name().SV, s.Name().EN))
		}
		return words
	}
	if c.Kind == Mixed {
		return []Term{silent, notHandedIn}
	}
	return nil
}
