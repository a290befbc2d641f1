package audit

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"pionjarkollen/data"
)

// ErrFull is returned by Record when more events wait to be written than there is room for, as when the disk has been full
// for a while. What must not happen unrecorded must not happen then.
var ErrFull = errors.New("too many audit events wait to be written")

// Bounds of what waits, and of a flood of failures.
const (
	mostWaiting  = 10_000
	mostDistinct = 200 // failures of one minute that are kept one by one
	window       = time.Minute
)

// sameness is what makes two failures alike.
type sameness struct {
	kind               Kind
	id, name           string
	action             Action
	objectType, object string
	municipality       string
	address            string
	outcome            Outcome
}

// repeated counts failures like one that was recorded already.
type repeated struct {
	entry Entry // the newest of them
	at    time.Time
	times int64
}

// pending is what waits to be written.
type pending struct {
	rows     []Row
	alike    map[sameness]*repeated
	began    time.Time // of the minute that alike counts
	distinct int       // kinds of failures in it
}

func newPending() pending { return pending{alike: make(map[sameness]*repeated)} }

// Record logs an event that comes with no change of its own, such as a failed sign-in. It returns at once; the event is
// written within about 50 ms together with others.
//
// Failures that are alike (all but time, request and details) are written once and then counted: at the end of the minute
// one more row tells how often they came. Beyond 200 different ones a minute, those of one action are counted together.
// Events with outcome ok are all written. It returns ErrFull when nothing more can wait.
func (l *Log) Record(_ context.Context, e Entry) error {
	e, err := e.clean()
	if err != nil {
		return err
	}
	now := l.db.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.pending.rows) >= mostWaiting {
		return ErrFull
	}
	l.pending.add(now, e)
	select {
	case l.wake <- struct{}{}:
	default:
	}
	return nil
}

func (p *pending) add(now time.Time, e Entry) {
	p.expire(now, false)
	if e.Outcome == OK {
		p.put(now, e, 1)
		return
	}
	key := sameness{
		e.By.Kind, e.By.ID, e.By.Name, e.Action, e.ObjectType, e.ObjectID, e.Municipality, e.By.Address, e.Outcome,
	}
	known, ok := p.alike[key]
	if !ok && p.distinct >= mostDistinct {
		key = sameness{action: e.Action, outcome: e.Outcome}
		e = Entry{By: By{Actor: Actor{Kind: System}}, Action: Flooded, Outcome: e.Outcome, Details: map[string]string{"action": string(e.Action)}}
		if known, ok = p.alike[key]; !ok { // counted from the first: its own row would say nothing more
			p.alike[key] = &repeated{entry: e, at: now, times: 1}
			return
		}
	}
	if ok {
		known.entry, known.at = e, now
		known.times++
		return
	}
	p.distinct++
	p.alike[key] = &repeated{}
	p.put(now, e, 1)
}

func (p *pending) put(at time.Time, e Entry, times int64) {
	p.rows = append(p.rows, Row{At: at, Entry: e, Times: times})
}

// expire ends the minute, or every minute if all is true, and puts what it has counted among the rows.
func (p *pending) expire(now time.Time, all bool) {
	if !all && now.Sub(p.began) < window && !now.Before(p.began) {
		return
	}
	for _, r := range p.alike {
		if r.times == 0 {
			continue
		}
		r.entry.Details["repeated"] = strconv.FormatInt(r.times, 10)
		p.put(now, r.entry, r.times)
	}
	clear(p.alike)
	p.began, p.distinct = now, 0
}

// waiting tells whether there is something to write now.
func (l *Log) waiting() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.pending.rows) > 0
}

// Flush writes what waits, but for what is still being counted, and returns when it is written.
func (l *Log) Flush(ctx context.Context) error { return l.flush(ctx, false) }

func (l *Log) flush(ctx context.Context, all bool) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.mu.Lock()
	l.pending.expire(l.db.Now(), all)
	rows := l.pending.rows
	l.pending.rows = nil
	l.mu.Unlock()
	if len(rows) == 0 {
		return nil
	}
	err := l.db.WritePrivate(ctx, func(tx *data.Tx) error { return l.append(tx, rows) })
	if err != nil {
		l.mu.Lock()
		l.pending.rows = append(rows, l.pending.rows...)
		l.mu.Unlock()
		return fmt.Errorf("write %d audit events: %w", len(rows), err)
	}
	return nil
}
