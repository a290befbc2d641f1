package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// served is the program, serving a demo database in a process of its own.
type served struct {
	cmd     *exec.Cmd
	log     strings.Builder // its standard error
	at      string          // "http://127.0.0.1:1234"
	host    string          // "127.0.0.1:1234"
	links   []string        // that sign somebody in
	cookies []string        // of who is signed in
}

var address = regexp.MustCompile(`http://((?:127\.0\.0\.1|localhost):\d+)(/\S*)?`)

// serve starts the program and waits until it answers. It believes us about the address of each client, as it would a proxy.
func serve(ctx context.Context, program, database string) (*served, error) {
	s := &served{cmd: exec.CommandContext(ctx, program, "serve", "--demo", "--db", database, "--addr", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1")} //nolint:gosec // the program that make stress has built
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = &s.log
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for s.at == "" && lines.Scan() {
		m := address.FindStringSubmatch(lines.Text())
		switch {
		case m == nil:
		case m[2] != "":
			s.links = append(s.links, m[2])
		case strings.Contains(lines.Text(), "answers at"):
			s.host, s.at = m[1], m[0]
		}
	}
	if s.at == "" {
		return nil, fmt.Errorf("the server did not start: %w\n%s", s.cmd.Wait(), s.log.String())
	}
	return s, nil
}

// idle looks at some pages, signs in where a link does, and returns the memory that the server holds then.
func (s *served) idle(ctx context.Context) (float64, error) {
	warm, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if f := look(warm, s.at); f.Answered == 0 {
		return 0, errors.New("the server answers nothing")
	}
	for _, link := range s.links {
		if cookie := s.signIn(ctx, link); cookie != "" {
			s.cookies = append(s.cookies, cookie)
		}
	}
	return s.resident("VmRSS")
}

// stop ends the server in order.
func (s *served) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("the server ended with: %w\n%s", err, s.lastWords())
	}
	if strings.Contains(s.log.String(), "panic") {
		return fmt.Errorf("the server panicked:\n%s", s.lastWords())
	}
	return nil
}

// resident reads a size in megabytes out of what the kernel knows of the process.
func (s *served) resident(name string) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("memory is only measured on Linux: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			kilobytes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
			return float64(kilobytes) / 1024, err
		}
	}
	return 0, fmt.Errorf("no %s of the server", name)
}

// forgetPeak has the kernel measure the peak anew.
func (s *served) forgetPeak() error {
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.cmd.Process.Pid), []byte("5"), 0o200); err != nil {
		return fmt.Errorf("reset the peak: %w", err)
	}
	return nil
}

// lastWords are the end of the server's log.
func (s *served) lastWords() string {
	const most = 4000
	text := s.log.String()
	return text[max(0, len(text)-most):]
}
