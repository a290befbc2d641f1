package access

import (
	"crypto/sha256"
	"sync"
	"time"
)

// Bounds of what has been begun and not finished.
const (
	maxPending        = 20_000
	maxPendingAddress = 200 // of one address, behind which a whole municipality may sit
	ceremonyFor       = 5 * time.Minute
	enrolmentFor      = 15 * time.Minute
	maxCodes          = 5 // tries at a code before signing in begins anew
)

// step is something that was begun in one request and is to be finished in another: a challenge, half a sign-in, a visit to a
// provider. Each is good once, for a short time, in the browser where it was begun.
type step struct {
	kind    string
	browser [sha256.Size]byte
	address string
	until   time.Time
	tries   int
	what    any
}

// pending holds the steps. When it is full the oldest goes, first of the address that has most to say.
type pending struct {
	mu        sync.Mutex
	steps     map[string]*step
	queue     []string // ids, oldest first; those done with are among them
	byAddress map[string]int
}

func newPending() *pending {
	return &pending{steps: map[string]*step{}, byAddress: map[string]int{}}
}

// add remembers what was begun and returns the id to finish it with.
func (p *pending) add(now time.Time, c Client, kind string, life time.Duration, what any) (string, error) {
	if c.Browser == "" {
		return "", ErrCeremony
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sweep(now)
	if p.byAddress[c.Address] >= maxPendingAddress {
		p.dropOldest(c.Address)
	}
	if len(p.steps) >= maxPending {
		p.dropOldest("")
	}
	id := newSecret()
	p.steps[id] = &step{kind: kind, browser: sha256.Sum256([]byte(c.Browser)), address: c.Address, until: now.Add(life), what: what}
	p.byAddress[c.Address]++
	p.queue = append(p.queue, id)
	return id, nil
}

// take returns what was begun, and forgets it, whether or not finishing succeeds.
func take[T any](p *pending, now time.Time, c Client, kind, id string) (T, error) {
	return try[T](p, now, c, kind, id, 1)
}

// try is take for what may be tried several times: it forgets at the last try.
func try[T any](p *pending, now time.Time, c Client, kind, id string, tries int) (T, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var none T
	s, ok := p.steps[id]
	if !ok || s.kind != kind || s.browser != sha256.Sum256([]byte(c.Browser)) {
		return none, ErrCeremony
	}
	if s.tries++; s.tries >= tries {
		p.drop(id)
	}
	what, ok := s.what.(T)
	if !ok || !now.Before(s.until) {
		p.drop(id)
		return none, ErrCeremony
	}
	return what, nil
}

// done forgets a step.
func (p *pending) done(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(id)
}

func (p *pending) drop(id string) {
	s, ok := p.steps[id]
	if !ok {
		return
	}
	delete(p.steps, id)
	if p.byAddress[s.address]--; p.byAddress[s.address] <= 0 {
		delete(p.byAddress, s.address)
	}
}

// dropOldest forgets the oldest step of an address, "" for any.
func (p *pending) dropOldest(address string) {
	for _, id := range p.queue {
		if s, ok := p.steps[id]; ok && (address == "" || s.address == address) {
			p.drop(id)
			return
		}
	}
}

// sweep forgets what has run out, and the ids of what is done with once they are most of the queue.
func (p *pending) sweep(now time.Time) {
	for len(p.queue) > 0 {
		s, ok := p.steps[p.queue[0]]
		if ok && now.Before(s.until) {
			break
		}
		p.drop(p.queue[0])
		p.queue = p.queue[1:]
	}
	if len(p.queue) <= 2*len(p.steps)+64 {
		return
	}
	kept := make([]string, 0, len(p.steps))
	for _, id := range p.queue {
		if s, ok := p.steps[id]; ok && now.Before(s.until) {
			kept = append(kept, id)
		} else {
			p.drop(id)
		}
	}
	p.queue = kept
}
