package ingest

import (
	"strconv"

	"pionjarkollen/data"
)

// file is the table being read.
type file struct {
	header   *header
	matcher  *matcher
	limit    int
	most     int // findings, after which reading stops
	room     int // rows, at most
	count    int
	rows     []Row
	brief    *shortRows // instead of rows; else nil
	odd      bool       // some of brief are no rows
	outcomes []*outcome // in the order of their batches
	findings []Finding
	editions editionLines
	unnamed  map[int]bool // columns without a name that have been reported
}

// read takes the table batch by batch. Batches are read side by side, and what they say is put together in their order.
func (f *file) read(t *tokeniser) error {
	p, err := newPlan(f.header.columns)
	if err != nil {
		return err
	}
	f.makeRoom(t.text[t.pos:])
	b := new(batch)
	if f.fill(b, t) {
		w := startWorkers(f.matcher, f.header, &p, f.most)
		for more := true; more; {
			w.todo <- b
			b = <-w.free
			more = f.fill(b, t) && int(w.found.Load())+len(f.findings) <= f.most
		}
		w.todo <- b
		w.wait()
	} else {
		b.readInto(newRowReader(f.matcher, f.header), &p)
	}
	for _, o := range f.outcomes {
		if o.panicked != nil {
			panic(o.panicked)
		}
		if len(f.findings) <= f.most {
			f.findings = append(f.findings, o.findings...)
		}
		o.findings = nil
		f.odd = f.odd || o.odd
		f.editions.merge(o.editions)
	}
	if f.count == 0 {
		f.report(Finding{Code: NoRows})
	}
	return nil
}

// makeRoom makes room for the rows of a text: each takes a line at least.
func (f *file) makeRoom(text string) {
	f.room = min(lineEnds(text)+1, f.limit)
	if f.brief != nil && f.room >= manyRows {
		f.brief.rows = make([]data.ShortReport, 0, f.room)
		if f.header.has(colLink) {
			f.brief.links = make([]string, 0, f.room)
		}
		return
	}
	f.brief = nil
	f.rows = make([]Row, 0, f.room)
}

// fill puts the next records that can be read into an empty batch; it returns false when there are no more.
func (f *file) fill(b *batch, t *tokeniser) (more bool) {
	if b.arena == nil {
		b.arena = make([]string, 0, min(batchRows, f.room)*len(f.header.columns))
	}
	t.arena = b.arena
	more = f.take(b, t)
	b.arena, t.arena = t.arena, nil
	b.outcome = new(outcome)
	if f.brief != nil {
		n := len(f.brief.rows)
		f.brief.rows = f.brief.rows[:n+len(b.records)]
		b.short = f.brief.rows[n:]
		if f.brief.links != nil {
			f.brief.links = f.brief.links[:n+len(b.records)]
			b.links = f.brief.links[n:]
		}
	} else {
		n := len(f.rows)
		f.rows = f.rows[:n+len(b.records)]
		b.rows = f.rows[n:]
	}
	f.outcomes = append(f.outcomes, b.outcome)
	return more
}

func (f *file) take(b *batch, t *tokeniser) (more bool) {
	for len(b.records) < batchRows {
		rec, ok := t.next()
		if !ok || len(f.findings) > f.most {
			return false
		}
		if rec.fault == "" && rec.blank() {
			t.arena = t.arena[:len(t.arena)-len(rec.cells)]
			continue
		}
		if f.count++; f.count > f.limit {
			f.report(Finding{Code: TooManyRows, Line: rec.line, Args: []string{strconv.Itoa(f.limit)}})
			return false
		}
		if rec.fault != "" {
			f.findings = append(f.findings, faulty(rec))
			continue
		}
		f.short(rec)
		if f.shape(&rec) {
			b.records, b.lines = append(b.records, rec.cells), append(b.lines, rec.line)
		}
	}
	return true
}
