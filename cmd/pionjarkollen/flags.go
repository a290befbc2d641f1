package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// defaultDatabase is in the folder the program is started in.
const defaultDatabase = "pionjarkollen.duckdb"

// databaseFlag registers --db.
func databaseFlag(fs *flag.FlagSet) *string {
	return fs.String("db", defaultDatabase, "`PATH` of the database; its journal and secret lie beside it")
}

// langFlag registers --lang.
func langFlag(fs *flag.FlagSet) *string {
	return fs.String("lang", "sv", "language of what is said about files: `sv|en`")
}

// oneOf returns a usage error unless value is one of allowed.
func oneOf[T ~string](name, value string, allowed ...T) error {
	if slices.Contains(allowed, T(value)) {
		return nil
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	return usagef("%s is %q, want %s", name, value, strings.Join(words, ", "))
}

// environment returns the name of a flag's environment variable.
func environment(name string) string {
	return "PIONJARKOLLEN_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// parse reads flags wherever they stand among the operands, then the environment for those not given, and returns the operands.
func parse(fs *flag.FlagSet, getenv func(string) string, args []string) ([]string, error) {
	var operands []string
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, usageError(err.Error())
		}
		rest := fs.Args()
		if len(rest) == 0 {
			break
		}
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			operands = append(operands, rest...)
			break
		}
		operands = append(operands, rest[0])
		args = rest[1:]
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var err error
	fs.VisitAll(func(f *flag.Flag) {
		value := getenv(environment(f.Name))
		if err != nil || given[f.Name] || value == "" {
			return
		}
		if e := fs.Set(f.Name, value); e != nil {
			err = usagef("%s is %q: %v", environment(f.Name), value, e)
		}
	})
	return operands, err
}

// noOperands returns a usage error when anything but flags was given.
func noOperands(args []string) error {
	if len(args) > 0 {
		return usagef("%q is not a flag", args[0])
	}
	return nil
}

// overview lists the commands.
func overview(w io.Writer) {
	fmt.Fprint(w, "Pionjärkollen shows how far Sweden's pioneer cities have committed themselves in Klimatkontrakt 2030.\n\n"+
		"    pionjarkollen COMMAND [FLAGS]\n\nCommands:\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "    %-9s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, "\nEach explains itself by example: pionjarkollen COMMAND -h.\n"+
		"Try it with invented data: pionjarkollen serve --demo --db demo.duckdb\n")
}

// explain prints the command's help.
func (c command) explain(w io.Writer, fs *flag.FlagSet) {
	fmt.Fprintf(w, "pionjarkollen %s: %s.\n\n    %s\n\n%s\n", c.name, c.summary,
		strings.TrimSpace("pionjarkollen "+c.name+" [FLAGS] "+c.operands), strings.TrimSpace(c.help))
	first := true
	fs.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprint(w, "\nFlags, each also settable by the environment variable named:\n")
			first = false
		}
		value, usage := flag.UnquoteUsage(f)
		dashes := "--"
		if len(f.Name) == 1 {
			dashes = "-"
		}
		fmt.Fprintf(w, "\n    %s\n        %s", strings.TrimSpace(dashes+f.Name+" "+value), usage)
		if f.DefValue != "" && f.DefValue != "false" {
			fmt.Fprintf(w, " (default %s)", f.DefValue)
		}
		fmt.Fprintf(w, "\n        %s\n", environment(f.Name))
	})
}
