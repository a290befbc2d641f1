package ingest

import "pionjarkollen/data"

// answer is the cells of a row that say what it is about and what stands there, all but the municipality.
type answer struct{ version, commitment, level, action, status string }

// answered is how an answer was read, without any finding.
type answered struct {
	answer     answer
	edition    *editionMatcher
	commitment *data.Commitment
	level      *int
	action     int
	status     data.Status
	known      bool
}

// recall remembers how answers were read: a file holds few different ones, and to look one up whole is many times faster than its cells
// one by one. What was read with a finding is not remembered.
//
// It is a table of pairs of places, which grows as it fills: an answer has one pair, and the newer of two others moves over for it.
type recall struct {
	places []answered
	bits   int // of a hash that tell the pair
	kept   int // answers, since it grew
}

// The fewest and the most bits that tell the pair.
const (
	recallFewest = 5
	recallMost   = 11
)

// find returns how an answer was read, or nil.
func (m *recall) find(a *answer, hash uint64) *answered {
	if m.places == nil {
		return nil
	}
	at := hash >> (64 - m.bits) * 2
	for i := range uint64(2) {
		if p := &m.places[at+i]; p.known && p.answer == *a {
			return p
		}
	}
	return nil
}

// keep remembers how an answer was read.
func (m *recall) keep(read answered, hash uint64) *answered {
	switch {
	case m.places == nil:
		m.bits = recallFewest
		m.places = make([]answered, 2<<m.bits)
	case m.kept > 1<<(m.bits-1) && m.bits < recallMost:
		m.bits, m.kept = m.bits+2, 0
		m.places = make([]answered, 2<<m.bits)
	}
	m.kept++
	read.known = true
	at := hash >> (64 - m.bits) * 2
	m.places[at+1] = m.places[at]
	m.places[at] = read
	return &m.places[at]
}

// hash is a number that different answers mostly differ in.
func (a *answer) hash() uint64 {
	return mix(mix(mix(mix(mix(0, a.version), a.commitment), a.level), a.action), a.status)
}

// mix adds a text's length and last letters to a hash.
func mix(h uint64, s string) uint64 {
	n := len(s)
	h ^= uint64(n)
	if n >= 8 {
		s = s[n-8:]
		h ^= uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	} else {
		for i := range n {
			h ^= uint64(s[i]) << (8 * i)
		}
	}
	return (h ^ h>>29) * 0x9e3779b97f4a7c15
}

// readAnswer reads what a row is about and what stands there into the row.
func (r *rowReader) readAnswer(c *cells, row *Row) {
	a := answer{c.Version, c.Commitment, c.Level, c.Action, c.Status}
	hash := a.hash()
	slot := r.recall.find(&a, hash)
	if slot == nil {
		found := len(r.findings)
		read := r.readCells(c, row)
		if len(r.findings) > found {
			return
		}
		read.answer = a
		slot = r.recall.keep(read, hash)
	}
	r.edition = slot.edition
	r.editions.add(slot.edition.edition.ID, r.line)
	if slot.commitment != nil {
		row.Commitment, row.Number = slot.commitment.Slug, slot.commitment.Number
	}
	row.Level, row.Action, row.Status = slot.level, slot.action, slot.status
}

// readCells is readAnswer cell by cell.
func (r *rowReader) readCells(c *cells, row *Row) (read answered) {
	read.edition = r.readVersion(c.Version)
	r.edition = read.edition
	read.commitment = r.readCommitment(c.Commitment, read.edition)
	if read.commitment != nil {
		row.Commitment, row.Number = read.commitment.Slug, read.commitment.Number
	}
	row.Level = r.readLevel(c.Level, read.edition)
	if r.header.kind == data.Actions {
		r.readAction(c.Action, read.edition, row)
		row.Status = r.readStatus(c.Status)
	}
	read.level, read.action, read.status = row.Level, row.Action, row.Status
	return read
}
