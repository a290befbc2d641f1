package audit

import (
	"context"
	"errors"
	"slices"

	"pionjarkollen/data"
)

// Reason tells what is wrong with a row.
type Reason string

// Reasons.
const (
	RowsMissing  Reason = "rows-missing"  // rows before this one are gone
	RowChanged   Reason = "row-changed"   // its seal is not of what it holds
	NameChanged  Reason = "name-changed"  // the actor's name is neither the one that was sealed nor erased
	ChainBroken  Reason = "chain-broken"  // it does not follow the row before it
	EndMissing   Reason = "end-missing"   // the mirror knows of a later row: the end has been cut off
	EndChanged   Reason = "end-changed"   // the row that the mirror names has another seal
	MirrorFaulty Reason = "mirror-faulty" // there is no mirror as we write it, or there was none when this row was written: nobody knows what came before
)

// Text says it to people.
func (r Reason) Text() data.Text {
	switch r {
	case RowsMissing:
		return data.Text{SV: "raderna före den saknas", EN: "the rows before it are missing"}
	case RowChanged:
		return data.Text{SV: "raden är ändrad", EN: "the row has been changed"}
	case NameChanged:
		return data.Text{SV: "namnet i raden är ändrat", EN: "the name in the row has been changed"}
	case ChainBroken:
		return data.Text{SV: "raden följer inte på raden före", EN: "the row does not follow the one before it"}
	case EndMissing:
		return data.Text{SV: "loggens slut saknas: raden finns i spegelfilen men inte i databasen", EN: "the end of the log is missing: the mirror file names this row, the database lacks it"}
	case EndChanged:
		return data.Text{SV: "raden är inte den som spegelfilen anger", EN: "the row is not the one the mirror file names"}
	case MirrorFaulty:
		return data.Text{SV: "spegelfilen saknas eller saknades: rader före kan vara borta", EN: "the mirror file is missing, or was then: rows before may be gone"}
	}
	return data.Text{}
}

// Break is one place where the log is not as it was written.
type Break struct {
	ID     int64  `json:"id"` // of the row
	Reason Reason `json:"reason"`
}

// Report is what Verify found.
type Report struct {
	Rows     int64   `json:"rows"`
	Last     int64   `json:"last"`      // number of the newest row
	OtherKey int64   `json:"other_key"` // rows sealed under another key, of which only the order can be checked
	OtherEnd int64   `json:"other_end"` // number of the newest of these
	Breaks   []Break `json:"breaks"`    // the first of them, by row
}

// Whole tells that every row is proven to be as it was written.
func (r Report) Whole() bool { return r.WholeAfter(0) }

// WholeAfter is Whole for the rows after one that somebody has looked into: what has been found up to it is known.
func (r Report) WholeAfter(id int64) bool {
	return r.OtherEnd <= id && !slices.ContainsFunc(r.Breaks, func(b Break) bool { return b.ID > id })
}

// mostBreaks is how many are listed.
const mostBreaks = 100

func (r *Report) broken(id int64, why Reason) {
	if len(r.Breaks) < mostBreaks {
		r.Breaks = append(r.Breaks, Break{id, why})
	}
}

// Verify writes what waits, then reads the whole log and checks every seal, the numbers, the order and the mirror. The log
// can be written meanwhile.
func (l *Log) Verify(ctx context.Context) (Report, error) {
	if err := errors.Join(l.Flush(ctx), l.mirror(ctx)); err != nil {
		return Report{}, err
	}
	return verify(ctx, l.db)
}

func verify(ctx context.Context, db *data.DB) (Report, error) {
	s := newSealer(db.Secret())
	var seen end
	how := mirrorWhole
	if head := HeadFile(db.Health().Path); head != "" { // before the rows: what is logged meanwhile is later than the mirror
		var err error
		if seen, how, err = readMirror(head, s); err != nil {
			return Report{}, err
		}
	}
	r := Report{Breaks: []Break{}}
	var last end
	found := ""
	err := all(ctx, db, Filter{}, func(row *Row, details string) error {
		r.check(s, last, row, details)
		last = end{row.ID, row.Seal}
		if row.ID == seen.id {
			found = row.Seal
		}
		return nil
	})
	r.Last = last.id
	switch {
	case (how == mirrorAbsent || how == mirrorBroken) && r.Rows > 0:
		r.broken(last.id, MirrorFaulty)
	case seen.id > last.id:
		r.broken(seen.id, EndMissing)
	case seen.id > 0 && found != seen.seal:
		r.broken(seen.id, EndChanged)
	}
	return r, err
}

// check holds one row against its seals and the row before it.
func (r *Report) check(s sealer, last end, row *Row, details string) {
	r.Rows++
	switch {
	case row.ID != last.id+1:
		r.broken(row.ID, RowsMissing)
	case row.Previous != last.seal:
		r.broken(row.ID, ChainBroken)
	}
	if row.KeyID != s.id {
		r.OtherKey, r.OtherEnd = r.OtherKey+1, row.ID
		return
	}
	if !same(row.Seal, s.row(row, details)) {
		r.broken(row.ID, RowChanged)
		return
	}
	if row.By.Name != data.ErasedName && !same(row.NameSeal, s.name(row)) {
		r.broken(row.ID, NameChanged)
	}
	switch { // what Open has found stays found
	case row.Action == MirrorMissing:
		r.broken(row.ID, MirrorFaulty)
	case row.Action == Truncated && row.ID == last.id+1:
		r.broken(row.ID, EndChanged)
	}
}
