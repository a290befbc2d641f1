package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pionjarkollen/data"
)

func backupCommand() command {
	return command{
		name: "backup", operands: "FOLDER",
		summary: "copy the database, its journal and its releases, also while the server is running",
		help: `
Every night, to a new folder (copying the file yourself can miss what was saved last):

    pionjarkollen backup --db /var/lib/pionjarkollen/pionjarkollen.duckdb /backup/pionjarkollen-$(date +%F)

The folder is made, or must be empty. The copy is opened and read through before the command succeeds. The key that signs
invitations is not in it: keep pionjarkollen.duckdb.key somewhere else, or send new invitations after a restore.`,
		setup: func(fs *flag.FlagSet) action {
			db := databaseFlag(fs)
			return func(ctx context.Context, p *program, args []string) error {
				if len(args) != 1 {
					return usageError("name one folder to back up to")
				}
				made, err := backup(ctx, *db, args[0])
				if err != nil {
					return err
				}
				fmt.Fprintf(p.stdout, "backed up to %s: %d submissions, %d journal entries, %d releases, %s\n",
					made.Folder, made.Counts.Submissions, made.JournalEntries, made.Releases, made.Made.Format(time.RFC3339))
				if made.LeftOut > 0 {
					fmt.Fprintf(p.stderr, "%d releases are not what was frozen and are not in it: see pionjarkollen release verify\n", made.LeftOut)
				}
				return nil
			}
		},
	}
}

// backup opens the database, or asks the process that has it open.
func backup(ctx context.Context, path, folder string) (made data.Backup, err error) {
	if err := mustExist(path); err != nil {
		return made, err
	}
	folder, err = filepath.Abs(folder)
	if err != nil {
		return made, err
	}
	db, err := openDatabase(ctx, path, nil)
	if locked, ok := errors.AsType[*data.LockedError](err); ok {
		answer, err := data.AskOwner(path, "backup", folder)
		if errors.Is(err, data.ErrNoOwner) {
			return made, locked
		}
		if err != nil {
			return made, err
		}
		return made, json.Unmarshal([]byte(answer), &made)
	}
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Backup(ctx, folder)
}

// mustExist keeps a command that only reads from making an empty database where a path is misspelt.
func mustExist(path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no database %s; name it with --db", path)
	}
	return nil
}
