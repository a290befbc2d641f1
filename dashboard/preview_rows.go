package dashboard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// gridWriter writes the rows of one page of the grid.
type gridWriter struct {
	*visit
	g     *gridView
	r     *reading
	m     *marks
	typed map[cellKey]string
	lists map[string]bool // used on the page
	size  []int           // characters of each column's fields
	names []string        // each column's canonical name, or ""
}

// Widths of a field, in characters.
const (
	fieldLeast = 5
	fieldMost  = 32
	fieldLines = 4
)

func (v *visit) gridWriter(g *gridView, r *reading, m *marks, typed map[cellKey]string, rows []ingest.GridRow) *gridWriter {
	w := &gridWriter{visit: v, g: g, r: r, m: m, typed: typed, lists: map[string]bool{}}
	w.size = make([]int, len(g.Heads))
	for i := range g.Heads {
		w.size[i] = fieldLeast
		w.names = append(w.names, canonical(g.Heads[i].Name))
	}
	for _, row := range rows {
		for i, text := range row.Cells[:min(len(row.Cells), len(w.size))] {
			w.size[i] = max(w.size[i], excerptRunes(text, fieldMost)+1)
		}
	}
	return w
}

func (w *gridWriter) row(row ingest.GridRow) gridRow {
	out := gridRow{Line: row.Line, Mark: w.m.rowMark[row.Line], Skipped: row.Skipped, Open: w.m.open(row.Line) || row.Line == w.g.Open}
	said := map[cellKey][]string{}
	for i, f := range w.m.lines[row.Line] {
		y := w.why(fmt.Sprintf("why-%d-%d", row.Line, i), f)
		out.Whys = append(out.Whys, y)
		if key, ok := findingCell(f); ok {
			said[key] = append(said[key], y.ID)
		}
	}
	for i := range w.g.Heads {
		c := w.cell(cellKey{row.Line, i}, cellOf(row.Cells, i))
		c.Whys = strings.Join(said[cellKey{row.Line, i}], " ")
		out.Open = out.Open || c.Unsaved
		out.Cells = append(out.Cells, c)
	}
	return out
}

func (w *gridWriter) cell(key cellKey, value string) gridCell {
	c := gridCell{
		ID: "cell-" + key.String(), Key: key.String(), Value: asField(value), Text: excerpt(value), Hash: shortHash(asField(value)),
		Mark: w.m.cells[key], Size: w.size[key.column], Lines: 1, Long: len(value) > editableBytes,
		Label: w.T("grid.cell", strconv.Itoa(key.line), columnText(key.column, w.g.Heads[key.column].Name)),
		List:  w.list(key),
	}
	if typed, ok := w.typed[key]; ok {
		c.Value, c.Unsaved = typed, true
	}
	if n := strings.Count(c.Value, "\n"); n > 0 {
		c.Lines = min(n+1, fieldLines)
	}
	if k, ok := w.m.changed[key]; ok {
		c.Changed = w.changedCell(k)
	}
	return c
}

// why says one finding of a row, with the button that takes its suggestion.
func (w *gridWriter) why(id string, f ingest.Finding) why {
	y := why{ID: id, Mark: string(f.Severity), Where: findingColumn(f), What: locale.Finding(w.lang, f)}
	switch {
	case f.Suggestion == "":
	case f.Replaceable():
		key := findingKey(f)
		y.Uses = []use{{w.T("grid.use", excerpt(f.Suggestion)), "ta:" + key + ":" + strconv.Itoa(f.Line)}}
		if n := w.m.alike[key]; n > 1 {
			y.Uses = append(y.Uses, use{w.T("grid.use.all", excerpt(f.Suggestion), n), "ta:" + key})
		}
	default:
		y.What += " " + locale.FindingSuggestion(w.lang, f)
	}
	return y
}

// list is the values that may be chosen in a cell, "" where it may hold anything.
func (w *gridWriter) list(key cellKey) string {
	name := w.names[key.column]
	if name == "" { // in a wide table a column is a commitment, and its cells are levels
		for _, f := range w.m.lines[key.line] {
			if at, ok := findingCell(f); ok && at == key && f.Code == ingest.LevelUnknown {
				name = "nivå"
			}
		}
	}
	if !slices.Contains(listedColumns, name) {
		return ""
	}
	w.lists[name] = true
	return "values-" + strconv.Itoa(slices.Index(listedColumns, name))
}
