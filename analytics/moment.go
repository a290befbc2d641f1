package analytics

import (
	"fmt"
	"time"
	_ "time/tzdata" // a day must begin at the same moment on a machine without a zone database
)

// stockholm is where days begin and end.
var stockholm = mustLoad("Europe/Stockholm")

func mustLoad(zone string) *time.Location {
	l, err := time.LoadLocation(zone)
	if err != nil {
		panic(err) // the zone is compiled in
	}
	return l
}

// today returns now's ISO date in Europe/Stockholm.
func today(now time.Time) string { return now.In(stockholm).Format(time.DateOnly) }

// endOfDay returns the moment the ISO date ends in Europe/Stockholm, in UTC: what was received before it belongs to the day.
func endOfDay(date string) (time.Time, error) {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}, fmt.Errorf("read date %q: %w", date, err)
	}
	return time.Date(d.Year(), d.Month(), d.Day()+1, 0, 0, 0, 0, stockholm).UTC(), nil
}

// justAfter turns an inclusive moment into an exclusive one, in the microseconds the database keeps.
func justAfter(t time.Time) time.Time {
	return t.UTC().Truncate(time.Microsecond).Add(time.Microsecond)
}

// Until returns the moment the filter looks from: the last one of its date in Europe/Stockholm, or now.
func (f Filter) Until(now time.Time) time.Time {
	if end, err := endOfDay(f.AsOf); err == nil {
		return end.Add(-time.Microsecond)
	}
	return now
}
