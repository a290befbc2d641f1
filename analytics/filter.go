package analytics

import (
	"database/sql"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"pionjarkollen/data"
)

// Errors of questions.
var (
	ErrUnknown   = errors.New("not in the edition or the register")
	ErrCityCount = errors.New("compare takes 2 to 6 cities")
)

// Values of Filter.Roles.
const (
	RolePioneer = "pioneer"
	RoleTwin    = "twin"
	RoleUnknown = "unknown" // a member whose role is not verified
	RoleOutside = "outside" // has handed in without being on the roster
)

// Roles lists the values of Filter.Roles in the order they are shown.
var Roles = [...]string{RolePioneer, RoleTwin, RoleUnknown, RoleOutside}

// What no role in the filter means, and every municipality of the register.
const (
	memberRoles = RolePioneer + "," + RoleTwin + "," + RoleUnknown
	anyRole     = memberRoles + "," + RoleOutside + ",other"
)

// Filter narrows every question. Build it with ParseFilter; the zero value of a slice means all.
// Values of one slice are alternatives; a city must satisfy every slice that has any.
type Filter struct {
	Edition  *data.Edition // nil is the current one
	AsOf     string        // ISO date in Europe/Stockholm, inclusive; "" is now
	Roles    []string      // of Roles; none is every member
	Counties []string      // two-digit codes
	Bands    []string      // keys of Bands
	Cities   []string      // four-digit codes
}

// Band is a span of population, From ≤ p < To; To 0 is open.
type Band struct {
	Key      string
	From, To int
}

// Bands are the population bands one can filter on.
var Bands = []Band{
	{"under-50000", 0, 50_000},
	{"50000-99999", 50_000, 100_000},
	{"100000-199999", 100_000, 200_000},
	{"200000-", 200_000, 0},
}

// scope is a Filter made ready for SQL: every parameter of sql/prelude.sql.
type scope struct {
	edition  *data.Edition
	until    time.Time // exclusive, UTC
	day      string
	roles    string
	counties string
	bands    string
	cities   string
}

// forever is later than anything received.
var forever = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// scope resolves the filter against the catalogue and the clock. Its error is a *FilterError.
func (a *Analyst) scope(f Filter) (scope, error) {
	s := scope{
		edition:  f.Edition,
		until:    forever,
		day:      f.AsOf,
		roles:    strings.Join(f.Roles, ","),
		counties: strings.Join(f.Counties, ","),
		cities:   strings.Join(f.Cities, ","),
	}
	if s.edition == nil {
		s.edition = a.db.Catalogue().Current()
	}
	if s.roles == "" {
		s.roles = memberRoles
	}
	if f.AsOf == "" {
		s.day = today(a.db.Now())
	} else {
		until, err := endOfDay(f.AsOf)
		if err != nil {
			return scope{}, &FilterError{"datum", f.AsOf, []string{today(a.db.Now())}}
		}
		s.until = until
	}
	var spans []string
	for _, b := range Bands {
		if slices.Contains(f.Bands, b.Key) {
			high := b.To
			if high == 0 {
				high = math.MaxInt32
			}
			spans = append(spans, strconv.Itoa(b.From)+":"+strconv.Itoa(high))
		}
	}
	if len(f.Bands) > 0 && len(spans) == 0 {
		return scope{}, &FilterError{"befolkning", strings.Join(f.Bands, ","), bandKeys()}
	}
	s.bands = strings.Join(spans, ",")
	return s, nil
}

// everybody widens the scope to the whole register, on and off the roster.
func (s scope) everybody() scope {
	s.roles, s.counties, s.bands, s.cities = anyRole, "", "", ""
	return s
}

// parameters binds the prelude's.
func (s scope) parameters() []any {
	return []any{
		sql.Named("edition", s.edition.ID),
		sql.Named("until", s.until),
		sql.Named("day", s.day),
		sql.Named("roles", s.roles),
		sql.Named("counties", s.counties),
		sql.Named("bands", s.bands),
		sql.Named("cities", s.cities),
	}
}
