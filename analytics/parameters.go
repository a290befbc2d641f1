package analytics

import (
	"slices"

	"pionjarkollen/data"
)

// Parameter is one that ParseFilter reads.
type Parameter struct {
	Name    string
	Several bool     // may repeat or hold commas
	Allowed []string // every value that it may have, in canonical order; nil for datum, which is a day not to come
}

// Parameters lists what ParseFilter reads, in the order of its documentation.
func Parameters(c *data.Catalogue) []Parameter {
	var codes []string
	for i := range c.Municipalities {
		codes = append(codes, c.Municipalities[i].Code)
	}
	slices.Sort(codes)
	return []Parameter{
		{"version", false, editionIDs(c)},
		{"datum", false, nil},
		{"roll", true, Roles[:]},
		{"lan", true, countyCodes(c)},
		{"befolkning", true, bandKeys()},
		{"stad", true, codes},
	}
}
