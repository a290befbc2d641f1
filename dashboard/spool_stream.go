package dashboard

import (
	"io"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
)

// leastPace is how many bytes a second a client must take of a large answer, counted from its beginning.
const leastPace = 32 << 10

// stream sends the spooled answer with its length, so that browsers show how far they have come. The spool is closed when it is sent, or
// cannot be.
func (sp *spool) stream(c *fiber.Ctx) error {
	if _, err := sp.file.Seek(0, io.SeekStart); err != nil {
		sp.close()
		return err
	}
	if sp.encoding != "" {
		c.Set(fiber.HeaderContentEncoding, sp.encoding)
		c.Set(headerDecodedLength, strconv.FormatInt(sp.plain, 10))
	}
	c.Context().SetBodyStream(&spooled{
		File: sp.file, conn: c.Context().Conn(), done: sp.close,
		until: time.Now().Add(writeTimeout + time.Duration(sp.size/leastPace)*time.Second),
	}, int(sp.size))
	return nil
}

// spooled is a large answer on its way to a client: as long as the client reads, it has time, down to a least pace.
type spooled struct {
	*os.File
	conn  net.Conn
	until time.Time
	done  func()
}

// Read gives the client a new time to take what is read now.
func (s *spooled) Read(p []byte) (int, error) {
	by := time.Now().Add(writeTimeout)
	if by.After(s.until) {
		by = s.until
	}
	if err := s.conn.SetWriteDeadline(by); err != nil {
		return 0, err
	}
	return s.File.Read(p)
}

// Close is called by the server when the answer is written, or cannot be.
func (s *spooled) Close() error {
	s.done()
	return nil
}
