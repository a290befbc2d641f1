package dashboard

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"pionjarkollen/data"
)

// What is kept of uploads that wait for confirmation.
const (
	draftAge       = 24 * time.Hour
	draftsPerOwner = 20 // a further one takes the place of the oldest
)

// draft is an upload that waits for its sender's confirmation.
type draft struct {
	ID         string    `json:"-"`
	Owner      string    `json:"owner"` // of the session that sent it
	Name       string    `json:"name"`  // of the file, as sent
	Received   time.Time `json:"received"`
	Submission int64     `json:"submission,omitempty"` // what it became; then its bytes are gone

	Corrections []data.Correction `json:"corrections,omitempty"` // cells put right since, as ingest settles them
	Revision    int               `json:"revision,omitempty"`    // rises with each change of the corrections
	Ticked      []string          `json:"ticked,omitempty"`      // confirmations of a try to save that came to nothing
}

// drafts keeps uploads in a folder: the bytes in <id>.csv, what is known about them in <id>.json, which makes the draft count.
// It is safe for concurrent use.
type drafts struct {
	folder    string
	temporary bool // the folder goes away with us
	now       func() time.Time

	mu sync.Mutex // over the files

	// deciding is held from the last look at what stands until the submission that rests on it is saved.
	deciding sync.Mutex
}

// openDrafts makes the folder, or a temporary one for "", and throws away what has expired.
func openDrafts(folder string, now func() time.Time) (*drafts, error) {
	d := &drafts{folder: folder, now: now}
	var err error
	if folder == "" {
		d.temporary = true
		d.folder, err = os.MkdirTemp("", "pionjarkollen-drafts-")
	} else {
		err = os.MkdirAll(folder, 0o700)
	}
	if err != nil {
		return nil, err
	}
	if _, err := d.sweep(); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// close removes a temporary folder with everything in it.
func (d *drafts) close() error {
	if !d.temporary {
		return nil
	}
	return os.RemoveAll(d.folder)
}

// draftID is what names of drafts look like; nothing else reaches the file system.
var draftID = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// put keeps an upload and returns it as a draft. The corrections are those that are made before its sender has seen it.
func (d *drafts) put(owner, name string, raw []byte, corrections []data.Correction) (draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := os.MkdirAll(d.folder, 0o700); err != nil { // who tidies temporary files may have taken it
		return draft{}, storage(err)
	}
	kept, err := d.sweep()
	if err != nil {
		return draft{}, err
	}
	own := slices.DeleteFunc(kept, func(k draft) bool { return k.Owner != owner })
	slices.SortFunc(own, func(a, b draft) int { return a.Received.Compare(b.Received) })
	for ; len(own) >= draftsPerOwner; own = own[1:] {
		if err := d.remove(own[0].ID); err != nil {
			return draft{}, err
		}
	}
	n := draft{ID: rand.Text(), Owner: owner, Name: name, Received: d.now(), Corrections: corrections}
	if err := d.write(n.ID+".csv", raw); err != nil {
		return draft{}, err
	}
	return n, d.describe(n)
}

// get returns a draft that has not expired, with its bytes unless it has been saved. It returns fs.ErrNotExist for anybody but
// its owner.
func (d *drafts) get(id, owner string) (draft, []byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	k, err := d.read(id)
	if err != nil {
		return draft{}, nil, err
	}
	if k.Owner != owner || d.expired(k) {
		return draft{}, nil, fmt.Errorf("draft %s: %w", id, fs.ErrNotExist)
	}
	if k.Submission != 0 {
		return k, nil, nil
	}
	raw, err := os.ReadFile(d.path(id + ".csv"))
	return k, raw, err
}

// saved notes what a draft became, so that who sends it twice is led to the receipt, and drops its bytes.
func (d *drafts) saved(k draft, submission int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	k.Submission = submission
	return errors.Join(d.describe(k), os.Remove(d.path(k.ID+".csv")))
}

// discard drops a draft.
func (d *drafts) discard(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.remove(id)
}

func (d *drafts) expired(k draft) bool { return !d.now().Before(k.Received.Add(draftAge)) }

func (d *drafts) path(name string) string { return filepath.Join(d.folder, name) }

// describe writes what is known about a draft.
func (d *drafts) describe(k draft) error {
	about, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return d.write(k.ID+".json", about)
}

// write makes a file whole or not at all.
func (d *drafts) write(name string, content []byte) error {
	next := d.path(name + ".tmp")
	if err := os.WriteFile(next, content, 0o600); err != nil {
		return errors.Join(storage(err), os.Remove(next))
	}
	return storage(os.Rename(next, d.path(name)))
}

func (d *drafts) read(id string) (draft, error) {
	if !draftID.MatchString(id) {
		return draft{}, fmt.Errorf("draft: %w", fs.ErrNotExist)
	}
	about, err := os.ReadFile(d.path(id + ".json"))
	if err != nil {
		return draft{}, err
	}
	k := draft{}
	if err := json.Unmarshal(about, &k); err != nil {
		return draft{}, fmt.Errorf("read draft %s: %w", id, err)
	}
	k.ID = id
	return k, nil
}

func (d *drafts) remove(id string) error {
	if !draftID.MatchString(id) {
		return nil
	}
	for _, ending := range [...]string{".json", ".csv"} {
		if err := os.Remove(d.path(id + ending)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// sweep removes what has expired or was never finished, and returns the drafts that are left.
func (d *drafts) sweep() ([]draft, error) {
	files, err := os.ReadDir(d.folder)
	if err != nil {
		return nil, err
	}
	var kept []draft
	described := map[string]bool{}
	for _, f := range files {
		id, ok := strings.CutSuffix(f.Name(), ".json")
		if !ok || !draftID.MatchString(id) {
			continue
		}
		k, err := d.read(id)
		if err != nil || d.expired(k) {
			if err := d.remove(id); err != nil {
				return nil, err
			}
			continue
		}
		described[id] = true
		kept = append(kept, k)
	}
	for _, f := range files {
		id, _, _ := strings.Cut(f.Name(), ".")
		if draftID.MatchString(id) && !described[id] {
			if err := os.Remove(d.path(f.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
		}
	}
	return kept, nil
}

// storage marks the errors of a disk that cannot be used now: full, read-only, failing, or gone with the folder on it.
func storage(err error) error {
	for _, gone := range [...]syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EIO, syscall.ENOENT} {
		if errors.Is(err, gone) {
			return fmt.Errorf("%w: %s", data.ErrStorage, err.Error()) // as text: what is gone is not a page that does not exist
		}
	}
	return err
}
