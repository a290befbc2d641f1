// Package mail sends plain Swedish e-mails through one SMTP server. Mail is optional: without settings nothing is sent, and
// whoever would have sent it shows the text to copy instead.
//
// What waits to be sent is kept in memory only: a mail that was not sent when the program stops is reported as Lost.
package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Errors of Send.
var (
	ErrDisabled = errors.New("no mail server is configured")
	ErrFull     = errors.New("too many mails wait to be sent")
	ErrAddress  = errors.New("not an e-mail address")
	ErrClosed   = errors.New("mail is being shut down")
)

// Message is one mail to one person.
type Message struct {
	ID      string // the caller's own, given back in the Result
	To      string // e-mail address
	Name    string // of the recipient, "" is none
	Subject string
	Text    string // UTF-8, lines of any length, ended with \n
}

// State is what became of a mail.
type State string

// States.
const (
	Sent    State = "sent"    // taken by the server
	Refused State = "refused" // by the server, for good
	Failed  State = "failed"  // every try met a fault that may pass
	Lost    State = "lost"    // the program stopped before it was sent
)

// Result tells what became of a mail.
type Result struct {
	ID    string
	State State
	Tries int
	Code  int    // the server's answer, such as 550; 0 where it gave none
	Err   string // for the log and for staff: without the recipient's address
	At    time.Time
}

// mostWaiting is how many mails may wait.
const mostWaiting = 1000

// Mailer sends mail. It is safe for concurrent use.
type Mailer struct {
	settings Settings
	password string
	tls      *tls.Config
	log      *slog.Logger
	now      func() time.Time

	queue chan job
	ended chan struct{}   // closed by Close
	alive context.Context //nolint:containedctx // ends when what is on its way is cut off
	cut   context.CancelFunc
	busy  sync.WaitGroup

	mu      sync.Mutex
	waiting int  // guarded by mu
	closed  bool // guarded by mu
}

// job is a mail with who wants to know and how often it was tried.
type job struct {
	message Message
	done    func(Result)
	tries   int
}

// New checks the settings and starts the sending in the background. Without a host the Mailer is disabled. now is nil for
// time.Now.
//
// It returns an error that wraps ErrSettings and says which setting is wrong.
func New(s Settings, log *slog.Logger, now func() time.Time) (*Mailer, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if now == nil {
		now = time.Now
	}
	m := &Mailer{settings: s.withDefaults(), log: log, now: now, queue: make(chan job, mostWaiting), ended: make(chan struct{})}
	if s.Host == "" {
		return m, nil
	}
	var err error
	if err := m.settings.check(); err != nil {
		return nil, err
	}
	if m.password, err = m.settings.password(); err != nil {
		return nil, err
	}
	if m.tls, err = m.settings.tls(); err != nil {
		return nil, err
	}
	m.alive, m.cut = context.WithCancel(context.Background())
	for range senders {
		m.busy.Go(m.run)
	}
	return m, nil
}

// senders is how many mails are on their way at a time.
const senders = 2

// Enabled tells whether mail can be sent at all.
func (m *Mailer) Enabled() bool { return m.cut != nil }

// Send puts a mail in the queue and returns at once. done is called once, from another goroutine, with what became of it.
//
// It returns ErrDisabled, ErrAddress, ErrFull or ErrClosed, and then never calls done.
func (m *Mailer) Send(message Message, done func(Result)) error {
	if !m.Enabled() {
		return ErrDisabled
	}
	if !validAddress(message.To) {
		return ErrAddress
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.closed:
		return ErrClosed
	case m.waiting >= mostWaiting:
		return ErrFull
	}
	m.waiting++
	m.queue <- job{message: message, done: done} // has room: no more than mostWaiting are in it
	return nil
}

// Close stops sending. What still waits is Lost; a mail that is on its way may end until ctx does.
func (m *Mailer) Close(ctx context.Context) error {
	if !m.Enabled() {
		return nil
	}
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return nil
	}
	m.closed = true
	close(m.ended)
	m.mu.Unlock()
	defer m.cut()
	idle := make(chan struct{})
	go func() { m.busy.Wait(); close(idle) }()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		m.cut()
		<-idle
		return fmt.Errorf("stop sending mail: %w", ctx.Err())
	}
}

// run sends what is in the queue until Close, then gives the rest up.
func (m *Mailer) run() {
	for {
		select {
		case <-m.ended:
			m.giveUp()
			return
		case j := <-m.queue:
			m.try(j)
		}
	}
}

// giveUp empties the queue.
func (m *Mailer) giveUp() {
	for {
		select {
		case j := <-m.queue:
			m.finish(j, Result{State: Lost})
		default:
			return
		}
	}
}

// finish tells what became of a mail.
func (m *Mailer) finish(j job, r Result) {
	r.ID, r.Tries, r.At = j.message.ID, j.tries, m.now().UTC()
	if r.State != Sent {
		m.log.Warn("mail not sent", slog.String("id", r.ID), slog.String("state", string(r.State)),
			slog.Int("tries", r.Tries), slog.String("error", r.Err))
	}
	j.done(r)
	m.mu.Lock()
	m.waiting--
	m.mu.Unlock()
}
