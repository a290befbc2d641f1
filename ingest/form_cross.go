package ingest

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// crossMarks and crossBlanks are the folded cells that mark a level and that leave it unmarked; crossHints most likely mean a mark.
var (
	crossMarks = []string{
		"x", "×", "✕", "✖", "✗", "✘", "☒", "✓", "✔", "✔\ufe0f", "☑", "☑\ufe0f", "✅", "ja", "j", "yes", "y", "1", "sant", "true", "*", "•", "●",
	}
	crossBlanks = []string{"", "nej", "no", "0", "falskt", "false", "☐", "□"}
	crossHints  = []string{"xx", "xxx", "(x)", "[x]", "x.", "kryss", "v", "ok", "jaa", "gäller", "sann"}
)

// crossReader reads a row per commitment with one level crossed.
type crossReader struct {
	header header
	levels map[int]int // level by position
}

// newCrossReader reads a header with a commitment column and a column per level.
func newCrossReader(m *matcher, first record) *crossReader {
	f := &crossReader{levels: make(map[int]int)}
	e := m.editions[m.catalogue.Current().ID]
	h, unknown := formHeader(first, func(i int, cell string, h *header) bool {
		read := e.levelHeader(cell)
		if read.value == nil {
			return f.disagree(h, cell, read)
		}
		f.addLevel(h, i, *read.value)
		return true
	})
	for _, i := range unknown {
		h.unknownColumn(i, e.levelHeader(h.sent[i]).finding.Suggestion)
	}
	h.placeless()
	f.header = h
	return f
}

// levelHeader reads a column's name as a level: "Etablera", "nivå 2", "2 – Etablera", "Deltar inte".
func (em *editionMatcher) levelHeader(cell string) reading[*int] {
	key := strings.TrimRight(strings.ReplaceAll(fold(cell), "_", " "), ":* ")
	if key == "" || isDash(key) {
		return unread[*int](LevelUnknown, "")
	}
	return em.readLevel(key, false)
}

// disagree reports a header whose number and name are different levels.
func (f *crossReader) disagree(h *header, cell string, read reading[*int]) bool {
	if read.finding.Code != LevelDisagree {
		return false
	}
	finding := *read.finding
	finding.Line, finding.Column, finding.Value = h.line, strings.TrimSpace(cell), cell
	h.refuse(finding)
	return true
}

func (f *crossReader) addLevel(h *header, i, level int) {
	for at, other := range f.levels {
		if other == level {
			h.refuse(Finding{
				Code: ColumnDuplicate, Line: h.line, Column: strings.TrimSpace(h.sent[i]), Value: h.sent[i],
				Args: []string{strings.TrimSpace(h.sent[at])},
			})
			return
		}
	}
	f.levels[i] = level
	h.columns[i] = crossColumn
}

// crossColumn stands for a level's column among the canonical names: it is read, but not as one of them.
const crossColumn = "×"

func (f *crossReader) head() *header { return &f.header }

func (f *crossReader) free(i int) bool { return isFree(f.header.columns[i]) }

func (f *crossReader) read(r *rowReader, rec record) []Row {
	var c cells
	for i, cell := range rec.cells {
		c.set(f.header.columns[i], cell)
	}
	level, faults := f.crossed(rec)
	if level >= 0 && !slices.ContainsFunc(faults, func(fault crossFault) bool { return fault.Code != LevelDash }) {
		c.Level = strconv.Itoa(level)
	}
	row := r.read(rec.line, &c)
	if row.Line == 0 {
		return nil
	}
	for _, fault := range faults {
		cell := rec.cells[fault.at]
		if fault.Code == CrossUnknown && !r.visible(f.name(fault.at), cell) {
			continue
		}
		r.report(f.name(fault.at), cell, fault.Finding)
	}
	return []Row{row}
}

// crossFault is what is wrong with the mark at a position.
type crossFault struct {
	at int
	Finding
}

// crossed is the level that a row's only cross stands under, else -1.
func (f *crossReader) crossed(rec record) (level int, faults []crossFault) {
	first, dash := -1, -1
	for i, cell := range rec.cells {
		if _, ok := f.levels[i]; !ok {
			continue
		}
		switch key := fold(cell); {
		case slices.Contains(crossBlanks, key):
		case isDash(key):
			dash = i
		case !slices.Contains(crossMarks, key):
			faults = append(faults, crossFault{i, Finding{Code: CrossUnknown, Suggestion: f.meant(i, key)}})
		case first >= 0:
			faults = append(faults, crossFault{i, Finding{Code: CrossSeveral, Args: []string{f.name(first), f.name(i)}}})
		default:
			first = i
		}
	}
	if first >= 0 {
		return f.levels[first], faults
	}
	if dash >= 0 {
		faults = append(faults, crossFault{dash, Finding{Code: LevelDash}})
	}
	return -1, faults
}

// meant suggests a cross for what can be nothing else, such as the level's own number. Who hesitates ("kanske") is not helped to a level.
func (f *crossReader) meant(i int, key string) string {
	if slices.Contains(crossHints, key) || key == strconv.Itoa(f.levels[i]) {
		return "x"
	}
	return ""
}

// reach is the first position behind the levels.
func (f *crossReader) reach() int { return 1 + slices.Max(slices.Collect(maps.Keys(f.levels))) }

// name is a position's header as sent.
func (f *crossReader) name(i int) string { return strings.TrimSpace(f.header.sent[i]) }
