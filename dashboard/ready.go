package dashboard

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"

	"github.com/gofiber/fiber/v2"
)

// writableMode asks the system whether a folder may be written to.
const writableMode = 0x2

// ready answers GET /readyz: the site can take what people send. It differs from /healthz, which a supervisor asks whether to start the
// program anew: a full disk is no reason for that. What is missing is in the log.
func (s *Site) ready(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if err := errors.Join(s.answers(c.UserContext()), s.writable(), s.room()); err != nil {
		s.log.Warn("not ready", slog.Any("error", err))
		return &problem{status: fiber.StatusServiceUnavailable, key: "error.notready"}
	}
	return c.SendString("ready\n")
}

// writable tells whether the database's folder, the journal and the drafts can be written to.
func (s *Site) writable() error {
	folders := []string{s.drafts.folder}
	if at := s.db.Health().Path; at != "" {
		folders = append(folders, filepath.Dir(at))
		if _, err := os.Stat(at + ".journal"); err == nil {
			folders = append(folders, at+".journal")
		}
	}
	var errs []error
	for _, folder := range folders {
		if err := syscall.Access(folder, writableMode); err != nil {
			errs = append(errs, fmt.Errorf("write to %s: %w", folder, err))
		}
	}
	return errors.Join(errs...)
}
