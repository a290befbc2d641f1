package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// trustedFor is how long a file that has been read through is taken to be what it was, unless its time or size says otherwise.
const trustedFor = 10 * time.Minute

// lookedAt is a file as it was when its checksum was right.
type lookedAt struct {
	info fs.FileInfo
	when time.Time
}

// Open opens a file of a release, SHA256SUMS included, after making sure that it is what was frozen: it is read through the
// first time, again when its time or size has changed, and at least every ten minutes. The caller closes the file.
//
// It returns fs.ErrNotExist for a release or a file that there is not, and a *DamagedError for one that is not what was
// frozen: such a file is never handed out.
func (r *Releases) Open(number int, name string) (*os.File, ReleaseFile, error) {
	found, at, ok := r.find(number)
	if !ok {
		return nil, ReleaseFile{}, fmt.Errorf("release %d: %w", number, fs.ErrNotExist)
	}
	if found.Damage != nil {
		return nil, ReleaseFile{}, found.Damage
	}
	wanted := ReleaseFile{Name: ReleaseSums, SHA256: found.SHA256}
	if name != ReleaseSums {
		i := slices.IndexFunc(found.Files, func(f ReleaseFile) bool { return f.Name == name })
		if i < 0 {
			return nil, ReleaseFile{}, fmt.Errorf("release %d has no file %q: %w", number, name, fs.ErrNotExist)
		}
		wanted = found.Files[i]
	}
	path := filepath.Join(at, wanted.Name)
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ReleaseFile{}, &DamagedError{File: path, Cause: errors.New("it is not there")}
	}
	if err != nil {
		return nil, ReleaseFile{}, fmt.Errorf("open %s: %w", path, err)
	}
	if wanted.Size, err = r.trust(file, wanted.SHA256); err != nil {
		return nil, ReleaseFile{}, errors.Join(err, file.Close())
	}
	return file, wanted, nil
}

// trust makes sure that the open file has the checksum, and leaves it at its beginning.
func (r *Releases) trust(file *os.File, sha string) (size int64, err error) {
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	r.mu.Lock()
	seen, ok := r.trusted[file.Name()]
	r.mu.Unlock()
	if ok && os.SameFile(seen.info, info) && seen.info.Size() == info.Size() && seen.info.ModTime().Equal(info.ModTime()) && time.Since(seen.when) < trustedFor {
		return info.Size(), nil
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return 0, &DamagedError{File: file.Name(), Cause: err}
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != sha {
		return 0, &DamagedError{File: file.Name(), Cause: fmt.Errorf("its SHA-256 is %s instead of %s", got, sha)}
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	r.mu.Lock()
	r.trusted[file.Name()] = lookedAt{info, time.Now()}
	r.mu.Unlock()
	return info.Size(), nil
}

// ReleaseFault is a file that is not what was frozen.
type ReleaseFault struct {
	Number int
	Name   string // SHA256SUMS where nothing of the release can be used
	Cause  error
}

// Verify reads every file of every release through and returns those that are not what was frozen. It returns an error only
// when it was stopped.
func (r *Releases) Verify(ctx context.Context) ([]ReleaseFault, error) {
	var faults []ReleaseFault
	for _, one := range r.All() {
		found, err := r.verify(ctx, one)
		if err != nil {
			return nil, err
		}
		faults = append(faults, found...)
	}
	return faults, nil
}

// verify reads one release through.
func (r *Releases) verify(ctx context.Context, one Release) (faults []ReleaseFault, err error) {
	_, at, _ := r.find(one.Number)
	if now := readRelease(filepath.Dir(at), one.Number); one.Damage != nil || now.SHA256 != one.SHA256 {
		cause := one.Damage
		if cause == nil {
			cause = now.Damage
		}
		if cause == nil {
			cause = errors.New("it has changed since the program was started")
		}
		return []ReleaseFault{{one.Number, ReleaseSums, cause}}, nil
	}
	for _, f := range one.Files {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("verify releases: %w", err)
		}
		path := filepath.Join(filepath.Dir(at), strconv.Itoa(one.Number), f.Name)
		sum, err := checksumFile(path)
		if err == nil && sum != f.SHA256 {
			err = fmt.Errorf("its SHA-256 is %s instead of %s", sum, f.SHA256)
		}
		if err != nil {
			faults = append(faults, ReleaseFault{one.Number, f.Name, err})
			r.mu.Lock()
			delete(r.trusted, path)
			r.mu.Unlock()
		}
	}
	return faults, nil
}
