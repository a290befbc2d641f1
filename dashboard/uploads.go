package dashboard

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/dashboard/limit"
	"pionjarkollen/data"
)

// How many uploads are read at a time, and who gets how many of those places.
const (
	concurrentUploads = 8
	strangersUploads  = 2               // of all who are not signed in, together
	ownUploads        = 3               // of one person or token
	uploadWait        = 5 * time.Second // the longest that anybody waits for a place
)

// slotKey is where admitUpload leaves what gives its place back, when the request is done.
const slotKey = "slot"

// DefaultQuota is what a municipality may send in a day: far more than any needs.
var DefaultQuota = limit.Amount{Files: 300, Bytes: 500_000_000}

// DefaultDiskFloor is how much room, in bytes, must be left where drafts and the journal are kept.
const DefaultDiskFloor = 256 << 20

// uploader is who sends a file; the zero uploader is not signed in.
type uploader struct {
	who   limit.Key
	quota string // what her files count for: a municipality, or herself
}

// admitUpload lets a file in, to be read until the request is done: if its sender has not sent too many, nor her municipality too
// much today, if there is room on the disk, and when one of the places of uploads is free. Everything is asked before a byte is read.
func (s *Site) admitUpload(c *fiber.Ctx) error {
	sender, _ := c.Locals(senderKey).(uploader)
	what, counted := limit.Upload, limit.Amount{Files: 1, Bytes: max(0, int64(c.Request().Header.ContentLength()))}
	if sender == (uploader{}) {
		what = limit.DryRun
	}
	if err := s.rated(c, what, sender.who, s.from(c)); err != nil {
		return err
	}
	if counted.Bytes > s.limits.Bytes+multipartExtra {
		return s.tooLarge()
	}
	if err := s.room(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), uploadWait)
	defer cancel()
	release, err := s.place(ctx, sender.who, int64(c.Request().Header.ContentLength()))
	if err != nil {
		c.Set(fiber.HeaderRetryAfter, "10")
		return &problem{status: fiber.StatusServiceUnavailable, key: "error.busy"}
	}
	if sender.quota != "" {
		if wait := s.quota.Take(sender.quota, counted); wait > 0 {
			release()
			return tooMany(c, "error.quota", wait)
		}
	}
	body := bodyOf(c)
	c.Locals(slotKey, func() {
		release()
		if sender.quota != "" && counted.Bytes == 0 { // it came in chunks: now it is known how much that was
			s.quota.Take(sender.quota, limit.Amount{Bytes: body.read})
		}
	})
	return nil
}

// place takes a place among the uploads, and one among the large ones where it is one.
func (s *Site) place(ctx context.Context, who limit.Key, size int64) (release func(), err error) {
	among, err := s.uploads.Take(ctx, who)
	if err != nil {
		return nil, err
	}
	large, err := s.heavy.receive(ctx, who, size)
	if err != nil {
		among()
		return nil, err
	}
	return func() {
		large()
		among()
	}, nil
}

// settleUpload gives an upload's place back when its request is done and its answer written.
func settleUpload(c *fiber.Ctx) error {
	err := c.Next()
	back, ok := c.Locals(slotKey).(func())
	if !ok {
		return err
	}
	answer := c.Response().Body()
	if bodyOf(c).read < largeUpload && len(answer) < largeUpload {
		back()
		return err
	}
	tidy := func() {
		back()
		debug.FreeOSMemory() // a few milliseconds, before the next one adds to it
	}
	if err != nil || len(answer) == 0 {
		tidy()
		return err
	}
	c.Context().SetBodyStream(&heldAnswer{bytes.NewReader(answer), tidy}, len(answer))
	return nil
}

// room is data.ErrStorage when too little is left on a disk where uploads go.
func (s *Site) room() error {
	folders := []string{s.drafts.folder}
	if at := s.db.Health().Path; at != "" {
		folders = append(folders, filepath.Dir(at))
	}
	for _, folder := range folders {
		var disk syscall.Statfs_t
		if err := syscall.Statfs(folder, &disk); err != nil {
			continue // the folder is gone: keeping the draft makes it anew, or tells
		}
		if free := int64(disk.Bavail) * int64(disk.Bsize); free < s.floor { //nolint:gosec,unconvert // a disk's size; the types differ between systems
			return fmt.Errorf("%w: %d MB are left in %s", data.ErrStorage, free>>20, folder)
		}
	}
	return nil
}
