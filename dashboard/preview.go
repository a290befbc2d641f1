package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// previewData is what was read of an uploaded file, what is wrong with it and what it would change.
type previewData struct {
	Draft     string
	Title     string
	Notices   []string // why the last try came to nothing
	Saved     string   // address of the receipt, when the draft has been saved
	Read      []fact
	Errors    findingList
	Warnings  findingList
	Left      string // "2 fel kvar"
	Columns   *columnsView
	Grid      *gridView // nil for what is no table
	ListFirst bool      // the list of findings stands above the grid: it has what the grid's rows have not, or what one button answers for many
	Files     []link
	Confirm   []confirmation
	CanSave   bool
	Changes   changeList

	Megabytes int // the largest file
}

// fact is a value with its name.
type fact struct{ Name, Value string }

// previewPage answers GET /lamna-in/granska/{draft} for the session that sent the file.
func previewPage(v *visit) (*page, error) {
	if err := v.mustSignIn(); err != nil {
		return nil, err
	}
	r, err := v.reading()
	if err != nil {
		return nil, err
	}
	return v.previewOf(&r, typedCells{})
}

// previewOf is the page of a draft as it was read, with what was typed and could not be kept.
func (v *visit) previewOf(r *reading, typed typedCells) (*page, error) {
	d := previewData{Draft: r.kept.ID, Megabytes: v.site.megabytes(), Notices: typed.notices}
	p := &page{Template: "preview", Private: true, NoIndex: true}
	if r.kept.Submission != 0 {
		d.Title, d.Saved = v.T("preview.title.saved"), v.href(fmt.Sprintf("/lamna-in/kvitto/%d", r.kept.Submission))
		p.Title, p.Data = d.Title, d
		return p, nil
	}
	d.Read = v.readFacts(r)
	d.Errors, d.Warnings = v.findingLists(r)
	d.Left = v.left(d.Errors.Count, d.Warnings.Count)
	d.Columns, d.Files = v.columnsView(r), v.draftFiles(r)
	if r.table {
		g := v.gridView(r, typed.unsaved)
		d.Grid = &g
		d.ListFirst = len(g.Rows) == 0 || slices.ContainsFunc(slices.Concat(d.Errors.Rows, d.Warnings.Rows), func(f findingRow) bool { return f.Many })
	}
	d.CanSave = ingest.Accepted(r.findings)
	if d.CanSave {
		d.Confirm = v.confirmations(r)
		changes, err := ingest.Preview(v.ctx, v.site.db, r.sent)
		if err != nil {
			return nil, err
		}
		d.Changes = v.changeList(r.sent, changes)
		if d.Changes.Shown, err = shownOf(r, changes); err != nil {
			return nil, err
		}
	}
	switch reason := v.query.Get("fel"); {
	case reason == "bekrafta" && len(d.Confirm) > 0, reason == "andrat" && d.CanSave:
		d.Notices = append(d.Notices, v.T("preview.notice."+reason))
	}
	d.Title = v.previewTitle(d.Errors.Count, len(d.Confirm))
	p.Title, p.Data = d.Title, d
	return p, nil
}

// left says what is left to do, for the line that is read out after each change.
func (v *visit) left(errs, warnings int) string {
	text := v.T("preview.left.none")
	if errs > 0 {
		text = v.lang.Plural("preview.left", errs)
	}
	if warnings > 0 {
		text += ", " + v.lang.Plural("preview.left.warnings", warnings)
	}
	return text
}

// draft returns the draft that the address names, of the visitor's own session.
func (v *visit) draft() (draft, []byte, error) {
	kept, raw, err := v.site.drafts.get(v.param("draft"), owner(v.session))
	if errors.Is(err, fs.ErrNotExist) {
		err = notFound("error.draft")
	}
	return kept, raw, err
}

// previewTitle is the page's finding.
func (v *visit) previewTitle(errs, confirm int) string {
	switch {
	case errs == 1:
		return v.T("preview.title.errors.one")
	case errs > 1:
		return v.T("preview.title.errors.many", v.lang.Word(errs))
	case confirm == 1:
		return v.T("preview.title.confirm.one")
	case confirm > 1:
		return v.T("preview.title.confirm.many", v.lang.Word(confirm))
	}
	return v.T("preview.title.good")
}

// readFacts tells how the file was read.
func (v *visit) readFacts(r *reading) []fact {
	kept, sent := r.kept, r.sent
	facts := []fact{
		{v.T("preview.fact.file"), kept.Name},
		{v.T("preview.fact.kind"), v.kindText(sent.Kind)},
		{v.T("preview.fact.edition"), sent.Edition},
	}
	if sent.Encoding != "" {
		facts = append(facts, fact{v.T("preview.fact.encoding"), sent.Encoding})
	}
	if sent.Delimiter != "" {
		facts = append(facts, fact{v.T("preview.fact.delimiter"), v.delimiterText(sent.Delimiter)})
	}
	facts = append(facts, fact{v.T("preview.fact.rows"), v.lang.Int(len(sent.Rows))})
	if names := v.placeNames(sent); names != "" {
		facts = append(facts, fact{v.T("preview.fact.cities"), names})
	}
	if n := len(kept.Corrections); n > 0 {
		facts = append(facts, fact{v.T("preview.fact.corrected"), v.lang.Plural("preview.cells", n)})
	}
	return facts
}

func (v *visit) delimiterText(d string) string {
	switch d {
	case ";":
		return v.T("preview.delimiter.semicolon")
	case ",":
		return v.T("preview.delimiter.comma")
	case "\t":
		return v.T("preview.delimiter.tab")
	}
	return d
}

// placesListed is how many municipalities are named before the rest is a number.
const placesListed = 10

// placeNames lists whom a file is about, in the file's order.
func (v *visit) placeNames(sent ingest.Submission) string {
	var names []string
	seen := map[string]bool{"": true}
	for i := range sent.Rows {
		code := sent.Rows[i].Municipality
		if seen[code] {
			continue
		}
		seen[code] = true
		if m := v.catalogue().Municipality(code); m != nil {
			names = append(names, m.Name)
		}
	}
	if more := len(names) - placesListed; more > 0 {
		names = append(names[:placesListed], v.lang.Plural("preview.cities", more))
	}
	return v.lang.List(names)
}

// shownOf names what a preview showed: the changes, and the corrections that the reading rests on.
func shownOf(r *reading, changes []ingest.Change) (string, error) {
	return fingerprint(struct {
		Changes     []ingest.Change
		Corrections []data.Correction
	}{changes, r.kept.Corrections})
}

// fingerprint names what a preview showed, so that what is saved is what was seen.
func fingerprint(shown any) (string, error) {
	text, err := json.Marshal(shown)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16]), nil
}
