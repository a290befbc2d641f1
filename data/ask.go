package data

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"
	"time"
)

// AskOwner asks the process that has the database at path open, and returns its answer. Requests are "backup", with
// the absolute path of a new folder, whose answer is a Backup as JSON, and those that the owner gives ServeOwner.
//
// It returns an error that wraps ErrNoOwner when no process answers.
func AskOwner(path, request string, args ...string) (string, error) {
	at, err := placeOf(path)
	if err != nil {
		return "", err
	}
	if err := checkSocket(at.socket); err != nil {
		return "", err
	}
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(context.Background(), "unix", at.socket)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
		return "", fmt.Errorf("%w at %s", ErrNoOwner, at.database)
	}
	if err != nil {
		return "", fmt.Errorf("ask the owner: %w", err)
	}
	defer conn.Close()
	if err := json.NewEncoder(conn).Encode(ownerRequest{Request: request, Args: args}); err != nil {
		return "", fmt.Errorf("ask the owner: %w", err)
	}
	var answer ownerAnswer
	if err := json.NewDecoder(conn).Decode(&answer); err != nil {
		return "", fmt.Errorf("the owner gave no answer: %w", err)
	}
	if answer.Error != "" {
		return "", fmt.Errorf("the owner answers: %s", answer.Error)
	}
	return answer.Result, nil
}

func checkSocket(path string) error {
	if len(path) > longestSocket {
		return fmt.Errorf("the socket %s has a path of more than %d bytes; choose a shorter one for the database", path, longestSocket)
	}
	return nil
}
