package main

import (
	"bytes"
	"flag"
	"slices"
	"strings"
	"testing"
)

func TestFlagsStandAnywhereAndTheEnvironmentComesAfterThem(t *testing.T) {
	none := map[string]string{}
	for _, c := range []struct {
		name     string
		args     []string
		env      map[string]string
		operands []string
		db       string
		force    bool
	}{
		{"nothing", nil, none, nil, "default", false},
		{"flag first", []string{"--db", "x", "a"}, none, []string{"a"}, "x", false},
		{"flag last", []string{"a", "b", "--db=x", "-force"}, none, []string{"a", "b"}, "x", true},
		{"after two dashes all are operands", []string{"a", "--", "--db", "x"}, none, []string{"a", "--db", "x"}, "default", false},
		{"one dash is an operand", []string{"-", "--db", "x"}, none, []string{"-"}, "x", false},
		{"environment", []string{"a"}, map[string]string{"PIONJARKOLLEN_DB": "y", "PIONJARKOLLEN_FORCE": "true"}, []string{"a"}, "y", true},
		{"flag over environment", []string{"--db", "x"}, map[string]string{"PIONJARKOLLEN_DB": "y"}, nil, "x", false},
		{"empty flag over environment", []string{"--db="}, map[string]string{"PIONJARKOLLEN_DB": "y"}, nil, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			fs := flag.NewFlagSet("x", flag.ContinueOnError)
			fs.SetOutput(&bytes.Buffer{})
			db := fs.String("db", "default", "")
			force := fs.Bool("force", false, "")
			operands, err := parse(fs, func(name string) string { return c.env[name] }, c.args)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(operands, c.operands) || *db != c.db || *force != c.force {
				t.Errorf("operands %q, db %q, force %v", operands, *db, *force)
			}
		})
	}
}

func TestEveryHelpTeachesByExample(t *testing.T) {
	for _, c := range commands() {
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{c.name, "-h"}, func(string) string { return "" }, strings.NewReader(""), &out, &errs)
		if code != exitOK || errs.Len() > 0 {
			t.Errorf("%s -h: exit code %d, %s", c.name, code, &errs)
		}
		if strings.Count(out.String(), "    pionjarkollen "+c.name) < 2 {
			t.Errorf("%s -h shows no example:\n%s", c.name, &out)
		}
		fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.setup(fs)
		fs.VisitAll(func(f *flag.Flag) {
			if f.Usage == "" || !strings.Contains(out.String(), environment(f.Name)) {
				t.Errorf("%s -h does not explain --%s", c.name, f.Name)
			}
		})
	}
}
