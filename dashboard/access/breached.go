package access

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // G505: the list's own form, not our storage
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// breachedFile is a list of breached passwords in the form that Have I Been Pwned gives it "ordered by hash": a line is the
// password's SHA-1 in hex, a colon and a count. It is searched on disk, about thirty reads a question, and never loaded.
type breachedFile struct {
	file *os.File
	size int64
}

// longestBreachedLine is 40 digits, a colon, a count and a line end, in bytes.
const longestBreachedLine = 64

func openBreached(path string) (*breachedFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	b := &breachedFile{file: file, size: info.Size()}
	if _, first, err := b.line(0); err != nil || first == "" {
		return nil, errors.Join(fmt.Errorf("%s: its first line is no SHA-1 in hex", path), err, file.Close())
	}
	return b, nil
}

func (b *breachedFile) close() error { return b.file.Close() }

// has tells whether the password is in the list.
func (b *breachedFile) has(password string) (bool, error) {
	sum := sha1.Sum([]byte(password)) //nolint:gosec // G401: the list's own form
	want := strings.ToUpper(hex.EncodeToString(sum[:]))
	low, high := int64(0), b.size // the line is one that begins in [low, high)
	for low < high {
		middle := low + (high-low)/2
		start, hash, err := b.line(middle)
		if err != nil {
			return false, err
		}
		switch {
		case hash == "" || start >= high || hash > want: // none begins between middle and high, or it is before
			high = middle
		case hash == want:
			return true, nil
		default:
			low = start + 1
		}
	}
	return false, nil
}

// line returns the first line that begins at or after the offset, and where; "" when there is none.
func (b *breachedFile) line(offset int64) (start int64, hash string, err error) {
	from := max(0, offset-1)
	buffer := make([]byte, 2*longestBreachedLine)
	n, err := b.file.ReadAt(buffer, from)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, "", err
	}
	buffer = buffer[:n]
	if offset > 0 { // skip to the end of the line that the byte before belongs to
		end := bytes.IndexByte(buffer, '\n')
		if end < 0 {
			return 0, "", nil
		}
		from, buffer = from+int64(end)+1, buffer[end+1:]
	}
	if len(buffer) == 0 {
		return 0, "", nil
	}
	hash = strings.ToUpper(string(buffer[:min(len(buffer), 2*sha1.Size)]))
	if _, err := hex.DecodeString(hash); err != nil || len(hash) != 2*sha1.Size {
		return 0, "", fmt.Errorf("breached passwords: byte %d is no line of SHA-1", from)
	}
	return from, hash, nil
}
