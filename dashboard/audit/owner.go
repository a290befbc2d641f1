package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// Requests that other processes may make of the one that has the database open.
const (
	VerifyRequest = "audit-verify" // no arguments; the answer is a Report as JSON
	ExportRequest = "audit-export" // the absolute path of a file to make and an Ask as JSON; the answer is how many rows
)

// Ask is what a shell command wants exported.
type Ask struct {
	From  time.Time   `json:"from"` // included; zero is the beginning
	Until time.Time   `json:"until"`
	Lang  locale.Lang `json:"lang"`
}

// Answers is what ServeOwner needs to answer both requests.
func (l *Log) Answers() []data.OwnerAnswer {
	return []data.OwnerAnswer{
		{Request: VerifyRequest, Answer: func(ctx context.Context, args []string) (string, error) {
			if len(args) != 0 {
				return "", fmt.Errorf("%s takes no arguments", VerifyRequest)
			}
			r, err := l.VerifyForShell(ctx)
			if err != nil {
				return "", err
			}
			text, err := json.Marshal(r)
			return string(text), err
		}},
		{Request: ExportRequest, Answer: func(ctx context.Context, args []string) (string, error) {
			if len(args) != 2 || !filepath.IsAbs(args[0]) {
				return "", fmt.Errorf("%s takes an absolute path and what is asked", ExportRequest)
			}
			var ask Ask
			if err := json.Unmarshal([]byte(args[1]), &ask); err != nil {
				return "", err
			}
			n, err := l.ExportForShell(ctx, args[0], ask)
			if err != nil {
				return "", err
			}
			text, err := json.Marshal(n)
			return string(text), err
		}},
	}
}

// VerifyForShell is Verify for whoever runs commands on the server, which is logged.
func (l *Log) VerifyForShell(ctx context.Context) (Report, error) {
	r, err := l.Verify(ctx)
	if err != nil {
		return r, err
	}
	e := Entry{By: By{Actor: Actor{Kind: Shell}}, Action: Verified, Details: map[string]string{"rows": strconv.FormatInt(r.Rows, 10)}}
	if !r.Whole() { // also where it is known
		e.Outcome = Failed
	}
	return r, l.db.WritePrivate(ctx, func(tx *data.Tx) error { return l.Add(tx, e) })
}

// ExportForShell writes what waits, logs that the log is exported, and writes it to a new file at path, whole or not at all.
func (l *Log) ExportForShell(ctx context.Context, path string, ask Ask) (rows int, err error) {
	if err := l.Flush(ctx); err != nil {
		return 0, err
	}
	err = l.db.WritePrivate(ctx, func(tx *data.Tx) error {
		return l.Add(tx, Entry{By: By{Actor: Actor{Kind: Shell}}, Action: AuditRead})
	})
	if err != nil {
		return 0, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, fmt.Errorf("export the audit log: %w", err)
	}
	rows, err = Export(ctx, l.db, f, Filter{From: ask.From, Until: ask.Until}, ask.Lang)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, errors.Join(err, os.Remove(path))
	}
	return rows, nil
}
