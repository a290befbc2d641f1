package main

import (
	"errors"
	"flag"
	"net/url"
	"slices"
	"strings"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// parameter is one that the site's addresses take, as a flag.
type parameter struct {
	flag, name string // name is what it is called in an address
	several    bool   // may repeat or hold commas
	usage      string
}

// narrowing are the parameters that every report takes.
var narrowing = [...]parameter{
	{"edition", "version", false, "`EDITION` of the contract, such as 2025/2026; the newest when left out"},
	{"as-of", "datum", false, "the answers as they stood at the end of this `DATE`, such as 2026-06-30; now when left out"},
	{"role", "roll", true, "only cities in a `ROLE`: " + strings.Join(analytics.Roles[:], ", ") + "; may repeat or hold commas, as the three that follow; every member when left out"},
	{"county", "lan", true, "only cities in the county with this `CODE`, such as 12"},
	{"population", "befolkning", true, "only cities of this `SIZE`: " + bandKeys()},
	{"city", "stad", true, "only the municipality with this `CODE`, such as 0780; which --what city, comparison, next-step, pair and similar are about"},
}

// choosing are the parameters that some reports take: see report.Own.
var choosing = [...]parameter{
	{"commitment", "atagande", false, "`SLUG` of the commitment that the report is about, such as finansiering"},
	{"since", "fran", false, "the earlier `DATE` that --what transitions and moves look back to; half a year before when left out"},
	{"since-edition", "franversion", false, "the `EDITION` at the earlier date; the same when left out"},
	{"answer", "niva", false, "only cities with this `ANSWER` in --what map: " + strings.Join(analytics.StateNames(), ", ")},
	{"with", "med", false, "`CODE` of the other municipality of --what pair; its pioneer or twin when left out"},
	{"indicator", "nyckeltal", false, "`ID` of the key figure of --what outcomes, such as N00401"},
	{"year", "ar", false, "the `YEAR` of --what outcomes; the newest when left out"},
	{"days", "dagar", false, "how many `DAYS` of --what events: 7, 30, 90 or 365; 30 when left out"},
}

func bandKeys() string {
	keys := make([]string, len(analytics.Bands))
	for i, b := range analytics.Bands {
		keys[i] = b.Key
	}
	return strings.Join(keys, ", ")
}

// register lets the flag fill values under the parameter's name.
func (p parameter) register(fs *flag.FlagSet, values url.Values) {
	fs.Func(p.flag, p.usage, func(value string) error {
		if p.several {
			values.Add(p.name, value)
		} else {
			values.Set(p.name, value)
		}
		return nil
	})
}

// own returns the parameters that are the report's own, or a usage error for one that is another's.
func (r reporter) own() (url.Values, error) {
	own := url.Values{}
	for _, p := range choosing {
		value := r.asked.Get(p.name)
		if value == "" {
			continue
		}
		if !slices.Contains(report.Own(report.What(r.what)), p.name) {
			var takers []string
			for _, what := range tables() {
				if slices.Contains(report.Own(what), p.name) {
					takers = append(takers, string(what))
				}
			}
			return nil, usagef("--%s says nothing to --what %s; it is for %s", p.flag, r.what, strings.Join(takers, ", "))
		}
		own.Set(p.name, value)
	}
	return own, nil
}

// mistake puts what was wrong with a parameter in the words of its flag; other errors are as they were.
func (r reporter) mistake(c *data.Catalogue, err error) error {
	switch {
	case errors.Is(err, report.ErrOneCity):
		return usagef("--what %s needs one --city, such as 0780", r.what)
	case errors.Is(err, analytics.ErrCityCount):
		return usagef("--what %s needs two to six --city, such as --city 0780,1281", r.what)
	}
	bad, ok := errors.AsType[*analytics.FilterError](err)
	if !ok {
		return err
	}
	name := bad.Parameter
	for _, p := range slices.Concat(narrowing[:], choosing[:]) {
		if p.name == name {
			name = p.flag
		}
	}
	switch bad.Parameter {
	case "stad", "med":
		if c.Municipality(bad.Value) != nil {
			return usagef("--%s is %q, want another municipality than --city", name, bad.Value)
		}
		near := nearest(c.Municipalities, bad.Value)
		return usagef("--%s is %q, which is no municipality's code; the nearest is %s %s", name, bad.Value, near.Code, near.Name)
	case "datum", "fran":
		return usagef("--%s is %q, want a day no later than %s", name, bad.Value, strings.Join(bad.Allowed, ", "))
	}
	return usagef("--%s is %q, want %s", name, bad.Value, strings.Join(bad.Allowed, ", "))
}
