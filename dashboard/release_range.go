package dashboard

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// span is a part of a file in bytes, from included, to excluded.
type span struct{ from, to int64 }

func (s span) length() int64 { return s.to - s.from }

// header is a Content-Range.
func (s span) header(size int64) string {
	return "bytes " + strconv.FormatInt(s.from, 10) + "-" + strconv.FormatInt(s.to-1, 10) + "/" + strconv.FormatInt(size, 10)
}

// parseRange reads a Range header (RFC 9110, 14.2): bytes from–to, from– or the last ones. What is no such thing, and several parts at once,
// are answered with the whole file. ok is false when the file has nothing of what is asked for.
func parseRange(header string, size int64) (part span, ok bool) {
	whole := span{0, size}
	unit, set, found := strings.Cut(header, "=")
	if !found || !strings.EqualFold(strings.TrimSpace(unit), "bytes") || strings.Contains(set, ",") {
		return whole, true
	}
	first, last, found := strings.Cut(strings.TrimSpace(set), "-")
	if !found || !digits(first) || !digits(last) || first+last == "" {
		return whole, true
	}
	if first == "" {
		n := min(count(last), size)
		return span{size - n, size}, n > 0
	}
	from, to := count(first), size
	if last != "" {
		end := count(last)
		if from > end {
			return whole, true
		}
		to = min(end, size-1) + 1
	}
	return span{from, to}, from < size
}

func digits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// count reads digits; what is too large for any file is as large as can be.
func count(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return math.MaxInt64
	}
	return n
}

// fetched tells whether the client has what it asks for: by its tag, or where it sends none by its time.
func fetched(c *fiber.Ctx, etag string, changed time.Time) bool {
	if known := c.Get(fiber.HeaderIfNoneMatch); known != "" {
		return matches(known, etag)
	}
	since, err := http.ParseTime(c.Get(fiber.HeaderIfModifiedSince))
	return err == nil && !changed.After(since)
}

// inRange tells whether the part that a client wants is of the file that it has begun to fetch: the tag is compared strongly, the time
// exactly.
func inRange(header, etag string, changed time.Time) bool {
	if header == "" || header == etag {
		return true
	}
	at, err := http.ParseTime(header)
	return err == nil && at.Equal(changed.Truncate(time.Second))
}
