package dashboard

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime/debug"
	"sync"

	"pionjarkollen/dashboard/limit"
)

// largeUpload is the size in bytes from which a file, or the answer to it, is handled alone.
const largeUpload = 1 << 20

// heavy is work on large files. Five megabytes of text become some thirty of rows, findings and answer, so one is examined at a time, one
// at a time is answered over the API, and few are received; meanwhile the collector keeps up instead of letting the heap double.
type heavy struct {
	examining, answering chan struct{}
	receiving            *limit.Slots

	exporting chan struct{} // a token per file that is being made
	exports   *limit.Slots  // large answers on disk, made or being sent

	mu     sync.Mutex
	going  int // guarded by mu
	normal int // the collector's usual percentage; guarded by mu
}

// keepUp is how much the heap may grow, in percent, before the collector runs while a large file is handled.
const keepUp = 25

func newHeavy() *heavy {
	return &heavy{examining: make(chan struct{}, 1), answering: make(chan struct{}, 1), receiving: limit.NewSlots(3, 1, 2),
		exporting: make(chan struct{}, exportsAtATime), exports: newExports()}
}

// alone waits for the only place for work on a file of so many bytes; done gives it back. Small files do not wait.
func (h *heavy) alone(place chan struct{}, size int) (done func()) {
	if size < largeUpload {
		return func() {}
	}
	place <- struct{}{}
	h.count(1)
	return func() {
		h.count(-1)
		<-place
	}
}

func (h *heavy) count(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	before := h.going
	h.going += n
	switch {
	case before == 0:
		h.normal = debug.SetGCPercent(keepUp)
	case h.going == 0:
		debug.SetGCPercent(h.normal)
	}
}

// receive waits for a place for a file of so many bytes to come in, until ctx ends; less than 0 is not known.
func (h *heavy) receive(ctx context.Context, who limit.Key, size int64) (done func(), err error) {
	if size >= 0 && size < largeUpload {
		return func() {}, nil
	}
	release, err := h.receiving.Take(ctx, who)
	if err != nil {
		return nil, err
	}
	h.count(1)
	return func() {
		h.count(-1)
		release()
	}, nil
}

// heldAnswer is an answer whose place among the uploads is given back when it is written: as large as a file, it would else wait in
// memory, with any number of others, for a client that does not read.
type heldAnswer struct {
	*bytes.Reader
	back func()
}

// Close is called by the server when the answer is written, or cannot be.
func (h *heldAnswer) Close() error {
	h.Reader = bytes.NewReader(nil)
	h.back()
	return nil
}

// gather reads all there is, in pieces: a buffer that grows leaves several times its size behind.
func gather(from io.Reader) ([]byte, error) {
	const piece = 256 << 10
	var pieces [][]byte
	for {
		b, n := make([]byte, piece), 0
		for n < piece {
			read, err := from.Read(b[n:])
			n += read
			if errors.Is(err, io.EOF) {
				return bytes.Join(append(pieces, b[:n]), nil), nil
			}
			if err != nil {
				return nil, err
			}
		}
		pieces = append(pieces, b)
	}
}
