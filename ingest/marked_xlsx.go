package ingest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Colours of the cells with an error and with a warning, and the width of the column of the marks in characters.
const (
	errorColour   = "FFC7CE"
	warningColour = "FFEB9C"
	marksWidth    = 60
)

// marker writes in one sheet of a workbook. Its first error sticks.
type marker struct {
	file   *excelize.File
	sheet  string
	styles map[string]int // by colour and the style it was before
	err    error
}

// markWorkbook opens the workbook anew and writes corrections and marks in the sheet that was read.
func (s *sheet) markWorkbook(raw []byte, m marks, findings []Finding, fixed fixes, limit int64) (file []byte, extension string, err error) {
	defer func() {
		if trouble := recover(); trouble != nil {
			file, err = nil, fmt.Errorf("%w: %v", errBroken, trouble)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit})
	if err != nil {
		return nil, "", fmt.Errorf("%w: %w", errBroken, err)
	}
	defer f.Close()
	w := &marker{file: f, sheet: s.part, styles: make(map[string]int)}
	w.part(s, fixed)
	for _, rec := range slices.Concat(s.above, []record{s.first}, s.rows) {
		for _, c := range fixed[rec.line] {
			w.set(rec.line, c.Column, c.Value)
		}
	}
	w.marks(s, m)
	w.colours(s, findings)
	if w.err != nil {
		return nil, "", w.err
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, "", err
	}
	return out.Bytes(), workbookExtension(f), nil
}

// workbookExtension is how the name of a workbook's file ends: one with macros is opened under no other.
func workbookExtension(f *excelize.File) string {
	if f.ContentTypes != nil {
		for _, part := range f.ContentTypes.Overrides {
			if part.PartName == "/xl/workbook.xml" && strings.Contains(part.ContentType, "macroEnabled") {
				return ".xlsm"
			}
		}
	}
	return ".xlsx"
}

// part takes merged cells apart where one of them is corrected; each row keeps the text that it showed.
func (w *marker) part(s *sheet, fixed fixes) {
	for _, ref := range s.book.merged {
		a, ok := areaOf(ref)
		if !ok || !a.holds(fixed) || w.err != nil {
			continue
		}
		from, to, _ := strings.Cut(ref, ":")
		w.keep(w.file.UnmergeCell(w.sheet, from, to))
		if a.left < a.right {
			continue
		}
		for _, rec := range s.rows {
			if rec.line > a.top && rec.line <= a.bottom {
				w.set(rec.line, a.left, cellAt(rec.cells, a.left))
			}
		}
	}
}

// holds tells that a cell of the area is corrected.
func (a area) holds(fixed fixes) bool {
	for line, all := range fixed {
		if line < a.top || line > a.bottom {
			continue
		}
		for _, c := range all {
			if c.Column >= a.left && c.Column <= a.right {
				return true
			}
		}
	}
	return false
}

func (w *marker) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}

// set puts a text in a cell. It is no formula, whatever it begins with.
func (w *marker) set(line, at int, text string) {
	cell := letters(at) + strconv.Itoa(line)
	if text == "" {
		w.keep(w.file.SetCellValue(w.sheet, cell, nil))
		return
	}
	w.keep(w.file.SetCellStr(w.sheet, cell, escaped(text)))
}

// marks writes the column of the marks, and takes away what it held before.
func (w *marker) marks(s *sheet, m marks) {
	at := s.marksAt()
	w.set(s.first.line, at, m.header)
	for _, rec := range s.rows {
		if mark := m.rows[rec.line]; mark != cellAt(rec.cells, at) {
			w.set(rec.line, at, mark)
		}
	}
	w.keep(w.file.SetColWidth(w.sheet, letters(at), letters(at), marksWidth))
}

// colours fills the cells that findings are about.
func (w *marker) colours(s *sheet, findings []Finding) {
	lines := map[int]bool{s.first.line: true}
	for _, rec := range s.rows {
		lines[rec.line] = true
	}
	colours := make(map[string]string)
	for _, f := range findings {
		if f.ColumnLetter() == "" || !lines[f.Line] {
			continue
		}
		cell := f.ColumnLetter() + strconv.Itoa(f.Line)
		if f.Severity == Error || colours[cell] == "" {
			colours[cell] = map[Severity]string{Error: errorColour, Warning: warningColour}[f.Severity]
		}
	}
	for _, cell := range slices.Sorted(maps.Keys(colours)) {
		w.fill(cell, colours[cell])
	}
}

// fill gives a cell a colour and leaves all else of its style.
func (w *marker) fill(cell, colour string) {
	if w.err != nil {
		return
	}
	base, err := w.file.GetCellStyle(w.sheet, cell)
	if err != nil {
		w.keep(err)
		return
	}
	key := colour + strconv.Itoa(base)
	id, ok := w.styles[key]
	if !ok {
		if id, err = w.coloured(base, colour); err != nil {
			w.keep(err)
			return
		}
		w.styles[key] = id
	}
	w.keep(w.file.SetCellStyle(w.sheet, cell, cell, id))
}

// coloured is a style with another fill. The library can only make one anew, which would lose what it does not know of.
func (w *marker) coloured(base int, colour string) (int, error) {
	filled, err := w.file.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
	if err != nil {
		return 0, err
	}
	all := w.file.Styles.CellXfs
	if base < 0 || base >= len(all.Xf) || filled >= len(all.Xf) {
		return filled, nil
	}
	style := all.Xf[base]
	style.FillID, style.ApplyFill = all.Xf[filled].FillID, new(true)
	all.Xf = append(all.Xf, style)
	all.Count = len(all.Xf)
	return len(all.Xf) - 1, nil
}
