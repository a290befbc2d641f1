package dashboard

import (
	"fmt"
	"time"

	"pionjarkollen/data"
)

// receiptData is the receipt of a submission.
type receiptData struct {
	ID       int64
	Title    string
	What     string
	File     string
	Sender   string
	Received time.Time
	Cities   []link
	Changes  table
	Page     string // the submission's public page
	Raw      string // the handed-in file, "" for an undo
	Undo     string
	Undone   bool
	Example  bool

	Corrected correctedCells
}

// receiptPage answers GET /lamna-in/kvitto/{id} for those who may hand in for everybody it is about.
func receiptPage(v *visit) (*page, error) {
	e, places, err := v.own()
	if err != nil {
		return nil, err
	}
	d := receiptData{
		ID: e.Submission, What: v.entryText(&e), File: e.FileName, Sender: e.Sender, Received: e.Received,
		Page: v.href(fmt.Sprintf("/inlamningar/%d", e.Submission)), Undo: v.href(fmt.Sprintf("/inlamningar/%d/angra", e.Submission)),
		Undone: e.UndoneBy != 0, Example: e.Example,
		Changes: v.changeTable(v.T("receipt.changes"), e.Changes),
	}
	if d.Corrected, err = v.correctedCells(e.Submission, true); err != nil {
		return nil, err
	}
	if e.Kind != data.Undo {
		d.Raw = v.href(fmt.Sprintf("/inlamningar/%d/fil", e.Submission))
	}
	for _, code := range places {
		if m := v.catalogue().Municipality(code); m != nil {
			d.Cities = append(d.Cities, link{m.Name, v.href("/stader/" + code)})
		}
	}
	d.Title = v.lang.Plural("receipt.title", len(e.Changes))
	if len(e.Changes) == 0 {
		d.Title = v.T("receipt.title.none")
	}
	return &page{Template: "receipt", Title: v.T("receipt.name", d.ID), Data: d, Private: true, NoIndex: true}, nil
}

// submittedFile answers GET /inlamningar/{id}/fil: the bytes as they were handed in.
func submittedFile(v *visit) (*file, error) {
	e, _, err := v.own()
	if err != nil {
		return nil, err
	}
	raw, err := v.site.db.Raw(e.Submission)
	if err != nil {
		return nil, err
	}
	f := &file{contentType: "text/csv", name: e.FileName, body: raw, private: true}
	if workbook(raw) {
		f.contentType = workbookType
	}
	return f, nil
}
