package ingest

import (
	"math/bits"
	"unicode/utf8"
)

// candidate is a valid value under one of its folded spellings.
type candidate struct {
	ascii string // folded, without marks
	value string // to put in the cell
	kinds uint64 // which characters ascii has
}

func newCandidate(spelling, value string) candidate {
	ascii := asciiFold(fold(spelling))
	return candidate{ascii, value, kindsOf(ascii)}
}

// kindsOf is a set of the characters in s. Two texts differ in at least as many places as one has characters that the
// other lacks.
func kindsOf(s string) uint64 {
	var set uint64
	for i := range len(s) {
		set |= 1 << (s[i] % 64)
	}
	return set
}

// nearest returns the value that a folded word most likely was meant to be: the one that differs only in marks ("goteborg"), else the
// one the fewest typing slips away. It returns "" when none is near or two are equally near.
func nearest(word string, candidates []candidate) string {
	if utf8.RuneCountInString(word) > 60 {
		return ""
	}
	plain := asciiFold(word)
	best, found, tie := 1+slips(plain), "", false
	var rows distance
	kinds := kindsOf(plain)
	for _, c := range candidates {
		d := 0
		if c.ascii != plain {
			if abs(len(c.ascii)-len(plain)) > best || bits.OnesCount64(c.kinds&^kinds) > best || bits.OnesCount64(kinds&^c.kinds) > best {
				continue
			}
			d = rows.between(plain, c.ascii, best)
		}
		switch {
		case d < best:
			best, found, tie = d, c.value, false
		case d == best && found != "" && c.value != found:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return found
}

// slips is how many typing slips a word of this length may hold and still be told.
func slips(word string) int {
	switch n := len(word); {
	case n < 3:
		return 0
	case n < 6:
		return 1
	case n < 11:
		return 2
	default:
		return 3
	}
}

// distance holds the rows of the Damerau–Levenshtein table between calls.
type distance struct{ before, last, next []int }

// between counts the insertions, deletions, replacements and swaps of neighbours from a to b, or any number above limit.
func (d *distance) between(a, b string, limit int) int {
	if len(d.last) <= len(b) {
		d.before, d.last, d.next = make([]int, len(b)+16), make([]int, len(b)+16), make([]int, len(b)+16)
	}
	for j := range len(b) + 1 {
		d.last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		d.next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			n := min(d.last[j]+1, d.next[j-1]+1, d.last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, d.before[j-2]+1)
			}
			d.next[j] = n
			least = min(least, n)
		}
		if least > limit {
			return limit + 1
		}
		d.before, d.last, d.next = d.last, d.next, d.before
	}
	return d.last[len(b)]
}

func abs(n int) int { return max(n, -n) }
