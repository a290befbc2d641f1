package ingest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// cellNotes tells what is particular about the cells that were read: one finding per kind and column. faulty holds the cells whose text
// is no answer; whatever the rules found in them is left out.
func cellNotes(h *header, free func(at int) bool, notes []cellNote) (findings []Finding, faulty map[place]bool) {
	type kind struct {
		code Code
		at   int
	}
	groups := make(map[kind][]cellNote)
	faulty = make(map[place]bool)
	for _, n := range notes {
		if n.row <= h.line || n.at >= len(h.columns) || h.columns[n.at] == "" || n.code == NumberShown && !free(n.at) {
			continue
		}
		if n.code == CellFault || n.code == FormulaEmpty {
			faulty[place{n.row, strings.TrimSpace(h.sent[n.at])}] = true
		}
		groups[kind{n.code, n.at}] = append(groups[kind{n.code, n.at}], n)
	}
	for k, cells := range groups {
		rows := make([]int, len(cells))
		for i, c := range cells {
			rows[i] = c.row
		}
		findings = append(findings, Finding{
			Severity: k.code.severity(), Code: k.code, Line: cells[0].row, Column: strings.TrimSpace(h.sent[k.at]),
			Value: excerpt(cells[0].text), Args: []string{ranges(letters(k.at), rows)},
		})
	}
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(a.Line-b.Line, strings.Compare(a.Column, b.Column), strings.Compare(string(a.Code), string(b.Code)))
	})
	return findings, faulty
}

// place is a cell by its line and the header of its column.
type place struct {
	line   int
	column string
}

// ranges names cells of one column: A2:A9, A12. At most ten runs are named.
func ranges(column string, rows []int) string {
	var runs []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		run := column + strconv.Itoa(rows[i])
		if j > i {
			run += ":" + column + strconv.Itoa(rows[j])
		}
		if len(runs) == 10 {
			return strings.Join(runs, ", ") + " …"
		}
		runs = append(runs, run)
		i = j + 1
	}
	return strings.Join(runs, ", ")
}

// area is a rectangle of merged cells: rows from 1, positions from 0, both ends within.
type area struct {
	name                     string
	top, bottom, left, right int
}

func areaOf(ref string) (area, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return area{}, false
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return area{}, false
	}
	right, bottom, err := excelize.CellNameToCoordinates(to)
	if err != nil || right < left || bottom < top {
		return area{}, false
	}
	return area{ref, top, bottom, left - 1, right - 1}, true
}

// unmerge puts the text of merged cells in each row they cover, which is how they look, and tells so. Cells that are merged over
// several columns cannot be told apart.
// Corrections stand in the cells they are about, whatever these are merged with.
func (s *sheetReader) unmerge(h *header, rows []record) []Finding {
	var filled, across []area
	for _, ref := range s.merged {
		a, ok := areaOf(ref)
		if !ok || a.bottom <= h.line || a.left >= len(h.columns) {
			continue
		}
		first, found := slices.BinarySearchFunc(rows, a.top, func(rec record, line int) int { return rec.line - line })
		if !found {
			continue
		}
		text := s.sentAt(rows[first], a.left)
		if isBlank(text) {
			continue
		}
		right := min(a.right, len(h.columns)-1)
		if !slices.ContainsFunc(h.columns[a.left:right+1], func(name string) bool { return name != "" }) {
			continue
		}
		if right > a.left {
			if !s.parted(rows[first:], a) {
				across = append(across, a)
			}
			continue
		}
		if fillDown(rows, first, a, text) {
			filled = append(filled, a)
		}
	}
	if len(s.fixes) > 0 {
		for i, rec := range rows {
			rows[i].cells = s.fixes.onto(rec.line, rec.cells, 0)
		}
	}
	return append(mergedFinding(MergedFilled, h, filled), mergedFinding(MergedAcross, h, across)...)
}

// fillDown puts the text of an area's first cell in the rows that it covers.
func fillDown(rows []record, first int, a area, text string) (done bool) {
	for i := first + 1; i < len(rows) && rows[i].line <= a.bottom; i++ {
		cells := slices.Clone(rows[i].cells)
		for len(cells) <= a.left {
			cells = append(cells, "")
		}
		cells[a.left], done = text, true
		rows[i].cells = cells
	}
	return done
}

func mergedFinding(code Code, h *header, areas []area) []Finding {
	if len(areas) == 0 {
		return nil
	}
	var names []string
	for _, a := range areas[:min(len(areas), 10)] {
		names = append(names, a.name)
	}
	list := strings.Join(names, ", ")
	if len(areas) > 10 {
		list += " …"
	}
	return []Finding{{
		Severity: code.severity(), Code: code, Line: areas[0].top, Column: strings.TrimSpace(h.sent[areas[0].left]), Args: []string{list},
	}}
}

// hiddenRows tells which of the rows that were read are not shown.
func hiddenRows(h *header, hidden []int) []Finding {
	below := slices.DeleteFunc(slices.Clone(hidden), func(row int) bool { return row <= h.line })
	if len(below) == 0 {
		return nil
	}
	return []Finding{{Severity: Warning, Code: RowsHidden, Line: below[0], Args: []string{ranges("", below)}}}
}
