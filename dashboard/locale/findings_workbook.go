package locale

import "pionjarkollen/ingest"

// workbookTexts are the texts of the codes about Excel workbooks and their like: Swedish, then English.
var workbookTexts = map[ingest.Code][2]findingText{
	ingest.FileXLSB: {
		{
			Title:       "Binär Excel-arbetsbok",
			Message:     "Det här är en binär Excel-arbetsbok (.xlsb). Öppna den i Excel, välj Spara som och ”Excel-arbetsbok (.xlsx)”, och lämna in den filen.",
			Explanation: "Filen är en binär Excel-arbetsbok; spara den som .xlsx.",
		},
		{
			Title:       "Binary Excel workbook",
			Message:     "This is a binary Excel workbook (.xlsb). Open it in Excel, choose Save As and “Excel Workbook (.xlsx)”, and hand in that file.",
			Explanation: "The file is a binary Excel workbook; save it as .xlsx.",
		},
	},
	ingest.FileODS: {
		{
			Title:       "OpenDocument-kalkylblad",
			Message:     "Det här är ett kalkylblad i formatet OpenDocument (.ods). Öppna det i kalkylprogrammet, välj Spara som och ”Excel (.xlsx)” eller CSV, och lämna in den filen.",
			Explanation: "Filen är ett OpenDocument-kalkylblad; spara den som .xlsx eller CSV.",
		},
		{
			Title:       "OpenDocument spreadsheet",
			Message:     "This is an OpenDocument spreadsheet (.ods). Open it in your spreadsheet program, choose Save As and “Excel (.xlsx)” or CSV, and hand in that file.",
			Explanation: "The file is an OpenDocument spreadsheet; save it as .xlsx or CSV.",
		},
	},
	ingest.FileOffice: {
		{
			Title:       "Office-dokument utan kalkylblad",
			Message:     "Det här är ett dokument, till exempel från Word eller PowerPoint, och inget kalkylblad. Hämta mallen, fyll i den och lämna in den.",
			Explanation: "Filen är ett Office-dokument som inte är ett kalkylblad.",
		},
		{
			Title:       "Office document without a sheet",
			Message:     "This is a document, for example from Word or PowerPoint, and no spreadsheet. Download the template, fill it in and hand it in.",
			Explanation: "The file is an Office document that is not a spreadsheet.",
		},
	},
	ingest.WorkbookLocked: {
		{
			Title:       "Arbetsboken har lösenord",
			Message:     "Arbetsboken är skyddad med lösenord och går inte att öppna. Ta bort lösenordet (Arkiv, Information, Skydda arbetsbok) och lämna in filen igen.",
			Explanation: "Arbetsboken är krypterad med ett lösenord.",
		},
		{
			Title:       "The workbook has a password",
			Message:     "The workbook is protected by a password and cannot be opened. Remove the password (File, Info, Protect Workbook) and hand in the file again.",
			Explanation: "The workbook is encrypted with a password.",
		},
	},
	ingest.WorkbookBroken: {
		{
			Title:       "Skadad arbetsbok",
			Message:     "Arbetsboken är skadad och går inte att läsa till slutet. Öppna den i Excel, spara den på nytt som .xlsx och lämna in den filen.",
			Explanation: "Arbetsboken är skadad eller ofullständig.",
		},
		{
			Title:       "Damaged workbook",
			Message:     "The workbook is damaged and cannot be read to its end. Open it in Excel, save it anew as .xlsx and hand in that file.",
			Explanation: "The workbook is damaged or incomplete.",
		},
	},
	ingest.SheetChosen: {
		{
			Title:       "Flera blad",
			Message:     "Bladet ”{0}” har lästs. Också de här bladen ser ut att ha svar men har inte lästs: {1}. Lämna in dem i en egen fil om de ska med.",
			Explanation: "Flera blad i arbetsboken kan vara det som menas; ett har lästs.",
		},
		{
			Title:       "Several sheets",
			Message:     "The sheet “{0}” was read. These sheets also seem to hold answers but were not read: {1}. Hand them in as a file of their own if they are to count.",
			Explanation: "Several sheets of the workbook could be the one that is meant; one was read.",
		},
	},
	ingest.SheetHidden: {
		{
			Title:       "Svaren står på ett dolt blad",
			Message:     "Bara det dolda bladet ”{0}” har kolumner som känns igen, och dolda blad läses inte. Visa bladet om det är det som ska lämnas in.",
			Explanation: "Det enda blad som känns igen är dolt.",
		},
		{
			Title:       "The answers are on a hidden sheet",
			Message:     "Only the hidden sheet “{0}” has columns that are recognised, and hidden sheets are not read. Unhide the sheet if it is the one to hand in.",
			Explanation: "The only sheet that is recognised is hidden.",
		},
	},
	ingest.RowsHidden: {
		{
			Title:       "Dolda rader",
			Message:     "De här raderna är dolda eller bortfiltrerade i arbetsboken men har lästs: {0}. Ta bort dem om de inte ska med.",
			Explanation: "Rader som inte syns i arbetsboken har lästs.",
		},
		{
			Title:       "Hidden rows",
			Message:     "These rows are hidden or filtered out in the workbook but were read: {0}. Remove them if they are not to count.",
			Explanation: "Rows that do not show in the workbook were read.",
		},
	},
	ingest.FormulaCached: {
		{
			Title:       "Formler",
			Message:     "Cellerna {0} i ”{column}” innehåller formler. De har lästs med de värden som sparades senast, till exempel ”{value}”. Granska att de stämmer.",
			Explanation: "Celler med formler har lästs med sitt senast sparade värde.",
		},
		{
			Title:       "Formulas",
			Message:     "The cells {0} in “{column}” hold formulas. They were read by the values last saved, such as “{value}”. Check that these are right.",
			Explanation: "Cells with formulas were read by the value last saved.",
		},
	},
	ingest.FormulaEmpty: {
		{
			Title:       "Formler utan värde",
			Message:     "Formlerna i cellerna {0} i ”{column}” har aldrig räknats ut. Öppna arbetsboken i Excel och spara den, eller skriv värdena i stället.",
			Explanation: "En formel saknar uträknat värde.",
		},
		{
			Title:       "Formulas without a value",
			Message:     "The formulas in the cells {0} in “{column}” have never been calculated. Open the workbook in Excel and save it, or write the values instead.",
			Explanation: "A formula has no calculated value.",
		},
	},
	ingest.CellFault: {
		{
			Title:       "Felvärde i en cell",
			Message:     "Cellerna {0} i ”{column}” visar ett fel från Excel, till exempel {value}. Skriv värdet i stället.",
			Explanation: "En cell visar ett fel från kalkylprogrammet, som #SAKNAS! eller #VÄRDEFEL!.",
		},
		{
			Title:       "Error value in a cell",
			Message:     "The cells {0} in “{column}” show an error from Excel, such as {value}. Write the value instead.",
			Explanation: "A cell shows an error of the spreadsheet program, such as #N/A or #VALUE!.",
		},
	},
	ingest.NumberShown: {
		{
			Title:       "Formaterade tal i en text",
			Message:     "Cellerna {0} i ”{column}” är tal eller datum som arbetsboken visar på sitt eget sätt. Det första lästes som ”{value}”. Skriv dem som text om de ska stå på annat sätt.",
			Explanation: "Tal med ett eget format står i en kolumn för text och kan se annorlunda ut som de lästes.",
		},
		{
			Title:       "Formatted numbers in a text",
			Message:     "The cells {0} in “{column}” are numbers or dates that the workbook shows in a way of its own. The first was read as “{value}”. Write them as text if they are to stand otherwise.",
			Explanation: "Numbers with a format of their own stand in a column for text and may look different as they were read.",
		},
	},
	ingest.MergedFilled: {
		{
			Title:       "Sammanfogade celler",
			Message:     "Cellerna {0} är sammanfogade. Värdet lästes för varje rad som cellen täcker.",
			Explanation: "Celler som är sammanfogade över flera rader lästes som om värdet stod på varje rad.",
		},
		{
			Title:       "Merged cells",
			Message:     "The cells {0} are merged. Their value was read for each row that the cell covers.",
			Explanation: "Cells that are merged over several rows were read as if the value stood on each.",
		},
	},
	ingest.MergedAcross: {
		{
			Title:       "Celler sammanfogade över kolumner",
			Message:     "Cellerna {0} är sammanfogade över flera kolumner, så det går inte att säga vilken kolumn värdet hör till. Dela cellerna.",
			Explanation: "Celler är sammanfogade över flera kolumner.",
		},
		{
			Title:       "Cells merged across columns",
			Message:     "The cells {0} are merged across several columns, so that it cannot be told which column the value belongs to. Unmerge the cells.",
			Explanation: "Cells are merged across several columns.",
		},
	},
}
