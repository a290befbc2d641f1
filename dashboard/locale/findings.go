package locale

import (
	"strconv"
	"strings"
	"unicode"

	"pionjarkollen/ingest"
)

// findingText is what one code says in one language. Message may hold {value}, {column} and the code's {0}, {1} …; the
// other two hold no placeholders.
type findingText struct {
	Title       string // a few words
	Message     string // what is wrong, or how it was read, and what to do
	Explanation string // one sentence for the README and the help page
}

// findingTexts returns both languages' texts of a code.
func findingTexts(code ingest.Code) (sv, en findingText, ok bool) {
	for _, table := range [...]map[ingest.Code][2]findingText{fileTexts, shapeTexts, rowTexts, cellTexts, valueTexts, formTexts, workbookTexts} {
		if pair, found := table[code]; found {
			return pair[0], pair[1], true
		}
	}
	return sv, en, false
}

func findingIn(l Lang, code ingest.Code) findingText {
	sv, en, ok := findingTexts(code)
	switch {
	case !ok:
		return findingText{string(code), string(code), string(code)}
	case l == English:
		return en
	default:
		return sv
	}
}

// Finding says what is wrong, or how something was read, and what to do about it. The line is not in the text; the column and the
// value are, where they matter. Invisible characters of the value are made visible, and a long one is cut.
func Finding(l Lang, f ingest.Finding) string {
	args := []string{"{value}", cut(printable(f.Value)), "{column}", cut(printable(f.Column))}
	for i, a := range f.Args {
		args = append(args, "{"+strconv.Itoa(i)+"}", printable(a))
	}
	return strings.NewReplacer(args...).Replace(findingIn(l, f.Code).Message)
}

// FindingSuggestion offers the value that would be right, or is "" where none is known. A warning's suggestion is how it
// was read; writing that in the cell answers the warning.
func FindingSuggestion(l Lang, f ingest.Finding) string {
	if f.Suggestion == "" {
		return ""
	}
	value := cut(printable(f.Suggestion))
	switch {
	case f.Severity == ingest.Warning && l == English:
		return "To leave no doubt, write “" + value + "”."
	case f.Severity == ingest.Warning:
		return "Skriv ”" + value + "” för att slippa frågan."
	case l == English:
		return "Did you mean “" + value + "”?"
	default:
		return "Menade du ”" + value + "”?"
	}
}

// FindingTitle names a code in a few words.
func FindingTitle(l Lang, code ingest.Code) string { return findingIn(l, code).Title }

// FindingExplanation explains a code in a sentence, without a file at hand.
func FindingExplanation(l Lang, code ingest.Code) string { return findingIn(l, code).Explanation }

// cut keeps the first 120 characters.
func cut(s string) string {
	n := 0
	for i := range s {
		if n++; n > 120 {
			return s[:i] + "…"
		}
	}
	return s
}

// printable shows a value on one line, invisible characters by their number.
func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u00a0':
			b.WriteByte(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp):
			b.WriteString("[U+" + strings.ToUpper(strconv.FormatInt(int64(r), 16)) + "]")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
