package ingest

// Codes about the form with a column per commitment and the form with a cross per level.
const (
	CommentUnplaced Code = "comment-unplaced" // {0} a header that would tell
	CrossUnknown    Code = "cross-unknown"
	CrossSeveral    Code = "cross-several" // {0} the first crossed column, {1} the other
)

// Codes about workbooks. Cells are named as A2, runs of them as A2:A9, with commas between.
const (
	FileXLSB       Code = "file-xlsb"
	FileODS        Code = "file-ods"
	FileOffice     Code = "file-office"
	WorkbookLocked Code = "workbook-locked"
	WorkbookBroken Code = "workbook-broken"
	SheetChosen    Code = "sheet-chosen"   // {0} the sheet that was read, {1} those that were not
	SheetHidden    Code = "sheet-hidden"   // {0} the hidden sheet
	FormulaCached  Code = "formula-cached" // {0} the cells
	FormulaEmpty   Code = "formula-empty"  // {0} the cells
	CellFault      Code = "cell-fault"     // {0} the cells
	NumberShown    Code = "number-shown"   // {0} the cells
	MergedFilled   Code = "merged-filled"  // {0} the merged cells
	MergedAcross   Code = "merged-across"  // {0} the merged cells
	RowsHidden     Code = "rows-hidden"    // {0} the rows
)

// formCodes are the codes above with the severity their findings have.
func formCodes() []CodeInfo {
	return []CodeInfo{
		{FileXLSB, Error},
		{FileODS, Error},
		{FileOffice, Error},
		{WorkbookLocked, Error},
		{WorkbookBroken, Error},
		{SheetChosen, Warning},
		{SheetHidden, Error},
		{RowsHidden, Warning},
		{FormulaCached, Warning},
		{FormulaEmpty, Error},
		{CellFault, Error},
		{NumberShown, Warning},
		{MergedFilled, Warning},
		{MergedAcross, Error},
		{CommentUnplaced, Error},
		{CrossUnknown, Error},
		{CrossSeveral, Error},
	}
}
