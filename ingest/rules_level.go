package ingest

import (
	"strconv"
	"strings"

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
		digits, name := numbered(romanNumber(key))
		if digits == "" {
			return unread[*int](unknown, em.nearLevel(key, key, action))
		}
		if level, ok = small(digits); !ok || level > 3 {
			return unread[*int](unknown, "")
		}
		if name != "" {
			byName, named := em.levels.get(name)
			switch {
			case !named:
				return unread[*int](unknown, em.nearLevel(name, key, action))
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

// romanNumber writes the roman number that a folded text begins with as digits: "ii – etablera" is "2 - etablera".
func romanNumber(key string) string {
	word := firstWord(key)
	for n, roman := range []string{"i", "ii", "iii"} {
		if word == roman && len(key) > len(word) && strings.ContainsAny(key[len(word):len(word)+1], " .:)-(") {
			return strconv.Itoa(n+1) + key[len(word):]
		}
	}
	return key
}

// levelHints are words that may mean a level and are only suggested.
var levelHints = map[string]int{
	"ett": 1, "en": 1, "första": 1, "one": 1, "två": 2, "andra": 2, "two": 2, "tre": 3, "tredje": 3, "three": 3, "initial": 1, "initierar": 1,
	"initierat": 1, "etablerar": 2, "etablerad": 2, "etablerat": 2, "transformerar": 3, "noll": 0, "ingen": 0, "nej": 0, "no": 0,
	"avstår": 0, "vi deltar inte": 0, "vi deltar ej": 0, "deltar icke": 0, "ej deltagande": 0, "inte med": 0, "ej med": 0, "none": 0,
}

// nearLevel suggests the level that was most likely meant: by its name, a word for it, or the one digit in the whole cell ("ca 2").
func (em *editionMatcher) nearLevel(name, key string, action bool) string {
	if len(em.levelNames) == 0 {
		return ""
	}
	if near := nearest(name, em.levelNames); near != "" {
		return near
	}
	level, ok := levelHints[name]
	if digits := strings.Map(onlyDigits, key); !ok && len(digits) == 1 && !strings.ContainsAny(key, "-,./%<>&+xX") && len(key) < 20 {
		level, ok = int(digits[0]-'0'), true
	}
	if !ok || level > 3 || action && level == 0 {
		return ""
	}
	return levelCell(em.edition, level)
}

func onlyDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}
