// Command pionjarkollen serves Pionjärkollen and does its chores from the shell: see pionjarkollen -h.
//
// Here stand flags, environment and wiring; what is done with them stands in the packages it wires.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // dates are shown in Europe/Stockholm, also where the system has no zone database
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
