package release

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// Request is what somebody wants frozen.
type Request struct {
	Site

	By          audit.By
	Edition     *data.Edition
	DataVersion uint64 // of the figures as she looked at them
	Notes       Text   // checked: both languages are public for ever
}

// Freeze makes a release of the edition as it is now. Nothing of it is there before all of it is, and it is written down in the
// audit log or not made.
//
// It returns ErrChanged when the figures are no longer those of DataVersion, also when they change while files are being
// written: all files of a release say the same. It returns ErrExample for invented answers outside of a demonstration,
// ErrEmpty where nobody has handed in, a *data.DamagedError when the release before is not what was frozen, and an error that
// wraps data.ErrStorage when the disk is full.
func (s *Store) Freeze(ctx context.Context, r Request) (*Manifest, error) {
	m, err := s.freeze(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("freeze %s: %w", r.Edition.ID, err)
	}
	return m, nil
}

func (s *Store) freeze(ctx context.Context, r Request) (m *Manifest, err error) {
	above, err := s.above(ctx)
	if err != nil {
		return nil, err
	}
	draft, err := s.db.Releases().Begin(ctx, above)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, draft.Discard()) }()
	began := s.db.Now()
	if s.db.Version() != r.DataVersion {
		return nil, ErrChanged
	}
	l, err := s.look(ctx, r, draft.Number, began)
	if err != nil {
		return nil, err
	}
	if l.Refused != nil {
		return nil, l.Refused
	}
	m = l.Manifest
	if err := s.write(ctx, draft, r, m, l.state); err != nil {
		return nil, err
	}
	if err := s.keep(ctx, draft, r, m); err != nil {
		return nil, err
	}
	s.log.Info("release frozen", slog.Int("release", m.Number), slog.String("edition", m.Edition), slog.Int("files", len(m.Files)))
	return m, nil
}

// manifest says what is known before anything is written.
func manifest(r Request, number int, at time.Time, cover analytics.Cover) *Manifest {
	at = at.UTC().Truncate(time.Second)
	return &Manifest{
		Number: number, URL: address(r.Home, number), Title: Text(r.Edition.Title), Edition: r.Edition.ID, AsOf: at, Frozen: at,
		FrozenBy: cmp.Or(r.By.Role, string(r.By.Kind)), Notes: r.Notes, Example: cover.Example, DataVersion: r.DataVersion, Publisher: r.Publisher, Licence: r.Licence,
		Coverage: Coverage{cover.HandedIn, cover.Members, cover.HandedInPopulation, cover.Population, cover.AsOf.UTC()}, Files: []File{},
	}
}

// address is that of a release's page.
func address(home string, number int) string { return home + "/data/v/" + strconv.Itoa(number) }

// write writes every file of the release.
func (s *Store) write(ctx context.Context, draft *data.ReleaseDraft, r Request, m *Manifest, state State) error {
	for _, c := range s.contents(r, m) {
		written, err := draft.Write(c.Name, func(w io.Writer) error { return c.fill(ctx, w) })
		if err != nil {
			return err
		}
		c.Size, c.SHA256 = written.Size, written.SHA256
		m.Files = append(m.Files, c.File)
	}
	written, err := draft.Write(StateFile, func(w io.Writer) error { return encode(w, state) })
	if err != nil {
		return err
	}
	kept := stateFile()
	kept.Size, kept.SHA256 = written.Size, written.SHA256
	m.Files = append(m.Files, kept)
	_, err = draft.Write(ManifestFile, func(w io.Writer) error { return encode(w, m) })
	return err
}

// keep makes the release one, together with its row in the audit log. Nobody else writes meanwhile, so the figures cannot
// change between the last look at them and that.
func (s *Store) keep(ctx context.Context, draft *data.ReleaseDraft, r Request, m *Manifest) error {
	kept := false
	err := s.db.Write(ctx, func(tx *data.Tx) error {
		if s.db.Version() != r.DataVersion || locale.Swedish.Date(s.db.Now()) != locale.Swedish.Date(m.AsOf) {
			return ErrChanged // the day decides who is a member
		}
		made, err := draft.Keep()
		if err != nil {
			return err
		}
		kept = true
		return s.audit.Add(tx, audit.Entry{
			By: r.By, Action: audit.ReleaseFrozen, ObjectType: "release", ObjectID: strconv.Itoa(m.Number), Outcome: audit.OK,
			Details: map[string]string{"edition": m.Edition, "sha256": made.SHA256, "files": strconv.Itoa(len(made.Files))},
		})
	})
	if err != nil && kept {
		err = errors.Join(err, draft.Withdraw())
	}
	return err
}
