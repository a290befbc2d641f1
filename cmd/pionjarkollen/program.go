package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
)

// Exit codes of every command.
const (
	exitOK       = 0
	exitRejected = 1 // a file was read and not accepted
	exitFailed   = 2 // usage, or something could not be read, written or opened
)

// program is what a command has of the outside world.
type program struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// action runs a command whose flags are parsed, with what followed them.
type action func(ctx context.Context, p *program, args []string) error

// command is one thing the program does.
type command struct {
	name     string
	operands string // what follows the flags, for the first line of its help
	summary  string // half a line
	help     string // what it does, by example
	setup    func(*flag.FlagSet) action
}

// errRejected ends a command with exitRejected; what there is to say has been said.
var errRejected = errors.New("rejected")

// errFailed ends a command with exitFailed; what there is to say has been said.
var errFailed = errors.New("failed")

// usageError is a mistake on the command line.
type usageError string

func (e usageError) Error() string { return string(e) }

func usagef(format string, args ...any) error { return usageError(fmt.Sprintf(format, args...)) }

// commands lists every command in the order of the help.
func commands() []command {
	return []command{
		serveCommand(), checkCommand(), importCommand(), reportCommand(), inviteCommand(), koladaCommand(),
		backupCommand(), restoreCommand(), rebuildCommand(), auditCommand(), releaseCommand(), versionCommand(),
	}
}

// run does what the command line asks and returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr}
	name := ""
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	switch name {
	case "":
		overview(stderr)
		return exitFailed
	case "-h", "-help", "--help", "help":
		if len(args) == 0 {
			overview(stdout)
			return exitOK
		}
		name, args = args[0], []string{"-h"}
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, p, args)
		}
	}
	fmt.Fprintf(stderr, "pionjarkollen: there is no command %q; see pionjarkollen -h\n", name)
	return exitFailed
}

// run parses the command's flags and environment, acts, and turns the error into words and an exit code.
func (c command) run(ctx context.Context, p *program, args []string) int {
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	act := c.setup(fs)
	operands, err := parse(fs, p.getenv, args)
	if errors.Is(err, flag.ErrHelp) {
		c.explain(p.stdout, fs)
		return exitOK
	}
	if err == nil {
		err = act(ctx, p, operands)
	}
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errRejected):
		return exitRejected
	case errors.Is(err, errFailed):
	case errors.As(err, &usage):
		fmt.Fprintf(p.stderr, "pionjarkollen %s: %s; see pionjarkollen %s -h\n", c.name, usage, c.name)
	default:
		fmt.Fprintf(p.stderr, "pionjarkollen %s: %s\n", c.name, plain(err))
	}
	return exitFailed
}
