package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestShots saves a picture of every page in the folder that SHOTS names; without SHOTS it saves the front page alone, to
// know that it can.
func TestShots(t *testing.T) {
	folder, looks, langs := os.Getenv("SHOTS"), allLooks, langs
	public, empty := publicPlaces, emptyPlaces
	if folder == "" {
		folder, looks, langs, public, empty = t.TempDir(), allLooks[:1], langs[:1], publicPlaces[:1], nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	b := newTab(t, fullSite(t), desk)
	for _, p := range public {
		for _, lang := range langs {
			b.shoot(folder, p.name+"-"+lang, at(lang, p.path), p.wanted(), looks)
		}
	}
	if len(empty) == 0 {
		return
	}
	b = newTab(t, emptySite(t), desk)
	for _, p := range empty {
		b.shoot(folder, p.name+"-sv", p.path, p.wanted(), looks)
	}
	b = newTab(t, ownSite(t, "", loadExamples), desk)
	for _, p := range signedInPlaces(b) {
		b.shoot(folder, p.name+"-sv", p.path, p.wanted(), looks)
	}
	b = newTab(t, b.site, desk)
	for _, p := range staffPlaces(b) {
		b.shoot(folder, p.name+"-sv", p.path, p.wanted(), looks)
	}
}

var allLooks = []look{
	{width: 1280, height: 900},
	{width: 1280, height: 900, dark: true},
	{width: 320, height: 800},
	{width: 320, height: 800, dark: true},
}

// shoot saves a page in several looks.
func (b *tab) shoot(folder, name, path string, status int64, looks []look) {
	b.Helper()
	b.show(looks[0])
	if got := b.openExpecting(path, status); got != status {
		b.Errorf("%s answers %d, want %d", path, got, status)
	}
	for _, l := range looks {
		b.show(l)
		b.settled()
		b.drawn()
		theme := "light"
		if l.dark {
			theme = "dark"
		}
		picture := run(b, "take a picture of "+path, chromedp.FullScreenshot(100))
		file := filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, l.width, theme))
		if err := os.WriteFile(file, picture, 0o644); err != nil {
			b.Fatal(err)
		}
	}
}
