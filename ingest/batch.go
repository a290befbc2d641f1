package ingest

import (
	"runtime"
	"sync"
	"sync/atomic"

	"pionjarkollen/data"
)

// batchRows is how many records are read at a time. Batches do not depend on one another.
const batchRows = 4096

// batch is some consecutive records of a file, and what was read from them.
type batch struct {
	records [][]string
	lines   []int
	arena   []string           // holds the records' cells
	rows    []Row              // one per record, to be read into
	short   []data.ShortReport // instead of rows
	links   []string           // beside short
	outcome *outcome
}

// outcome is what a batch adds to its file beside the rows.
type outcome struct {
	findings []Finding
	editions editionLines
	odd      bool // some records were no rows, or none was read
	panicked any
}

// empty makes the batch ready to be filled anew.
func (b *batch) empty() {
	b.records, b.lines, b.arena, b.rows, b.short, b.links, b.outcome = b.records[:0], b.lines[:0], b.arena[:0], nil, nil, nil, nil
}

// readInto reads the batch's rows.
func (b *batch) readInto(r *rowReader, p *plan) {
	r.begin()
	var c cells
	for i, record := range b.records {
		p.fill(&c, record)
		if b.short == nil {
			r.readRow(b.lines[i], &c, &b.rows[i])
			continue
		}
		var row Row
		r.readRow(b.lines[i], &c, &row)
		r.shortener.set(&b.short[i], &row, r.edition)
		if row.Link != "" {
			b.links[i] = row.Link
		}
		b.outcome.odd = b.outcome.odd || row.Line == 0
	}
	b.outcome.findings, b.outcome.editions = r.findings, r.editions
}

// workers read batches side by side, until those before have more than most findings. A panic in one of them is kept for the goroutine that waits.
type workers struct {
	todo, free chan *batch
	done       sync.WaitGroup
	found      atomic.Int64 // findings in the batches that have been read
}

func startWorkers(m *matcher, h *header, p *plan, most int) *workers {
	n := runtime.GOMAXPROCS(0)
	w := &workers{todo: make(chan *batch, n), free: make(chan *batch, 2*n+1)}
	for range 2 * n {
		w.free <- new(batch)
	}
	for range n {
		w.done.Go(func() {
			r := newRowReader(m, h)
			for b := range w.todo {
				func() {
					defer func() { b.outcome.panicked = recover() }()
					if w.found.Load() > int64(most) {
						b.outcome.odd = true
						return
					}
					b.readInto(r, p)
					w.found.Add(int64(len(b.outcome.findings)))
				}()
				b.empty()
				w.free <- b
			}
		})
	}
	return w
}

// wait returns when every batch has been read.
func (w *workers) wait() {
	close(w.todo)
	w.done.Wait()
}
