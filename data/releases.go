package data

import (
	"context"
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
	"strings"
	"sync"
)

// ReleaseSums is the file of a release that lists the checksums of the others, in the form that sha256sum writes and checks.
const ReleaseSums = "SHA256SUMS"

// Releases is the append-only folder of frozen releases beside the database. Each is a folder named by its number:
//
//	1/manifest.json, 1/matrix.csv, …   its files, never changed
//	1/SHA256SUMS                       their checksums
//
// A release is written to a folder whose name begins with a dot, which gets the number as its name when the disk has all of
// it: there is no half of one. The folder is the truth, as the journal is: a rebuild and a restore leave it as it is. What
// the files hold is not known here. Releases is safe for concurrent use.
type Releases struct {
	log  *slog.Logger
	turn chan struct{} // holds a token while a release is being written

	mu        sync.Mutex
	folder    string              // "" in memory, until a release is written; guarded by mu
	temporary bool                // the folder goes when the database is closed; guarded by mu
	known     map[int]Release     // guarded by mu
	trusted   map[string]lookedAt // by path; guarded by mu
}

// Release is one frozen release as its folder holds it.
type Release struct {
	Number int
	Files  []ReleaseFile // by name, without SHA256SUMS
	SHA256 string        // of SHA256SUMS, in hex: it stands for the whole release
	Damage error         // not nil when SHA256SUMS itself cannot be used: then nothing of the release can be
}

// ReleaseFile is one file of a release.
type ReleaseFile struct {
	Name   string
	Size   int64 // bytes; 0 of a file that is not there any more
	SHA256 string
}

var (
	releaseNumber   = regexp.MustCompile(`^[1-9][0-9]{0,8}$`)
	releaseFileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)
	releaseSumLine  = regexp.MustCompile(`^([0-9a-f]{64})  (\S+)$`)
)

// unfinished is how the folder of a release that is being written begins.
const unfinished = ".writing-"

// openReleases reads which releases the folder has; that there is no folder means that there are none. Remains of a release
// that was being written when a process ended are removed. Only the owner of the lock may call it.
func openReleases(folder string, log *slog.Logger) (*Releases, error) {
	r, err := readReleases(folder, log)
	if err != nil || folder == "" {
		return r, err
	}
	left, err := filepath.Glob(filepath.Join(folder, unfinished+"*"))
	if err != nil {
		return nil, fmt.Errorf("open releases: %w", err)
	}
	for _, remains := range left {
		log.Warn("releases: one that was never completed is removed", slog.String("folder", remains))
		if err := os.RemoveAll(remains); err != nil {
			return nil, fmt.Errorf("remove what is left of a release: %w", err)
		}
	}
	return r, nil
}

// readReleases is openReleases for a folder that is somebody else's.
func readReleases(folder string, log *slog.Logger) (*Releases, error) {
	r := &Releases{log: log, turn: make(chan struct{}, 1), folder: folder, known: map[int]Release{}, trusted: map[string]lookedAt{}}
	if folder == "" {
		return r, nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open releases: %w", err)
	}
	for _, e := range entries {
		switch {
		case e.IsDir() && releaseNumber.MatchString(e.Name()):
			n, err := strconv.Atoi(e.Name())
			if err != nil {
				return nil, fmt.Errorf("open releases: %w", err)
			}
			r.known[n] = readRelease(folder, n)
			if damage := r.known[n].Damage; damage != nil {
				log.Error("a release is damaged and is not shown", slog.Int("release", n), slog.Any("error", damage))
			}
		case !strings.HasPrefix(e.Name(), "."):
			log.Warn("releases: ignored, it is no release", slog.String("file", filepath.Join(folder, e.Name())))
		}
	}
	return r, nil
}

// readRelease reads what a release's folder says that it holds.
func readRelease(folder string, n int) Release {
	r := Release{Number: n}
	at := filepath.Join(folder, strconv.Itoa(n))
	text, err := os.ReadFile(filepath.Join(at, ReleaseSums))
	if err == nil {
		r.SHA256 = checksum(text)
		r.Files, err = parseSums(string(text))
	}
	if err != nil {
		r.Damage = &DamagedError{File: filepath.Join(at, ReleaseSums), Cause: err}
		return r
	}
	for i := range r.Files {
		if info, err := os.Stat(filepath.Join(at, r.Files[i].Name)); err == nil {
			r.Files[i].Size = info.Size()
		}
	}
	return r
}

// parseSums reads lines as sha256sum writes them.
func parseSums(text string) (files []ReleaseFile, err error) {
	for line := range strings.Lines(text) {
		m := releaseSumLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil || !releaseFileName.MatchString(m[2]) || m[2] == ReleaseSums ||
			slices.ContainsFunc(files, func(f ReleaseFile) bool { return f.Name == m[2] }) {
			return nil, fmt.Errorf("it has the line %q", line)
		}
		files = append(files, ReleaseFile{Name: m[2], SHA256: m[1]})
	}
	if len(files) == 0 {
		return nil, errors.New("it is empty")
	}
	slices.SortFunc(files, func(a, b ReleaseFile) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// All returns every release, the damaged too, by number.
func (r *Releases) All() []Release {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := make([]Release, 0, len(r.known))
	for _, n := range slices.Sorted(maps.Keys(r.known)) {
		all = append(all, r.known[n])
	}
	return all
}

// find returns a release and the folder it lies in.
func (r *Releases) find(n int) (found Release, at string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found, ok = r.known[n]
	return found, filepath.Join(r.folder, strconv.Itoa(n)), ok
}

// last is the highest number.
func (r *Releases) last() int {
	n := 0
	for _, one := range r.All() {
		n = max(n, one.Number)
	}
	return n
}

// begin waits for the turn to write a release.
func (r *Releases) begin(ctx context.Context) error {
	select {
	case r.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for another release: %w", ctx.Err())
	}
}

// close removes the folder of a database in memory.
func (r *Releases) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.temporary {
		return nil
	}
	return os.RemoveAll(r.folder)
}
