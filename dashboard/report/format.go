package report

import "strings"

// Format says how a report is written.
type Format string

// The formats. XLSX is a workbook whose cells have types, with sheets that explain it. ExcelCSV is what Swedish Excel opens with a double
// click: semicolon, byte order mark, CRLF, decimal comma. Both have headings and words in the reader's language. CSV is RFC 4180 in UTF-8
// with comma and decimal point; its headings and words never change with the language, and neither do those of JSON and of Parquet,
// whose columns have types.
const (
	XLSX     Format = "xlsx"
	ExcelCSV Format = "csv-excel"
	CSV      Format = "csv"
	JSON     Format = "json"
	Parquet  Format = "parquet"
)

// Formats lists every format, those for people first.
var Formats = [...]Format{XLSX, ExcelCSV, CSV, JSON, Parquet}

// Suffix returns what the names of files in the format end with: "-excel.csv", ".csv", ".json", ".xlsx" or ".parquet"; "" for a format
// there is not.
func (f Format) Suffix() string {
	switch f {
	case XLSX, CSV, JSON, Parquet:
		return "." + string(f)
	case ExcelCSV:
		return "-excel.csv"
	}
	return ""
}

// ContentType returns the format's media type; "" for a format there is not.
func (f Format) ContentType() string {
	switch f {
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ExcelCSV, CSV:
		return "text/csv; charset=utf-8"
	case JSON:
		return "application/json; charset=utf-8"
	case Parquet:
		return "application/vnd.apache.parquet"
	}
	return ""
}

// Binary tells whether the format is no text that a terminal could show.
func (f Format) Binary() bool { return f == XLSX || f == Parquet }

// ParseFile splits the name of a file, such as "matrix-excel.csv", into report and format. It does not look whether there is such a
// report; ok is false when the name ends like no format.
func ParseFile(name string) (what What, format Format, ok bool) {
	suffix := ""
	for _, f := range Formats {
		if s := f.Suffix(); strings.HasSuffix(name, s) && len(s) > len(suffix) {
			suffix, format = s, f
		}
	}
	return What(strings.TrimSuffix(name, suffix)), format, suffix != ""
}
