// Command stress sees what becomes of the site when many clients are slow, large or greedy at once: how much more memory it takes,
// and whether those who just want to look are still answered. make stress builds the program and runs it. It talks to a server that
// it starts itself, on loopback, and takes less than a minute.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// longest is how long a run may take, and each how long one attack goes on.
const (
	longest = 90 * time.Second
	each    = 3 * time.Second
	breath  = time.Second // between two
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "stress: %v\n", err)
		os.Exit(1)
	}
}

// attack is one way of being a nuisance.
type attack struct {
	name string
	run  func(ctx context.Context, s *served) (result string, err error)
}

func run(ctx context.Context, args []string, out io.Writer) (err error) {
	if len(args) == 2 && args[0] == lookArg {
		return lookAlone(ctx, args[1], out)
	}
	fs := flag.NewFlagSet("stress", flag.ContinueOnError)
	program := fs.String("program", ".bin/pionjarkollen", "the built `PROGRAM`")
	clients := fs.Int("clients", 1000, "`NUMBER` of clients of each attack")
	if err := fs.Parse(args); err != nil {
		return err
	}
	path, err := filepath.Abs(*program)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "pionjarkollen-stress-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	s, err := serve(ctx, path, filepath.Join(folder, "demo.duckdb"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Stop()) }()
	idle, err := s.idle(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s/%s, %d processors, %s; %d clients each; resident memory when idle %.0f MB\n\n",
		runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), *clients, idle)
	fmt.Fprintf(out, "  %-44s %9s  %22s  %s\n", "", "peak", "good requests", "")
	for _, a := range attacks(*clients) {
		if err := s.suffer(ctx, out, a, idle); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
	}
	return nil
}

// suffer runs one attack while good clients go on, and prints a line about both.
func (s *served) suffer(ctx context.Context, out io.Writer, a attack, idle float64) error {
	time.Sleep(breath) // what the one before left behind must not be this one's
	if err := s.ForgetPeak(); err != nil {
		return err
	}
	attacked, end := context.WithTimeout(ctx, each)
	defer end()
	good, err := s.lookers(attacked)
	if err != nil {
		return err
	}
	result, err := a.run(attacked, s)
	if err != nil {
		return err
	}
	f, err := good()
	if err != nil {
		return err
	}
	peak, err := s.Memory("VmHWM")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "  %-44s %+6.0f MB  %5.1f %% of %5d, p99 %4.0f ms  %s\n", a.name, peak-idle, f.share(), f.Asked, f.p99(), result)
	return nil
}
