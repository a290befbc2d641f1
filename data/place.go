package data

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// place names everything that belongs to one database. All of it stands beside the database file and begins with its
// name, so that several databases can share a folder:
//
//	pionjarkollen.duckdb           the database (DuckDB adds .wal while it is open)
//	pionjarkollen.duckdb.journal/  every accepted submission
//	pionjarkollen.duckdb.releases/ every frozen release
//	pionjarkollen.duckdb.work/     spill and half-made backups, emptied when the database is opened
//	pionjarkollen.duckdb.lock      holds the process id of the owner
//	pionjarkollen.duckdb.sock      where the owner answers other processes
//	pionjarkollen.duckdb.key       signs invitation links, seals the audit log
//	pionjarkollen.duckdb.audit     the newest row of the audit log, written by dashboard/audit
type place struct {
	database, journal, releases, work, lock, socket, key string
}

// placeOf returns the place of the database at path, or the empty place for "".
//
// It returns an error that tells what to do when the folder is missing or the path cannot be given to DuckDB.
func placeOf(path string) (place, error) {
	if path == "" {
		return place{}, nil
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return place{}, fmt.Errorf("database path %s: %w", path, err)
	}
	if _, err := url.Parse(absolute); err != nil || strings.ContainsAny(absolute, "?%") {
		return place{}, fmt.Errorf("database path %q: choose one without ?, %% and control characters", path)
	}
	folder := filepath.Dir(absolute)
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return place{}, fmt.Errorf("database %s: the folder %s does not exist; create it or choose another path: %w", path, folder, err)
	case err != nil:
		return place{}, fmt.Errorf("database %s: the folder %s cannot be used; choose another path: %w", path, folder, err)
	case !info.IsDir():
		return place{}, fmt.Errorf("database %s: %s is not a folder; choose another path", path, folder)
	}
	if info, err := os.Stat(absolute); err == nil && !info.Mode().IsRegular() {
		return place{}, fmt.Errorf("database %s is not a file; give the path of the database file itself", path)
	}
	return place{
		database: absolute,
		journal:  absolute + ".journal",
		releases: absolute + ".releases",
		work:     absolute + ".work",
		lock:     absolute + ".lock",
		socket:   absolute + ".sock",
		key:      absolute + ".key",
	}, nil
}

// exists reports whether the database file is there.
func (p place) exists() bool {
	_, err := os.Lstat(p.database)
	return err == nil
}

// emptyWork makes the work folder anew. Only the owner of the lock may call it.
func (p place) emptyWork() error {
	if err := os.RemoveAll(p.work); err != nil {
		return fmt.Errorf("empty the work folder: %w", err)
	}
	if err := os.Mkdir(p.work, 0o700); err != nil {
		return fmt.Errorf("make the work folder: %w", err)
	}
	return nil
}
