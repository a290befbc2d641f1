package dashboard

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// bodyKey is where settleBody leaves the request's body.
const bodyKey = "body"

// Bounds of what is read of a body.
const (
	formBytes     = 64 << 10
	lingerBytes   = 256 << 20              // the most that is thrown away of a body that was refused
	lingerFor     = 30 * time.Second       // and the longest
	lingering     = 32                     // clients at a time whose rest is thrown away; the others have their answer too, but must wait to send on
	lingerSilence = 5 * time.Second        // a client that sends nothing for so long has had its answer
	smallBody     = 8 << 10                // bytes that are read although nobody wants them, so that the connection can go on
	smallBodyFor  = 100 * time.Millisecond // and how long that may take
	uploadFor     = 2 * time.Minute        // the longest that a signed-in person's upload may take
)

// errBodyTooLarge ends the reading of a body that is longer than its reader allows.
var errBodyTooLarge = errors.New("the body is too large")

// requestBody is a request's body as it streams in. Handlers read bodies from it alone, so that it is known whether all of it was
// read: the server would take the rest of one for the connection's next request.
type requestBody struct {
	from io.Reader // nil when there is none
	left int64     // bytes that may still be read; less than 0 is too many
	read int64     // bytes that were
	err  error     // sticks
}

// Read returns errBodyTooLarge when the body is longer than allowed.
func (b *requestBody) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.from.Read(p)
	b.read += int64(n)
	if b.left -= int64(n); b.left < 0 {
		err = errBodyTooLarge
	}
	b.err = err
	return n, err
}

// allow sets how many more bytes may be read.
func (b *requestBody) allow(n int64) *requestBody {
	b.left = n
	return b
}

// bodyOf returns the request's body; it allows nothing to be read until allow is called.
func bodyOf(c *fiber.Ctx) *requestBody {
	if b, ok := c.Locals(bodyKey).(*requestBody); ok {
		return b
	}
	return &requestBody{err: io.EOF}
}

// settleBody lets the handlers below read the body, and sees to it that what they leave of it does no harm: the client gets its
// answer, and the connection is not used again.
func (s *Site) settleBody(c *fiber.Ctx) error {
	b := &requestBody{from: c.Context().RequestBodyStream()}
	if b.from == nil {
		b.err = io.EOF
	}
	c.Locals(bodyKey, b)
	err := c.Next()
	if length := c.Request().Header.ContentLength(); b.err == nil && length >= 0 && length <= smallBody && c.Context().Conn().SetReadDeadline(time.Now().Add(smallBodyFor)) == nil {
		_, _ = io.Copy(io.Discard, b.allow(smallBody)) // most often it is there already
	}
	if !errors.Is(b.err, io.EOF) {
		s.sayAndDrain(c.Context())
	}
	return err
}

// sayAndDrain answers at once, and then throws away what the client still sends: were the connection closed before, the client would see
// a reset instead of the answer.
func (s *Site) sayAndDrain(ctx *fasthttp.RequestCtx) {
	ctx.HijackSetNoResponse(true)
	ctx.Hijack(func(conn net.Conn) {
		until := time.Now().Add(lingerFor)
		if conn.SetDeadline(until) != nil {
			return
		}
		ctx.Response.Header.SetConnectionClose()
		w := bufio.NewWriter(conn)
		if ctx.Response.Write(w) != nil || w.Flush() != nil {
			return
		}
		s.linger <- struct{}{}
		defer func() { <-s.linger }()
		if under, ok := conn.(interface{ UnsafeConn() net.Conn }); ok {
			if tcp, ok := under.UnsafeConn().(interface{ CloseWrite() error }); ok && tcp.CloseWrite() != nil {
				return
			}
		}
		rest := io.LimitReader(conn, lingerBytes)
		buffer := make([]byte, 64<<10)
		for time.Now().Before(until) {
			if conn.SetReadDeadline(time.Now().Add(lingerSilence)) != nil {
				return
			}
			if _, err := rest.Read(buffer); err != nil {
				return
			}
		}
	})
}

// readForm reads a urlencoded form of at most limit bytes.
func readForm(c *fiber.Ctx, limit int64) (url.Values, error) {
	raw, err := io.ReadAll(bodyOf(c).allow(limit))
	if err != nil {
		return nil, bodyProblem(err)
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil, badRequest("error.form")
	}
	return form, nil
}

// bodyProblem is what the visitor is told about a body that could not be read to its end.
func bodyProblem(err error) error {
	if errors.Is(err, errBodyTooLarge) {
		return &problem{status: fiber.StatusRequestEntityTooLarge, key: "error.toolarge"}
	}
	if t, ok := errors.AsType[net.Error](err); ok && t.Timeout() {
		return &problem{status: fiber.StatusRequestTimeout, key: "error.slow"}
	}
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	return fmt.Errorf("%w: %w", badRequest("error.form"), err)
}
