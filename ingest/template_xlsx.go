package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/data"
)

// TemplateWorkbook writes the template as an Excel workbook (.xlsx) in the long form: cells as text, so that no code loses its
// zero, lists to choose levels and statuses from, and a second sheet that explains. Parse reads it back without any finding, to the
// same values.
//
// It returns an error that says so when there is no such municipality; "" gives one without answers.
func TemplateWorkbook(ctx context.Context, db *data.DB, kind data.Kind, edition *data.Edition, municipality string) (raw []byte, err error) {
	a, err := answersOf(ctx, db, kind, edition, municipality)
	if err != nil {
		return nil, err
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	w := workbookWriter{file: f, sheet: "Nivåer"}
	if kind == data.Actions {
		w.sheet = "Åtgärder"
	}
	w.do(f.SetSheetName("Sheet1", w.sheet))
	rows := a.long(kind)
	w.table(rows)
	w.choices(rows[0], kind, edition, len(rows))
	w.readMe(kind)
	var out bytes.Buffer
	w.do(f.Write(&out))
	if w.err != nil {
		return nil, fmt.Errorf("write template: %w", w.err)
	}
	return out.Bytes(), nil
}

// workbookWriter writes sheets until something goes wrong.
type workbookWriter struct {
	file  *excelize.File
	sheet string
	err   error
}

func (w *workbookWriter) do(errs ...error) { w.err = errors.Join(append(errs, w.err)...) }

func (w *workbookWriter) style(s excelize.Style) int {
	id, err := w.file.NewStyle(&s)
	w.do(err)
	return id
}

// textFormat is the number format of cells that hold text, whatever is written in them.
const textFormat = 49

// table writes the answers. A workbook has no need of the apostrophe that guards a CSV file's cells.
func (w *workbookWriter) table(rows [][]string) {
	look := excelize.Style{NumFmt: textFormat, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	text := w.style(look)
	look.Font = &excelize.Font{Bold: true}
	look.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6EEF2"}}
	head := w.style(look)
	for i, column := range rows[0] {
		name := letters(i)
		w.do(w.file.SetColWidth(w.sheet, name, name, columnWidths[column]), w.file.SetColStyle(w.sheet, name, text))
	}
	for i, row := range rows {
		for j, cell := range row {
			if cell != "" {
				w.do(w.file.SetCellStr(w.sheet, fmt.Sprintf("%s%d", letters(j), i+1), escaped(exposed(cell))))
			}
		}
	}
	last := letters(len(rows[0]) - 1)
	w.do(
		w.file.SetCellStyle(w.sheet, "A2", fmt.Sprintf("%s%d", last, len(rows)), text),
		w.file.SetCellStyle(w.sheet, "A1", last+"1", head),
		w.file.AddIgnoredErrors(w.sheet, fmt.Sprintf("A1:%s%d", last, len(rows)), excelize.IgnoredErrorsNumberStoredAsText),
		w.file.SetPanes(w.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}),
	)
}

// columnWidths are in characters.
var columnWidths = map[string]float64{
	colCode: 11, colName: 16, colCommitment: 26, colLevel: 18, colAction: 44, colStatus: 16, colComment: 50, colDecided: 14,
	colReference: 18, colLink: 30, colVersion: 12,
}

// choices offers the levels, or the statuses, in a list.
func (w *workbookWriter) choices(header []string, kind data.Kind, e *data.Edition, last int) {
	column, list, wrong := colLevel, levelCells(e), "Välj en nivå i listan. En tom cell betyder att kommunen inte har svarat."
	if kind == data.Actions {
		column, list, wrong = colStatus, nil, "Välj en status i listan. En tom cell betyder att kommunen inte har svarat."
		for _, s := range data.Statuses {
			list = append(list, statusCell(s))
		}
	}
	at := letters(slices.Index(header, column))
	valid := excelize.NewDataValidation(true)
	valid.SetSqref(fmt.Sprintf("%s2:%s%d", at, at, last))
	w.do(valid.SetDropList(list))
	valid.SetError(excelize.DataValidationErrorStyleStop, strings.ToUpper(column[:1])+column[1:], wrong)
	w.do(w.file.AddDataValidation(w.sheet, valid))
}

// levelCells are the levels as a template writes them.
func levelCells(e *data.Edition) []string {
	list := make([]string, 0, 4)
	for level := range 4 {
		list = append(list, levelCell(e, level))
	}
	return list
}

// readMe writes the sheet that explains. It has one column, so that it is not taken for the answers.
func (w *workbookWriter) readMe(kind data.Kind) {
	const sheet = "Läs mig"
	_, err := w.file.NewSheet(sheet)
	w.do(err, w.file.SetColWidth(sheet, "A", "A", 100))
	wrap := w.style(excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	for i, line := range readMe(kind, w.sheet) {
		cell := fmt.Sprintf("A%d", i+1)
		w.do(w.file.SetCellStr(sheet, cell, line), w.file.SetCellStyle(sheet, cell, cell, wrap))
	}
	bold := w.style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	w.do(w.file.SetCellStyle(sheet, "A1", "A1", bold))
}

func readMe(kind data.Kind, sheet string) []string {
	about := "Välj nivå i kolumnen nivå: 0 betyder att kommunen inte deltar i åtagandet, 1–3 är Klimatkontraktets nivåer. En tom cell betyder att kommunen inte har svarat; det är inte detsamma som 0."
	english := "Choose a level in the column nivå: 0 means that the municipality does not take part in the commitment, 1–3 are the Climate Contract's levels. An empty cell means no answer, which is not the same as 0."
	if kind == data.Actions {
		about = "Välj status i kolumnen status för de åtgärder som kommunen vill berätta om. En tom cell betyder att kommunen inte har svarat. Ändra inte kolumnerna åtagande, nivå och åtgärd: de säger vilken åtgärd raden handlar om."
		english = "Choose a status in the column status for the actions that the municipality wants to tell about. An empty cell means no answer. Leave the columns åtagande, nivå and åtgärd as they are: they say which action the row is about."
	}
	return []string{
		"Så fyller du i bladet " + sheet,
		about,
		"Kommentarer sparas ordagrant och är öppna för alla. Skriv inga personuppgifter i dem.",
		"Kolumnerna får stå i vilken ordning som helst och rader får tas bort. Det som filen inte nämner står kvar som det var.",
		"Spara som Excel-arbetsbok (.xlsx) och lämna in filen. Du ser vad den skulle ändra innan något sparas.",
		"",
		"In English",
		english,
		"Comments are kept to the letter and are open to everybody. Write no personal data in them.",
		"Save as an Excel workbook (.xlsx) and hand it in. You see what it would change before anything is saved.",
	}
}
