package data

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"syscall"

	"github.com/duckdb/duckdb-go/v2"
)

// ErrStorage is wrapped by every error that means that the disk under the database cannot be used now: full, over
// quota, read-only or failing. Nothing of what was being written is saved, nothing saved before is lost, and trying
// again later is right.
var ErrStorage = errors.New("the storage cannot be used now")

// ErrInvalid is wrapped by the errors of Record that mean that the submission contradicts the catalogue or itself.
var ErrInvalid = errors.New("the submission is not valid")

// ErrNoOwner is wrapped by AskOwner when no process has the database open and answers.
var ErrNoOwner = errors.New("no process answers for the database")

// LockedError means that another handle owns the database.
type LockedError struct {
	Path string // of the database
	PID  int    // of the owner; 0 where it is not known
}

// Error names the process to stop or to ask.
func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("database %s is in use by another process; stop it first", e.Path)
	}
	return fmt.Sprintf("database %s is in use by process %d; stop it first", e.Path, e.PID)
}

// NewerSchemaError means that a newer version of the program has written the database.
type NewerSchemaError struct {
	Path         string
	Found, Known int // schema versions: of the database, and the newest this program knows
}

// Error tells which version is needed.
func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("database %s was written by a newer version of the program (its schema is %d, this version knows %d); use that version",
		e.Path, e.Found, e.Known)
}

// connectError makes the lock of a foreign program, such as DuckDB's own shell, a *LockedError. DuckDB has no other
// sign for it than its text.
func connectError(path string, err error) error {
	if match := heldBy.FindStringSubmatch(err.Error()); match != nil {
		pid, _ := strconv.Atoi(match[1]) // digits only; out of range is 0, which means unknown
		return &LockedError{Path: path, PID: pid}
	}
	if path == "" {
		return fmt.Errorf("open database in memory: %w", err)
	}
	return fmt.Errorf("open database %s (if the file is damaged, rebuild it from its journal): %w", path, storageError(err))
}

var heldBy = regexp.MustCompile(`(?i)conflicting lock is held.*\(PID (\d+)\)`)

// storageError adds ErrStorage to the errors that mean it and returns the others as they are.
func storageError(err error) error {
	if err == nil || errors.Is(err, ErrStorage) {
		return err
	}
	if isStorage(err) {
		return fmt.Errorf("%w: %w", ErrStorage, err)
	}
	return err
}

func isStorage(err error) bool {
	for _, number := range [...]syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EIO, syscall.EROFS, syscall.EFBIG} {
		if errors.Is(err, number) {
			return true
		}
	}
	if duck, ok := errors.AsType[*duckdb.Error](err); ok {
		return duck.Type == duckdb.ErrorTypeIO || duck.Type == duckdb.ErrorTypeFatal
	}
	return false
}

// isInvalidated reports whether DuckDB refuses all further work until the database is opened again.
func isInvalidated(err error) bool {
	duck, ok := errors.AsType[*duckdb.Error](err)
	return ok && duck.Type == duckdb.ErrorTypeFatal
}
