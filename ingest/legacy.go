package ingest

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// legacy are the eight-bit encodings that a file may be in, in the order of preference where they give the same text.
var legacy = [...]struct {
	name    string
	charmap *charmap.Charmap
}{
	{"Windows-1252", charmap.Windows1252},
	{"ISO-8859-15", charmap.ISO8859_15},
	{"Mac Roman", charmap.Macintosh},
	{"CP850", charmap.CodePage850},
	{"CP437", charmap.CodePage437},
}

// decodeLegacy decodes what is not valid UTF-8. A file that holds clear UTF-8 letters and bytes that do not fit is
// refused with the line of the first: reading all of it as Windows-1252 would garble every å. Else the encoding is
// told by what its cells say in it; where two encodings remain that give different texts, the file is refused.
func decodeLegacy(raw []byte, utf8Name string, known func(cell string) bool) decoded {
	text := string(raw)
	at, bad, certain := mixture(text)
	if half := loneSurrogate(text); half >= 0 {
		return refused(EncodingBroken, lineAt(text, half), "UTF-8")
	}
	if certain > 0 || utf8Name != "UTF-8" {
		return refused(EncodingMixed, lineAt(text, at), strconv.Itoa(bad))
	}
	w := newWitness(text, known)
	best, rival := w.verdict()
	if rival >= 0 {
		return refused(EncodingUnclear, 0, legacy[best].name, legacy[rival].name)
	}
	return decodeAs(best, text)
}

// decodeAs decodes into memory of just the size that the text needs.
func decodeAs(choice int, text string) decoded {
	var table [256]rune
	size := 0
	for b := range table {
		table[b] = legacy[choice].charmap.DecodeByte(byte(b))
	}
	for i := range len(text) {
		size += utf8.RuneLen(table[text[i]])
	}
	var out strings.Builder
	out.Grow(size)
	for i := range len(text) {
		out.WriteRune(table[text[i]])
	}
	return decoded{text: out.String(), encoding: legacy[choice].name}
}

// loneSurrogate is where half a pair of UTF-16 stands, or -1.
func loneSurrogate(text string) int {
	for at := 0; ; at++ {
		i := strings.IndexByte(text[at:], 0xed)
		if i < 0 || at+i+2 >= len(text) {
			return -1
		}
		at += i
		if second, third := text[at+1], text[at+2]; second >= 0xa0 && second < 0xc0 && third >= 0x80 && third < 0xc0 {
			return at
		}
	}
}

// mixture finds the first byte that is not UTF-8, counts such bytes, and counts the characters that only UTF-8 explains:
// those a Swedish text uses.
func mixture(text string) (first, bad, certain int) {
	first = -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if first < 0 {
				first = i
			}
			bad++
		case size > 1 && strings.ContainsRune("åäöÅÄÖéÉüÜèàáøæ–—”“’…•€½²°§ ", r):
			certain++
		}
		i += size
	}
	return first, bad, certain
}
