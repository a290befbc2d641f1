package dashboard

import (
	"strconv"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// submission is one hand-in and what it changed.
type submission struct {
	Title   string
	ID      string
	When    string
	What    string
	Edition string
	File    string // shown to signed-in visitors
	Sender  string
	Example bool
	Undoes  *link
	Undone  *link
	Changes table
	Cities  []link
	FileAt  string // download of the file, for who may
	UndoAt  string

	ObjectAt string // address of the form that objects to how the city is shown, "" for who may not
}

// submissionPage answers GET /inlamningar/{id}: the source that every value leads to.
func submissionPage(v *visit) (*page, error) {
	id, err := strconv.ParseInt(v.param("id"), 10, 64)
	if err != nil {
		return nil, notFound("error.notfound")
	}
	h, err := v.site.analyst.Submission(v.ctx, id)
	if err != nil {
		return nil, err
	}
	d := submission{
		Title: v.T("submission.title", strconv.FormatInt(id, 10)), ID: strconv.FormatInt(id, 10), When: v.lang.Clock(h.Received),
		What: v.T("kind." + string(h.Kind)), Edition: h.Edition, Example: h.Example,
		Changes: table{Caption: v.T("submission.changes"), Head: []cell{
			{Text: v.T("column.city")},
			{Text: v.T("column.what")},
			{Text: v.T("column.from")},
			{Text: v.T("column.to")},
			{Text: v.T("column.line"), Num: true},
		}},
	}
	if h.Undoes != 0 {
		d.Undoes = &link{strconv.FormatInt(h.Undoes, 10), v.submissionPath(h.Undoes)}
	}
	if h.UndoneBy != 0 {
		d.Undone = &link{strconv.FormatInt(h.UndoneBy, 10), v.submissionPath(h.UndoneBy)}
	}
	mine := v.session != nil && len(h.Changes) > 0
	seen := map[string]bool{}
	for _, c := range h.Changes {
		mine = mine && v.session.MayHandIn(c.City.Code)
		if !seen[c.City.Code] {
			seen[c.City.Code] = true
			d.Cities = append(d.Cities, link{c.City.Name, v.href("/stader/" + c.City.Code)})
		}
		text := v.changeText(c)
		line := ""
		if c.Line > 0 {
			line = strconv.Itoa(c.Line)
		}
		anchor := v.href("/stader/"+c.City.Code) + "#" + c.Commitment.Slug
		d.Changes.Rows = append(d.Changes.Rows, []cell{
			{Text: c.City.Name, Href: anchor, Head: true}, {Text: text.What}, {Text: text.From}, {Text: text.To}, {Text: line, Num: true},
		})
	}
	if v.session != nil {
		d.File, d.Sender = h.FileName, h.Sender
	}
	if mine {
		at := v.lang.Prefix() + "/inlamningar/" + d.ID
		d.UndoAt = at + "/angra"
		if h.Kind != data.Undo {
			d.FileAt = at + "/fil"
		}
	}
	title := d.Title
	if len(d.Cities) == 1 {
		d.ObjectAt = v.objectAt(h.Changes[0].City.Code)
		title = locale.Sentence(d.What) + " · " + d.Cities[0].Text
	}
	d.Title = title
	return &page{Template: "submission", Title: title, Data: d}, nil
}
