// Package process runs the built program in a process of its own, for the commands that measure it.
package process

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

// Server is the program, serving.
type Server struct {
	At   string   // "http://127.0.0.1:1234"
	Host string   // "127.0.0.1:1234"
	Said []string // the lines it printed until then

	cmd *exec.Cmd
	log strings.Builder // its standard error
}

var answersAt = regexp.MustCompile(`answers at (http://(\S+))`)

// Serve starts the program on a free port of this machine and waits until it says where it answers. The caller stops it.
func Serve(ctx context.Context, program, database string, more ...string) (*Server, error) {
	args := append([]string{"serve", "--db", database, "--addr", "127.0.0.1:0"}, more...)
	s := &Server{cmd: exec.CommandContext(ctx, program, args...)} //nolint:gosec // the program that make has built
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = &s.log
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for s.At == "" && lines.Scan() {
		s.Said = append(s.Said, lines.Text())
		if m := answersAt.FindStringSubmatch(lines.Text()); m != nil {
			s.At, s.Host = m[1], m[2]
		}
	}
	if s.At == "" {
		return nil, fmt.Errorf("the server did not start: %w\n%s", s.cmd.Wait(), s.lastWords())
	}
	return s, nil
}

// Stop ends the server in order. It returns an error where the server did not, or has panicked at any time.
func (s *Server) Stop() error {
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

// Memory returns a size that the kernel knows of the process, in megabytes: VmRSS is what it holds now, VmHWM the most it has held.
func (s *Server) Memory(name string) (float64, error) {
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

// ForgetPeak has the kernel measure VmHWM anew.
func (s *Server) ForgetPeak() error {
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.cmd.Process.Pid), []byte("5"), 0o200); err != nil {
		return fmt.Errorf("reset the peak: %w", err)
	}
	return nil
}

// lastWords are the end of the server's log.
func (s *Server) lastWords() string {
	const most = 4000
	text := s.log.String()
	return text[max(0, len(text)-most):]
}
