package ingest

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// witness holds what the cells of a file say about its encoding: the cells with other letters than ASCII, each once.
type witness struct {
	cells   []string
	present [256]bool // bytes that occur
	known   func(cell string) bool
	tables  [len(legacy)][256]rune
}

// maxWitnesses bounds how many cells are asked. A real file has few different ones; the letters of all are counted.
const maxWitnesses = 20_000

func newWitness(text string, known func(string) bool) *witness {
	w := &witness{known: known}
	for c := range legacy {
		for b := range 256 {
			w.tables[c][b] = legacy[c].charmap.DecodeByte(byte(b))
		}
	}
	distinct := make(map[string]bool)
	start, foreign := 0, false
	add := func(end int) {
		if foreign && len(distinct) < maxWitnesses {
			distinct[text[start:end]] = true
		}
		start, foreign = end+1, false
	}
	for i := range len(text) {
		switch b := text[i]; {
		case b >= utf8.RuneSelf:
			w.present[b], foreign = true, true
		case b == '\n' || b == '\r' || b == '"' || strings.IndexByte(delimiters, b) >= 0:
			add(i)
		}
	}
	add(len(text))
	w.cells = slices.Sorted(maps.Keys(distinct))
	return w
}

// testimony is what the cells say about one encoding.
type testimony struct {
	known map[string]bool // cells, as bytes, that are words of the contract or names of municipalities
	odd   [256]int        // by byte, how much stands in the texts that nobody writes in Swedish
}

// verdict chooses the encoding. The known words decide, then how little is odd. rival is another encoding that says something different
// and cannot be ruled out, or -1.
func (w *witness) verdict() (best, rival int) {
	best, rival = -1, -1
	var heard [len(legacy)]*testimony
	for c := range legacy {
		if !w.possible(c) {
			continue
		}
		heard[c] = w.hear(c)
		if best < 0 || w.better(c, best, &heard) {
			best = c
		}
	}
	if best < 0 {
		return 0, len(legacy) - 1
	}
	for c := range legacy {
		if c == best || heard[c] == nil || !w.differ(c, best) || !w.rivals(best, c, &heard) {
			continue
		}
		if rival < 0 || w.better(c, rival, &heard) {
			rival = c
		}
	}
	return best, rival
}

// better tells that a explains the file better than b.
func (w *witness) better(a, b int, heard *[len(legacy)]*testimony) bool {
	if len(heard[a].known) != len(heard[b].known) {
		return len(heard[a].known) > len(heard[b].known)
	}
	mine, theirs := w.oddities(a, b, heard)
	return mine < theirs
}

// rivals tells that other cannot be ruled out beside best: it explains a word that best does not, or as many words while what it makes
// of the bytes that divide them is not clearly odder.
func (w *witness) rivals(best, other int, heard *[len(legacy)]*testimony) bool {
	for cell := range heard[other].known {
		if !heard[best].known[cell] {
			return true
		}
	}
	mine, theirs := w.oddities(best, other, heard)
	return len(heard[other].known) == len(heard[best].known) && theirs < 2*mine+2
}

// oddities sums what is odd in each of two encodings, over the bytes that they read differently.
func (w *witness) oddities(a, b int, heard *[len(legacy)]*testimony) (inA, inB int) {
	for i, ok := range w.present {
		if ok && w.tables[a][i] != w.tables[b][i] {
			inA, inB = inA+heard[a].odd[i], inB+heard[b].odd[i]
		}
	}
	return inA, inB
}

// possible tells that every byte means a character in the encoding.
func (w *witness) possible(c int) bool {
	for b, ok := range w.present {
		if r := w.tables[c][b]; ok && (r == utf8.RuneError || unicode.IsControl(r)) {
			return false
		}
	}
	return true
}

// differ tells that the two encodings give the file different texts.
func (w *witness) differ(a, b int) bool {
	for i, ok := range w.present {
		if ok && w.tables[a][i] != w.tables[b][i] {
			return true
		}
	}
	return false
}

func (w *witness) hear(c int) *testimony {
	t := &testimony{known: make(map[string]bool)}
	var text []rune
	for _, cell := range w.cells {
		text = text[:0]
		for i := range min(len(cell), 5000) {
			text = append(text, w.tables[c][cell[i]])
		}
		if len(cell) <= 200 && w.known(string(text)) {
			t.known[cell] = true
		}
		for i := range text {
			t.odd[cell[i]] += oddness(text, i)
		}
	}
	return t
}

// oddness is how little a Swedish text explains the character at i: 0 for å ä ö, 1 for typography, more for what is rarer.
func oddness(text []rune, i int) int {
	r := text[i]
	before, after := ' ', ' '
	if i > 0 {
		before = text[i-1]
	}
	if i+1 < len(text) {
		after = text[i+1]
	}
	within := unicode.IsLetter(before) && unicode.IsLetter(after)
	alone := !unicode.IsLetter(before) && !unicode.IsLetter(after)
	switch {
	case r < utf8.RuneSelf:
		return 0
	case strings.ContainsRune("¤¦¨¸ŒœŸ", r):
		return 6
	case unicode.IsUpper(r) && unicode.IsLower(before):
		return 4
	case strings.ContainsRune("åöÅÖ", r), strings.ContainsRune("äÄéÉüÜèà", r) && !alone:
		return 0
	case unicode.Is(unicode.Latin, r) && alone && r != 'ª' && r != 'º':
		return 4
	case r == 'Ž':
		return 4
	case unicode.Is(unicode.Latin, r):
		return 2
	case r == '´' && unicode.IsLetter(before), r == '’', r == '·', r == '\u00a0':
		return 1
	case strings.ContainsRune("–—”“„‘’…•·«»§°€½¼¾²³µ×±‰®©´†", r) && !within:
		return 1
	default:
		return 4
	}
}
