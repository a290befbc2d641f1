package analytics

import (
	"errors"
	"net/url"
	"time"

	"pionjarkollen/data"
)

// Errors of questions.
var (
	ErrUnknown   = errors.New("not in the edition or the register")
	ErrCityCount = errors.New("compare takes 2 to 6 cities")
)

// Filter narrows every question. Build it with ParseFilter; the zero value of a slice means all.
type Filter struct {
	Edition  *data.Edition
	AsOf     string   // ISO date in Europe/Stockholm, inclusive; "" is now
	Roles    []string // pioneer, twin, unknown, outside (handed in without being on the roster); none is every member
	Counties []string // two-digit codes
	Bands    []string // keys of Bands
	Cities   []string // four-digit codes
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

// FilterError says which parameter of a URL cannot be read, and what could stand there.
type FilterError struct {
	Parameter, Value string
	Allowed          []string // values that would be right, at most a screenful
}

func (e *FilterError) Error() string { return "filter: " + e.Parameter + "=" + e.Value }

// ParseFilter reads a URL's query: version, datum, roll, lan, befolkning, stad (each but version and datum may repeat
// or hold commas). Unknown parameters are left alone; an empty value is as if absent. Errors are *FilterError.
// now is for refusing dates to come.
func ParseFilter(q url.Values, c *data.Catalogue, now time.Time) (Filter, error) { panic("analytics") }

// Query is the inverse of ParseFilter: canonical, without what is default, so that equal filters give equal URLs.
func (f Filter) Query(c *data.Catalogue) url.Values { panic("analytics") }
