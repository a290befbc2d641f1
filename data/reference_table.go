package data

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ReferenceError is one fault in a reference file. Such a file is part of the program, so a fault stops it at start.
type ReferenceError struct {
	File  string // "reference/actions.csv"
	Line  int    // on which the record starts, from 1; 0 is the whole file
	Cause string
	Err   error // what lies beneath, or nil
}

func (e *ReferenceError) Error() string {
	place := e.File
	if e.Line > 0 {
		place += ":" + strconv.Itoa(e.Line)
	}
	if e.Err != nil {
		return place + ": " + e.Cause + ": " + e.Err.Error()
	}
	return place + ": " + e.Cause
}

// Unwrap returns what lies beneath, or nil.
func (e *ReferenceError) Unwrap() error { return e.Err }

// refReader reads reference tables and collects every fault found in them.
type refReader struct {
	fsys   fs.FS
	faults []error
	lines  map[string]int // on which an edition, commitment or level stands, by refPath

	lacking bool // all faults are of records that lack something
}

// refRow is one record of a reference table, read by column name.
type refRow struct {
	reader *refReader
	file   string
	line   int
	cells  map[string]string
}

func (r *refReader) err() error { return errors.Join(r.faults...) }

func (r *refReader) fail(file string, line int, cause string, err error) {
	r.faults = append(r.faults, &ReferenceError{File: "reference/" + file, Line: line, Cause: cause, Err: err})
}

// table reads a file whose header must be exactly columns. Rows that cannot be read are left out and reported.
func (r *refReader) table(file string, columns ...string) []refRow {
	content, err := fs.ReadFile(r.fsys, file)
	if err != nil {
		r.fail(file, 0, "cannot be read", err)
		return nil
	}
	if valid := bytes.ToValidUTF8(content, nil); len(valid) < len(content) {
		r.fail(file, refBrokenLine(content), "is not UTF-8", nil)
		return nil
	}
	in := csv.NewReader(bytes.NewReader(content))
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err != nil || !slices.Equal(header, columns) {
		r.fail(file, 1, fmt.Sprintf("the header is %q, want %q", header, columns), err)
		return nil
	}
	var rows []refRow
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			line := 0
			if parse, ok := errors.AsType[*csv.ParseError](err); ok {
				line = parse.StartLine
			}
			r.fail(file, line, "is not CSV", err)
			return rows
		}
		line, _ := in.FieldPos(0)
		if len(record) != len(columns) {
			r.fail(file, line, fmt.Sprintf("has %d columns, want %d", len(record), len(columns)), nil)
			continue
		}
		row := refRow{reader: r, file: file, line: line, cells: make(map[string]string, len(columns))}
		for i, column := range columns {
			if record[i] != strings.TrimSpace(record[i]) {
				row.fail("%s has blanks around %q", column, record[i])
			}
			row.cells[column] = strings.TrimSpace(record[i])
		}
		rows = append(rows, row)
	}
}

// refBrokenLine is the line, from 1, that the first byte that is not UTF-8 stands on.
func refBrokenLine(content []byte) int {
	line := 1
	for text := range bytes.Lines(content) {
		if !utf8.Valid(text) {
			break
		}
		line++
	}
	return line
}

func (row refRow) fail(format string, args ...any) {
	row.reader.fail(row.file, row.line, fmt.Sprintf(format, args...), nil)
}

// text is a cell that may be empty.
func (row refRow) text(column string) string { return row.cells[column] }

// need is a cell that may not be empty.
func (row refRow) need(column string) string {
	if row.cells[column] == "" {
		row.fail("%s is missing", column)
	}
	return row.cells[column]
}

// both is a wording that must stand in both languages, in the columns name_sv and name_en.
func (row refRow) both(name string) Text {
	return Text{SV: row.need(name + "_sv"), EN: row.need(name + "_en")}
}

// number is a whole number from low to high, inclusive.
func (row refRow) number(column string, low, high int) int {
	n, err := strconv.Atoi(row.cells[column])
	if err != nil || n < low || n > high {
		row.fail("%s %q is not a whole number from %d to %d", column, row.cells[column], low, high)
	}
	return n
}

// decimal is a number from low to high, inclusive.
func (row refRow) decimal(column string, low, high float64) float64 {
	n, err := strconv.ParseFloat(row.cells[column], 64)
	if err != nil || !(n >= low && n <= high) {
		row.fail("%s %q is not a number from %g to %g", column, row.cells[column], low, high)
	}
	return n
}

// oneOf is a cell that holds one of the values.
func (row refRow) oneOf(column string, values ...string) string {
	if !slices.Contains(values, row.cells[column]) {
		row.fail("%s %q is not one of %q", column, row.cells[column], values)
	}
	return row.cells[column]
}
