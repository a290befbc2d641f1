package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"pionjarkollen/data"
)

// Fault is something of a release that is not what was frozen.
type Fault struct {
	Number int    `json:"number"`
	Name   string `json:"name"` // of the file; "" is the whole release
	Reason string `json:"reason"`
}

// Checked is a release with what there is to say of it in a shell.
type Checked struct {
	Number  int       `json:"number"`
	Edition string    `json:"edition"` // "" when it cannot be read, as the following
	Frozen  time.Time `json:"frozen"`
	Files   int       `json:"files"` // at its address
	Example bool      `json:"example"`
	SHA256  string    `json:"sha256"` // of SHA256SUMS
}

// Report is what reading every release through has found.
type Report struct {
	Releases []Checked `json:"releases"` // by number
	Faults   []Fault   `json:"faults"`   // by number
}

// Verify reads every file of every release through, and compares the releases with those that the audit log knows of.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	r := Report{Releases: s.Overview(), Faults: []Fault{}}
	found, err := s.db.Releases().Verify(ctx)
	if err != nil {
		return r, err
	}
	for _, f := range found {
		r.Faults = append(r.Faults, Fault{f.Number, f.Name, cause(f.Cause)})
	}
	logged, err := s.logged(ctx)
	if err != nil {
		return r, err
	}
	for _, n := range slices.Sorted(maps.Keys(logged)) {
		at := slices.IndexFunc(r.Releases, func(c Checked) bool { return c.Number == n })
		switch {
		case at < 0:
			r.Faults = append(r.Faults, Fault{n, "", "it is in the audit log and not in the folder"})
		case r.Releases[at].SHA256 != "" && logged[n] != r.Releases[at].SHA256:
			r.Faults = append(r.Faults, Fault{n, data.ReleaseSums, "the audit log has another checksum of it"})
		}
	}
	slices.SortStableFunc(r.Faults, func(a, b Fault) int { return a.Number - b.Number })
	return r, nil
}

// cause leaves out what a fault says already.
func cause(err error) string {
	if d, ok := errors.AsType[*data.DamagedError](err); ok {
		err = d.Cause
	}
	return err.Error()
}

// Overview lists every release without reading its files through, by number.
func (s *Store) Overview() []Checked {
	list := []Checked{}
	for _, kept := range s.db.Releases().All() {
		c := Checked{Number: kept.Number, Files: len(kept.Files) + 1, SHA256: kept.SHA256} // and SHA256SUMS
		if m, err := s.Manifest(kept.Number); err == nil {
			c.Edition, c.Frozen, c.Example = m.Edition, m.Frozen, m.Example
		}
		list = append(list, c)
	}
	return list
}

// Requests that other processes may make of the one that has the database open. They take no arguments.
const (
	ListRequest   = "release-list"   // the answer is a list of Checked as JSON
	VerifyRequest = "release-verify" // the answer is a Report as JSON
)

// Answers is what ServeOwner needs to answer both requests.
func (s *Store) Answers() []data.OwnerAnswer {
	return []data.OwnerAnswer{
		{Request: ListRequest, Answer: func(_ context.Context, args []string) (string, error) {
			return answer(ListRequest, args, s.Overview())
		}},
		{Request: VerifyRequest, Answer: func(ctx context.Context, args []string) (string, error) {
			r, err := s.Verify(ctx)
			if err != nil {
				return "", err
			}
			return answer(VerifyRequest, args, r)
		}},
	}
}

func answer(request string, args []string, value any) (string, error) {
	if len(args) != 0 {
		return "", fmt.Errorf("%s takes no arguments", request)
	}
	text, err := json.Marshal(value)
	return string(text), err
}
