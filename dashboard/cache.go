package dashboard

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/maypok86/otter/v2"

	"pionjarkollen/dashboard/locale"
)

// cacheBytes bounds what rendered answers may hold together, compressed forms included.
const cacheBytes = 64 << 20

// cacheKey names an answer: everything it depends on.
type cacheKey struct {
	version uint64 // of the data
	day     string // in Stockholm: the roster's "today"
	lang    locale.Lang
	address string // path and canonical query
}

// cached is an answer rendered once: its body in three encodings.
type cached struct {
	contentType string
	disposition string // Content-Disposition, "" for pages
	etag        string // of the plain body, without quotes
	plain       []byte
	gzip        []byte // nil where compressing does not pay
	brotli      []byte
	links       []string // of its Link header

	large bool   // too large to be kept: only its name is
	spool *spool // of a large one, where there is one at hand
}

// cache holds rendered answers; concurrent misses on one key share one rendering.
type cache struct {
	answers *otter.Cache[cacheKey, *cached]
}

func newCache() *cache {
	return &cache{answers: otter.Must(&otter.Options[cacheKey, *cached]{
		MaximumWeight: cacheBytes,
		Weigher: func(k cacheKey, a *cached) uint32 {
			const overhead = 256
			return uint32(len(a.plain) + len(a.gzip) + len(a.brotli) + len(k.address) + overhead) //nolint:gosec // far below 4 GB
		},
	})}
}

// get returns the answer under key, rendering it with render on a miss.
func (c *cache) get(ctx context.Context, key cacheKey, render func(context.Context) (*cached, error)) (*cached, error) {
	return c.answers.Get(ctx, key, otter.LoaderFunc[cacheKey, *cached](
		func(ctx context.Context, _ cacheKey) (*cached, error) { return render(ctx) },
	))
}

// newCached compresses a body once and names it by its content.
func newCached(contentType, disposition string, body []byte) *cached {
	sum := sha256.Sum256(body)
	a := &cached{
		contentType: contentType,
		disposition: disposition,
		etag:        tagOf(sum[:]),
		plain:       body,
	}
	const worthIt = 1000 // bytes
	if len(body) < worthIt || !compressible(contentType) {
		return a
	}
	a.gzip = compress(body, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	a.brotli = compress(body, func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotli.DefaultCompression) })
	return a
}

// compressible tells whether a content type is text of some kind.
func compressible(contentType string) bool {
	return strings.HasPrefix(contentType, "text/") || strings.Contains(contentType, "json") ||
		strings.Contains(contentType, "+xml") || strings.Contains(contentType, "javascript")
}

// compress runs body through a compressor; writing to memory cannot fail.
func compress(body []byte, with func(io.Writer) io.WriteCloser) []byte {
	var b bytes.Buffer
	w := with(&b)
	_, _ = w.Write(body)
	_ = w.Close()
	return b.Bytes()
}

// encoded picks the body for an Accept-Encoding header and the strong ETag that is that body's own.
func (a *cached) encoded(accept string) (body []byte, encoding, etag string) {
	switch {
	case a.brotli != nil && accepts(accept, "br"):
		return a.brotli, "br", `"` + a.etag + `-br"`
	case a.gzip != nil && accepts(accept, "gzip"):
		return a.gzip, "gzip", `"` + a.etag + `-gz"`
	default:
		return a.plain, "", `"` + a.etag + `"`
	}
}

// named is how the answer goes to a client with such an Accept-Encoding header, and the strong ETag of that.
func (a *cached) named(accept string) (encoding, etag string) {
	if !a.large {
		_, encoding, etag = a.encoded(accept)
		return encoding, etag
	}
	if compressible(a.contentType) {
		encoding = encodingFor(accept)
	}
	switch encoding {
	case "br":
		return encoding, `"` + a.etag + `-br"`
	case "gzip":
		return encoding, `"` + a.etag + `-gz"`
	}
	return "", `"` + a.etag + `"`
}

// accepts tells whether an Accept-Encoding header allows the encoding.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		weight, given := strings.CutPrefix(strings.TrimSpace(params), "q=")
		q, err := strconv.ParseFloat(weight, 64)
		return !given || err == nil && q > 0
	}
	return false
}
