package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes spellings that differ only in case, blanks, dashes, quotation marks or Unicode form equal: NFC, lower case,
// runs of blanks as one space, none at the ends.
func fold(s string) string {
	if !isASCII(s) {
		s = norm.NFC.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(unify(r))
	}
	return b.String()
}

// unify lowers r and gives every dash and quotation mark one form.
func unify(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '’', '‘', '´', '`':
		return '\''
	case '”', '“', '„', '»', '«':
		return '"'
	}
	return unicode.ToLower(r)
}

// asciiFold drops the marks of a folded text: "växjö" becomes "vaxjo".
func asciiFold(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'ø':
			return 'o'
		case r == 'æ':
			return 'a'
		}
		return r
	}, norm.NFD.String(s))
}

// headerKey folds a header and leaves out what does not tell columns apart: blanks, underscores, hyphens, full stops,
// invisible characters, colons, asterisks and a hint in parentheses or brackets ("Nivå (0–3):").
func headerKey(s string) string {
	key := fold(s)
	if at := strings.IndexAny(key, "(["); at > 0 && strings.ContainsAny(lastByte(strings.TrimRight(key, ":* ")), ")]") {
		key = key[:at]
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '_', '-', '.', ':', '*':
			return -1
		}
		if isHidden(r) {
			return -1
		}
		return r
	}, key)
}

func lastByte(s string) string { return s[max(0, len(s)-1):] }

// isHidden tells characters that nobody sees and that make equal texts differ: controls, zero-width and bidi marks,
// private use, and the replacement character.
func isHidden(r rune) bool {
	if r < 0x80 {
		return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0x7f
	}
	return r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) || r == '\u115f' || r == '\u3164'
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isBlank(s string) bool {
	if s != "" && s[0] > ' ' && s[0] < utf8.RuneSelf {
		return false
	}
	return strings.TrimSpace(s) == ""
}

// isDash tells a cell that holds only dashes, in its folded form.
func isDash(folded string) bool { return folded != "" && strings.Trim(folded, "-") == "" }
