package access

import (
	"math"
	"sync"
	"time"
)

// pace is how fast something may be guessed: burst tries at once, then one each interval.
type pace struct {
	burst    float64
	interval time.Duration
}

// Paces of guesses. Nobody is locked out: whoever waits may try again. Who has signed in from an address lately is not held up there by
// what others try elsewhere.
var (
	paceAccount = pace{10, 30 * time.Second} // at one account, from anywhere
	pacePair    = pace{5, 20 * time.Second}  // at one account from one address
	paceAddress = pace{50, 2 * time.Second}  // from one address, behind which a whole municipality may sit
)

const (
	maxBuckets = 50_000
	knownFor   = 30 * 24 * time.Hour // how long an address is known after a sign-in
)

// bucket holds what is left of a burst.
type bucket struct {
	left  float64
	at    time.Time
	known time.Time // of a pair: the last sign-in
	pace  pace
}

// refill brings the bucket to now.
func (b *bucket) refill(now time.Time) {
	if passed := now.Sub(b.at); passed > 0 {
		b.left = math.Min(b.pace.burst, b.left+float64(passed)/float64(b.pace.interval))
	}
	b.at = now
}

// throttle slows down guessing. It forgets everything when the program ends.
type throttle struct {
	mu      sync.Mutex
	buckets map[string]*bucket
}

func newThrottle() *throttle { return &throttle{buckets: map[string]*bucket{}} }

// guess takes one try at an account from an address. give returns it, for a try that was right.
//
// It returns a *ThrottledError when there have been too many.
func (t *throttle) guess(now time.Time, account, address string) (give func(), err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	pair := t.get(now, "pair\n"+account+"\n"+address, pacePair)
	taken := []*bucket{pair}
	if now.Sub(pair.known) > knownFor {
		taken = append(taken, t.get(now, "account\n"+account, paceAccount), t.get(now, "address\n"+address, paceAddress))
	}
	var wait time.Duration
	for _, b := range taken {
		if b.left < 1 {
			wait = max(wait, time.Duration((1-b.left)*float64(b.pace.interval)))
		}
	}
	if wait > 0 {
		return nil, &ThrottledError{RetryAfter: max(wait, time.Second)}
	}
	for _, b := range taken {
		b.left--
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		for _, b := range taken {
			b.left = math.Min(b.pace.burst, b.left+1)
		}
	}, nil
}

// know remembers that the account has been signed in to from the address.
func (t *throttle) know(now time.Time, account, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.get(now, "pair\n"+account+"\n"+address, pacePair).known = now
}

func (t *throttle) get(now time.Time, key string, p pace) *bucket {
	b, ok := t.buckets[key]
	if !ok {
		if len(t.buckets) >= maxBuckets {
			t.makeRoom(now)
		}
		b = &bucket{left: p.burst, at: now, pace: p}
		t.buckets[key] = b
	}
	b.refill(now)
	return b
}

// makeRoom forgets the buckets that are full again, and a tenth of all when that is not enough.
func (t *throttle) makeRoom(now time.Time) {
	for key, b := range t.buckets {
		if b.refill(now); b.left >= b.pace.burst && now.Sub(b.known) > knownFor {
			delete(t.buckets, key)
		}
	}
	for key := range t.buckets {
		if len(t.buckets) <= maxBuckets*9/10 {
			return
		}
		delete(t.buckets, key)
	}
}
