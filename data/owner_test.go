package data_test

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"pionjarkollen/data"
)

func TestOwnerBacksUpForOthers(t *testing.T) {
	folder, err := os.MkdirTemp("", "p") // a test's own folder is too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	path := filepath.Join(folder, "x.duckdb")
	if _, err := data.AskOwner(path, "backup", folder); !errors.Is(err, data.ErrNoOwner) {
		t.Errorf("nobody there: %v", err)
	}
	db := opened(t, path)
	recordAll(t, db)
	for range 2 { // the second time over the remains of the first
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- db.ServeOwner(ctx) }()
		for {
			if info, err := os.Stat(path + ".sock"); err == nil && info.Mode() == fs.ModeSocket|0o600 {
				break
			}
			runtime.Gosched()
		}
		dest := filepath.Join(t.TempDir(), "backup")
		answer, err := data.AskOwner(path, "backup", dest)
		if err != nil {
			t.Fatal(err)
		}
		var b data.Backup
		if err := json.Unmarshal([]byte(answer), &b); err != nil || b.Counts.Submissions != 4 || b.Folder != dest {
			t.Errorf("got %s, %v", answer, err)
		}
		for _, request := range [][]string{{"backup", dest}, {"backup", "relative"}, {"backup"}, {"drop"}} {
			if answer, err := data.AskOwner(path, request[0], request[1:]...); err == nil {
				t.Errorf("%q: %s", request, answer)
			}
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if _, err := data.AskOwner(path, "backup", dest); !errors.Is(err, data.ErrNoOwner) {
			t.Errorf("after the end: %v", err)
		}
		if err := os.WriteFile(path+".sock", nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOwnerNeedsAShortPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("x", 100)+".duckdb")
	if err := opened(t, path).ServeOwner(t.Context()); err == nil || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("got %v", err)
	}
	if err := opened(t, "").ServeOwner(t.Context()); err == nil {
		t.Error("a database in memory has a socket")
	}
}

func TestSecretIsOneForAllProcesses(t *testing.T) {
	path := newPath(t)
	const processes = 4
	seen := make(map[string]bool)
	lines := make(chan string)
	for range processes {
		process, out := child(t, "secret", path)
		go func() {
			line, _ := bufio.NewReader(out).ReadString('\n')
			lines <- strings.TrimSpace(line)
			_ = process.Wait()
		}()
	}
	for range processes {
		seen[<-lines] = true
	}
	secret := opened(t, path).Secret()
	seen[hex.EncodeToString(secret)] = true
	if len(seen) != 1 || len(secret) != 32 {
		t.Errorf("got %v", seen)
	}
	info, err := os.Stat(path + ".key")
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v", info, err)
	}
	if err := os.WriteFile(path+".key", secret[:31], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := data.SecretFor(path); err == nil || !strings.Contains(err.Error(), "31 bytes") {
		t.Errorf("got %v", err)
	}
	if _, err := data.SecretFor(""); err == nil {
		t.Error("a database in memory has a key file")
	}
}
