package analytics

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"pionjarkollen/data"
)

// FilterError says which parameter of a URL cannot be read, and what could stand there.
type FilterError struct {
	Parameter, Value string
	Allowed          []string // values that would be right, at most a screenful
}

func (e *FilterError) Error() string { return "filter: " + e.Parameter + "=" + e.Value }

// ParseFilter reads a URL's query: version, datum, roll, lan, befolkning, stad (each but version and datum may repeat
// or hold commas). Unknown parameters are left alone; an empty value is as if absent. Errors are *FilterError.
// now is for refusing dates to come.
func ParseFilter(q url.Values, c *data.Catalogue, now time.Time) (Filter, error) {
	f := Filter{Edition: c.Current()}
	if version, err := single(q, "version", editionIDs(c)); err != nil {
		return Filter{}, err
	} else if version != "" {
		if f.Edition = c.Edition(version); f.Edition == nil {
			return Filter{}, &FilterError{"version", version, editionIDs(c)}
		}
	}
	date, err := single(q, "datum", []string{today(now)})
	if err != nil {
		return Filter{}, err
	}
	if date != "" {
		if _, err := endOfDay(date); err != nil || date > today(now) {
			return Filter{}, &FilterError{"datum", date, []string{today(now)}}
		}
		f.AsOf = date
	}
	for _, p := range []struct {
		name    string
		into    *[]string
		allowed []string // in canonical order
	}{
		{"roll", &f.Roles, Roles[:]},
		{"lan", &f.Counties, countyCodes(c)},
		{"befolkning", &f.Bands, bandKeys()},
	} {
		for _, v := range several(q, p.name) {
			if !slices.Contains(p.allowed, v) {
				return Filter{}, &FilterError{p.name, v, p.allowed}
			}
			*p.into = append(*p.into, v)
		}
		*p.into = inOrder(*p.into, p.allowed)
	}
	for _, v := range several(q, "stad") {
		if c.Municipality(v) == nil {
			return Filter{}, &FilterError{"stad", v, nearestCodes(c, v)}
		}
		f.Cities = append(f.Cities, v)
	}
	slices.Sort(f.Cities)
	return f, nil
}

// Query is the inverse of ParseFilter: canonical, without what is default, so that equal filters give equal URLs.
func (f Filter) Query(c *data.Catalogue) url.Values {
	q := url.Values{}
	if f.Edition != nil && f.Edition.ID != c.Current().ID {
		q.Set("version", f.Edition.ID)
	}
	if f.AsOf != "" {
		q.Set("datum", f.AsOf)
	}
	cities := slices.Clone(f.Cities)
	slices.Sort(cities)
	for name, values := range map[string][]string{
		"roll":       inOrder(f.Roles, Roles[:]),
		"lan":        inOrder(f.Counties, countyCodes(c)),
		"befolkning": inOrder(f.Bands, bandKeys()),
		"stad":       slices.Compact(cities),
	} {
		if len(values) > 0 {
			q[name] = values
		}
	}
	return q
}

// single returns the value of a parameter that may not be contradicted.
func single(q url.Values, name string, allowed []string) (string, error) {
	var value string
	for _, v := range q[name] {
		v = strings.TrimSpace(v)
		if v == "" || v == value {
			continue
		}
		if value != "" {
			return "", &FilterError{name, value + "," + v, allowed}
		}
		value = v
	}
	return value, nil
}

// several returns the values of a parameter that may repeat or hold commas, each once.
func several(q url.Values, name string) []string {
	var values []string
	for _, joined := range q[name] {
		for v := range strings.SplitSeq(joined, ",") {
			if v = strings.TrimSpace(v); v != "" && !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
	}
	return values
}

// inOrder returns those of values that are in order, once each and in that order; nil when none.
func inOrder(values, order []string) []string {
	var sorted []string
	for _, v := range order {
		if slices.Contains(values, v) {
			sorted = append(sorted, v)
		}
	}
	return sorted
}

func editionIDs(c *data.Catalogue) []string {
	var ids []string
	for _, e := range c.Editions {
		ids = append(ids, e.ID)
	}
	return ids
}

func bandKeys() []string {
	var keys []string
	for _, b := range Bands {
		keys = append(keys, b.Key)
	}
	return keys
}

func countyCodes(c *data.Catalogue) []string {
	var codes []string
	for _, m := range c.Municipalities {
		codes = append(codes, m.CountyCode)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// nearestCodes returns what someone who wrote v may have meant: the code with its lost zero, the code of that name, or
// the codes that begin alike.
func nearestCodes(c *data.Catalogue, v string) []string {
	if c.Municipality("0"+v) != nil {
		return []string{"0" + v}
	}
	for _, m := range c.Municipalities {
		if strings.EqualFold(m.Name, v) {
			return []string{m.Code}
		}
	}
	for n := min(len(v), 3); n >= 0; n-- {
		var codes []string
		for _, m := range c.Municipalities {
			if strings.HasPrefix(m.Code, v[:n]) && len(codes) < 10 {
				codes = append(codes, m.Code)
			}
		}
		if len(codes) > 0 {
			return codes
		}
	}
	return nil
}
