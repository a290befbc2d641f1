package analytics_test

import (
	"errors"
	"net/url"
	"slices"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/data/datatest"
)

// TestParametersAreThoseThatAreRead asks for every value that is said to be allowed, and for one that is not.
func TestParametersAreThoseThatAreRead(t *testing.T) {
	c := datatest.Catalogue(t)
	now := time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	everything := url.Values{}
	for _, p := range analytics.Parameters(c) {
		values := p.Allowed
		if p.Name == "datum" {
			values = []string{"2026-06-01"}
		}
		for _, v := range values {
			if _, err := analytics.ParseFilter(url.Values{p.Name: {v}}, c, now); err != nil {
				t.Errorf("%s=%s: %v", p.Name, v, err)
			}
		}
		_, err := analytics.ParseFilter(url.Values{p.Name: {"zzz"}}, c, now)
		wrong, ok := errors.AsType[*analytics.FilterError](err)
		if !ok || wrong.Parameter != p.Name {
			t.Fatalf("%s=zzz: %v", p.Name, err)
		}
		if p.Name != "datum" && p.Name != "stad" && !slices.Equal(wrong.Allowed, p.Allowed) {
			t.Errorf("%s: the error allows %v, the list %v", p.Name, wrong.Allowed, p.Allowed)
		}
		_, err = analytics.ParseFilter(url.Values{p.Name: values[:min(2, len(values))]}, c, now)
		if two := len(values) > 1; two && (err == nil) != p.Several {
			t.Errorf("%s twice: %v", p.Name, err)
		}
		everything[p.Name] = values[len(values)-1:]
	}
	f, err := analytics.ParseFilter(everything, c, now)
	if err != nil {
		t.Fatal(err)
	}
	if q := f.Query(c); len(q) != len(everything)-1 { // the current edition is left out
		t.Errorf("%v is read as %v", everything, q)
	}
}
