package ingest

import "slices"

// fixed puts corrections in a row, and keeps what it was without them.
func (s *sheetReader) fixed(rec record) record {
	if len(s.fixes[rec.line]) == 0 {
		return rec
	}
	if s.sent == nil {
		s.sent = make(map[int][]string)
	}
	s.sent[rec.line] = rec.cells
	rec.cells = s.fixes.onto(rec.line, slices.Clone(rec.cells), 0)
	return rec
}

// sentAt is what a cell of a row holds in the workbook.
func (s *sheetReader) sentAt(rec record, at int) string {
	if was, ok := s.sent[rec.line]; ok {
		return cellAt(was, at)
	}
	return cellAt(rec.cells, at)
}

// parted tells that somebody has said, for each row of an area that is merged over several columns, what its cells hold.
func (s *sheetReader) parted(rows []record, a area) bool {
	for _, rec := range rows {
		if rec.line > a.bottom {
			break
		}
		said := false
		for at := a.left; at <= a.right; at++ {
			said = said || s.fixes.has(rec.line, at)
		}
		if !said {
			return false
		}
	}
	return s.fixes != nil
}

// noValue is what a spreadsheet shows where it cannot tell a value.
const noValue = "#N/A"

// placeFaults shows that a formula whose value the workbook does not keep has some value: its cell is not empty.
func (s *sheetReader) placeFaults(rows []record) {
	for _, n := range s.notes {
		at, found := slices.BinarySearchFunc(rows, n.row, func(rec record, line int) int { return rec.line - line })
		if n.code != FormulaEmpty || !found {
			continue
		}
		for len(rows[at].cells) <= n.at {
			rows[at].cells = append(rows[at].cells, "")
		}
		rows[at].cells[n.at] = noValue
	}
}
