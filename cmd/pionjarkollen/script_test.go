package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pionjarkollen/data"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pionjarkollen": main})
}

// TestScripts runs the program as people do. Each script has $ADDR, a free address, and these commands of ours:
//
//	answers URL              waits until the URL answers
//	[!] get URL [file]       GET; fails (or, with !, wants) a status of 400 and above; the body is stdout
//	pid N                    sets $PID to the process id of the Nth background command
//	exits CODE ARG…          runs pionjarkollen and wants the exit code
//	latin1 FILE              writes the file anew in Windows-1252
//	newer DB                 makes a database as a newer version would
//	submissions FILE FILE    wants two backups' summaries to count the same submissions
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			ln, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			e.Setenv("ADDR", ln.Addr().String())
			return ln.Close()
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"answers":     answers,
			"get":         get,
			"pid":         pid,
			"exits":       exits,
			"latin1":      latin1,
			"newer":       newer,
			"submissions": submissions,
		},
	})
}

// fetch GETs url without following redirects.
func fetch(url string) (status int, body string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return 0, "", err
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b), err
}

func answers(ts *testscript.TestScript, _ bool, args []string) {
	until := time.Now().Add(30 * time.Second)
	for {
		_, _, err := fetch(args[0])
		if err == nil {
			return
		}
		if time.Now().After(until) {
			ts.Fatalf("%s does not answer: %v", args[0], err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func get(ts *testscript.TestScript, neg bool, args []string) {
	status, body, err := fetch(args[0])
	ts.Check(err)
	if failed := status >= http.StatusBadRequest; failed != neg {
		ts.Fatalf("%s answered %d:\n%s", args[0], status, body)
	}
	if len(args) == 2 {
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(body), 0o600))
		return
	}
	_, err = io.WriteString(ts.Stdout(), body)
	ts.Check(err)
}

func pid(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Setenv("PID", strconv.Itoa(ts.BackgroundCmds()[n-1].Process.Pid))
}

func latin1(ts *testscript.TestScript, _ bool, args []string) {
	var out []byte
	for _, r := range ts.ReadFile(args[0]) {
		if r > 0xff {
			ts.Fatalf("%q is not in Latin-1", r)
		}
		out = append(out, byte(r))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out, 0o600))
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec("pionjarkollen", args[1:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func newer(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	db, err := openDatabase(ctx, ts.MkAbs(args[0]), nil)
	ts.Check(err)
	ts.Check(db.Write(ctx, func(tx *data.Tx) error {
		_, err := tx.Exec("INSERT INTO schema_version VALUES (9999, ?)", db.Now())
		return err
	}))
	ts.Check(db.Close())
}

func submissions(ts *testscript.TestScript, _ bool, args []string) {
	var counted [2]data.Backup
	for i := range counted {
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[i])), &counted[i]))
	}
	if one, two := counted[0].Counts.Submissions, counted[1].Counts.Submissions; one != two || one == 0 {
		ts.Fatalf("%d and %d submissions", one, two)
	}
}
