package dashboard

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// typedCells is what a form says of the cells it shows.
type typedCells struct {
	edits   []data.Correction
	unsaved map[cellKey]string // values that are not kept, and are shown in their fields again
	notices []string           // why
}

// noticesListed is how many values that were not kept are told of one by one.
const noticesListed = 5

// typedCells reads the cells of a form. A field that nobody touched changes nothing, also where a browser cannot hold its value to the
// letter. Where the cell no longer holds what its field showed, because it has been put right in another window, nothing is
// overwritten: the two values are told.
func (p *post) typedCells(r *reading) typedCells {
	t := typedCells{unsaved: map[cellKey]string{}}
	stale := 0
	rows := map[int]*ingest.GridRow{}
	for i := range r.grid.Rows {
		rows[r.grid.Rows[i].Line] = &r.grid.Rows[i]
	}
	for _, name := range slices.Sorted(maps.Keys(p.form)) {
		text, ok := strings.CutPrefix(name, "c-")
		if !ok {
			continue
		}
		key, ok := parseCellKey(text)
		row := rows[key.line]
		if !ok || row == nil || key.column >= gridColumns {
			continue
		}
		stands, typed, seen := cellOf(row.Cells, key.column), asField(p.form.Get(name)), p.form.Get("s-"+text)
		where := p.T("grid.cell", strconv.Itoa(key.line), columnText(key.column, cellOf(r.grid.Header.Cells, key.column)))
		switch shown := asField(stands); {
		case typed == shown, shortHash(typed) == seen:
			continue // as it stands, or as it was shown
		case tooLong(typed):
			t.refuse(key, typed, p.T("grid.notice.long", where, valueRunes))
		case shortHash(shown) != seen:
			if stale++; stale <= noticesListed {
				t.notices = append(t.notices, p.T("grid.notice.stale", where, p.cellText(stands), p.cellText(typed)))
			}
			t.unsaved[key] = typed
		default:
			t.edits = append(t.edits, data.Correction{Line: key.line, Column: key.column, Value: asCell(typed, stands)})
		}
	}
	if more := stale - noticesListed; more > 0 {
		t.notices = append(t.notices, p.T("handin.more", more))
	}
	return t
}

// refuse notes a value that is not kept.
func (t *typedCells) refuse(key cellKey, value, why string) {
	t.unsaved[key] = value
	if len(t.notices) < noticesListed {
		t.notices = append(t.notices, why)
	}
}

// cellOf is the cell of a row at a position, "" beyond its last.
func cellOf(cells []string, position int) string {
	if position < len(cells) {
		return cells[position]
	}
	return ""
}
