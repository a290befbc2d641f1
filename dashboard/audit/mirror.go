package audit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

// HeadFile is where the newest row of the log of the database at path is mirrored; "" for a database in memory.
func HeadFile(path string) string {
	if path == "" {
		return ""
	}
	return path + ".audit"
}

// state of the mirror.
type state string

const (
	mirrorWhole  state = "whole"
	mirrorAbsent state = "missing"
	mirrorBroken state = "broken"    // not as we write it
	mirrorOther  state = "other-key" // written under another key: what it says is not proven
)

// readMirror returns what the mirror says the log's end is.
func readMirror(path string, s sealer) (end, state, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return end{}, mirrorAbsent, nil
	}
	if err != nil {
		return end{}, mirrorBroken, fmt.Errorf("read the mirror of the audit log: %w", err)
	}
	fields := strings.Fields(string(text))
	if len(fields) != 4 {
		return end{}, mirrorBroken, nil
	}
	id, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil || id < 1 {
		return end{}, mirrorBroken, nil
	}
	last := end{id, fields[1]}
	switch {
	case fields[2] != s.id:
		return last, mirrorOther, nil
	case !same(fields[3], s.over("mirror", fields[:3]...)):
		return end{}, mirrorBroken, nil
	}
	return last, mirrorWhole, nil
}

// writeMirror puts a new mirror in the place of the old one.
func writeMirror(path string, last end, s sealer) (err error) {
	fields := []string{strconv.FormatInt(last.id, 10), last.seal, s.id}
	text := strings.Join(append(fields, s.over("mirror", fields...)), " ") + "\n"
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp-*") // mode 0600
	if err != nil {
		return fmt.Errorf("mirror the audit log: %w", err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("mirror the audit log: %w", errors.Join(err, os.Remove(f.Name())))
		}
	}()
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// mirror copies the committed end of the log, when it may have changed.
func (l *Log) mirror(ctx context.Context) error {
	l.mirroring.Lock()
	defer l.mirroring.Unlock()
	if l.head == "" || l.mirrored.Load() >= l.assigned.Load() {
		return nil
	}
	last, err := readEnd(l.db.Query(ctx, lastSQL))
	if err != nil || last.id == l.mirrored.Load() {
		return err
	}
	if err := writeMirror(l.head, last, l.seal); err != nil {
		return err
	}
	l.mirrored.Store(last.id)
	return nil
}

// begin compares the log's end with its mirror, and tells in the log what is wrong.
func (l *Log) begin(ctx context.Context) error {
	if l.head == "" {
		return nil
	}
	seen, how, err := readMirror(l.head, l.seal)
	if err != nil {
		return err
	}
	last, err := readEnd(l.db.Query(ctx, lastSQL))
	if err != nil {
		return err
	}
	there, err := sealOf(ctx, l.db, seen.id)
	if err != nil {
		return err
	}
	found := Entry{
		By: By{Actor: Actor{Kind: System}}, Action: Truncated, Outcome: Failed,
		Details: map[string]string{
			"mirror": string(how), "expected": strconv.FormatInt(seen.id, 10), "found": strconv.FormatInt(last.id, 10),
		},
	}
	switch {
	case (how == mirrorAbsent || how == mirrorBroken) && last.id == 0, seen.id > 0 && there == seen.seal:
		l.assigned.Store(last.id)
		l.mirrored.Store(seen.id)
		return l.mirror(ctx)
	case how == mirrorAbsent, how == mirrorBroken:
		found.Action = MirrorMissing
	}
	l.log.Error("the audit log is not as it was left", slog.String("mirror", string(how)),
		slog.Int64("expected", seen.id), slog.Int64("found", last.id))
	last.id = max(last.id, seen.id) // what is missing leaves a gap for good
	err = l.db.WritePrivate(ctx, func(tx *data.Tx) error {
		return l.appendAfter(tx, last, []Row{{At: l.db.Now(), Entry: found, Times: 1}})
	})
	if err != nil {
		return err
	}
	return l.mirror(ctx)
}
