package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"sync"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
)

// Errors of freezing.
var (
	ErrChanged = errors.New("the figures have changed since they were looked at")
	ErrExample = errors.New("invented answers are frozen in a demonstration only")
	ErrEmpty   = errors.New("nobody has handed in")
)

// Options is what a Store needs.
type Options struct {
	DB    *data.DB   // required
	Audit *audit.Log // required
	Log   *slog.Logger
	Demo  bool // invented answers may be frozen
}

// Store freezes releases and reads them. It is safe for concurrent use.
type Store struct {
	db      *data.DB
	audit   *audit.Log
	log     *slog.Logger
	demo    bool
	analyst *analytics.Analyst

	mu   sync.Mutex
	read map[int]*Manifest // guarded by mu; what it points to is never changed
}

// Open returns a Store of the database's releases.
func Open(o Options) *Store {
	s := &Store{db: o.DB, audit: o.Audit, log: o.Log, demo: o.Demo, analyst: analytics.New(o.DB), read: map[int]*Manifest{}}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	return s
}

// Entry is a release in the list: its manifest, or what is wrong with it.
type Entry struct {
	Number   int
	Manifest *Manifest // nil when it cannot be read; not to be changed
	Damage   error
}

// List returns every release, newest first.
func (s *Store) List() []Entry {
	var all []Entry
	for _, r := range s.db.Releases().All() {
		m, err := s.Manifest(r.Number)
		all = append(all, Entry{r.Number, m, err})
	}
	slices.Reverse(all)
	return all
}

// Newest returns the newest release of an edition, nil when there is none that can be read. It is not to be changed.
func (s *Store) Newest(edition string) *Manifest {
	for _, e := range s.List() {
		if e.Manifest != nil && e.Manifest.Edition == edition {
			return e.Manifest
		}
	}
	return nil
}

// Manifest returns what a release says about itself, which is not to be changed.
//
// It returns fs.ErrNotExist for a number that there is not, and a *data.DamagedError when the file is not what was frozen.
func (s *Store) Manifest(number int) (*Manifest, error) {
	s.mu.Lock()
	known := s.read[number]
	s.mu.Unlock()
	if known != nil {
		return known, nil
	}
	m := &Manifest{}
	if err := s.decode(number, ManifestFile, m); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.read[number] = m
	s.mu.Unlock()
	return m, nil
}

// State returns what the members had said in a release.
//
// It returns fs.ErrNotExist for a number that there is not, and a *data.DamagedError when the file is not what was frozen.
func (s *Store) State(number int) (State, error) {
	var state State
	err := s.decode(number, StateFile, &state)
	if err == nil && state.Format != stateFormat {
		err = fmt.Errorf("%s of release %d has format %d, this program reads %d", StateFile, number, state.Format, stateFormat)
	}
	return state, err
}

// decode reads a file of JSON.
func (s *Store) decode(number int, name string, into any) error {
	file, _, err := s.db.Releases().Open(number, name)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := json.NewDecoder(file).Decode(into); err != nil {
		return &data.DamagedError{File: file.Name(), Cause: err}
	}
	return nil
}

// Open opens a file of a release for reading, and tells what it is; manifest.json and SHA256SUMS are among them. The caller
// closes it.
//
// It returns fs.ErrNotExist for a release or file that there is not, and a *data.DamagedError for a file that is not what was
// frozen: that is never handed out.
func (s *Store) Open(number int, name string) (*os.File, File, error) {
	m, err := s.Manifest(number)
	if err != nil {
		return nil, File{}, err
	}
	file, kept, err := s.db.Releases().Open(number, name)
	if err != nil {
		return nil, File{}, err
	}
	told := File{Name: kept.Name, Size: kept.Size, SHA256: kept.SHA256}
	switch known := m.Find(name); {
	case known != nil && known.SHA256 == kept.SHA256:
		return file, *known, nil
	case name == ManifestFile:
		told.MediaType = jsonType
	case name == data.ReleaseSums:
		told.MediaType = "text/plain; charset=utf-8"
	default:
		err := &data.DamagedError{File: file.Name(), Cause: errors.New(ManifestFile + " and " + data.ReleaseSums + " disagree about it")}
		return nil, File{}, errors.Join(err, file.Close())
	}
	return file, told, nil
}

// jsonType is the media type of the files of JSON.
const jsonType = "application/json; charset=utf-8"

// Since tells how the figures of an edition differ now from its newest release, and which that is; nil, nil when it has none.
func (s *Store) Since(ctx context.Context, e *data.Edition) (*Changes, error) {
	newest, err := s.before(e.ID)
	if newest == nil || err != nil {
		return nil, err
	}
	now, _, err := Read(ctx, s.analyst, e)
	if err != nil {
		return nil, err
	}
	return s.compare(newest, e, now)
}

func (s *Store) compare(before *Manifest, e *data.Edition, now State) (*Changes, error) {
	then, err := s.State(before.Number)
	if err != nil {
		return nil, fmt.Errorf("compare with release %d: %w", before.Number, err)
	}
	return Compare(e, before.Number, then, now), nil
}

// before returns the newest release of an edition. That a newer one cannot be read, of whatever edition it is, is an error:
// nobody knows then what came before.
func (s *Store) before(edition string) (*Manifest, error) {
	for _, e := range s.List() {
		if e.Damage != nil {
			return nil, fmt.Errorf("read release %d: %w", e.Number, e.Damage)
		}
		if e.Manifest.Edition == edition {
			return e.Manifest, nil
		}
	}
	return nil, nil //nolint:nilnil // none is an answer
}

// logged returns by number what the audit log knows of frozen releases: the checksum of their SHA256SUMS.
func (s *Store) logged(ctx context.Context) (map[int]string, error) {
	const all = 100_000
	page, err := audit.Read(ctx, s.db, audit.Filter{Action: audit.ReleaseFrozen, Outcome: audit.OK}, 0, all)
	if err != nil {
		return nil, fmt.Errorf("look for releases in the audit log: %w", err)
	}
	known := map[int]string{}
	for i := range page.Rows {
		r := &page.Rows[i]
		n, err := strconv.Atoi(r.ObjectID)
		if err != nil {
			return nil, fmt.Errorf("look for releases in the audit log: row %d: %w", r.ID, err)
		}
		if _, newer := known[n]; !newer {
			known[n] = r.Details["sha256"]
		}
	}
	return known, nil
}

// encode writes a value as a file of JSON.
func encode(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}
