package limit_test

import (
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pionjarkollen/dashboard/limit"
)

// hand is a clock that a test moves.
type hand struct{ at time.Time }

func (h *hand) now() time.Time { return h.at }

func small() map[limit.Act]limit.Budget {
	return map[limit.Act]limit.Budget{limit.SignIn: {Each: 10 * time.Second, Burst: 3, Shared: 2}}
}

func TestABucketEmptiesAndFills(t *testing.T) {
	h := &hand{time.Unix(1e9, 0)}
	l := limit.New(small(), h.now)
	kim := limit.Person("kim")
	for i := range 3 {
		if wait := l.Take(limit.SignIn, kim); wait != 0 {
			t.Fatalf("try %d must wait %v", i, wait)
		}
	}
	if wait := l.Take(limit.SignIn, kim); wait != 10*time.Second {
		t.Errorf("the fourth waits %v", wait)
	}
	if wait := l.Take(limit.SignIn, limit.Person("åsa"), limit.Person("kim lind")); wait != 0 {
		t.Errorf("others wait %v", wait)
	}
	if wait := l.Take(limit.View, kim); wait != 0 {
		t.Errorf("what has no budget waits %v", wait)
	}
	h.at = h.at.Add(9500 * time.Millisecond)
	if wait := l.Take(limit.SignIn, kim); wait != time.Second {
		t.Errorf("half a second before, it waits %v", wait)
	}
	h.at = h.at.Add(500 * time.Millisecond)
	if wait := l.Take(limit.SignIn, kim); wait != 0 {
		t.Errorf("ten seconds later it waits %v", wait)
	}
}

// TestWhatIsRefusedCostsNobodyElse: a person who has had her share must not use up that of her colleagues' address.
func TestWhatIsRefusedCostsNobodyElse(t *testing.T) {
	h := &hand{time.Unix(1e9, 0)}
	l := limit.New(small(), h.now)
	kim, office := limit.Person("kim"), limit.Address(netip.MustParseAddr("192.0.2.1"))
	for range 100 {
		l.Take(limit.SignIn, kim, office)
	}
	for i := range 3 {
		if wait := l.Take(limit.SignIn, limit.Person("åsa"), office); wait != 0 {
			t.Errorf("her colleague's try %d waits %v", i, wait)
		}
	}
	if wait := l.Take(limit.SignIn, limit.Person("lo"), office); wait == 0 {
		t.Error("the address has had its six and may go on")
	}
}

func TestAddressesAreNetworks(t *testing.T) {
	for _, c := range []struct {
		name   string
		other  func(i int) string
		passes int // of 100, each from another address
	}{
		{"one IPv4", func(int) string { return "192.0.2.1" }, 6},
		{"the same in IPv6 clothes", func(i int) string { return [...]string{"192.0.2.1", "::ffff:192.0.2.1"}[i%2] }, 6},
		{"neighbours in IPv4", func(i int) string { return fmt.Sprintf("192.0.2.%d", i) }, 100},
		{"one /64", func(i int) string { return fmt.Sprintf("2001:db8::%x", i+1) }, 6},
		{"one /64 with zones", func(i int) string { return fmt.Sprintf("fe80::1%%eth%d", i) }, 6},
		{"one /48", func(i int) string { return fmt.Sprintf("2001:db8:0:%x::1", i) }, 48},
		{"many /48", func(i int) string { return fmt.Sprintf("2001:db8:%x::1", i) }, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := &hand{time.Unix(1e9, 0)}
			l := limit.New(small(), h.now)
			passed := 0
			for i := range 100 {
				if l.Take(limit.SignIn, limit.Address(netip.MustParseAddr(c.other(i)))) == 0 {
					passed++
				}
			}
			if passed != c.passes {
				t.Errorf("%d of 100 passed, want %d", passed, c.passes)
			}
		})
	}
	l := limit.New(small(), nil)
	if l.Take(limit.SignIn, limit.Address(netip.Addr{}), limit.Key{}) != 0 {
		t.Error("no address at all must wait at once")
	}
}

func TestManyAtOnceGetWhatThereIs(t *testing.T) {
	h := &hand{time.Unix(1e9, 0)}
	l := limit.New(small(), h.now)
	var passed atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if l.Take(limit.SignIn, limit.Person("kim")) == 0 {
				passed.Add(1)
			}
		})
	}
	all.Wait()
	if passed.Load() != 3 {
		t.Errorf("%d of 50 passed, want 3", passed.Load())
	}
}

// TestAFloodOfAddressesIsNotRemembered sends more addresses than are kept; the limiter goes on counting.
func TestAFloodOfAddressesIsNotRemembered(t *testing.T) {
	h := &hand{time.Unix(1e9, 0)}
	l := limit.New(small(), h.now)
	for i := range 100_000 {
		l.Take(limit.SignIn, limit.Address(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})))
	}
	if n := l.Remembered(); n > 25_000 {
		t.Errorf("%d buckets are kept", n)
	}
	last := limit.Address(netip.MustParseAddr("198.51.100.7"))
	for range 6 {
		l.Take(limit.SignIn, last)
	}
	if l.Take(limit.SignIn, last) == 0 {
		t.Error("after a flood nothing is counted any more")
	}
}

func TestDefaultsAreSane(t *testing.T) {
	d := limit.Defaults()
	for _, act := range []limit.Act{limit.View, limit.Change, limit.SignIn, limit.Upload, limit.DryRun} {
		b, ok := d[act]
		if !ok || b.Each <= 0 || b.Burst < 1 || b.Shared < 1 {
			t.Errorf("%s: %+v", act, b)
		}
		if full := b.Each * time.Duration(b.Burst); full > 15*time.Minute {
			t.Errorf("%s: a bucket takes %v to fill, longer than it is remembered", act, full)
		}
	}
}
