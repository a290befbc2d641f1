// Command examples writes the invented submissions that the program shows as "Exempeldata":
//
//	go run ./cmd/examples data/examples
//
// Every level, status, comment, date and number in them is made up. The same program always writes the same bytes: it
// looks at no clock and draws no random numbers.
package main

import (
	"fmt"
	"os"

	"pionjarkollen/data"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "examples:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want one argument, the folder to write to, such as data/examples; got %d", len(args))
	}
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return err
	}
	files, err := plan(catalogue)
	if err != nil {
		return err
	}
	return write(args[0], files)
}
