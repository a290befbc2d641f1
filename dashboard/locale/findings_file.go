package locale

import "pionjarkollen/ingest"

// fileTexts are the texts of the codes about the file as a whole: Swedish, then English.
var fileTexts = map[ingest.Code][2]findingText{
	ingest.FileEmpty: {
		{
			Title:       "Filen är tom",
			Message:     "Filen är tom. Kontrollera att du valde rätt fil och att den är sparad.",
			Explanation: "Filen har inget innehåll.",
		},
		{
			Title:       "The file is empty",
			Message:     "The file is empty. Check that you chose the right file and that it is saved.",
			Explanation: "The file has no content.",
		},
	},
	ingest.FileTooLarge: {
		{
			Title:       "Filen är för stor",
			Message:     "Filen är större än {0}. Dela upp den i flera filer, till exempel en per kommun.",
			Explanation: "Filen är större än vad som tas emot.",
		},
		{
			Title:       "The file is too large",
			Message:     "The file is larger than {0}. Split it into several files, for example one per municipality.",
			Explanation: "The file is larger than what is accepted.",
		},
	},
	ingest.TooManyRows: {
		{
			Title:       "För många rader",
			Message:     "Filen har fler än {0} rader; resten har inte lästs. Dela upp den i flera filer.",
			Explanation: "Filen har fler rader än vad som tas emot.",
		},
		{
			Title:       "Too many rows",
			Message:     "The file has more than {0} rows; the rest was not read. Split it into several files.",
			Explanation: "The file has more rows than what is accepted.",
		},
	},
	ingest.FileXLS: {
		{
			Title:       "Gammal Office-fil",
			Message:     "Det här är en äldre Office-fil (till exempel .xls), som inte läses. Öppna den i Excel, välj Spara som och ”Excel-arbetsbok (.xlsx)”, och lämna in den filen.",
			Explanation: "Filen är en äldre Office-fil; spara den som .xlsx.",
		},
		{
			Title:       "Old Office file",
			Message:     "This is an older Office file (such as .xls), which is not read. Open it in Excel, choose Save As and “Excel Workbook (.xlsx)”, and hand in that file.",
			Explanation: "The file is an older Office file; save it as .xlsx.",
		},
	},
	ingest.FileZIP: {
		{
			Title:       "Zip-arkiv",
			Message:     "Det här är ett zip-arkiv. Packa upp det och lämna in filen som ligger i det.",
			Explanation: "Filen är ett zip-arkiv; packa upp det först.",
		},
		{
			Title:       "Zip archive",
			Message:     "This is a zip archive. Unpack it and hand in the file inside.",
			Explanation: "The file is a zip archive; unpack it first.",
		},
	},
	ingest.FileGzip: {
		{
			Title:       "Gzip-fil",
			Message:     "Det här är en gzip-komprimerad fil. Packa upp den och lämna in filen i den.",
			Explanation: "Filen är komprimerad med gzip; packa upp den först.",
		},
		{
			Title:       "Gzip file",
			Message:     "This is a gzip-compressed file. Unpack it and hand in the file inside.",
			Explanation: "The file is compressed with gzip; unpack it first.",
		},
	},
	ingest.FilePDF: {
		{
			Title:       "PDF",
			Message:     "Det här är en PDF. Svaren behöver stå i en CSV-fil eller en Excel-arbetsbok: hämta mallen, fyll i den och lämna in den.",
			Explanation: "Filen är en PDF; svaren behöver stå i en CSV-fil eller en Excel-arbetsbok.",
		},
		{
			Title:       "PDF",
			Message:     "This is a PDF. The answers need to be in a CSV file or an Excel workbook: download the template, fill it in and hand it in.",
			Explanation: "The file is a PDF; the answers need to be in a CSV file or an Excel workbook.",
		},
	},
	ingest.FileImage: {
		{
			Title:       "Bild",
			Message:     "Det här är en bild. Svaren behöver stå i en CSV-fil eller en Excel-arbetsbok: hämta mallen, fyll i den och lämna in den.",
			Explanation: "Filen är en bild; svaren behöver stå i en CSV-fil eller en Excel-arbetsbok.",
		},
		{
			Title:       "Image",
			Message:     "This is an image. The answers need to be in a CSV file or an Excel workbook: download the template, fill it in and hand it in.",
			Explanation: "The file is an image; the answers need to be in a CSV file or an Excel workbook.",
		},
	},
	ingest.FileHTML: {
		{
			Title:       "Webbsida",
			Message:     "Det här är en webbsida (HTML eller XML), kanske en inloggningssida som sparades i stället för filen. Hämta filen på nytt och lämna in själva filen.",
			Explanation: "Filen är en webbsida, varken en CSV-fil eller en Excel-arbetsbok.",
		},
		{
			Title:       "Web page",
			Message:     "This is a web page (HTML or XML), perhaps a sign-in page that was saved instead of the file. Download the file again and hand in the file itself.",
			Explanation: "The file is a web page, neither a CSV file nor an Excel workbook.",
		},
	},
	ingest.FileJSON: {
		{
			Title:       "JSON",
			Message:     "Det här är JSON. Lämna in svaren som en CSV-fil eller en Excel-arbetsbok; mallen visar kolumnerna.",
			Explanation: "Filen är JSON, varken en CSV-fil eller en Excel-arbetsbok.",
		},
		{
			Title:       "JSON",
			Message:     "This is JSON. Hand in the answers as a CSV file or an Excel workbook; the template shows the columns.",
			Explanation: "The file is JSON, neither a CSV file nor an Excel workbook.",
		},
	},
	ingest.FileBinary: {
		{
			Title:       "Inte text",
			Message:     "Filen innehåller tecken som inte är text. Den är kanske skadad eller av ett annat slag. Spara den på nytt som ”CSV UTF-8”.",
			Explanation: "Filen är inte text; spara den på nytt som CSV.",
		},
		{
			Title:       "Not text",
			Message:     "The file contains characters that are not text. It may be damaged or of another kind. Save it again as “CSV UTF-8”.",
			Explanation: "The file is not text; save it again as CSV.",
		},
	},
	ingest.EncodingBroken: {
		{
			Title:       "Skadad text",
			Message:     "Filen är sparad som {0} men är avbruten eller skadad. Spara den på nytt som ”CSV UTF-8”.",
			Explanation: "Filens text är avbruten eller skadad.",
		},
		{
			Title:       "Damaged text",
			Message:     "The file is saved as {0} but is cut off or damaged. Save it again as “CSV UTF-8”.",
			Explanation: "The file's text is cut off or damaged.",
		},
	},
	ingest.EncodingMixed: {
		{
			Title:       "Blandad teckenkodning",
			Message:     "Filen blandar två teckenkodningar: det mesta är UTF-8, men {0} tecken är det inte, det första på den här raden. Skriv om å, ä och ö på raden och spara filen som ”CSV UTF-8”.",
			Explanation: "Filen är UTF-8 med enstaka tecken i en annan kodning.",
		},
		{
			Title:       "Mixed character encodings",
			Message:     "The file mixes two character encodings: most of it is UTF-8, but {0} characters are not, the first of them on this line. Type å, ä and ö on the line again and save the file as “CSV UTF-8”.",
			Explanation: "The file is UTF-8 with single characters in another encoding.",
		},
	},
	ingest.EncodingUnclear: {
		{
			Title:       "Oklar teckenkodning",
			Message:     "Det går inte att avgöra om filen är sparad som {0} eller {1}, och de ger olika bokstäver. Spara den på nytt som ”CSV UTF-8”.",
			Explanation: "Filens bokstäver kan läsas på två sätt.",
		},
		{
			Title:       "Unclear character encoding",
			Message:     "It cannot be told whether the file is saved as {0} or {1}, and they give different letters. Save it again as “CSV UTF-8”.",
			Explanation: "The file's letters can be read in two ways.",
		},
	},
	ingest.NoRows: {
		{
			Title:       "Inga svar",
			Message:     "Filen har en rubrikrad men inga svar under den. Fyll i minst en rad.",
			Explanation: "Filen har bara en rubrikrad.",
		},
		{
			Title:       "No answers",
			Message:     "The file has a header but no answers below it. Fill in at least one row.",
			Explanation: "The file has only a header.",
		},
	},
}
