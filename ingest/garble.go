package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// doubles are the encodings that UTF-8 is most often taken for.
var doubles = [...]*charmap.Charmap{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850, charmap.CodePage437}

// undouble gives back a text whose UTF-8 was taken for another encoding and encoded again: "Malmö" for "MalmÃ¶" or "Malm√∂".
// ok is false for any other text.
func undouble(s string) (text string, ok bool) {
	if isASCII(s) || len(s) > maxComment*4 {
		return "", false
	}
	for _, c := range doubles {
		if text, ok := undoubleAs(c, s); ok {
			return text, true
		}
	}
	return "", false
}

func undoubleAs(c *charmap.Charmap, s string) (string, bool) {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := c.EncodeRune(r)
		if !ok {
			return "", false
		}
		out = append(out, b)
	}
	if !utf8.Valid(out) {
		return "", false
	}
	text := strings.TrimLeft(string(out), "\ufeff")
	for _, r := range text {
		if r >= utf8.RuneSelf && !unicode.Is(unicode.Latin, r) && !strings.ContainsRune("–—”“’‘…•€½²°§´·\u00a0", r) {
			return "", false
		}
	}
	return text, true
}

// garbledSigns are what å ä ö Å Ä Ö é and quotation marks become when their UTF-8 is taken for Windows-1252, Mac Roman or CP850.
var garbledSigns = [...]string{
	"\ufffd", "Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "Ã©", "â€",
	"√•", "√§", "√∂", "√Ö", "√Ñ", "√ñ", "√©", "├Ñ", "├ñ", "├Â", "├à", "├ä", "├û", "├╢",
}

// garbled tells text that lost its letters on the way: replacement characters, or UTF-8 that was taken for something else.
func garbled(s string) bool {
	if !mayBeGarbled(s) {
		return false
	}
	for _, sign := range garbledSigns {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}

// mayBeGarbled tells text with a character that one of garbledSigns begins with.
func mayBeGarbled(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < utf8.RuneSelf:
		case b == 0xc3: // Ã and â
			if i+1 < len(s) && (s[i+1] == 0x83 || s[i+1] == 0xa2) {
				return true
			}
		case b == 0xe2, b == 0xef: // √, ├ and U+FFFD
			return true
		}
	}
	return false
}
