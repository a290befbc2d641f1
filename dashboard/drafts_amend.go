package dashboard

import (
	"errors"
	"fmt"
	"io/fs"

	"pionjarkollen/data"
)

// errStale means that a draft has been corrected by another request since it was looked at.
var errStale = errors.New("the draft has been corrected meanwhile")

// correct keeps corrections in place of those that a draft had when it was looked at as was. It returns errStale when another
// request has changed them since, and fs.ErrNotExist when the draft is gone.
func (d *drafts) correct(was draft, corrections []data.Correction) error {
	return d.amend(was, func(k *draft) error {
		if k.Revision != was.Revision {
			return errStale
		}
		k.Corrections = corrections
		k.Revision++
		return nil
	})
}

// tick keeps what was confirmed at a try to save that came to nothing.
func (d *drafts) tick(was draft, ticked []string) error {
	return d.amend(was, func(k *draft) error {
		k.Ticked = ticked
		return nil
	})
}

// amend changes what is known about a draft that waits.
func (d *drafts) amend(was draft, change func(*draft) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	k, err := d.read(was.ID)
	if err != nil {
		return err
	}
	if k.Owner != was.Owner || k.Submission != 0 || d.expired(k) {
		return fmt.Errorf("draft %s: %w", was.ID, fs.ErrNotExist)
	}
	if err := change(&k); err != nil {
		return err
	}
	return d.describe(k)
}
