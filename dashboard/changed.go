package dashboard

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// changedKey is where since leaves when an open answer last changed.
const changedKey = "changed"

// timeFormat is how HTTP writes a moment.
const timeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

func httpTime(t time.Time) string { return t.UTC().Format(timeFormat) }

// changes remembers when the public data last changed.
type changes struct {
	mu      sync.Mutex
	known   bool      // guarded by mu
	version uint64    // of the data; guarded by mu
	at      time.Time // when it came to be, UTC in whole seconds; guarded by mu
}

//go:embed sql/newest_submission.sql
var newestSubmissionSQL string

// changedAt is when the data's version came to be, as far as is known: of the one that stood when the program started, when its newest
// submission was received or when the program was built; of later ones, when they were first seen.
func (s *Site) changedAt(ctx context.Context) (time.Time, error) {
	c := &s.changes
	c.mu.Lock()
	defer c.mu.Unlock()
	version := s.db.Version()
	switch {
	case !c.known:
		at, err := standing(ctx, s.db)
		if err != nil {
			return time.Time{}, err
		}
		c.at = at
	case c.version != version:
		c.at = s.db.Now()
	}
	c.known, c.version, c.at = true, version, c.at.Truncate(time.Second)
	return c.at, nil
}

// standing is when data that stood when the program started came to be.
func standing(ctx context.Context, db *data.DB) (time.Time, error) {
	rows, err := db.Query(ctx, newestSubmissionSQL)
	if err != nil {
		return time.Time{}, fmt.Errorf("ask for the newest submission: %w", err)
	}
	defer rows.Close()
	var newest sql.NullTime
	for rows.Next() {
		if err := rows.Scan(&newest); err != nil {
			return time.Time{}, fmt.Errorf("read the newest submission: %w", err)
		}
	}
	return later(newest.Time.UTC(), built()), rows.Err()
}

// Made returns the moment that files under the filter are told to be of by a site that has just been started: when what they hold last changed.
func Made(ctx context.Context, db *data.DB, f analytics.Filter) (time.Time, error) {
	at, err := standing(ctx, db)
	if err != nil {
		return time.Time{}, err
	}
	return madeOf(at.Truncate(time.Second), f, db.Now()), nil
}

// madeOf is when what a filter asks for last changed: with the data or, where it stands for today, when the day began in Stockholm.
func madeOf(at time.Time, f analytics.Filter, now time.Time) time.Time {
	if f.AsOf == "" {
		year, month, day := now.In(locale.Zone()).Date()
		at = later(at, time.Date(year, month, day, 0, 0, 0, 0, locale.Zone()))
	}
	if at.After(now) {
		at = now.Truncate(time.Second)
	}
	return at.UTC()
}

// built is when the program's source was committed, where the build says so: another program may write the same data in another way.
func built() (at time.Time) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return at
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.time" {
			if t, err := time.Parse(time.RFC3339, setting.Value); err == nil {
				at = t
			}
		}
	}
	return at
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// since finds out when what the visit asks for last changed.
func (s *Site) since(v *visit, c *fiber.Ctx) error {
	at, err := s.changedAt(v.ctx)
	if err != nil {
		return err
	}
	v.made = madeOf(at, v.filter, s.db.Now())
	if isOpen(c) && v.session == nil {
		c.Locals(changedKey, v.made)
	}
	return nil
}
