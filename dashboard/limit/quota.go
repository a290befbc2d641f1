package limit

import (
	"sync"
	"time"
)

// Amount is what a Quota counts: files, and the bytes in them.
type Amount struct {
	Files int
	Bytes int64
}

// Quota is how much everybody may send in a day. It is kept in memory: a restart begins a new day. It is safe for concurrent use.
type Quota struct {
	most Amount
	now  func() time.Time
	zone *time.Location // whose days they are

	mu   sync.Mutex
	day  string            // guarded by mu
	sent map[string]Amount // on that day, by name; guarded by mu
}

// NewQuota returns an unused quota for days in zone. Zero in most is no limit.
func NewQuota(most Amount, zone *time.Location, now func() time.Time) *Quota {
	return &Quota{most: most, now: now, zone: zone, sent: map[string]Amount{}}
}

// Take counts what name sends, or tells how long it is until the next day when that would be too much.
func (q *Quota) Take(name string, a Amount) (wait time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now().In(q.zone)
	if day := now.Format(time.DateOnly); day != q.day {
		q.day = day
		clear(q.sent)
	}
	sum := Amount{q.sent[name].Files + a.Files, q.sent[name].Bytes + a.Bytes}
	if q.most.Files > 0 && sum.Files > q.most.Files || q.most.Bytes > 0 && sum.Bytes > q.most.Bytes {
		y, m, d := now.Date()
		return time.Date(y, m, d+1, 0, 0, 0, 0, q.zone).Sub(now)
	}
	q.sent[name] = sum
	return 0
}
