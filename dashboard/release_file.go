package dashboard

import (
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/release"
)

// releaseFile answers GET /data/v/{number}/{file}: the bytes that were frozen, for ever the same. They are read from the disk as they are
// sent, in part where a part is asked for.
func (s *Site) releaseFile(c *fiber.Ctx) error {
	n, err := releaseNumber(c.Params("number"))
	if err != nil {
		return err
	}
	m, err := s.releases.Manifest(n)
	if err != nil {
		return s.releaseProblem(n, err)
	}
	file, about, err := s.releases.Open(n, c.Params("file"))
	if err != nil {
		return s.releaseProblem(n, err)
	}
	return s.sendRelease(c, m, file, about)
}

// sendRelease sends an open file of a release, or the part of it that is asked for, and closes it.
func (s *Site) sendRelease(c *fiber.Ctx, m *release.Manifest, file *os.File, about release.File) error {
	etag, frozen := `"`+about.SHA256+`"`, m.Frozen.UTC()
	whole := span{0, about.Size}
	wanted, status := whole, fiber.StatusOK
	switch {
	case fetched(c, etag, frozen):
		status = fiber.StatusNotModified
	case c.Method() == fiber.MethodGet && c.Get(fiber.HeaderRange) != "" && inRange(c.Get(fiber.HeaderIfRange), etag, frozen):
		part, ok := parseRange(c.Get(fiber.HeaderRange), about.Size)
		if !ok {
			c.Set(fiber.HeaderContentRange, "bytes */"+strconv.FormatInt(about.Size, 10))
			defer file.Close()
			return &problem{status: fiber.StatusRequestedRangeNotSatisfiable, key: "error.range", args: []string{strconv.FormatInt(about.Size, 10)}}
		}
		if part != whole {
			wanted, status = part, fiber.StatusPartialContent
		}
	}
	s.releaseHeaders(c, m, about, etag, frozen)
	c.Status(status)
	if status == fiber.StatusNotModified {
		return file.Close()
	}
	if status == fiber.StatusPartialContent {
		c.Set(fiber.HeaderContentRange, wanted.header(about.Size))
		if _, err := file.Seek(wanted.from, io.SeekStart); err != nil {
			defer file.Close()
			return err
		}
	}
	// The server closes what it sends, also where a HEAD wants none of it.
	c.Context().SetBodyStream(bounded{io.LimitReader(file, wanted.length()), file}, int(wanted.length()))
	return nil
}

// bounded is a part of a file, which is closed with it.
type bounded struct {
	io.Reader
	io.Closer
}

// releaseHeaders says what a file is, whose, and that it never changes.
func (s *Site) releaseHeaders(c *fiber.Ctx, m *release.Manifest, about release.File, etag string, frozen time.Time) {
	number := strconv.Itoa(m.Number)
	base := s.home() + "/data/v/" + number
	c.Set(fiber.HeaderContentType, about.MediaType)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderETag, etag)
	c.Set(fiber.HeaderLastModified, frozen.Format(http.TimeFormat))
	c.Set(fiber.HeaderAcceptRanges, "bytes")
	c.Set(fiber.HeaderLink, `<`+base+`/`+release.ManifestFile+`>; rel="describedby"; type="application/json", <`+base+`>; rel="collection"`)
	c.Locals(licenceKey, m.Licence)
	if about.MediaType != "text/plain; charset=utf-8" && about.Name != release.ManifestFile {
		c.Set(fiber.HeaderContentDisposition, attachment(releaseDownload(m, about.Name)))
	}
}

// releaseDownload is the name that a file of a release is saved under: what it is, of which edition, which release, when it was frozen.
func releaseDownload(m *release.Manifest, name string) string {
	kind, _, _ := strings.Cut(name, ".")
	parts := []string{"pionjärkollen", strings.ReplaceAll(m.Edition, "/", "-"), "utgåva", strconv.Itoa(m.Number), m.Frozen.Format(time.DateOnly)}
	if m.Example {
		parts = append(parts, "exempeldata")
	}
	return strings.Join(append(parts, kind), "-") + strings.TrimPrefix(name, kind)
}
