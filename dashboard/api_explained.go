package dashboard

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/opendata"
)

// explained says which parameter is to blame where something asked for is not known, and what could stand there. Other errors stay as
// they are.
func (r *resource) explained(v *visit, err error) error {
	if !errors.Is(err, analytics.ErrUnknown) {
		return err
	}
	var empty *opendata.Parameter
	for i, p := range r.known[v.filter.Edition.ID].Parameters {
		value := v.query.Get(p.Name)
		switch {
		case p.In != "query" || p.Selects || p.Name == "stad" || p.Allowed == nil:
		case value != "" && !p.Accepts(value):
			return unreadable(p.Name, value, p.Allowed...)
		case value == "" && empty == nil && r.needs(v, p):
			empty = &r.known[v.filter.Edition.ID].Parameters[i]
		}
	}
	if empty == nil {
		return err
	}
	return noSuch(empty.Name, "", empty.Allowed)
}

// noSuch is a value that a needed parameter cannot have, or that it has none.
func noSuch(name, value string, allowed []string) error {
	if value != "" {
		return unreadable(name, value, allowed...)
	}
	return &problem{fiber.StatusBadRequest, "error.missing", []string{name}, allowed}
}

// needs tells whether an answer may be about nothing without the parameter.
func (r *resource) needs(v *visit, p opendata.Parameter) bool {
	if p.Required {
		return true
	}
	if p.Default != "" || !slices.Contains([]string{"atagande", "atgard", "process"}, p.Name) {
		return false
	}
	if r.Ended() {
		return true
	}
	some := opendata.API{Sample: opendata.Sample{City: "-", Commitment: "-", Action: "-", Process: "-"}}
	return some.ChartQuery(v.param("name")).Has(p.Name)
}
