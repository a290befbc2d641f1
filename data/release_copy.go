package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
)

// copyTo copies the releases to a new folder and reads the copies through. One that is not what was frozen is left out and
// told: a backup before has it. whole is how many were copied, damaged how many were not.
func (r *Releases) copyTo(ctx context.Context, folder string) (whole, damaged int, err error) {
	for _, one := range r.All() {
		faults, err := r.verify(ctx, one)
		if err != nil {
			return 0, 0, err
		}
		if len(faults) > 0 {
			r.log.Error("a release is not what was frozen and is not in the backup", slog.Int("release", one.Number), slog.Any("error", faults[0].Cause))
			damaged++
			continue
		}
		if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return 0, 0, fmt.Errorf("copy releases: %w", err)
		}
		if err := r.copyOne(one, folder); err != nil {
			return 0, 0, err
		}
		whole++
	}
	if whole == 0 {
		return 0, damaged, nil
	}
	copied, err := readReleases(folder, r.log)
	if err != nil {
		return 0, 0, err
	}
	faults, err := copied.Verify(ctx)
	if err == nil && (len(faults) > 0 || len(copied.All()) != whole) {
		err = fmt.Errorf("the copies of the releases are not like them: %v", faults)
	}
	return whole, damaged, err
}

// copyOne copies a release that has been verified into another folder of releases, whole or not at all.
func (r *Releases) copyOne(one Release, folder string) error {
	_, from, _ := r.find(one.Number)
	temporary := filepath.Join(folder, unfinished+strconv.Itoa(one.Number)+"-copy")
	if err := os.RemoveAll(temporary); err != nil {
		return fmt.Errorf("copy release %d: %w", one.Number, err)
	}
	err := os.Mkdir(temporary, 0o700)
	if err == nil {
		defer func() { _ = os.RemoveAll(temporary) }() // there only after an error
		for _, f := range append(one.Files, ReleaseFile{Name: ReleaseSums, SHA256: one.SHA256}) {
			sum, e := copyFile(filepath.Join(temporary, f.Name), filepath.Join(from, f.Name))
			if e == nil && sum != f.SHA256 {
				e = &DamagedError{File: filepath.Join(from, f.Name), Cause: errors.New("it changed while it was copied")}
			}
			if err = errors.Join(err, e); err != nil {
				break
			}
		}
	}
	if err == nil {
		err = syncFolder(temporary)
	}
	if err == nil {
		err = os.Rename(temporary, filepath.Join(folder, strconv.Itoa(one.Number)))
	}
	if err == nil {
		err = syncFolder(folder)
	}
	if err != nil {
		return fmt.Errorf("copy release %d: %w", one.Number, err)
	}
	return nil
}

// checkReleases reads the releases of a backup through.
//
// It returns a *DamagedError for the first that is not what was written.
func checkReleases(ctx context.Context, folder string, wanted int, log *slog.Logger) (*Releases, error) {
	r, err := readReleases(folder, log)
	if err != nil {
		return nil, err
	}
	faults, err := r.Verify(ctx)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		f := faults[0]
		return nil, &DamagedError{File: filepath.Join(folder, strconv.Itoa(f.Number), f.Name), Cause: f.Cause}
	}
	if n := len(r.All()); n != wanted {
		return nil, &DamagedError{File: folder, Cause: fmt.Errorf("it has %d releases instead of %d", n, wanted)}
	}
	return r, nil
}

// lacking returns the releases of a backup that this folder lacks or has damaged.
//
// It returns an error when both hold a whole release under one number and they differ: a number can only mean one.
func (r *Releases) lacking(ctx context.Context, theirs *Releases) ([]Release, error) {
	var missing []Release
	for _, one := range theirs.All() {
		own, at, ok := r.find(one.Number)
		if !ok {
			missing = append(missing, one)
			continue
		}
		faults, err := r.verify(ctx, own)
		switch {
		case err != nil:
			return nil, err
		case len(faults) > 0:
			missing = append(missing, one)
		case own.SHA256 != one.SHA256:
			return nil, fmt.Errorf("there is another release %d in %s than in the backup; move the one that is wrong aside", one.Number, at)
		}
	}
	return missing, nil
}

// take adds releases of a backup. A damaged one of the same number is moved aside and kept.
func (r *Releases) take(theirs *Releases, missing []Release) error {
	if len(missing) == 0 {
		return nil
	}
	folder, err := r.makeFolder()
	if err != nil {
		return fmt.Errorf("take releases: %w", err)
	}
	for _, one := range missing {
		if _, at, ok := r.find(one.Number); ok {
			aside, err := os.MkdirTemp(folder, ".damaged-"+strconv.Itoa(one.Number)+"-")
			if err == nil {
				err = os.Rename(at, filepath.Join(aside, strconv.Itoa(one.Number)))
			}
			if err != nil {
				return fmt.Errorf("move a damaged release aside: %w", err)
			}
			r.log.Warn("a damaged release is replaced by the backup's, and kept", slog.Int("release", one.Number), slog.String("folder", aside))
		}
		if err := theirs.copyOne(one, folder); err != nil {
			return err
		}
	}
	r.log.Info("releases merged", slog.Int("added", len(missing)))
	return nil
}
