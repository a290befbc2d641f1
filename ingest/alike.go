package ingest

import (
	"slices"

	"pionjarkollen/data"
)

// Replaceable tells whether the suggestion is what the finding's own cell should hold: whoever accepts it puts it there, and the
// finding is gone.
//
// The suggestion of EditionMixed is not: it is about which of two editions the whole file means.
func (f Finding) Replaceable() bool {
	return f.Suggestion != "" && f.Line > 0 && f.Column != "" && f.ColumnIndex >= 0 && f.Code.replaceable()
}

// replaceable tells the codes whose suggestion, where there is one, is the value of the cell that the finding is about. The header is
// a row like others: the suggestion about one of its cells is a column's name.
func (c Code) replaceable() bool {
	switch c {
	case ColumnMisspelt, HiddenCharacter, DoubleEncoded, TextGarbled, MunicipalityUnknown, CodeMalformed, CodeLostZero, CommitmentUnknown,
		CommitmentDisagree, CommitmentNumberDoubtful, LevelUnknown, ActionLevelUnknown, ActionUnknown, ActionNumberDoubtful, StatusUnknown,
		DateInvalid, DateDoubtful, LinkInvalid, EditionUnknown, CrossUnknown:
		return true
	}
	return false
}

// Alike returns the findings that say the same about the same value in the same column and suggest the same, like itself among them,
// in their order. The caller owns the result.
func Alike(findings []Finding, like Finding) []Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool {
		return f.Code != like.Code || f.Column != like.Column || f.position() != like.position() || f.Value != like.Value || f.Suggestion != like.Suggestion
	})
}

// Accept puts like's suggestion in its cell and in those of all findings alike. It returns none where the suggestion is no value of
// the cell (see Replaceable). Each cell is there once.
func Accept(findings []Finding, like Finding) []data.Correction {
	var out []data.Correction
	for _, f := range Alike(findings, like) {
		if !f.Replaceable() {
			continue
		}
		c := data.Correction{Line: f.Line, Column: f.ColumnIndex, Heading: f.Column, Sent: f.Value, Value: f.Suggestion}
		if n := len(out); n == 0 || out[n-1].Line != c.Line {
			out = append(out, c)
		}
	}
	return out
}
