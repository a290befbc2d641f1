package dashboard

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// gridView is the file as a table in which its sender puts it right.
type gridView struct {
	Caption string
	Heads   []gridHead
	Rows    []gridRow
	All     bool   // all rows are shown, else those with something to look at
	Sheet   int    // number of this page
	Open    int    // line of a row that was opened, or 0
	Shown   string // "Sida 2 av 3"
	Before  string // address of the page before, or ""
	After   string
	Toggle  link // to all rows or to those with something to look at
	Lists   []valueList
	Cut     string // says that not all columns are shown, or ""
}

// gridHead is a column's header.
type gridHead struct {
	ID, Letter, Name string
	Mark             string // "error", "warning" or ""
	Changed          *changedCell
}

// gridRow is one record.
type gridRow struct {
	Line    int
	Mark    string // of the whole row
	Open    bool   // its cells can be edited
	Skipped bool   // it is no row of the table
	Cells   []gridCell
	Whys    []why
}

// gridCell is one cell.
type gridCell struct {
	ID      string // "cell-17-2"
	Key     string // "17-2"
	Value   string // as sent or as put right
	Text    string // the same, cut, where it is not edited
	Hash    string // of the value, so that a change rests on what was seen
	Label   string // "Rad 17, C nivå"
	Mark    string
	Whys    string // ids of what is said about it, with blanks between
	List    string // id of the values to choose among, or ""
	Size    int    // characters
	Lines   int    // of text; 1 is a plain field
	Long    bool   // too long to be edited here
	Unsaved bool   // the value was typed, and is not kept yet
	Changed *changedCell
}

// changedCell says what a cell that was put right held.
type changedCell struct{ Key, Where, Sent string }

// why is what is said about a row, below it.
type why struct {
	ID, Mark, Where, What string
	Uses                  []use
}

// use is a button that puts a suggestion in a cell, or in all alike.
type use struct{ Text, Take string }

// Bounds of one page of the grid.
const (
	gridRows    = 100
	gridCells   = 2_500
	gridBytes   = 250_000
	gridColumns = 200 // the most that a header may have
)

// gridView shows the page of the grid that the address asks for. typed are values that were sent and could not be kept.
func (v *visit) gridView(r *reading, typed map[cellKey]string) gridView {
	g := gridView{All: v.query.Get("rader") == "alla", Open: max(0, atoi(v.query.Get("rad")))}
	m := newMarks(r)
	rows := m.rows(g.All, g.Open, typed)
	starts := sheets(rows, len(r.grid.Header.Cells))
	g.Sheet = min(max(1, atoi(v.query.Get("sida"))), len(starts))
	if v.query.Get("sida") == "" && g.Open > 0 {
		g.Sheet = sheetOf(rows, starts, g.Open)
	}
	from, to := starts[g.Sheet-1], len(rows)
	if g.Sheet < len(starts) {
		to = starts[g.Sheet]
		g.After = v.gridHref(g.All, g.Sheet+1, 0) + "#tabell"
	}
	if g.Sheet > 1 {
		g.Before = v.gridHref(g.All, g.Sheet-1, 0) + "#tabell"
	}
	if len(starts) > 1 {
		g.Shown = v.T("grid.sheet", g.Sheet, len(starts))
	}
	g.Caption = v.lang.Plural("grid.caption.open", len(rows))
	switch {
	case len(rows) == 0:
		g.Caption = v.T("grid.caption.none")
	case !m.open(rows[0].Line) && len(typed) == 0 && rows[0].Line != g.Open:
		g.Caption = v.T("grid.caption.header")
	}
	g.Toggle = link{v.lang.Plural("grid.all", len(r.grid.Rows)), v.gridHref(true, 1, 0) + "#tabell"}
	if g.All {
		g.Caption = v.lang.Plural("grid.caption.all", len(rows))
		g.Toggle = link{v.T("grid.open"), v.gridHref(false, 1, 0) + "#tabell"}
	}
	shown := rows[from:to]
	width := len(r.grid.Header.Cells)
	for _, row := range shown {
		width = max(width, len(row.Cells))
	}
	if width > gridColumns {
		g.Cut = v.T("grid.columns", gridColumns, width)
		width = gridColumns
	}
	v.gridHeads(&g, r, m, width)
	w := v.gridWriter(&g, r, m, typed, shown)
	for _, row := range shown {
		g.Rows = append(g.Rows, w.row(row))
	}
	g.Lists = w.usedLists()
	return g
}

// gridHref is the address of a page of the grid, with a row opened unless open is 0.
func (v *visit) gridHref(all bool, sheet, open int) string {
	q := url.Values{}
	if all {
		q.Set("rader", "alla")
	}
	if sheet > 1 {
		q.Set("sida", strconv.Itoa(sheet))
	}
	if open > 0 {
		q.Set("rad", strconv.Itoa(open))
	}
	return withQuery(v.lang.Prefix()+"/lamna-in/granska/"+v.param("draft"), q)
}

// sheets divides rows of so many columns or more into pages; it returns where each begins, the first of them 0.
func sheets(rows []ingest.GridRow, columns int) []int {
	starts := []int{0}
	count, cells, size := 0, 0, 0
	for i := range rows {
		c := max(columns, len(rows[i].Cells))
		s := 0
		for _, text := range rows[i].Cells {
			s += min(len(text), editableBytes)
		}
		if count > 0 && (count == gridRows || cells+c > gridCells || size+s > gridBytes) {
			starts = append(starts, i)
			count, cells, size = 0, 0, 0
		}
		count, cells, size = count+1, cells+c, size+s
	}
	return starts
}

// sheetOf is the number of the page that a line stands on, 1 when it is on none.
func sheetOf(rows []ingest.GridRow, starts []int, line int) int {
	at := slices.IndexFunc(rows, func(r ingest.GridRow) bool { return r.Line == line })
	if at < 0 {
		return 1
	}
	n, found := slices.BinarySearch(starts, at)
	if found {
		n++
	}
	return n
}

// gridHeads writes the header, with what is said about it.
func (v *visit) gridHeads(g *gridView, r *reading, m *marks, width int) {
	for i := range width {
		key := cellKey{r.grid.Header.Line, i}
		h := gridHead{ID: "cell-" + key.String(), Letter: columnLetter(i), Mark: m.cells[key]}
		h.Name = excerpt(cellOf(r.grid.Header.Cells, i))
		if c, ok := m.changed[key]; ok {
			h.Changed = v.changedCell(c)
		}
		g.Heads = append(g.Heads, h)
	}
}

// changedCell says what a cell held.
func (v *visit) changedCell(c data.Correction) *changedCell {
	return &changedCell{
		Key: cellKey{c.Line, c.Column}.String(), Sent: v.cellText(c.Sent),
		Where: v.T("grid.cell", strconv.Itoa(c.Line), columnText(c.Column, c.Heading)),
	}
}

// excerptRunes is how many characters of a text there are, at most most.
func excerptRunes(text string, most int) int { return min(utf8.RuneCountInString(text), most) }

// lineID is where a row stands on the page.
func lineID(line int) string { return fmt.Sprintf("rad-%d", line) }
