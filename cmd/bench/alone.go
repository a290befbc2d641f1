package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// imported is what one import took.
type imported struct {
	Read, Save time.Duration // from the file's name to the last check; from there to the commit
	CPU        float64       // seconds of all processors together
	Peak       float64       // MB that the process held at most, from its start
}

func (i imported) took() time.Duration { return i.Read + i.Save }

// importAlone imports a file of n rows as pionjarkollen import does, in a process of its own, and writes what that took as JSON. The database and
// the spellings of names are ready before, as DuckDB's own are.
func importAlone(ctx context.Context, out io.Writer, file, reference, database string, n int) (err error) {
	catalogue, err := data.LoadCatalogueFS(os.DirFS(reference))
	if err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Options{Path: database, Catalogue: catalogue})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	reader := ingest.NewReader(catalogue)
	before, err := usage()
	if err != nil {
		return err
	}
	var took imported
	began := time.Now()
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sent, findings, err := reader.ParseMany(raw, ingest.Limits{Bytes: int64(len(raw)), Rows: n})
	if err != nil {
		return err
	}
	took.Read = time.Since(began)
	began = time.Now()
	saved, err := ingest.Save(ctx, db, sent, findings, raw, ingest.Meta{
		Sender: data.Sender{Name: "bench", Role: "shell"}, FileName: filepath.Base(file),
	})
	if err != nil {
		return err
	}
	took.Save = time.Since(began)
	after, err := usage()
	if err != nil {
		return err
	}
	took.CPU, took.Peak = cpuSeconds(after)-cpuSeconds(before), float64(after.Maxrss)/1024 // kilobytes on Linux
	if err := complete(ctx, db, saved.ID, n); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(took)
}

// complete makes sure that every row was saved, each about something else.
func complete(ctx context.Context, db *data.DB, submission int64, want int) error {
	rows, err := db.Query(ctx, "SELECT count(*), count(DISTINCT (municipality, action)) FROM action_report WHERE submission = ?", submission)
	if err != nil {
		return err
	}
	defer rows.Close()
	var n, different int
	for rows.Next() {
		if err := rows.Scan(&n, &different); err != nil {
			return err
		}
	}
	if n != want || different != want {
		return fmt.Errorf("%d rows about %d things were saved", n, different)
	}
	return rows.Err()
}

func usage() (u syscall.Rusage, err error) {
	err = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u, err
}

// cpuSeconds is the processor time of all threads.
func cpuSeconds(u syscall.Rusage) float64 { return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9 }
