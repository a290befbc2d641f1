// Package sheet writes tables as CSV that Swedish Excel opens as they are meant: with a byte order mark, semicolons and
// CRLF, and with no cell that it would run as a formula.
package sheet

import (
	"encoding/csv"
	"io"
	"strings"
)

// bom makes Swedish Excel take the file for UTF-8.
const bom = "\ufeff"

// Writer writes one table. Its first error sticks.
type Writer struct {
	out *csv.Writer
	row []string
	err error
}

// New writes the headings.
func New(w io.Writer, headings []string) *Writer {
	s := &Writer{}
	_, s.err = io.WriteString(w, bom)
	s.out = csv.NewWriter(w)
	s.out.Comma, s.out.UseCRLF = ';', true
	s.Row(headings...)
	return s
}

// Row writes a row.
func (s *Writer) Row(cells ...string) {
	if s.err != nil {
		return
	}
	s.row = s.row[:0]
	for _, cell := range cells {
		s.row = append(s.row, Harmless(cell))
	}
	s.err = s.out.Write(s.row)
}

// Close writes what is left and returns the first error. It leaves the writer beneath open.
func (s *Writer) Close() error {
	s.out.Flush()
	if s.err != nil {
		return s.err
	}
	return s.out.Error()
}

// Harmless puts an apostrophe before text that a spreadsheet would run as a formula.
func Harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
