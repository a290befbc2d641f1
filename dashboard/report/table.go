package report

import (
	"context"
	"fmt"
	"io"
	"iter"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/data"
)

// Column is one column of a report.
type Column struct {
	Name  string    // in CSV, JSON and Parquet: Swedish without å ä ö, the same as in the files municipalities hand in
	Kind  Kind      // what its cells hold
	Label data.Text // in what people read: ExcelCSV, XLSX
	About data.Text // what it holds, for documentation
}

// Kind is what the cells of a column hold. Each column of each report has one kind of cell; any cell may be empty.
type Kind string

// The kinds of cells, each with the Go type of a cell.
const (
	Text    Kind = "text"    // string
	Word    Kind = "word"    // Term: one of a few words
	Link    Kind = "link"    // string, an address with http or https
	Integer Kind = "integer" // int
	Number  Kind = "number"  // float64
	Boolean Kind = "boolean" // bool
	Day     Kind = "day"     // string, 2006-01-02
	Moment  Kind = "moment"  // time.Time, UTC
	Mixed   Kind = "mixed"   // int or Term: a level, or the word for there being none
)

// Table is a report before it is written. A cell is nil (empty), string, int, float64, bool, time.Time or Term.
type Table struct {
	What    What
	Columns []Column
	Rows    [][]any // each as long as Columns; nil where they are read while they are written (see Stream)

	edition *data.Edition
	cover   analytics.Cover
	about   []any                   // in the order of AboutColumns
	read    iter.Seq2[[]any, error] // instead of Rows; once
	page    *Page                   // which rows they are; nil is all
}

// Each returns the rows one after the other, up to the first error; a streamed table's can be ranged over once. The caller may keep a row.
func (t *Table) Each() iter.Seq2[[]any, error] {
	if t.read != nil {
		return t.read
	}
	return func(yield func([]any, error) bool) {
		for _, row := range t.Rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Write writes the table to w, row by row. It returns ErrFormat for a format there is not, before anything is written.
func (t *Table) Write(ctx context.Context, w io.Writer, format Format, m Meta) error {
	var err error
	switch format {
	case XLSX:
		err = writeXLSX(ctx, w, t, m)
	case ExcelCSV:
		err = writeExcel(w, t, m)
	case CSV:
		err = writeCSV(w, t)
	case JSON:
		err = writeJSON(w, t, m)
	case Parquet:
		err = writeParquet(ctx, w, t, m)
	default:
		return fmt.Errorf("%w: %s", ErrFormat, format)
	}
	if err != nil {
		return fmt.Errorf("write report %s as %s: %w", t.What, format, err)
	}
	return nil
}

// Cover says how much of the scope the table rests on.
func (t *Table) Cover() analytics.Cover { return t.cover }

// Term is a cell that holds one of a few words: Code for machines, Text for people.
type Term struct {
	Code string
	Text data.Text
}

// term is a Term that Swedish readers see as its code.
func term(code, en string) Term { return Term{code, data.Text{SV: code, EN: en}} }

// The four states that are not one another.
var (
	stated      = Term{"niva", data.Text{SV: "nivå", EN: "level"}}
	noPart      = Term{"deltar_inte", data.Text{SV: "deltar inte", EN: "takes no part"}}
	silent      = Term{"inget_svar", data.Text{SV: "inget svar", EN: "no answer"}}
	notHandedIn = Term{"ej_inlamnat", data.Text{SV: "ej inlämnat", EN: "not handed in"}}
)

// position returns a state as svar and niva: a level only where one was stated.
func position(s analytics.State) (svar Term, niva any) {
	level, ok := s.Level()
	switch {
	case ok && level > 0:
		return stated, level
	case ok:
		return noPart, level
	case s == analytics.Silent:
		return silent, nil
	default:
		return notHandedIn, nil
	}
}

// status returns an action's status in the words that a handed-in file uses.
func status(s data.Status) any {
	n := s.Name()
	if n == (data.Text{}) {
		return nil
	}
	return term(n.SV, n.EN)
}

// standing returns how settled a commitment is.
func standing(s data.CommitmentStatus) Term {
	switch s {
	case data.Proposed:
		return Term{"forslag", data.Text{SV: "förslag", EN: "proposed"}}
	case data.Renaming:
		return Term{"namnbyte", data.Text{SV: "namnbyte?", EN: "may be renamed"}}
	default:
		return term("antaget", "adopted")
	}
}

// role returns what a city is in the initiative.
func role(c analytics.City) Term {
	switch {
	case !c.Member:
		return Term{"utanfor", data.Text{SV: "utanför", EN: "outside"}}
	case c.Role == data.Pioneer:
		return Term{"pionjar", data.Text{SV: "pionjärstad", EN: "pioneer city"}}
	case c.Role == data.Twin:
		return Term{"tvilling", data.Text{SV: "tvillingstad", EN: "twin city"}}
	default:
		return Term{"overifierad", data.Text{SV: "roll ej verifierad", EN: "role not verified"}}
	}
}

// text returns nil for "", so that an empty cell is null in JSON.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// number returns nil for 0 where 0 means that there is none.
func number[N int | int64](n N) any {
	if n == 0 {
		return nil
	}
	return int(n)
}

// moment returns nil for the zero time, and else the moment in whole seconds: as much as every format can hold.
func moment(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Truncate(time.Second)
}
