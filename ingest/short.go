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
	links   []string // one per row; nil where the file has no such column

	repeats bool  // some rows only repeat an earlier one
	unread  int32 // line of a row that could not be read, or 0
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
		numbers[c.Municipalities[i].Code] = uint16(min(i, noName))
	}
	return numbers
}

// set makes short a row of the edition.
func (s *shortener) set(short *data.ShortReport, row *Row, e *editionMatcher) {
	*short = data.ShortReport{Line: int32(row.Line), Municipality: noName, Action: noName, Comment: row.Comment} //nolint:gosec // G115: no file has so many lines
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

// keep drops the rows that do not pass.
func (s *shortRows) keep(passes func(*data.ShortReport) bool) {
	n := 0
	for i := range s.rows {
		if !passes(&s.rows[i]) {
			continue
		}
		s.rows[n] = s.rows[i]
		if s.links != nil {
			s.links[n] = s.links[i]
		}
		n++
	}
	s.rows = s.rows[:n]
	if s.links != nil {
		s.links = s.links[:n]
	}
}

// link is the row's link, "" without one.
func (s *shortRows) link(row int) string {
	if s.links == nil {
		return ""
	}
	return s.links[row]
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
}

// cut drops the rows below a line.
func (s *shortRows) cut(last int) {
	if s == nil {
		return
	}
	if at := slices.IndexFunc(s.rows, func(r data.ShortReport) bool { return int(r.Line) > last }); at >= 0 {
		s.rows = s.rows[:at:at]
		if s.links != nil {
			s.links = s.links[:at:at]
		}
	}
}

// duplicates is duplicates for short rows. It is the one look at all of them together.
func (s *shortRows) duplicates(h *header, most int) []Finding {
	first := make([]int32, len(s.places)*len(s.actions)) // 1 + the row
	var out []Finding
	for i := range s.rows {
		row := &s.rows[i]
		if int(row.Municipality) >= len(s.places) || int(row.Action) >= len(s.actions) {
			s.unread = row.Line
			continue
		}
		at := &first[int(row.Municipality)*len(s.actions)+int(row.Action)]
		if *at == 0 {
			*at = int32(i) + 1
			continue
		}
		if len(out) > most {
			continue
		}
		earlier := &s.rows[*at-1]
		code := DuplicateContradictory
		if row.Status == earlier.Status && row.Comment == earlier.Comment && s.link(i) == s.link(int(*at)-1) {
			code = DuplicateIdentical
			s.repeats = true
		}
		out = append(out, repeated(code, h, colAction, int(row.Line), int(earlier.Line), s.places[row.Municipality]+" "+s.actions[row.Action]))
	}
	s.trim(first)
	return out
}

// trim leaves out the names that no row points at, given which pairs of names some row is about.
func (s *shortRows) trim(about []int32) {
	places, actions := make([]bool, len(s.places)), make([]bool, len(s.actions))
	for i, row := range about {
		if row > 0 {
			places[i/len(actions)], actions[i%len(actions)] = true, true
		}
	}
	s.places = renumber(s.places, places, s.rows, func(r *data.ShortReport) *uint16 { return &r.Municipality })
	s.actions = renumber(s.actions, actions, s.rows, func(r *data.ShortReport) *uint16 { return &r.Action })
}

// renumber returns the names that are used, and points the rows at where they stand now.
func renumber(names []string, used []bool, rows []data.ShortReport, number func(*data.ShortReport) *uint16) []string {
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
	if s.unread > 0 {
		return nil, fmt.Errorf("%w: %w, line %d", ErrRejected, errUnread, s.unread)
	}
	distinct := s.distinct()
	return &data.Reports{Municipalities: s.places, Actions: s.actions, Rows: distinct.rows, Links: distinct.links}, nil
}

// distinct is the rows without those that repeat an earlier one.
func (s *shortRows) distinct() *shortRows {
	if !s.repeats {
		return s
	}
	seen := make([]bool, len(s.places)*len(s.actions))
	kept := &shortRows{rows: slices.Clone(s.rows), links: slices.Clone(s.links)}
	kept.keep(func(r *data.ShortReport) bool {
		at := &seen[int(r.Municipality)*len(s.actions)+int(r.Action)]
		again := *at
		*at = true
		return !again
	})
	return kept
}
