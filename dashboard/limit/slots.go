package limit

import (
	"context"
	"errors"
	"sync"
)

// ErrBusy means that there was no slot in time.
var ErrBusy = errors.New("no slot is free")

// Slots bounds how many things are done at a time, and shares them out: nobody has more than Own of them, and all who are not signed
// in have Strangers between them, so that neither can keep the others out. It is safe for concurrent use.
type Slots struct {
	all       chan struct{}
	strangers chan struct{}
	own       int

	mu    sync.Mutex
	taken map[Key]int // guarded by mu; only those above 0
}

// NewSlots returns all slots, free. Of n, strangers have at most so many together, and each Key has at most own.
func NewSlots(n, strangers, own int) *Slots {
	return &Slots{all: make(chan struct{}, n), strangers: make(chan struct{}, strangers), own: own, taken: map[Key]int{}}
}

// Take waits for a slot for who until ctx ends, in the order of asking; who has its own share in use already does not wait. The zero
// Key is a stranger. It returns ErrBusy when it got none; else release gives the slot back.
func (s *Slots) Take(ctx context.Context, who Key) (release func(), err error) {
	back, ok := s.share(ctx, who)
	if !ok {
		return nil, ErrBusy
	}
	select {
	case s.all <- struct{}{}:
		return sync.OnceFunc(func() { <-s.all; back() }), nil
	case <-ctx.Done():
		back()
		return nil, ErrBusy
	}
}

// share takes one of who's own share, if there is one.
func (s *Slots) share(ctx context.Context, who Key) (back func(), ok bool) {
	if who == (Key{}) {
		select {
		case s.strangers <- struct{}{}:
			return func() { <-s.strangers }, true
		case <-ctx.Done():
			return nil, false
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taken[who] >= s.own {
		return nil, false
	}
	s.taken[who]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.taken[who]--; s.taken[who] == 0 {
			delete(s.taken, who)
		}
	}, true
}

// Taken is how many slots are in use.
func (s *Slots) Taken() int { return len(s.all) }
