package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// ErrOneCity means that a report about one city was asked for with none, or with several.
var ErrOneCity = errors.New("the report is about one city")

// Question is everything that a report is asked with, whether it comes from an address of the site or from a command line.
type Question struct {
	DB      *data.DB
	Analyst *analytics.Analyst
	Filter  analytics.Filter
	Own     url.Values // what the reports take beside the filter, under the names that it has in addresses: see Own

	Consents func(context.Context) (map[string]Consent, error) // what cities say to being contacted, by code
}

// Own returns the parameters that a report takes beside those of the filter, by the names that they have in addresses; nil is none.
func Own(what What) []string {
	switch what {
	case Commitment, Timeline, NextStep, Support, Matches:
		return []string{"atagande"}
	case Map:
		return []string{"atagande", "niva"}
	case Transitions, Moves:
		return []string{"atagande", "fran", "franversion"}
	case Events:
		return []string{"dagar"}
	case Pair:
		return []string{"med"}
	case Outcomes:
		return []string{"nyckeltal", "atagande", "ar"}
	}
	return nil
}

// Folder returns what stands before the name of a report's file in its address on the site: /rapporter/, or the page that it belongs to.
func Folder(what What) string {
	switch what {
	case Timeline, Transitions, Moves:
		return "/utveckling/"
	case Map:
		return "/karta/"
	case Events:
		return "/handelser/"
	}
	return "/rapporter/"
}

// Table asks for any report or reference table.
//
// It returns ErrWhat for a report there is not, an *analytics.FilterError for a parameter that cannot have its value, and ErrOneCity or
// analytics.ErrCityCount where a report wants another number of cities.
func (q Question) Table(ctx context.Context, what What, m Meta) (*Table, error) {
	switch {
	case slices.Contains(Whats[:], what):
		return Build(ctx, q.Analyst, what, q.Filter, m)
	case slices.Contains(References[:], what):
		members, err := q.Analyst.Coverage(ctx, analytics.Filter{Edition: q.Filter.Edition, AsOf: q.Filter.AsOf})
		if err != nil {
			return nil, err
		}
		return OfReference(what, q.DB.Catalogue(), members, q.Filter, m), nil
	}
	switch what {
	case City:
		return q.city(ctx, m)
	case Commitment:
		slug, err := q.Commitment()
		if err != nil {
			return nil, err
		}
		r, err := q.Analyst.Commitment(ctx, q.Filter, slug)
		return OfCommitment(r, q.Filter, m), err
	case Comparison:
		r, err := q.Analyst.Compare(ctx, q.Filter, q.Filter.Cities)
		return OfComparison(r, q.Filter, m), err
	}
	if slices.Contains(Tools[:], what) {
		return q.ofTool(ctx, what, m)
	}
	return q.ofTimeAndPlace(ctx, what, m)
}

// Write asks for any report or reference table and writes it to w. The rows of a report of any length are read while they are written.
//
// Its errors are those of Table, before anything is written, and ErrFormat for a format there is not.
func (q Question) Write(ctx context.Context, w io.Writer, what What, format Format, m Meta) error {
	if slices.Contains(Whats[:], what) {
		return Write(ctx, w, q.Analyst, what, format, q.Filter, m)
	}
	t, err := q.Table(ctx, what, m)
	if err != nil {
		return fmt.Errorf("ask for report %s: %w", what, err)
	}
	return t.Write(ctx, w, format, m)
}

// OneCity returns the code of the city that the report is about, or ErrOneCity.
func (q Question) OneCity() (string, error) {
	if len(q.Filter.Cities) != 1 {
		return "", ErrOneCity
	}
	return q.Filter.Cities[0], nil
}

// city asks for one city. The cover is that of the city alone, whatever its role.
func (q Question) city(ctx context.Context, m Meta) (*Table, error) {
	code, err := q.OneCity()
	if err != nil {
		return nil, err
	}
	profile, err := q.Analyst.City(ctx, q.Filter, code)
	if err != nil {
		return nil, err
	}
	alone, err := q.Analyst.Coverage(ctx, analytics.Filter{
		Edition: q.Filter.Edition, AsOf: q.Filter.AsOf, Cities: []string{code}, Roles: analytics.Roles[:],
	})
	return OfCity(profile, alone.Cover, q.Filter, m), err
}

// Query returns the address's query that asks the same in a language: canonical, so that equal questions give equal addresses.
func (q Question) Query(lang locale.Lang) url.Values {
	query := q.Filter.Query(q.DB.Catalogue())
	for name, values := range q.Own {
		if len(values) > 0 && values[0] != "" {
			query.Set(name, values[0])
		}
	}
	if lang != locale.Swedish {
		query.Set("sprak", string(lang))
	}
	return query
}

// Commitment returns the short name of the commitment that the report is about, or an *analytics.FilterError where the filter's edition has
// none of that name.
func (q Question) Commitment() (string, error) { return q.slug(q.Own.Get("atagande")) }

func (q Question) slug(asked string) (string, error) {
	var slugs []string
	for i := range q.Filter.Edition.Commitments {
		slugs = append(slugs, q.Filter.Edition.Commitments[i].Slug)
	}
	if !slices.Contains(slugs, asked) {
		return "", unreadable("atagande", asked, slugs...)
	}
	return asked, nil
}

// anyCommitment is the one asked about, or the edition's first.
func (q Question) anyCommitment() (string, error) {
	asked := q.Own.Get("atagande")
	if asked == "" {
		asked = q.Filter.Edition.Commitments[0].Slug
	}
	return q.slug(asked)
}

// unreadable is a value that a parameter cannot have.
func unreadable(name, value string, allowed ...string) error {
	return &analytics.FilterError{Parameter: name, Value: value, Allowed: allowed}
}
