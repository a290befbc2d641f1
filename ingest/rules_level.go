package ingest

import (
	"strconv"

	"pionjarkollen/data"
)

// readLevel reads the level. In a level file an empty cell is silent; an action file needs 1, 2 or 3.
func (r *rowReader) readLevel(cell string, e *editionMatcher) *int {
	action := r.header.kind == data.Actions
	if isBlank(cell) {
		if action {
			r.report(colLevel, cell, Finding{Code: CellEmpty})
		}
		return nil
	}
	if !r.visible(colLevel, cell) {
		return nil
	}
	return take(r, colLevel, cell, r.levels.get(levelKey{e.edition.ID, cell, action}, func(levelKey) reading[*int] {
		return e.readLevel(cell, action)
	}))
}

// readLevel reads "2", "2,0", "nivå 2", "Etablera", "2 – Etablera", "II" and "deltar inte". A number and a name that disagree are
// never read.
func (em *editionMatcher) readLevel(cell string, action bool) reading[*int] {
	unknown := LevelUnknown
	if action {
		unknown = ActionLevelUnknown
	}
	key := fold(cell)
	if isDash(key) && !action {
		return unread[*int](LevelDash, "")
	}
	key = afterWord(key, "nivå", "niva", "level")
	level, ok := em.levels.get(key)
	if !ok {
		digits, name := numbered(key)
		if digits == "" {
			return unread[*int](unknown, nearest(name, em.levelNames))
		}
		if level, ok = small(digits); !ok || level > 3 {
			return unread[*int](unknown, "")
		}
		if name != "" {
			byName, named := em.levels.get(name)
			switch {
			case !named:
				return unread[*int](unknown, nearest(name, em.levelNames))
			case byName != level:
				return unread[*int](LevelDisagree, "", strconv.Itoa(level), strconv.Itoa(byName))
			}
		}
	}
	if action && level == 0 {
		return unread[*int](unknown, "")
	}
	return reading[*int]{value: &level}
}
