package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"pionjarkollen/data"
)

// State is how the system is.
type State struct {
	data.Health
	Version       string // of the program
	Started       time.Time
	Uptime        time.Duration
	DatabaseBytes int64 // with its write-ahead log; 0 in memory, as the following
	JournalBytes  int64
	DiskFree      uint64 // bytes that the program may use, of the disk the database is on
	DiskSize      uint64
	Backup        data.BackupMade // the newest that was read through
	BackedUp      bool            // there is one
	Mail          bool            // mail can be sent
	Warnings      []Warning
}

// Warning is something that staff should do something about.
type Warning string

// Warnings, by what to do.
const (
	WarnNoBackup  Warning = "no-backup"  // none is known
	WarnOldBackup Warning = "old-backup" // the newest is more than 48 hours old
	WarnDisk      Warning = "disk"       // less than a tenth or 1 GB is free
	WarnJournal   Warning = "journal"    // submissions are missing in the journal
)

// Limits of what is warned of.
const (
	oldBackup  = 48 * time.Hour
	littleDisk = 1 << 30 // bytes
)

// State returns how the system is now. Its paths are for staff only.
func (d *Desk) State(ctx context.Context) (State, error) {
	s := State{
		Health: d.db.Health(), Version: d.version, Started: d.started, Uptime: d.db.Now().Sub(d.started), Mail: d.mail.Enabled(),
	}
	var err error
	if s.Backup, s.BackedUp, err = d.db.LastBackup(ctx); err != nil {
		return s, fmt.Errorf("state of the system: %w", err)
	}
	if s.Path != "" {
		if err := s.measure(); err != nil {
			return s, fmt.Errorf("state of the system: %w", err)
		}
	}
	s.warn(d.db.Now())
	return s, nil
}

// measure looks at the disk.
func (s *State) measure() error {
	for _, name := range [...]string{s.Path, s.Path + ".wal"} {
		info, err := os.Stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		s.DatabaseBytes += info.Size()
	}
	entries, err := os.ReadDir(s.Path + ".journal")
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil { // one that has gone meanwhile has no size
			s.JournalBytes += info.Size()
		}
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(s.Path), &disk); err != nil {
		return err
	}
	block := uint64(disk.Bsize) //nolint:gosec // G115: a block has a size above zero
	s.DiskFree, s.DiskSize = disk.Bavail*block, disk.Blocks*block
	return nil
}

func (s *State) warn(now time.Time) {
	switch {
	case s.Path == "": // nothing of it can be kept
	case !s.BackedUp:
		s.Warnings = append(s.Warnings, WarnNoBackup)
	case now.Sub(s.Backup.Made) > oldBackup:
		s.Warnings = append(s.Warnings, WarnOldBackup)
	}
	if s.DiskSize > 0 && (s.DiskFree < littleDisk || s.DiskFree < s.DiskSize/10) {
		s.Warnings = append(s.Warnings, WarnDisk)
	}
	if s.MissingInJournal > 0 {
		s.Warnings = append(s.Warnings, WarnJournal)
	}
}
