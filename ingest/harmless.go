package ingest

import "strings"

// A cell that begins with one of these is a formula to a spreadsheet.
const formulaSigns = "=+-@\t\r"

// harmless puts an apostrophe before a text that a spreadsheet would take for a formula, so that exposed gives the same text back.
//
// A text such as '-' (a dash between apostrophes) must be read to the letter when a person writes it. So where another
// apostrophe follows, it takes two to hide the sign.
func harmless(s string) string {
	n, formula, followed := apostrophes(s)
	switch {
	case !formula || followed && n == 1:
		return s
	case followed && n == 0:
		return "''" + s
	default:
		return "'" + s
	}
}

// exposed takes off what harmless put on.
func exposed(s string) string {
	n, formula, followed := apostrophes(s)
	switch {
	case !formula || n == 0 || followed && n == 1:
		return s
	case followed && n == 2:
		return s[2:]
	default:
		return s[1:]
	}
}

// apostrophes counts those at the beginning and tells whether a formula sign follows them, and another apostrophe later.
func apostrophes(s string) (n int, formula, followed bool) {
	for n < len(s) && s[n] == '\'' {
		n++
	}
	if n == len(s) || !strings.Contains(formulaSigns, s[n:n+1]) {
		return n, false, false
	}
	return n, true, strings.Contains(s[n:], "'")
}
