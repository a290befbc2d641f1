package dashboard

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"syscall"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"pionjarkollen/dashboard/limit"
	"pionjarkollen/data"
)

// largeAnswer is the size in bytes from which an answer goes to disk instead of memory.
const largeAnswer = 4 << 20

// spool takes an answer while it is made: in memory as long as it is small, then in a file that nobody else can see and that is gone when it
// is closed. So the database is done with before the first byte is sent, however slow the client is.
type spool struct {
	folder   string
	encoding string // what a large answer is compressed with as it is written: "br", "gzip" or ""
	enter    func() (leave func(), err error)

	sum   hash.Hash
	small bytes.Buffer

	file  *os.File // nil while small
	to    *bufio.Writer
	into  io.WriteCloser // what the plain bytes go into
	leave func()
	size  int64 // of the file, when it is complete
	plain int64 // bytes written so far, before they are compressed
}

// newSpool prepares for an answer to the visit. At most so many large ones are there at a time, for each client and together.
func (v *visit) newSpool(contentType string) *spool {
	s := v.site
	sp := &spool{folder: s.drafts.folder, sum: sha256.New(), enter: func() (func(), error) {
		if err := s.room(); err != nil {
			return nil, err
		}
		const patience = time.Second // a question to the database may be waiting, too
		ctx, cancel := context.WithTimeout(v.ctx, patience)
		defer cancel()
		leave, err := s.heavy.exports.Take(ctx, v.who)
		if err != nil {
			return nil, fmt.Errorf("place for a large answer: %w", err)
		}
		return leave, nil
	}}
	if compressible(contentType) {
		sp.encoding = encodingFor(v.encodings)
	}
	return sp
}

// encodingFor is what an Accept-Encoding header lets us compress with; "" is nothing.
func encodingFor(accept string) string {
	for _, encoding := range [...]string{"br", "gzip"} {
		if accepts(accept, encoding) {
			return encoding
		}
	}
	return ""
}

// Write takes more of the answer. It returns limit.ErrBusy when the answer has become large and no place is free.
func (sp *spool) Write(p []byte) (int, error) {
	sp.sum.Write(p)
	sp.plain += int64(len(p))
	if sp.file == nil {
		if sp.small.Len()+len(p) <= largeAnswer {
			return sp.small.Write(p)
		}
		if err := sp.spill(); err != nil {
			return 0, err
		}
	}
	n, err := sp.into.Write(p)
	return n, noRoom(err)
}

// spill moves what there is to a file.
func (sp *spool) spill() (err error) {
	if sp.leave, err = sp.enter(); err != nil {
		return err
	}
	if sp.file, err = os.CreateTemp(sp.folder, "export-*"); err != nil {
		sp.close()
		return fmt.Errorf("make room for a large answer: %w", noRoom(err))
	}
	if err := os.Remove(sp.file.Name()); err != nil { // the open file goes on; its name would outlive a crash
		sp.close()
		return fmt.Errorf("hide a large answer: %w", err)
	}
	sp.to = bufio.NewWriterSize(sp.file, 64<<10)
	switch sp.encoding {
	case "br":
		const quick = 4 // as fast as gzip, and smaller
		sp.into = brotli.NewWriterLevel(sp.to, quick)
	case "gzip":
		sp.into = gzip.NewWriter(sp.to)
	default:
		sp.into = plainWriter{sp.to}
	}
	_, err = sp.into.Write(sp.small.Bytes())
	sp.small = bytes.Buffer{}
	return noRoom(err)
}

// plainWriter compresses nothing.
type plainWriter struct{ io.Writer }

func (plainWriter) Close() error { return nil }

// finish ends the answer. A large one is left in the spool, which the caller closes.
func (sp *spool) finish(contentType, disposition string) (*cached, error) {
	if sp.file == nil {
		return newCached(contentType, disposition, sp.small.Bytes()), nil
	}
	if err := errors.Join(sp.into.Close(), sp.to.Flush()); err != nil {
		return nil, fmt.Errorf("end a large answer: %w", noRoom(err))
	}
	info, err := sp.file.Stat()
	if err != nil {
		return nil, fmt.Errorf("measure a large answer: %w", err)
	}
	sp.size = info.Size()
	return &cached{contentType: contentType, disposition: disposition, etag: tagOf(sp.sum.Sum(nil)), large: true, spool: sp}, nil
}

// close gives everything back; also of a spool that is nil or closed.
func (sp *spool) close() {
	if sp == nil {
		return
	}
	if sp.file != nil {
		_ = sp.file.Close() // nothing of it is kept
	}
	if sp.leave != nil {
		sp.leave()
	}
	sp.leave = nil
}

// tagOf is the name of a body by its checksum.
func tagOf(sum []byte) string { return base64.RawURLEncoding.EncodeToString(sum[:12]) }

// noRoom is data.ErrStorage where the disk is full.
func noRoom(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w", data.ErrStorage, err)
	}
	return err
}

// newExports returns the places for large answers: of one address, and of all who have none, some are left for others.
func newExports() *limit.Slots {
	const all, strangers, own = 8, 6, 3
	return limit.NewSlots(all, strangers, own)
}
