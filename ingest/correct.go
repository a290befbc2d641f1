package ingest

import "pionjarkollen/data"

// ParseCorrected is ParseBytes with cells put right after the file was sent: each correction stands in place of what its cell held.
// Lines and columns stay those of the file as sent. A correction of a cell that the file does not have is left out.
func (r *Reader) ParseCorrected(raw []byte, corrections []data.Correction, limits Limits) (Submission, []Finding, error) {
	panic("to be written")
}

// Grid is a file as the table its sender sees in a spreadsheet, with corrections in place.
type Grid struct {
	Header GridRow
	Rows   []GridRow // every record below the header, also those that were skipped; file order
}

// GridRow is one record.
type GridRow struct {
	Line    int // physical line in the file as sent; in a workbook the row's number
	Cells   []string
	Skipped bool // a title, remark, units row, total or the header once more: no row of the table
}

// Grid shows the file as a table. It is false for what is no table that a person could put right cell by cell: a file of another
// kind, one that cannot be decoded, one with broken quotation.
func (r *Reader) Grid(raw []byte, corrections []data.Correction, limits Limits) (Grid, bool) {
	panic("to be written")
}
