// Package audit keeps the append-only log of who did what, when, from where and how it ended.
//
// Every row is sealed with HMAC-SHA256 over its own fields and the seal of the row before, under a key derived from the
// database's key file. What that protects against: whoever can write to the database only (through a fault in the
// program, in DuckDB's own shell, in a copy of the file) can neither change, insert, reorder nor remove a row without
// Verify telling, and the number and seal of the newest row are mirrored in a file beside the database, so that rows cut
// off at the end are missed too. What it does not: whoever can read the key file can write a whole new log, and whoever
// can put back an older database together with its older mirror leaves a log that is whole but ends too early. Against
// these, keep exports of the log on another machine.
package audit

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"pionjarkollen/data"
)

// Kind tells what an Actor is.
type Kind string

// Kinds of actors.
const (
	Person Kind = "person"
	Token  Kind = "token"  // a municipality's program
	Shell  Kind = "shell"  // whoever runs commands on the server
	System Kind = "system" // this program of its own accord
	Nobody Kind = "nobody" // somebody who has not signed in
)

// Outcome is how it ended.
type Outcome string

// Outcomes.
const (
	OK      Outcome = "ok"
	Refused Outcome = "refused" // not allowed, or not proven
	Failed  Outcome = "failed"  // allowed, but it did not work
)

// Outcomes lists every outcome.
var Outcomes = [...]Outcome{OK, Refused, Failed}

// Actor is who did something. The zero value is nobody.
type Actor struct {
	Kind Kind
	ID   string // of the person or token
	Name string // as it was then; never in Details, so that it can be erased
	Role string
}

// Where tells which request something came with. The zero value is the shell or the program itself.
type Where struct {
	Address string // of the client
	Request string // the request's id
}

// By is who acts, from where: what a change needs to know about its request.
type By struct {
	Actor
	Where
}

// Entry is one event. Texts are cut to what is reasonable and their control characters made visible before they are kept.
type Entry struct {
	By           By
	Action       Action
	ObjectType   string // "submission", "person", "round" …; "" is none
	ObjectID     string // an id, never a name
	Municipality string // code, "" is none
	Outcome      Outcome
	Details      map[string]string // few and small, without names and secrets
}

// Log writes the audit log. It is safe for concurrent use; there is one per database. Close it before the database.
type Log struct {
	db   *data.DB
	log  *slog.Logger
	seal sealer
	head string // path of the mirror; "" in memory

	mu      sync.Mutex
	pending pending // guarded by mu

	writing   sync.Mutex   // held while pending is written, so that flushes are in order
	mirroring sync.Mutex   // held while the mirror is written
	assigned  atomic.Int64 // highest number given to a row, committed or not
	mirrored  atomic.Int64 // number of the row in the mirror

	wake    chan struct{}
	ended   chan struct{}
	done    chan struct{}
	closing sync.Once
}

// flushEvery is how long a recorded event waits for others to be written with.
const flushEvery = 50 * time.Millisecond

// Open begins to keep the log in db: it compares the log's end with its mirror and starts writing what Record is given. A
// log that ends before its mirror does is told in the log itself, and the numbers that are missing are never used again.
func Open(ctx context.Context, db *data.DB, log *slog.Logger) (*Log, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	l := &Log{
		db: db, log: log, seal: newSealer(db.Secret()), head: HeadFile(db.Health().Path),
		pending: newPending(), wake: make(chan struct{}, 1), ended: make(chan struct{}), done: make(chan struct{}),
	}
	if err := l.begin(ctx); err != nil {
		return nil, err
	}
	go l.run() //nolint:gosec // G118: the log outlives the call that opens it
	return l, nil
}

// Close writes what is waiting and stops. A second Close does nothing.
func (l *Log) Close(ctx context.Context) error {
	var err error
	l.closing.Do(func() {
		close(l.ended)
		<-l.done
		err = errors.Join(l.flush(ctx, true), l.mirror(ctx))
	})
	return err
}

// run writes in the background until Close.
func (l *Log) run() {
	defer close(l.done)
	for {
		pause := time.NewTimer(mirrorEvery)
		if l.waiting() {
			pause.Reset(flushEvery)
		} else {
			select {
			case <-l.wake:
				pause.Reset(flushEvery)
			case <-l.ended:
			case <-pause.C:
				pause.Reset(0)
			}
		}
		select {
		case <-l.ended:
			pause.Stop()
			return
		case <-pause.C:
		}
		ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
		if err := errors.Join(l.flush(ctx, false), l.mirror(ctx)); err != nil {
			l.log.Error("audit log not written, trying again", slog.Any("error", err))
		}
		cancel()
	}
}

const (
	mirrorEvery  = time.Second      // how old the mirror may be
	writeTimeout = 10 * time.Second // of one write in the background
)
