package dashboard

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// Files of a draft, as they stand in its address.
const (
	fileCorrected  = "rattad.csv"
	fileMarked     = "fel.csv"
	fileMarkedBook = "fel.xlsx"
)

// macroWorkbookType is the media type of an Excel workbook with macros.
const macroWorkbookType = "application/vnd.ms-excel.sheet.macroEnabled.12"

// draftFiles are links to what can be downloaded of a draft.
func (v *visit) draftFiles(r *reading) []link {
	if !r.table {
		return nil
	}
	at := v.lang.Prefix() + "/lamna-in/granska/" + r.kept.ID + "/"
	files := []link{{v.T("preview.file.corrected"), at + fileCorrected}}
	if len(r.findings) > 0 {
		marked := fileMarked
		if workbook(r.raw) {
			marked = fileMarkedBook
		}
		files = append(files, link{v.T("preview.file.marked"), at + marked})
	}
	return files
}

// workbook tells an Excel workbook from a text by its first bytes.
func workbook(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PK\x03\x04")) }

// draftFile answers GET /lamna-in/granska/{draft}/{file}: rattad.csv is the file with its corrections in place, fel.csv or fel.xlsx the
// sender's own with a column that says what is wrong in each row.
func draftFile(v *visit) (*file, error) {
	if err := v.mustSignIn(); err != nil {
		return nil, err
	}
	r, err := v.reading()
	if err != nil {
		return nil, err
	}
	if r.kept.Submission != 0 {
		return nil, notFound("error.draft")
	}
	base := strings.TrimSuffix(r.kept.Name, path.Ext(r.kept.Name))
	switch name := v.param("file"); {
	case name == fileCorrected && r.table:
		var body bytes.Buffer
		if err := r.grid.WriteCSV(&body); err != nil {
			return nil, fmt.Errorf("write corrected file: %w", err)
		}
		return &file{contentType: "text/csv; charset=utf-8", name: base + v.T("preview.file.corrected.name") + ".csv", body: body.Bytes(), private: true}, nil
	case name == fileMarked && !workbook(r.raw), name == fileMarkedBook && workbook(r.raw):
		tell := func(f ingest.Finding) string {
			return strings.TrimSpace(locale.Finding(v.lang, f) + " " + locale.FindingSuggestion(v.lang, f))
		}
		body, ext, err := v.site.reader.Marked(r.raw, r.kept.Corrections, r.findings, tell, v.site.limits)
		if errors.Is(err, ingest.ErrNoGrid) {
			return nil, notFound("error.notfound")
		}
		if err != nil {
			return nil, fmt.Errorf("write marked file: %w", err)
		}
		kind := "text/csv; charset=utf-8"
		switch ext {
		case ".xlsx":
			kind = workbookType
		case ".xlsm":
			kind = macroWorkbookType
		}
		return &file{contentType: kind, name: base + v.T("preview.file.marked.name") + ext, body: body, private: true}, nil
	}
	return nil, notFound("error.notfound")
}
