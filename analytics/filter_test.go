package analytics

import (
	"errors"
	"math/rand/v2"
	"net/url"
	"reflect"
	"slices"
	"testing"
	"time"

	"pionjarkollen/data/datatest"
)

var filterNow = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)

// TestFilterRoundTrip writes random filters as URLs and reads them back.
func TestFilterRoundTrip(t *testing.T) {
	c := datatest.Catalogue(t)
	r := rand.New(rand.NewPCG(1, 2))
	some := func(of []string) []string {
		var chosen []string
		for _, v := range of {
			if r.IntN(3) == 0 {
				chosen = append(chosen, v)
			}
		}
		return chosen
	}
	for range 300 {
		f := Filter{
			Edition:  c.Current(),
			Roles:    some(Roles[:]),
			Counties: some(countyCodes(c)),
			Bands:    some(bandKeys()),
		}
		if r.IntN(2) == 0 {
			f.AsOf = filterNow.AddDate(0, 0, -r.IntN(900)).Format(time.DateOnly)
		}
		for range r.IntN(5) {
			f.Cities = append(f.Cities, c.Municipalities[r.IntN(len(c.Municipalities))].Code)
		}
		slices.Sort(f.Cities)
		f.Cities = slices.Compact(f.Cities)
		q := f.Query(c)
		back, err := ParseFilter(q, c, filterNow)
		if err != nil {
			t.Fatalf("%s: %v", q.Encode(), err)
		}
		if !reflect.DeepEqual(back, f) {
			t.Fatalf("%s: %+v, want %+v", q.Encode(), back, f)
		}
		for _, values := range q { // another order gives the same URL
			slices.Reverse(values)
		}
		if back, err = ParseFilter(q, c, filterNow); err != nil || back.Query(c).Encode() != f.Query(c).Encode() {
			t.Fatalf("%s: %s, %v", q.Encode(), back.Query(c).Encode(), err)
		}
	}
}

func TestFilterDefaultsAreLeftOut(t *testing.T) {
	c := datatest.Catalogue(t)
	f, err := ParseFilter(url.Values{"version": {"2025/2026"}, "stad": {"1281,0180", "1281"}}, c, filterNow)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.Query(c).Encode(), "stad=0180&stad=1281"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestFilterAgainstTheClock lets today in Stockholm pass, also where it is still yesterday in UTC.
func TestFilterAgainstTheClock(t *testing.T) {
	c := datatest.Catalogue(t)
	now := time.Date(2026, time.January, 10, 23, 30, 0, 0, time.UTC)
	if _, err := ParseFilter(url.Values{"datum": {"2026-01-11"}}, c, now); err != nil {
		t.Error(err)
	}
	_, err := ParseFilter(url.Values{"datum": {"2026-01-12"}}, c, now)
	var filter *FilterError
	if !errors.As(err, &filter) || filter.Parameter != "datum" || !slices.Equal(filter.Allowed, []string{"2026-01-11"}) {
		t.Errorf("tomorrow: %v", err)
	}
}

// TestFilterByHand refuses what ParseFilter would not have made.
func TestFilterByHand(t *testing.T) {
	a := New(runScript(t, "everyone pioneer").db)
	for _, f := range []Filter{{AsOf: "2026-13-01"}, {Bands: []string{"tiny"}}} {
		_, err := a.Coverage(t.Context(), f)
		if _, ok := errors.AsType[*FilterError](err); !ok {
			t.Errorf("%+v: %v", f, err)
		}
	}
}

// FuzzParseFilter reads any query without a panic, and what it accepts comes back.
func FuzzParseFilter(f *testing.F) {
	c := datatest.Catalogue(f)
	for _, seed := range []string{"stad=180", "datum=2026-02-30&roll=twin", "lan=01,12&befolkning=200000-", "version=%00", "stad=å&stad=,,"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		q, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		first, err := ParseFilter(q, c, filterNow)
		if err != nil {
			if _, ok := errors.AsType[*FilterError](err); !ok {
				t.Fatalf("%q: %v", query, err)
			}
			return
		}
		again, err := ParseFilter(first.Query(c), c, filterNow)
		if err != nil || !reflect.DeepEqual(first, again) {
			t.Fatalf("%q: %+v, then %+v, %v", query, first, again, err)
		}
	})
}
