package dashboard

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/access"
)

// repeatHeader names a request, so that one that is sent again is answered again and done once.
const repeatHeader = "Idempotency-Key"

// answerOnce answers a request that somebody may send again with the same Idempotency-Key: then the first answer is sent again.
// A dry run saves nothing, and is answered anew.
func (s *Site) answerOnce(c *fiber.Ctx, asked apiRequest, raw []byte, answer func() error) error {
	if len(c.Request().Header.PeekAll(repeatHeader)) == 0 || asked.dry || asked.session == nil {
		return answer()
	}
	request := strings.Join([]string{
		c.Method(), c.Path(), string(c.Request().URI().QueryString()), string(asked.lang),
		c.Get(fiber.HeaderContentType), c.Get(fiber.HeaderContentDisposition), string(raw),
	}, "\n")
	repeat, before, err := s.keeper.BeginRepeat(c.UserContext(), *asked.session, c.Get(repeatHeader), []byte(request))
	switch {
	case errors.Is(err, access.ErrKey):
		return badRequest("error.repeat.key")
	case errors.Is(err, access.ErrReused):
		return &problem{status: fiber.StatusUnprocessableEntity, key: "error.repeat.reused"}
	case errors.Is(err, access.ErrInFlight):
		c.Set(fiber.HeaderRetryAfter, "1")
		return &problem{status: fiber.StatusConflict, key: "error.repeat.busy"}
	case err != nil:
		return err
	case before != nil:
		if before.Location != "" {
			c.Location(before.Location)
		}
		c.Set(fiber.HeaderContentType, before.ContentType)
		return c.Status(before.Status).Send(before.Body)
	}
	defer repeat.Abandon()
	if err := answer(); err != nil {
		if err := s.answerError(c, err); err != nil {
			return err
		}
	}
	return repeat.Finish(c.UserContext(), access.Reply{
		Status: c.Response().StatusCode(), Location: c.GetRespHeader(fiber.HeaderLocation),
		ContentType: c.GetRespHeader(fiber.HeaderContentType), Body: c.Response().Body(),
	})
}

// provesOrigin tells whether a request that comes with a session's cookie was sent by a page of ours: the browser says so, or it
// carries the session's token. A cookie alone is sent along by every page.
func (s *Site) provesOrigin(c *fiber.Ctx, session access.Session) bool {
	return c.Get("Sec-Fetch-Site") == "same-origin" || c.Get(fiber.HeaderOrigin) != "" && s.sameOrigin(c) || session.CheckCSRF(c.Get(csrfHeader))
}
