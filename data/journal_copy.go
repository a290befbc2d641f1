package data

import (
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// all returns every entry, the aborted too, by id.
func (j *journal) all() []entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	all := make([]entry, 0, len(j.entries))
	for _, id := range slices.Sorted(maps.Keys(j.entries)) {
		all = append(all, j.entries[id])
	}
	return all
}

// copyTo copies the entries up to and with id last to a new folder, reads the copies through and returns how many
// of them are accepted submissions.
func (j *journal) copyTo(folder string, last int64) (accepted int, err error) {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return 0, fmt.Errorf("copy journal: %w", err)
	}
	target := &journal{folder: folder, entries: make(map[int64]entry)}
	wanted := slices.DeleteFunc(j.all(), func(e entry) bool { return e.id > last })
	if err := target.take(j, wanted); err != nil {
		return 0, err
	}
	return target.verify()
}

// take copies entries of another journal. What makes them count comes last, when all else is on the disk.
func (j *journal) take(from *journal, entries []entry) error {
	for _, extension := range [...]func(entry) string{
		func(entry) string { return ".csv" }, entry.extension,
	} {
		for _, e := range entries {
			temporary := j.path(e, extension(e)+".tmp")
			defer func() { _ = os.Remove(temporary) }() // there only after an error
			if _, err := copyFile(temporary, from.path(e, extension(e))); err != nil {
				return fmt.Errorf("copy journal: %w", err)
			}
			if err := os.Rename(temporary, j.path(e, extension(e))); err != nil {
				return fmt.Errorf("copy journal: %w", err)
			}
		}
		if err := syncFolder(j.folder); err != nil {
			return fmt.Errorf("copy journal: %w", err)
		}
	}
	for _, e := range entries {
		j.keep(e)
	}
	return nil
}

// verify reads every accepted submission and returns how many there are.
//
// It returns a *DamagedError for the first that is not what was written.
func (j *journal) verify() (accepted int, err error) {
	entries := j.accepted()
	for _, e := range entries {
		if _, err := j.submission(e); err != nil {
			return 0, err
		}
	}
	return len(entries), nil
}

// merge takes the entries of another journal that this one lacks. Nothing is overwritten.
//
// It returns an error, before anything is changed, when the two hold different entries under one id.
func (j *journal) merge(from *journal, log *slog.Logger) error {
	var lacking []entry
	for _, theirs := range from.all() {
		ours, ok := j.find(theirs.id)
		switch {
		case !ok:
			lacking = append(lacking, theirs)
		case ours != theirs:
			return fmt.Errorf("the journals disagree about submission %d: %s and %s; move the one that is wrong aside",
				theirs.id, j.path(ours, ""), filepath.Join(from.folder, theirs.name()))
		}
	}
	if err := j.take(from, lacking); err != nil {
		return err
	}
	log.Info("journals merged", slog.Int("added", len(lacking)), slog.Int("entries", len(j.accepted())))
	return nil
}
