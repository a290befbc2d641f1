package data

import (
	"bufio"
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
	"strings"
)

// ReleaseDraft is a release that is being written. It belongs to one goroutine, which ends it with Keep or Discard: no other
// can be begun before.
type ReleaseDraft struct {
	Number int // the one it gets when it is kept

	releases       *Releases
	parent, folder string
	files          []ReleaseFile
	ended          bool
}

// Begin begins to write a release. Its number is one more than the highest there is, and than above: the highest that is
// known to have been there. It waits for its turn no longer than ctx lasts.
func (r *Releases) Begin(ctx context.Context, above int) (*ReleaseDraft, error) {
	if err := r.begin(ctx); err != nil {
		return nil, err
	}
	d := &ReleaseDraft{Number: max(r.last(), above) + 1, releases: r}
	var err error
	if d.parent, err = r.makeFolder(); err == nil {
		d.folder, err = os.MkdirTemp(d.parent, unfinished+strconv.Itoa(d.Number)+"-")
	}
	if err != nil {
		<-r.turn
		return nil, fmt.Errorf("begin release %d: %w", d.Number, storageError(err))
	}
	return d, nil
}

// makeFolder makes the folder of all releases where it is missing.
func (r *Releases) makeFolder() (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var err error
	switch {
	case r.folder == "":
		r.folder, err = os.MkdirTemp("", "pionjarkollen-releases-")
		r.temporary = err == nil
		return r.folder, err
	default:
		if err = os.Mkdir(r.folder, 0o700); err == nil {
			err = syncFolder(filepath.Dir(r.folder))
		} else if errors.Is(err, fs.ErrExist) {
			err = nil
		}
		return r.folder, err
	}
}

// Write adds a file, which fill writes, and returns when the disk has it. Names are letters, digits, full stops, hyphens and
// underscores.
func (d *ReleaseDraft) Write(name string, fill func(io.Writer) error) (ReleaseFile, error) {
	if !releaseFileName.MatchString(name) || name == ReleaseSums || slices.ContainsFunc(d.files, func(f ReleaseFile) bool { return f.Name == name }) {
		return ReleaseFile{}, fmt.Errorf("release %d cannot have a file %q", d.Number, name)
	}
	written, err := writeReleaseFile(filepath.Join(d.folder, name), fill)
	if err != nil {
		return ReleaseFile{}, fmt.Errorf("write %s of release %d: %w", name, d.Number, storageError(err))
	}
	d.files = append(d.files, written)
	return written, nil
}

// Files returns what has been written so far, in that order.
func (d *ReleaseDraft) Files() []ReleaseFile { return slices.Clone(d.files) }

// Keep makes the release one of the releases, for ever. On an error there is nothing of it.
func (d *ReleaseDraft) Keep() (Release, error) {
	if d.ended {
		return Release{}, errors.New("keep a release that has ended")
	}
	if err := d.keep(); err != nil {
		return Release{}, errors.Join(fmt.Errorf("keep release %d: %w", d.Number, storageError(err)), d.Discard())
	}
	kept := readRelease(d.parent, d.Number)
	d.releases.mu.Lock()
	d.releases.known[d.Number] = kept
	d.releases.mu.Unlock()
	d.end()
	return kept, kept.Damage
}

func (d *ReleaseDraft) keep() error {
	var sums strings.Builder
	for _, f := range d.files {
		fmt.Fprintf(&sums, "%s  %s\n", f.SHA256, f.Name)
	}
	if _, err := writeReleaseFile(filepath.Join(d.folder, ReleaseSums), func(w io.Writer) error {
		_, err := io.WriteString(w, sums.String())
		return err
	}); err != nil {
		return err
	}
	if err := syncFolder(d.folder); err != nil {
		return err
	}
	target := filepath.Join(d.parent, strconv.Itoa(d.Number))
	if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is a %s already, which is no release of this process: %w", target, fs.ErrExist)
	}
	if err := os.Rename(d.folder, target); err != nil {
		return err
	}
	d.folder = target
	return syncFolder(d.parent)
}

// Discard removes what was written. It does nothing after Keep.
func (d *ReleaseDraft) Discard() error {
	if d.ended {
		return nil
	}
	defer d.end()
	if err := os.RemoveAll(d.folder); err != nil {
		return fmt.Errorf("discard release %d: %w", d.Number, err)
	}
	return nil
}

func (d *ReleaseDraft) end() {
	d.ended = true
	<-d.releases.turn
}

// Withdraw takes away the release that a draft has just become, as long as nobody can have seen it: what had to be written
// down together with it could not be.
func (d *ReleaseDraft) Withdraw() error {
	d.releases.mu.Lock()
	defer d.releases.mu.Unlock()
	if _, kept := d.releases.known[d.Number]; !kept || !d.ended {
		return fmt.Errorf("release %d has not been kept", d.Number)
	}
	delete(d.releases.known, d.Number)
	away := filepath.Join(d.parent, unfinished+strconv.Itoa(d.Number)+"-withdrawn")
	if err := os.Rename(d.folder, away); err != nil {
		return fmt.Errorf("withdraw release %d: %w", d.Number, err)
	}
	return errors.Join(os.RemoveAll(away), syncFolder(d.parent))
}

// writeReleaseFile writes a new file that nobody is meant to write to again.
func writeReleaseFile(path string, fill func(io.Writer) error) (f ReleaseFile, err error) {
	const readOnly = 0o400
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, readOnly)
	if err != nil {
		return f, err
	}
	sum := sha256.New()
	count := &counter{}
	out := bufio.NewWriterSize(io.MultiWriter(file, sum, count), 1<<16)
	err = fill(out)
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return f, err
	}
	return ReleaseFile{Name: filepath.Base(path), Size: count.n, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

// counter counts the bytes written to it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
