package ingest

import (
	"cmp"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// wideWords are the words by which a column says what it holds about a commitment, the longest first.
var wideWords = func() []wideWord {
	var words []wideWord
	for _, c := range Columns() {
		switch c.Name {
		case colLevel, colComment, colDecided, colReference, colLink:
			for _, name := range append(c.Synonyms, c.Name) {
				key := fold(name)
				words = append(words, wideWord{key, c.Name})
				if plain := asciiFold(key); plain != key {
					words = append(words, wideWord{plain, c.Name})
				}
			}
		}
	}
	slices.SortFunc(words, func(a, b wideWord) int { return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word)) })
	return words
}()

type wideWord struct{ word, column string }

// wideJoints are what may stand between the word and the commitment.
var wideJoints = []string{"till ", "för ", "om ", "on ", "for ", "of ", "about "}

// wideHeader reads a column's name in the wide form: a commitment ("1 Styrning" holds its level), or a word and a commitment
// ("kommentar 1 Styrning", "1 Styrning: kommentar").
func (em *editionMatcher) wideHeader(cell string) (column string, read reading[*data.Commitment]) {
	key := strings.TrimRight(strings.ReplaceAll(fold(cell), "_", " "), ":* ")
	if key == "" {
		return "", unread[*data.Commitment](CommitmentUnknown, "", em.highest())
	}
	whole := em.readCommitment(key)
	if whole.value != nil {
		return colLevel, whole
	}
	for _, w := range wideWords {
		rest, ok := withoutWord(key, w.word)
		if !ok || w.column == colLevel && strings.Trim(rest, "0123456789. ") == "" { // "nivå 1" is a level
			continue
		}
		if part := em.readCommitment(rest); part.value != nil || part.finding.Code == CommitmentDisagree || part.finding.Suggestion != "" {
			if part.finding != nil && part.finding.Suggestion != "" && w.column != colLevel {
				part.finding.Suggestion = w.column + " " + part.finding.Suggestion
			}
			return w.column, part
		}
	}
	if at := strings.LastIndexByte(key, '('); at > 0 && strings.HasSuffix(key, ")") {
		if hinted := em.readCommitment(strings.TrimSpace(key[:at])); hinted.value != nil {
			return colLevel, hinted
		}
	}
	return colLevel, whole
}

// withoutWord takes a word off the beginning or the end of a folded name.
func withoutWord(key, word string) (rest string, ok bool) {
	const between = " :-/.,()"
	if rest, ok = strings.CutPrefix(key, word); ok && rest != "" && strings.ContainsRune(between, rune(rest[0])) {
		rest = strings.Trim(rest, between)
		for _, joint := range wideJoints {
			rest = strings.TrimPrefix(rest, joint)
		}
		return rest, rest != ""
	}
	if rest, ok = strings.CutSuffix(strings.TrimRight(key, ")"), word); ok && rest != "" && strings.ContainsRune(between, rune(rest[len(rest)-1])) {
		rest = strings.Trim(rest, between)
		return rest, rest != ""
	}
	return "", false
}

// numberedHeader tells a name that is a small number, alone or after the word: there is no such commitment.
func numberedHeader(cell string) bool {
	digits, name := numbered(afterWord(fold(cell), "åtagande", "atagande", "commitment"))
	_, ok := small(digits)
	return ok && name == ""
}
