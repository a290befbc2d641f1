package data

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// DamagedError means that a file which must be whole is not.
type DamagedError struct {
	File  string
	Cause error
}

// Error names the file.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s is damaged: %v; put back the file from a backup", e.File, e.Cause)
}

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Cause }

// sealed is what the .json file of an entry holds.
type sealed struct {
	Format     int             `json:"format"`     // formatWhole or formatShort
	SHA256     string          `json:"sha256"`     // in hex, of the bytes of submission as they stand here
	Submission json.RawMessage `json:"submission"` // a Submission; in formatShort an unsealed
}

// The versions of the files of an entry. All are read for ever.
const (
	formatWhole = 1 // every report stands in full
	formatShort = 2 // very many reports, kept as sealedReports
)

// append writes the submission and its bytes, and returns when the disk has both.
func (j *journal) append(s recording, raw []byte) (entry, error) {
	e := entry{id: s.ID, sha256: s.File.SHA256}
	if err := j.write(e, s, raw); err != nil {
		return e, fmt.Errorf("journal: %w", err)
	}
	j.keep(e)
	return e, nil
}

// write makes the files of an entry. The one that makes it count gets its name last, when all else is on the disk.
func (j *journal) write(e entry, s recording, raw []byte) (err error) {
	files := [...]struct {
		path  string
		write func(file *os.File) error
	}{
		{j.path(e, ".csv"), func(file *os.File) error { _, err := file.Write(raw); return err }},
		{j.path(e, ".json"), s.seal},
	}
	for _, file := range files {
		defer func() { _ = os.Remove(file.path + ".tmp") }() // there only after an error
		if err := writeFile(file.path+".tmp", file.write); err != nil {
			return err
		}
	}
	for _, file := range files {
		if err = errors.Join(os.Rename(file.path+".tmp", file.path), syncFolder(j.folder)); err != nil {
			break
		}
	}
	if err != nil {
		return errors.Join(err, j.abort(e))
	}
	return nil
}

// abort marks the entry, so that it never counts. Renaming needs no room on a full disk.
func (j *journal) abort(e entry) error {
	err := os.Rename(j.path(e, ".json"), j.path(e, ".json.aborted"))
	if errors.Is(err, fs.ErrNotExist) { // without that file the entry never counted
		return nil
	}
	if err != nil {
		return fmt.Errorf("journal: mark submission %d as aborted: %w", e.id, err)
	}
	e.aborted = true
	j.keep(e)
	if err := syncFolder(j.folder); err != nil {
		return fmt.Errorf("journal: mark submission %d as aborted: %w", e.id, err)
	}
	return nil
}

// raw returns the bytes that were handed in.
//
// It returns a *DamagedError when they are not those.
func (j *journal) raw(e entry) ([]byte, error) {
	path := j.path(e, ".csv")
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &DamagedError{File: path, Cause: err}
	}
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	if found := checksum(content); found != e.sha256 {
		return nil, &DamagedError{File: path, Cause: fmt.Errorf("its SHA-256 is %s", found)}
	}
	return content, nil
}

// submission reads the entry back, after checking both its files.
//
// It returns a *DamagedError when one of them is not what was written.
func (j *journal) submission(e entry) (recording, error) {
	if _, err := j.raw(e); err != nil {
		return recording{}, err
	}
	path := j.path(e, ".json")
	text, err := os.ReadFile(path)
	if err != nil {
		return recording{}, fmt.Errorf("journal: %w", err)
	}
	s, err := unseal(text)
	if err == nil && (s.ID != e.id || s.File.SHA256 != e.sha256) {
		err = fmt.Errorf("it tells of submission %d with SHA-256 %s", s.ID, s.File.SHA256)
	}
	if err != nil {
		return recording{}, &DamagedError{File: path, Cause: err}
	}
	return s, nil
}

func unseal(text []byte) (s recording, err error) {
	var outer sealed
	if err := json.Unmarshal(text, &outer); err != nil {
		return s, err
	}
	if outer.Format != formatWhole && outer.Format != formatShort {
		return s, fmt.Errorf("its format is %d, this version of the program reads %d and %d", outer.Format, formatWhole, formatShort)
	}
	if found := checksum(outer.Submission); found != outer.SHA256 {
		return s, fmt.Errorf("the SHA-256 of its submission is %s instead of %s", found, outer.SHA256)
	}
	decoder := json.NewDecoder(bytes.NewReader(outer.Submission))
	decoder.DisallowUnknownFields() // what is unknown would be lost silently
	var inner unsealed
	if err := decoder.Decode(&inner); err != nil {
		return s, err
	}
	if s, err = inner.recording(outer.Format); err == nil {
		err = s.distinct()
	}
	return s, err
}
