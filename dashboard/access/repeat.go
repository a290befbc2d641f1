package access

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"pionjarkollen/data"
)

// RepeatFor is how long the answer to a request with an Idempotency-Key is kept.
const RepeatFor = 24 * time.Hour

// Bounds of an Idempotency-Key and of what is kept of an answer, in bytes.
const (
	longestKey   = 200
	longestReply = 1 << 20
)

// Errors of requests with an Idempotency-Key.
var (
	ErrKey      = errors.New("the Idempotency-Key is empty, too long or has other characters than printable ASCII") // 400
	ErrReused   = errors.New("the Idempotency-Key came with another request before")                                // 422
	ErrInFlight = errors.New("a request with that Idempotency-Key is being answered")                               // 409
)

// Reply is an answer that a repeated request gets again.
type Reply struct {
	Status      int
	Location    string
	ContentType string
	Body        []byte
}

// Repeat is a request with an Idempotency-Key that is being answered for the first time.
type Repeat struct {
	keeper  *Keeper
	at      repeatKey
	request string
}

type repeatKey struct{ owner, key string }

// inFlight holds the requests that are being answered, with their hash.
type inFlight struct {
	mu  sync.Mutex
	now map[repeatKey]string
}

func newInFlight() *inFlight { return &inFlight{now: map[repeatKey]string{}} }

// BeginRepeat looks up a request by the Idempotency-Key that its session sent. request is everything that the answer depends on:
// method, path, query and body. It returns the answer of the same request before, or else a Repeat, which the caller finishes with
// Finish or Abandon whatever happens. Of many at once one begins; the others get ErrInFlight.
//
// It returns ErrKey, ErrReused or ErrInFlight.
func (k *Keeper) BeginRepeat(ctx context.Context, s Session, key string, request []byte) (*Repeat, *Reply, error) {
	if key == "" || len(key) > longestKey {
		return nil, nil, ErrKey
	}
	for _, b := range []byte(key) {
		if b < ' ' || b > '~' {
			return nil, nil, ErrKey
		}
	}
	owner := s.Person.ID
	if s.Method == ByToken {
		owner = s.ID
	}
	r := &Repeat{keeper: k, at: repeatKey{owner, key}, request: hash(string(request))}
	if err := k.repeats.begin(r); err != nil {
		return nil, nil, err
	}
	kept, found, err := one(k.ask(ctx), "find_repeat", scanReply, owner, key, k.now().Add(-RepeatFor))
	switch {
	case err != nil:
		r.Abandon()
		return nil, nil, err
	case !found:
		return r, nil, nil
	}
	r.Abandon()
	if kept.request != r.request {
		return nil, nil, ErrReused
	}
	return nil, &kept.Reply, nil
}

func (f *inFlight) begin(r *Repeat) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	request, busy := f.now[r.at]
	switch {
	case busy && request != r.request:
		return ErrReused
	case busy:
		return ErrInFlight
	}
	f.now[r.at] = r.request
	return nil
}

type keptReply struct {
	Reply
	request string
}

func scanReply(rows *sql.Rows, k *keptReply) error {
	var body string
	err := rows.Scan(&k.request, &k.Status, &k.Location, &k.ContentType, &body)
	k.Body = []byte(body)
	return err
}

// Finish keeps the answer, so that the same request gets it again. Answers of 500 and above are not kept, and neither are those
// longer than a mebibyte: such a request is answered anew.
func (r *Repeat) Finish(ctx context.Context, reply Reply) error {
	defer r.Abandon()
	if reply.Status >= 500 || len(reply.Body) > longestReply {
		return nil
	}
	k := r.keeper
	now := k.now()
	return k.write(context.WithoutCancel(ctx), "keep answer", func(tx *data.Tx) error {
		if _, err := run(tx, "sweep_repeats", now.Add(-RepeatFor)); err != nil {
			return err
		}
		_, err := run(tx, "add_repeat", r.at.owner, r.at.key, r.request, reply.Status, reply.Location, reply.ContentType, string(reply.Body), now)
		return err
	})
}

// Abandon lets the next request with the key begin. After Finish it does nothing.
func (r *Repeat) Abandon() {
	f := r.keeper.repeats
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now[r.at] == r.request {
		delete(f.now, r.at)
	}
}
