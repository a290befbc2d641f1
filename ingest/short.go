package ingest

import (
	"fmt"
	"math"
	"slices"

	"pionjarkollen/data"
)

// manyRows is from how many lines on the rows of an action file may be kept short.
const manyRows = 20_000

// noName is what a short row points at whose municipality or action could not be read.
const noName = math.MaxUint16

// shortRows are the rows of a large action file in a third of the room: as data.RecordReports wants them. What is left out is either the
// same as something else in the row or not part of an action file.
type shortRows struct {
	places  []string // codes
	actions []string // ids, of the file's edition
	rows    []data.ShortReport
	repeats bool // some rows only repeat an earlier one
}

// shortener makes rows short. It belongs to one goroutine.
type shortener struct {
	places map[string]uint16 // position of a code

	code  string // of the row before
	place uint16
}

// placeNumbers are the positions of the municipalities.
func placeNumbers(c *data.Catalogue) map[string]uint16 {
	numbers := make(map[string]uint16, len(c.Municipalities))
	for i := range c.Municipalities {
		numbers[c.Municipalities[i].Code] = uint16(min(i, noName)) //nolint:gosec // G115: noName is the most
	}
	return numbers
}

// set makes short a row of the edition.
func (s *shortener) set(short *data.ShortReport, row *Row, e *editionMatcher) {
	*short = data.ShortReport{Line: int32(row.Line), Municipality: noName, Action: noName, Comment: row.Comment, Link: row.Link} //nolint:gosec // G115: no file has so many lines
	if row.Municipality != "" {
		if row.Municipality != s.code {
			s.code, s.place = row.Municipality, s.places[row.Municipality]
		}
		short.Municipality = s.place
	}
	if row.Number > 0 && row.Level != nil && row.Action > 0 {
		short.Action = e.actionNumber(row.Number, *row.Level, row.Action)
	}
	short.Status, _ = data.ShortStatus(row.Status)
}

// numberActions lists the edition's actions and where those of each level begin.
func (em *editionMatcher) numberActions() {
	for i := range em.edition.Commitments {
		c := &em.edition.Commitments[i]
		var begin [3]int
		for l := range c.Levels {
			begin[l] = len(em.actionIDs)
			for j := range c.Levels[l].Actions {
				em.actionIDs = append(em.actionIDs, c.Levels[l].Actions[j].ID)
			}
		}
		em.levelBegins = append(em.levelBegins, begin)
	}
}

// actionNumber is the position of an action in actionIDs.
func (em *editionMatcher) actionNumber(commitment, level, ordinal int) uint16 {
	return uint16(min(em.levelBegins[commitment-1][level-1]+ordinal-1, noName)) //nolint:gosec // G115: noName is the most
}

// compact drops the records that were no rows.
func (s *shortRows) compact() {
	s.rows = slices.DeleteFunc(s.rows, func(r data.ShortReport) bool { return r.Line == 0 })
}

// name gives the rows of an edition their names.
func (s *shortRows) name(m *matcher, edition string) {
	if s == nil {
		return
	}
	for i := range m.catalogue.Municipalities {
		s.places = append(s.places, m.catalogue.Municipalities[i].Code)
	}
	s.actions = m.editions[edition].actionIDs
	s.trim()
}

// cut drops the rows below a line.
func (s *shortRows) cut(last int) {
	if s == nil {
		return
	}
	if at := slices.IndexFunc(s.rows, func(r data.ShortReport) bool { return int(r.Line) > last }); at >= 0 {
		s.rows = s.rows[:at:at]
	}
}

// duplicates is duplicates for short rows.
func (s *shortRows) duplicates(h *header, most int) []Finding {
	first := make([]int32, len(s.places)*len(s.actions)) // 1 + the row
	var out []Finding
	for i := range s.rows {
		row := &s.rows[i]
		if int(row.Municipality) >= len(s.places) || int(row.Action) >= len(s.actions) {
			continue
		}
		at := &first[int(row.Municipality)*len(s.actions)+int(row.Action)]
		if *at == 0 {
			*at = int32(i) + 1 //nolint:gosec // G115: no file has so many rows
			continue
		}
		earlier := &s.rows[*at-1]
		code := DuplicateContradictory
		if row.Status == earlier.Status && row.Comment == earlier.Comment && row.Link == earlier.Link {
			code = DuplicateIdentical
			s.repeats = true
		}
		out = append(out, repeated(code, h, colAction, int(row.Line), int(earlier.Line), s.places[row.Municipality]+" "+s.actions[row.Action]))
		if len(out) > most {
			break
		}
	}
	return out
}

// trim leaves out the names that no row points at.
func (s *shortRows) trim() {
	s.places = renumber(s.places, s.rows, func(r *data.ShortReport) *uint16 { return &r.Municipality })
	s.actions = renumber(s.actions, s.rows, func(r *data.ShortReport) *uint16 { return &r.Action })
}

func renumber(names []string, rows []data.ShortReport, number func(*data.ShortReport) *uint16) []string {
	used := make([]bool, len(names))
	for i := range rows {
		if n := *number(&rows[i]); int(n) < len(names) {
			used[n] = true
		}
	}
	if !slices.Contains(used, false) {
		return names
	}
	var kept []string
	numbers := make([]uint16, len(names))
	for i, name := range names {
		if used[i] {
			numbers[i] = uint16(len(kept)) //nolint:gosec // G115: fewer than before
			kept = append(kept, name)
		}
	}
	for i := range rows {
		if n := number(&rows[i]); int(*n) < len(names) {
			*n = numbers[*n]
		}
	}
	return kept
}

// reports are the rows to record: each that is about something else than those before it.
//
// It returns an error for a row that could not be read.
func (s *shortRows) reports() (*data.Reports, error) {
	for i := range s.rows {
		if row := &s.rows[i]; int(row.Municipality) >= len(s.places) || int(row.Action) >= len(s.actions) {
			return nil, fmt.Errorf("%w: %w, line %d", ErrRejected, errUnread, row.Line)
		}
	}
	return &data.Reports{Municipalities: s.places, Actions: s.actions, Rows: s.distinct()}, nil
}

// distinct is the rows without those that repeat an earlier one.
func (s *shortRows) distinct() []data.ShortReport {
	if !s.repeats {
		return s.rows
	}
	seen := make([]bool, len(s.places)*len(s.actions))
	return slices.DeleteFunc(slices.Clone(s.rows), func(r data.ShortReport) bool {
		at := &seen[int(r.Municipality)*len(s.actions)+int(r.Action)]
		again := *at
		*at = true
		return again
	})
}
