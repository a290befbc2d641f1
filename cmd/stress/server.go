package main

import (
	"context"
	"errors"
	"regexp"
	"time"

	"pionjarkollen/cmd/process"
)

// served is the program, serving a demo database in a process of its own.
type served struct {
	*process.Server
	cookies []string // of who is signed in
}

// invitation is a line with a link that signs somebody in.
var invitation = regexp.MustCompile(`http://(?:127\.0\.0\.1|localhost):\d+(/\S+)`)

// serve starts the program and waits until it answers. It believes us about the address of each client, as it would a proxy.
func serve(ctx context.Context, program, database string) (*served, error) {
	s, err := process.Serve(ctx, program, database, "--demo", "--trusted-proxy", "127.0.0.1")
	if err != nil {
		return nil, err
	}
	return &served{Server: s}, nil
}

// idle looks at some pages, signs in where a link does, and returns the memory that the server holds then.
func (s *served) idle(ctx context.Context) (float64, error) {
	warm, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if f := look(warm, s.At); f.Answered == 0 {
		return 0, errors.New("the server answers nothing")
	}
	for _, line := range s.Said {
		if link := invitation.FindStringSubmatch(line); link != nil {
			if cookie := s.signIn(ctx, link[1]); cookie != "" {
				s.cookies = append(s.cookies, cookie)
			}
		}
	}
	return s.Memory("VmRSS")
}
