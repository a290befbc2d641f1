package data

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
)

// journal is the append-only folder of every accepted submission. One entry is two files that share a name made of
// the submission's id and the SHA-256 of the bytes that were handed in:
//
//	000123-<sha256>.csv   the bytes as they came; empty for an undo
//	000123-<sha256>.json  the submission as it was read and confirmed, with a checksum of its own
//
// The second one makes the entry count. When the commit to the database fails, it is renamed to end in .aborted: such
// an entry is never replayed, and its id never used again. Names that end in .tmp are remains of a crash.
type journal struct {
	folder string

	mu      sync.Mutex
	entries map[int64]entry // guarded by mu
	last    int64           // highest id ever used; guarded by mu
}

// entry is one submission in the journal.
type entry struct {
	id      int64
	sha256  string // of the raw bytes, in hex
	aborted bool
}

func (e entry) name() string { return fmt.Sprintf("%06d-%s", e.id, e.sha256) }

// extension is of the file that tells whether the entry counts.
func (e entry) extension() string {
	if e.aborted {
		return ".json.aborted"
	}
	return ".json"
}

var entryName = regexp.MustCompile(`^(\d{6,18})-([0-9a-f]{64})\.(csv|json|json\.aborted)$`)

// openJournal reads which entries the folder has, and makes the folder if it is missing.
func openJournal(folder string, log *slog.Logger) (*journal, error) {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("make journal: %w", err)
	}
	if err := syncFolder(filepath.Dir(folder)); err != nil {
		return nil, fmt.Errorf("make journal: %w", err)
	}
	return readJournal(folder, log)
}

// readJournal reads which entries the folder has.
func readJournal(folder string, log *slog.Logger) (*journal, error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	j := &journal{folder: folder, entries: make(map[int64]entry)}
	bytesOf := make(map[entry]bool) // which entries have their .csv
	for _, file := range files {
		match := entryName.FindStringSubmatch(file.Name())
		if match == nil {
			log.Warn("journal: file ignored, it is no entry", slog.String("file", filepath.Join(folder, file.Name())))
			continue
		}
		id, err := strconv.ParseInt(match[1], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("open journal: %s: %w", file.Name(), err)
		}
		found := entry{id: id, sha256: match[2]}
		j.last = max(j.last, id)
		if match[3] == "csv" {
			bytesOf[found] = true
			continue
		}
		if other, ok := j.entries[id]; ok {
			return nil, &DamagedError{
				File:  filepath.Join(folder, file.Name()),
				Cause: fmt.Errorf("submission %d is there twice, also as %s", id, other.name()),
			}
		}
		found.aborted = match[3] != "json"
		j.entries[id] = found
	}
	for found := range bytesOf {
		if known, ok := j.entries[found.id]; !ok || known.sha256 != found.sha256 {
			log.Warn("journal: file ignored, its submission was never accepted", slog.String("file", j.path(found, ".csv")))
		}
	}
	return j, nil
}

func (j *journal) path(e entry, extension string) string {
	return filepath.Join(j.folder, e.name()+extension)
}

// accepted returns the entries that count, by id.
func (j *journal) accepted() []entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	all := make([]entry, 0, len(j.entries))
	for _, id := range slices.Sorted(maps.Keys(j.entries)) {
		if e := j.entries[id]; !e.aborted {
			all = append(all, e)
		}
	}
	return all
}

// find returns the entry of the submission, aborted or not.
func (j *journal) find(id int64) (entry, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e, ok := j.entries[id]
	return e, ok
}

func (j *journal) keep(e entry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries[e.id] = e
	j.last = max(j.last, e.id)
}
