package data

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// longestSocket is how many bytes of path every system takes for a socket.
const longestSocket = 100

// ownerRequest is what another process sends: one line of JSON. The answer is another, an ownerAnswer.
type ownerRequest struct {
	Request string   `json:"request"` // "backup", or one that ServeOwner was given
	Args    []string `json:"args"`    // for backup: the absolute path of the folder
}

type ownerAnswer struct {
	Result string `json:"result,omitempty"` // for backup: a Backup as JSON
	Error  string `json:"error,omitempty"`
}

// OwnerAnswer is how ServeOwner answers one more kind of request. Answer gets the request's arguments and returns the
// answer's text.
type OwnerAnswer struct {
	Request string
	Answer  func(ctx context.Context, args []string) (string, error)
}

// ServeOwner answers other processes of the same user that need the open database, until ctx ends, and then returns
// nil. Requests that are being answered end first. Besides "backup" it knows the requests that are given.
func (db *DB) ServeOwner(ctx context.Context, more ...OwnerAnswer) error {
	if db.journal == nil {
		return errors.New("answer other processes: a database in memory has no socket")
	}
	if err := checkSocket(db.place.socket); err != nil {
		return err
	}
	// Any socket that is there is the remains of an owner before.
	if err := os.Remove(db.place.socket); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("answer other processes: %w", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "unix", db.place.socket)
	if err != nil {
		return fmt.Errorf("answer other processes: %w", err)
	}
	var busy sync.WaitGroup
	defer busy.Wait()
	defer listener.Close() // removes the socket
	if err := os.Chmod(db.place.socket, 0o600); err != nil {
		return fmt.Errorf("answer other processes: %w", err)
	}
	defer context.AfterFunc(ctx, func() { _ = listener.Close() })()
	for {
		conn, err := listener.Accept()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("answer other processes: %w", err)
		}
		busy.Go(func() { db.answer(ctx, conn, more) })
	}
}

func (db *DB) answer(ctx context.Context, conn net.Conn, more []OwnerAnswer) {
	defer conn.Close()
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	defer context.AfterFunc(ctx, func() { _ = conn.SetReadDeadline(time.Now()) })()
	var request ownerRequest
	line, err := bufio.NewReader(io.LimitReader(conn, 1<<16)).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &request)
	}
	var answer ownerAnswer
	if err == nil {
		answer.Result, err = db.serve(ctx, request, more)
	}
	if err != nil {
		answer.Error = err.Error()
	}
	_ = json.NewEncoder(conn).Encode(answer) // whoever asked may have left
}

func (db *DB) serve(ctx context.Context, r ownerRequest, more []OwnerAnswer) (string, error) {
	for _, known := range more {
		if known.Request == r.Request {
			return known.Answer(ctx, r.Args)
		}
	}
	if r.Request != "backup" || len(r.Args) != 1 || !filepath.IsAbs(r.Args[0]) {
		return "", fmt.Errorf("unknown request %q with %q", r.Request, r.Args)
	}
	made, err := db.Backup(ctx, r.Args[0])
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(made)
	return string(text), err
}
