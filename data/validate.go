package data

import (
	"fmt"
	"regexp"
	"unicode/utf8"
)

var (
	refEditionPattern = regexp.MustCompile(`^\d{4}/\d{4}$`)
	refSlugPattern    = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
)

func refEditionID(row refRow) string {
	id := row.text("id")
	if !refEditionPattern.MatchString(id) {
		row.fail("id %q is not an edition such as 2025/2026", id)
	}
	return id
}

func refSlug(row refRow, column string) string {
	slug := row.text(column)
	if !refSlugPattern.MatchString(slug) {
		row.fail("%s %q is not lower-case letters a–z", column, slug)
	}
	return slug
}

func refLabel(row refRow) Text {
	label := row.both("label")
	for _, lang := range []string{"sv", "en"} {
		if n := utf8.RuneCountInString(label.In(lang)); n > refLabelLength {
			row.fail("label_%s has %d characters, at most %d have room: %q", lang, n, refLabelLength, label.In(lang))
		}
	}
	return label
}

// refCheckCommitment compares a commitment with those of its edition before it.
func refCheckCommitment(row refRow, e *Edition, m *Commitment) {
	if want := len(e.Commitments) + 1; m.Number != want {
		row.fail("number is %d, want %d: commitments stand in order and without gaps", m.Number, want)
	}
	for i := range e.Commitments {
		other := &e.Commitments[i]
		if other.Slug == m.Slug {
			row.fail("slug %q stands twice in edition %q", m.Slug, e.ID)
		}
		if other.TOCNumber == m.TOCNumber {
			row.fail("toc_number %d stands twice in edition %q", m.TOCNumber, e.ID)
		}
		for _, lang := range []string{"sv", "en"} {
			if other.Label.In(lang) == m.Label.In(lang) {
				row.fail("label_%s %q stands twice in edition %q", lang, m.Label.In(lang), e.ID)
			}
		}
	}
}

// refCheckAction compares an action with those of its commitment before it.
func refCheckAction(row refRow, m *Commitment, a *Action) {
	if want := len(m.Levels[a.Level-1].Actions) + 1; a.Ordinal != want {
		row.fail("ordinal is %d, want %d: a level's actions stand in order and without gaps", a.Ordinal, want)
	}
	if want := fmt.Sprintf("%s-%d-%d", a.Commitment, a.Level, a.Ordinal); a.ID != want {
		row.fail("id is %q, want %q", a.ID, want)
	}
	for _, level := range m.Levels {
		for i := range level.Actions {
			other := &level.Actions[i]
			if other.ID == a.ID {
				row.fail("id %q stands twice", a.ID)
			}
			for _, lang := range []string{"sv", "en"} {
				if other.Label.In(lang) == a.Label.In(lang) {
					row.fail("label_%s %q stands twice in %q", lang, a.Label.In(lang), a.Commitment)
				}
			}
		}
	}
}
