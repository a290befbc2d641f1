package ingest

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// legacy is an eight-bit encoding with the bytes it has for å ä ö é ü, small and capital.
var legacy = [...]struct {
	name    string
	charmap *charmap.Charmap
	letters string
}{
	{"Windows-1252", charmap.Windows1252, "\xe5\xe4\xf6\xe9\xfc\xc5\xc4\xd6\xc9\xdc"},
	{"Mac Roman", charmap.Macintosh, "\x8c\x8a\x9a\x8e\x9f\x81\x80\x85\x83\x86"},
	{"CP850", charmap.CodePage850, "\x86\x84\x94\x82\x81\x8f\x8e\x99\x90\x9a"},
}

// decodeLegacy decodes what is not valid UTF-8. A file that holds clear UTF-8 letters and bytes that do not fit is
// refused with the line of the first: reading all of it as Windows-1252 would garble every å. Else the encoding is
// told by its letters; Windows-1252 unless another explains more of them.
func decodeLegacy(raw []byte, utf8Name string) decoded {
	text := string(raw)
	if at, bad, certain := mixture(text); certain > 0 || utf8Name != "UTF-8" {
		return refused(EncodingMixed, lineAt(text, at), strconv.Itoa(bad))
	}
	if choice, ok := byHeader(text); ok {
		return decodeAs(choice, text)
	}
	var counts [len(legacy)]int
	for i := range len(text) {
		if text[i] < utf8.RuneSelf {
			continue
		}
		for c := range legacy {
			if strings.IndexByte(legacy[c].letters, text[i]) >= 0 {
				counts[c]++
			}
		}
	}
	best := 0
	for c := range counts {
		if counts[c] > counts[best] {
			best = c
		}
	}
	for c := range counts {
		if c != best && best != 0 && counts[c] > 0 {
			return refused(EncodingUnclear, 0, legacy[best].name, legacy[c].name)
		}
	}
	return decodeAs(best, text)
}

func decodeAs(choice int, text string) decoded {
	out, err := legacy[choice].charmap.NewDecoder().String(text)
	if err != nil {
		return refused(EncodingBroken, 0, legacy[choice].name)
	}
	return decoded{text: out, encoding: legacy[choice].name}
}

// byHeader finds the one encoding in which the first line's words are column names that hold å, ä or ö.
func byHeader(text string) (choice int, ok bool) {
	end := strings.IndexAny(text, "\r\n")
	if end < 0 {
		end = len(text)
	}
	line := text[:end]
	if isASCII(line) {
		return 0, false
	}
	best := 0
	for c := range legacy {
		d := decodeAs(c, line)
		known := 0
		for cell := range strings.FieldsFuncSeq(d.text, func(r rune) bool { return strings.ContainsRune(`;,|"`+"\t", r) }) {
			if !isASCII(cell) && columnNamed(headerKey(cell)) != "" {
				known++
			}
		}
		if known > best {
			choice, best, ok = c, known, true
		}
	}
	return choice, ok
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
