package desk

import (
	"maps"
	"slices"
	"strings"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Problem is a member that cannot be as it is.
type Problem struct {
	Code    string         // of the municipality
	Column  string         // canonical name of the roster's column
	Finding ingest.Finding // its Code is one of this package's; Line is 0
}

// problems checks what the changed members, and those that refer to them, have become. The rules are those of the reference data: see
// data.LoadCatalogue.
func (d *Desk) problems(all map[string]Member, changes []RosterChange) (found []Problem) {
	touched := make(map[string]bool)
	for _, c := range changes {
		touched[c.Code] = true
	}
	for _, code := range slices.Sorted(maps.Keys(all)) {
		m := all[code]
		if touched[code] {
			found = append(found, d.own(m)...)
		}
		if touched[code] || touched[m.TwinOf] {
			found = append(found, d.twin(m, all)...)
		}
	}
	return found
}

// own checks a member by itself.
func (d *Desk) own(m Member) (found []Problem) {
	report := func(column string, code ingest.Code, value string) {
		found = append(found, d.problem(m.Code, column, code, value))
	}
	if d.db.Catalogue().Municipality(m.Code) == nil {
		report(colCode, RosterPlaceUnknown, m.Code)
	}
	if !slices.Contains([]data.Role{data.Pioneer, data.Twin, data.RoleUnknown}, m.Role) {
		report(colRole, RosterRoleUnknown, string(m.Role))
	}
	joined, left := period(m.Joined), period(m.Left)
	if !joined {
		report(colJoined, RosterPeriodInvalid, m.Joined)
	}
	if !left {
		report(colLeft, RosterPeriodInvalid, m.Left)
	}
	if n := min(len(m.Left), len(m.Joined)); joined && left && m.Left[:n] < m.Joined[:n] {
		report(colLeft, RosterPeriodBackwards, m.Left)
	}
	return found
}

// twin checks a member against its pioneer.
func (d *Desk) twin(m Member, all map[string]Member) []Problem {
	if m.TwinOf == "" {
		return nil
	}
	pioneer, member := all[m.TwinOf]
	switch {
	case m.Role != data.Twin:
		return []Problem{d.problem(m.Code, colTwinOf, RosterTwinRole, d.named(m.TwinOf))}
	case m.TwinOf == m.Code:
		return []Problem{d.problem(m.Code, colTwinOf, RosterTwinSelf, d.named(m.TwinOf))}
	case !member || pioneer.Role != data.Pioneer:
		return []Problem{d.problem(m.Code, colTwinOf, RosterTwinNotPioneer, d.named(m.TwinOf))}
	}
	return nil
}

func (d *Desk) problem(municipality, column string, code ingest.Code, value string) Problem {
	return Problem{municipality, column, ingest.Finding{
		Severity: ingest.Error, Code: code, Column: column, ColumnIndex: -1, Value: value, Args: []string{d.named(municipality)},
	}}
}

// period tells "" or a year, a month or a day that exists.
func period(s string) bool {
	if s == "" {
		return true
	}
	for _, layout := range [...]string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1990 && t.Year() <= 2100 {
			return true
		}
	}
	return false
}

// role reads a role as people write it.
func role(cell string) (data.Role, bool) {
	switch strings.ToLower(strings.Join(strings.Fields(cell), "")) {
	case "":
		return data.RoleUnknown, true
	case "pionjär", "pionjar", "pionjärstad", "pionjarstad", "pioneer", "pioneercity":
		return data.Pioneer, true
	case "tvilling", "tvillingstad", "twin", "twincity":
		return data.Twin, true
	case "overifierad", "ejverifierad", "okänd", "okand", "notverified", "unverified", "unknown":
		return data.RoleUnknown, true
	}
	return "", false
}

// roleNames are the roles in words, as they are exported.
var roleNames = map[data.Role]data.Text{
	data.Pioneer:     {SV: "pionjärstad", EN: "pioneer city"},
	data.Twin:        {SV: "tvillingstad", EN: "twin city"},
	data.RoleUnknown: {SV: "", EN: ""},
}
