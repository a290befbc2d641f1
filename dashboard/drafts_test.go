package dashboard

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestDraftsExpireAndSurviveARestart(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "drafts")
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	d, err := openDrafts(folder, clock)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := d.put("one", "nivåer.csv", []byte("a;b"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.get(kept.ID, "other"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another's draft: %v", err)
	}
	for _, id := range []string{"", "..", "../../etc/passwd", kept.ID + "/", kept.ID[1:]} {
		if _, _, err := d.get(id, "one"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("draft %q: %v", id, err)
		}
	}
	// A crash leaves bytes without a description, and a description that was never finished.
	for _, name := range []string{"AAAAAAAAAAAAAAAAAAAAAAAAAA.csv", "BBBBBBBBBBBBBBBBBBBBBBBBBB.json.tmp"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if d, err = openDrafts(folder, clock); err != nil {
		t.Fatal(err)
	}
	again, raw, err := d.get(kept.ID, "one")
	if err != nil || string(raw) != "a;b" || again.Name != "nivåer.csv" {
		t.Errorf("after a restart: %+v %q %v", again, raw, err)
	}
	if n := filesIn(t, folder); n != 2 {
		t.Errorf("%d files", n)
	}
	now = now.Add(draftAge)
	if _, _, err := d.get(kept.ID, "one"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an expired draft: %v", err)
	}
	if _, err := d.put("two", "x.csv", nil, nil); err != nil {
		t.Fatal(err)
	}
	if n := filesIn(t, folder); n != 2 {
		t.Errorf("%d files", n)
	}
}

func TestASavedDraftRemembersWhatItBecame(t *testing.T) {
	d, err := openDrafts("", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := d.put("one", "a.csv", []byte("x"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.saved(kept, 7); err != nil {
		t.Fatal(err)
	}
	again, raw, err := d.get(kept.ID, "one")
	if err != nil || again.Submission != 7 || raw != nil {
		t.Errorf("%+v %q %v", again, raw, err)
	}
	if err := d.discard(kept.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(d.folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a temporary folder is left: %v", err)
	}
}

func TestOneSenderKeepsSoManyDrafts(t *testing.T) {
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	d, err := openDrafts(t.TempDir(), func() time.Time { now = now.Add(time.Second); return now })
	if err != nil {
		t.Fatal(err)
	}
	first, err := d.put("one", "a.csv", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range draftsPerOwner {
		if _, err := d.put("one", "b.csv", nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := d.get(first.ID, "one"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the oldest is still there: %v", err)
	}
	if n := filesIn(t, d.folder); n != 2*draftsPerOwner {
		t.Errorf("%d files", n)
	}
}

func filesIn(t *testing.T, folder string) int {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}
