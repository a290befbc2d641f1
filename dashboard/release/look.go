package release

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Site is what releases say of the site that gives them out.
type Site struct {
	Home      string `json:"home"` // public address without a final slash; "" when none is configured
	Publisher string `json:"publisher"`
	Licence   string `json:"licence"` // address
}

// Look is what would be frozen of an edition at a moment.
type Look struct {
	Manifest *Manifest // as it would be; the files have no sizes and checksums yet
	Cover    analytics.Cover
	Refused  error // why it would not be: ErrExample, ErrEmpty or Damage; nil when nothing is against it
	Damage   error // the release before is not what was frozen, so that nobody knows what differs; it wraps a *data.DamagedError

	state State
}

// Look tells what Freeze would make of the figures as they are now. The request's data version is not looked at: the manifest has the one
// to freeze.
func (s *Store) Look(ctx context.Context, r Request) (Look, error) {
	r.DataVersion = s.db.Version() // first: figures that change meanwhile are refused when they are frozen
	number, err := s.above(ctx)
	if err != nil {
		return Look{}, err
	}
	for _, kept := range s.db.Releases().All() {
		number = max(number, kept.Number)
	}
	l, err := s.look(ctx, r, number+1, s.db.Now())
	if err != nil {
		return Look{}, fmt.Errorf("look at %s: %w", r.Edition.ID, err)
	}
	for _, c := range s.contents(r, l.Manifest) {
		l.Manifest.Files = append(l.Manifest.Files, c.File)
	}
	l.Manifest.Files = append(l.Manifest.Files, stateFile())
	return l, nil
}

// above is the highest number that the audit log knows of.
func (s *Store) above(ctx context.Context) (int, error) {
	logged, err := s.logged(ctx)
	if err != nil {
		return 0, err
	}
	above := 0
	for n := range logged {
		above = max(above, n)
	}
	return above, nil
}

// look reads the state, and compares it with the release before.
func (s *Store) look(ctx context.Context, r Request, number int, at time.Time) (l Look, err error) {
	if l.state, l.Cover, err = Read(ctx, s.analyst, r.Edition); err != nil {
		return l, err
	}
	l.Manifest = manifest(r, number, at, l.Cover)
	before, err := s.before(r.Edition.ID)
	if err == nil && before != nil {
		l.Manifest.Previous = before.Number
		l.Manifest.Changes, err = s.compare(before, r.Edition, l.state)
	}
	if _, damaged := errors.AsType[*data.DamagedError](err); damaged {
		l.Damage = err
	} else if err != nil {
		return l, err
	}
	switch {
	case l.Cover.Example && !s.demo:
		l.Refused = ErrExample
	case l.Cover.HandedIn == 0:
		l.Refused = ErrEmpty
	default:
		l.Refused = l.Damage
	}
	return l, nil
}

// stateFile is what a release says of the file that releases are compared by.
func stateFile() File { return File{Name: StateFile, MediaType: jsonType} }
