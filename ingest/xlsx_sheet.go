package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// maxSheetRow is the last row that a sheet can have.
const maxSheetRow = 1_048_576

// sheetReader gives a worksheet's rows as records. A record's line is the sheet's row number.
type sheetReader struct {
	book    *workbook
	part    sheetPart
	decoder *xml.Decoder
	room    int // cells that may still be kept
	row     int
	err     error
	ended   bool // all rows have been read
	fixes   fixes
	sent    map[int][]string // rows as they were without fixes, where they have any

	notes  []cellNote
	hidden []int    // rows that are not shown
	merged []string // areas such as A2:A11; complete once the rows are
}

// cellNote is what must be told about a cell when its column is read.
type cellNote struct {
	code Code
	row  int
	at   int // position, from 0
	text string
}

// errTooWide and errTooMany mean that a sheet is larger than is read.
var (
	errTooWide = errors.New("more columns than are read")
	errTooMany = errors.New("more cells than are read")
)

// sheetCell is a cell as the workbook keeps it.
type sheetCell struct {
	Ref     string    `xml:"r,attr"`
	Style   int       `xml:"s,attr"`
	Type    string    `xml:"t,attr"`
	Formula *struct{} `xml:"f"`
	Value   *string   `xml:"v"`
	Inline  *richText `xml:"is"`
}

func (b *workbook) read(part sheetPart, room int) *sheetReader {
	s := &sheetReader{book: b, part: part, decoder: xml.NewDecoder(bytes.NewReader(b.part(part.path))), room: room}
	s.err = s.begin()
	return s
}

// begin goes to the first row.
func (s *sheetReader) begin() error {
	for {
		token, err := s.decoder.Token()
		if err != nil {
			return fmt.Errorf("%w: %w", errBroken, err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "sheetData" {
			return nil
		}
	}
}

// next returns the next row that the workbook keeps; it may be blank. ok is false after the last, and at an error.
func (s *sheetReader) next() (rec record, ok bool) {
	for s.err == nil && !s.ended {
		token, err := s.decoder.Token()
		if err != nil {
			s.err = fmt.Errorf("%w: %w", errBroken, err)
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "row" {
				s.skip()
				continue
			}
			rec, s.err = s.readRow(&t)
			return s.fixed(rec), s.err == nil
		case xml.EndElement:
			s.ended = true
			s.err = s.rest()
		}
	}
	return record{}, false
}

func (s *sheetReader) skip() {
	if err := s.decoder.Skip(); err != nil {
		s.err = fmt.Errorf("%w: %w", errBroken, err)
	}
}

// readRow reads one row. Rows come in order, else the sheet is broken.
func (s *sheetReader) readRow(start *xml.StartElement) (record, error) {
	number, hidden := s.row+1, false
	for _, a := range start.Attr {
		switch a.Name.Local {
		case "r":
			n, err := strconv.Atoi(a.Value)
			if err != nil || n <= s.row || n > maxSheetRow {
				return record{}, errBroken
			}
			number = n
		case "hidden":
			hidden = a.Value == "1" || a.Value == "true"
		}
	}
	s.row = number
	rec := record{line: number}
	notes := len(s.notes)
	for at := -1; ; {
		token, err := s.decoder.Token()
		if err != nil {
			return record{}, fmt.Errorf("%w: %w", errBroken, err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			if rec.blank() {
				s.notes = s.notes[:notes]
			} else if hidden {
				s.hidden = append(s.hidden, number)
			}
			return rec, nil
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := s.decoder.Skip(); err != nil {
					return record{}, fmt.Errorf("%w: %w", errBroken, err)
				}
				continue
			}
			if at, err = s.readCell(&t, &rec, at); err != nil {
				return record{}, err
			}
		}
	}
}

// readCell reads the cell after position at and puts its text where it belongs.
func (s *sheetReader) readCell(start *xml.StartElement, rec *record, at int) (int, error) {
	var c sheetCell
	if err := s.decoder.DecodeElement(&c, start); err != nil {
		return at, fmt.Errorf("%w: %w", errBroken, err)
	}
	next := at + 1
	if c.Ref != "" {
		column, row, err := excelize.CellNameToCoordinates(c.Ref)
		if err != nil || row != rec.line || column <= at+1 {
			return at, errBroken
		}
		next = column - 1
	}
	text, code, err := s.book.text(&c)
	switch {
	case err != nil:
		return at, err
	case text == "" && code == "":
		return next, nil
	case next >= maxColumns:
		return at, errTooWide
	}
	if s.room -= next + 1 - len(rec.cells); s.room < 0 {
		return at, errTooMany
	}
	for len(rec.cells) <= next {
		rec.cells = append(rec.cells, "")
	}
	rec.cells[next] = text
	if code != "" {
		s.notes = append(s.notes, cellNote{code, rec.line, next, text})
	}
	return next, nil
}

// text is what a cell holds, and what must be told about it.
func (b *workbook) text(c *sheetCell) (text string, code Code, err error) {
	value := ""
	if c.Value != nil {
		value = *c.Value
	}
	switch c.Type {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(b.strings) {
			return "", "", errBroken
		}
		text = b.strings[n]
	case "inlineStr":
		if c.Inline != nil {
			text = c.Inline.String()
		}
	case "str":
		text = unescaped(value)
	case "b":
		text = boolean(value)
	case "d":
		text = isoText(value)
	case "e":
		return value, CellFault, nil
	case "n", "":
		format := general
		if c.Style >= 0 && c.Style < len(b.formats) {
			format = b.formats[c.Style]
		}
		if text = numberText(value, format, b.date1904); text != "" && format.kind != plainNumber && format.kind != paddedNumber {
			code = NumberShown
		}
	default:
		return "", "", errBroken
	}
	switch {
	case c.Formula != nil && c.Value == nil && c.Inline == nil:
		return "", FormulaEmpty, nil
	case c.Formula != nil && text != "":
		code = FormulaCached
	}
	return text, code, nil
}

func boolean(value string) string {
	switch strings.TrimSpace(value) {
	case "1", "true":
		return "SANT"
	case "0", "false":
		return "FALSKT"
	}
	return value
}

// rest reads what stands below the rows: the areas whose cells are merged.
func (s *sheetReader) rest() error {
	for {
		token, err := s.decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errBroken, err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "mergeCell" {
			for _, a := range start.Attr {
				if a.Name.Local == "ref" {
					s.merged = append(s.merged, a.Value)
				}
			}
		}
	}
}
