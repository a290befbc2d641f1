// Package limit bounds how often somebody may do something: an address, a person, an API token. Each has a bucket per act that
// fills at a steady rate up to a burst (golang.org/x/time/rate). What it remembers is bounded: the buckets that were used least
// go first, and one that has not been used for a while is full again anyway.
package limit

import (
	"net/netip"
	"slices"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/time/rate"
)

// Act is something that is counted.
type Act string

// The acts. Each request is a View or a Change; some are one of the others besides.
const (
	View   Act = "view"   // a page, file or answer of the API
	Change Act = "change" // any other method
	SignIn Act = "signin" // a try to prove who one is
	Upload Act = "upload" // a file sent by somebody who is signed in
	DryRun Act = "dryrun" // a file sent by nobody in particular, to be read and forgotten
)

// Key is who is counted. The zero Key is nobody.
type Key struct {
	kind kind
	name string
	at   netip.Prefix
}

// kind tells budgets apart: an address can be that of a whole municipality.
type kind uint8

const (
	nobody kind = iota
	address
	network // many addresses that one site may have
	person
)

// Address is everybody at an IPv4 address, or in an IPv6 /64: that is what one home or office has.
func Address(a netip.Addr) Key { return Key{kind: address, at: prefix(a, 64)} }

// Person is somebody by a name that is hers alone, such as her number or the account that a sign-in is tried for; a program is one
// by its token's number.
func Person(name string) Key { return Key{kind: person, name: name} }

// prefix is the network that an address counts as. An invalid address is the network of all such.
func prefix(a netip.Addr, bits int) netip.Prefix {
	a = a.Unmap().WithZone("")
	if a.Is4() {
		bits = 32
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

// Bounds of what is remembered.
const (
	remembered = 20_000
	forgotten  = 15 * time.Minute // every bucket is full again by then
)

// bucket names one of the buckets.
type bucket struct {
	act Act
	who Key
}

// Limiter counts. It is safe for concurrent use.
type Limiter struct {
	now     func() time.Time
	budgets map[Act]Budget
	buckets *otter.Cache[bucket, *rate.Limiter]
}

// New returns a Limiter whose buckets are full. now is nil for the machine's clock.
func New(budgets map[Act]Budget, now func() time.Time) *Limiter {
	if now == nil {
		now = time.Now
	}
	return &Limiter{now: now, budgets: budgets, buckets: otter.Must(&otter.Options[bucket, *rate.Limiter]{
		MaximumSize:      remembered,
		ExpiryCalculator: otter.ExpiryAccessing[bucket, *rate.Limiter](forgotten),
	})}
}

// Take counts one act for everybody in who, or for none of them where one has had its share. Then wait is how long until it may
// try again, at least a second; else wait is 0.
func (l *Limiter) Take(act Act, who ...Key) (wait time.Duration) {
	now := l.now()
	var taken []*rate.Reservation
	for _, k := range widened(who) {
		r := l.bucket(act, k)
		if r == nil {
			continue
		}
		t := r.ReserveN(now, 1)
		taken = append(taken, t)
		if d := t.DelayFrom(now); d > 0 {
			wait = max(wait, d, time.Second)
		}
	}
	if wait > 0 {
		for _, t := range taken {
			t.CancelAt(now)
		}
	}
	return wait
}

// widened adds to IPv6 addresses the /48 around them, which one site may fill with 65,536 of the /64 that are counted.
func widened(who []Key) []Key {
	all := who
	for _, k := range who {
		if k.kind == address && k.at.Addr().Is6() {
			all = append(slices.Clip(all), Key{kind: network, at: prefix(k.at.Addr(), 48)})
		}
	}
	return all
}

// bucket returns who's bucket for act, nil where nothing is counted.
func (l *Limiter) bucket(act Act, who Key) *rate.Limiter {
	b, ok := l.budgets[act]
	if !ok || who.kind == nobody {
		return nil
	}
	times := b.times(who.kind)
	if times == 0 {
		return nil
	}
	r, _ := l.buckets.ComputeIfAbsent(bucket{act, who}, func() (*rate.Limiter, bool) {
		return rate.NewLimiter(rate.Every(b.Each/time.Duration(times)), b.Burst*times), false
	})
	return r
}

// Remembered is how many buckets there are, about.
func (l *Limiter) Remembered() int { return l.buckets.EstimatedSize() }
