package data

import (
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Reports are action reports kept short, so that a million of them have room in memory: a name that repeats stands once, and
// the rows point at it.
type Reports struct {
	Municipalities []string // codes, each once
	Actions        []string // ids, each once
	Rows           []ShortReport
	Links          []string // one per row, "" is none; nil where no row has one
}

// ShortReport is an ActionReport in Reports. It is none that an undo makes: those withdraw.
type ShortReport struct {
	Comment              string
	Line                 int32
	Municipality, Action uint16 // positions in Reports
	Status               uint8  // 0 is silent; else 1 + the position in Statuses
}

// statusNames are what ShortReport.Status stands for.
var statusNames = func() []string {
	names := []string{""}
	for _, s := range Statuses {
		names = append(names, string(s))
	}
	return names
}()

// ShortStatus is the status as ShortReport has it; ok is false for one that there is none of.
func ShortStatus(s Status) (short uint8, ok bool) {
	at := slices.Index(statusNames, string(s))
	return uint8(at), at >= 0 //nolint:gosec // G115: there are five
}

// link returns the link of a row, "" without one.
func (r *Reports) link(i int) string {
	if r.Links == nil {
		return ""
	}
	return r.Links[i]
}

// mostNames is how many different names a row can point at.
const mostNames = math.MaxUint16

// check returns an error unless every name stands once and every row points at names, about something that no other row is about.
func (r *Reports) check() error {
	for what, names := range map[string][]string{"municipality": r.Municipalities, "action": r.Actions} {
		if len(names) > mostNames {
			return fmt.Errorf("%d names of one kind", len(names))
		}
		seen := make(map[string]bool, len(names))
		for _, name := range names {
			if seen[name] {
				return fmt.Errorf("%s %q is listed twice", what, name)
			}
			seen[name] = true
		}
	}
	if r.Links != nil && len(r.Links) != len(r.Rows) {
		return fmt.Errorf("%d action reports have %d links", len(r.Rows), len(r.Links))
	}
	about := make([]atomic.Uint64, len(r.Municipalities)*len(r.Actions)/64+1)
	parts := (len(r.Rows) + partRows - 1) / partRows
	failures := make([]error, parts)
	var next atomic.Int64
	var done sync.WaitGroup
	for range min(parts, runtime.GOMAXPROCS(0)) {
		done.Go(func() {
			for part := int(next.Add(1)) - 1; part < parts; part = int(next.Add(1)) - 1 {
				failures[part] = r.checkRows(part*partRows, min((part+1)*partRows, len(r.Rows)), about)
			}
		})
	}
	done.Wait()
	return cmp.Or(failures...)
}

// partRows is how many rows are checked at a time.
const partRows = 1 << 15

// checkRows checks some of the rows. About has a bit for each pair of names, which is set for each that a row is about.
func (r *Reports) checkRows(from, to int, about []atomic.Uint64) error {
	for i := from; i < to; i++ {
		row := &r.Rows[i]
		if int(row.Municipality) >= len(r.Municipalities) || int(row.Action) >= len(r.Actions) || int(row.Status) >= len(statusNames) || row.Line < 0 {
			return fmt.Errorf("action report %d, line %d: it points at nothing", i+1, row.Line)
		}
		at := int(row.Municipality)*len(r.Actions) + int(row.Action)
		if bit := uint64(1) << (at % 64); about[at/64].Or(bit)&bit != 0 {
			return fmt.Errorf("action report %d, line %d: %s and %s are there twice", i+1, row.Line, r.Municipalities[row.Municipality], r.Actions[row.Action])
		}
		if err := acceptTexts(row.Comment, r.link(i)); err != nil {
			return fmt.Errorf("action report %d, line %d: %w", i+1, row.Line, err)
		}
	}
	return nil
}

// accept holds the reports against the catalogue, as accept does.
func (r *Reports) accept(c *Catalogue, s *Submission) error {
	if s.Kind != Actions {
		return fmt.Errorf("kind %s has %d action reports kept short", s.Kind, len(r.Rows))
	}
	for _, code := range r.Municipalities {
		switch {
		case c.Municipality(code) == nil:
			return fmt.Errorf("unknown municipality %q", code)
		case s.Sender.Role == "municipality" && code != s.Sender.Municipality:
			return fmt.Errorf("municipality %s hands in for %s", s.Sender.Municipality, code)
		}
	}
	edition := c.Edition(s.Edition)
	for _, id := range r.Actions {
		if edition.Action(id) == nil {
			return fmt.Errorf("unknown action %q", id)
		}
	}
	return r.check()
}
