package ingest

import (
	"cmp"
	"slices"
	"strings"

	"pionjarkollen/data"
)

// fixes are the corrections of a file by line, those of a line by column. A nil one has none.
type fixes map[int][]data.Correction

// newFixes takes the last correction of each cell that a file can have.
func newFixes(corrections []data.Correction) fixes {
	if len(corrections) == 0 {
		return nil
	}
	out := make(fixes)
	for _, c := range corrections {
		if c.Line < 1 || c.Column < 0 || c.Column >= maxColumns {
			continue
		}
		c.Value = strings.ToValidUTF8(c.Value, "\ufffd")
		line := out[c.Line]
		at, again := slices.BinarySearchFunc(line, c.Column, func(c data.Correction, column int) int { return cmp.Compare(c.Column, column) })
		if again {
			line[at] = c
		} else {
			out[c.Line] = slices.Insert(line, at, c)
		}
	}
	return out
}

// has tells a cell that is corrected.
func (f fixes) has(line, column int) bool {
	return slices.ContainsFunc(f[line], func(c data.Correction) bool { return c.Column == column })
}

// onto puts a line's corrections in its cells, which are those after from; it may make them more. A row without anything in it is
// none that a person sees, and stays so.
func (f fixes) onto(line int, cells []string, from int) []string {
	fixed := f[line]
	if len(fixed) == 0 || (record{cells: cells[from:]}).blank() {
		return cells
	}
	for _, c := range fixed {
		if c.Value == "" && from+c.Column >= len(cells) {
			continue
		}
		for len(cells) <= from+c.Column {
			cells = append(cells, "")
		}
		cells[from+c.Column] = c.Value
	}
	return cells
}

// binary finds the first line with a value that no text holds.
func (f fixes) binary() (line int, ok bool) {
	for at, fixed := range f {
		for _, c := range fixed {
			if strings.IndexByte(c.Value, 0) >= 0 && (!ok || at < line) {
				line, ok = at, true
			}
		}
	}
	return line, ok
}
