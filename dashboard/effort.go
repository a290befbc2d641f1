package dashboard

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/limit"
)

// effort bounds a rendering: how long it may take and, where places is not nil, how many are made at once.
type effort struct {
	patience time.Duration
	places   chan struct{}
}

// Bounds of files that may be large.
const (
	exportTimeout  = 2 * time.Minute
	exportQueue    = 10 * time.Second // to wait for a place
	exportsAtATime = 3
	exportRetry    = "10" // seconds
)

// place waits for one; done gives it back. It returns limit.ErrBusy when none came free.
func (e effort) place(ctx context.Context) (done func(), err error) {
	if e.places == nil {
		return func() {}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, exportQueue)
	defer cancel()
	select {
	case e.places <- struct{}{}:
		return func() { <-e.places }, nil
	case <-ctx.Done():
		return nil, limit.ErrBusy
	}
}

// export answers with a file that may be large: it may take its time, and only so many are made at once.
func (s *Site) export(build fileFunc, own ...string) fiber.Handler {
	return s.answer(effort{exportTimeout, s.heavy.exporting}, filed(build), own...)
}

// filed renders a file, anew when the data changed meanwhile.
func filed(build fileFunc) renderFunc {
	return func(v *visit) (a *cached, private bool, err error) {
		const tries = 3
		for range tries {
			f, err := build(v)
			if err != nil {
				return nil, false, err
			}
			if a, err = f.made(v); !errors.Is(err, errMoved) {
				return a, f.private, err
			}
		}
		return nil, false, limit.ErrBusy
	}
}

// busy is the *problem of an answer that there was no place for, with the time to come back after.
func busy(c *fiber.Ctx, err error) error {
	if !errors.Is(err, limit.ErrBusy) {
		return err
	}
	c.Set(fiber.HeaderRetryAfter, exportRetry)
	return &problem{status: fiber.StatusServiceUnavailable, key: "error.exports"}
}
