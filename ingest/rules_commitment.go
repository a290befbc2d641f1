package ingest

import (
	"strconv"

	"pionjarkollen/data"
)

// readCommitment reads a needed cell that names a commitment of the row's edition.
func (r *rowReader) readCommitment(cell string, e *editionMatcher) *data.Commitment {
	if isBlank(cell) {
		r.report(colCommitment, cell, Finding{Code: CellEmpty})
		return nil
	}
	if !r.visible(colCommitment, cell) {
		return nil
	}
	return take(r, colCommitment, cell, r.commitments.get(commitmentKey{e.edition.ID, cell}, func(commitmentKey) reading[*data.Commitment] {
		return e.readCommitment(cell)
	}))
}

// readCommitment reads a number, a name, or both. The body's numbering counts. Where the table of contents gives the
// number to another commitment (Klimatkontrakt 2030, version 2025/2026: 3, 4 and 5), the number alone is doubtful; a
// number and a name that disagree are never read.
func (em *editionMatcher) readCommitment(cell string) reading[*data.Commitment] {
	key := fold(cell)
	if c, ok := em.commitmentNamed(key); ok {
		return reading[*data.Commitment]{value: c}
	}
	digits, name := numbered(afterWord(afterWord(key, "åtagande", "atagande", "commitment"), "nr", "nummer", "no", "number", "#"))
	if digits == "" {
		return unread[*data.Commitment](CommitmentUnknown, nearest(name, em.commitmentNames), em.highest())
	}
	n, ok := small(digits)
	byNumber := em.edition.Number(n)
	if !ok || byNumber == nil {
		suggestion := ""
		if c, named := em.commitmentNamed(name); named {
			suggestion = commitmentCell(c)
		}
		return unread[*data.Commitment](CommitmentUnknown, suggestion, em.highest())
	}
	if name == "" {
		return em.bareNumber(n, byNumber)
	}
	byName, ok := em.commitmentNamed(name)
	switch {
	case !ok:
		return unread[*data.Commitment](CommitmentUnknown, nearest(name, em.commitmentNames), em.highest())
	case byName == byNumber:
		return reading[*data.Commitment]{value: byNumber}
	}
	suggestion := ""
	if byName.TOCNumber == n {
		suggestion = commitmentCell(byName)
	}
	return unread[*data.Commitment](CommitmentDisagree, suggestion,
		strconv.Itoa(n), byNumber.Label.SV, byNumber.Label.EN, strconv.Itoa(byName.Number), byName.Label.SV, byName.Label.EN)
}

func (em *editionMatcher) bareNumber(n int, body *data.Commitment) reading[*data.Commitment] {
	contents := em.contents[n]
	if contents == nil || contents == body {
		return reading[*data.Commitment]{value: body}
	}
	return doubt(body, CommitmentNumberDoubtful, commitmentCell(body),
		strconv.Itoa(n), body.Label.SV, body.Label.EN, contents.Label.SV, contents.Label.EN)
}

// commitmentNamed looks a folded name up; a slug may be written with its å, ä and ö.
func (em *editionMatcher) commitmentNamed(key string) (*data.Commitment, bool) {
	if c, ok := em.commitments.get(key); ok {
		return c, true
	}
	c := em.edition.Commitment(asciiFold(key))
	return c, c != nil
}

func (em *editionMatcher) highest() string { return strconv.Itoa(len(em.edition.Commitments)) }
