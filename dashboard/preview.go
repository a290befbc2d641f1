package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// previewData is what was read of an uploaded file, what is wrong with it and what it would change.
type previewData struct {
	Draft    string
	Title    string
	Notice   string // why the last try came to nothing, or ""
	Saved    string // address of the receipt, when the draft has been saved
	Read     []fact
	Errors   findingList
	Warnings findingList
	Confirm  []confirmation
	CanSave  bool
	Changes  changeList

	Megabytes int // the largest file
}

// fact is a value with its name.
type fact struct{ Name, Value string }

// previewPage answers GET /lamna-in/granska/{draft} for the session that sent the file.
func previewPage(v *visit) (*page, error) {
	if err := v.mustSignIn(); err != nil {
		return nil, err
	}
	kept, raw, err := v.draft()
	if err != nil {
		return nil, err
	}
	d := previewData{Draft: kept.ID, Megabytes: v.site.megabytes()}
	p := &page{Template: "preview", Private: true, NoIndex: true}
	if kept.Submission != 0 {
		d.Title, d.Saved = v.T("preview.title.saved"), v.href(fmt.Sprintf("/lamna-in/kvitto/%d", kept.Submission))
		p.Title, p.Data = d.Title, d
		return p, nil
	}
	sent, findings, err := v.site.examine(v.session, raw)
	if err != nil {
		return nil, err
	}
	d.Read = v.readFacts(kept, sent)
	d.Errors, d.Warnings = v.findingLists(findings)
	d.CanSave = ingest.Accepted(findings)
	if d.CanSave {
		d.Confirm = v.confirmations(findings)
		changes, err := ingest.Preview(v.ctx, v.site.db, sent)
		if err != nil {
			return nil, err
		}
		if d.Changes, err = v.changeList(sent, changes); err != nil {
			return nil, err
		}
	}
	switch reason := v.query.Get("fel"); {
	case reason == "bekrafta" && len(d.Confirm) > 0, reason == "andrat" && d.CanSave:
		d.Notice = v.T("preview.notice." + reason)
	}
	d.Title = v.previewTitle(d.Errors.Count, len(d.Confirm))
	p.Title, p.Data = d.Title, d
	return p, nil
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
func (v *visit) readFacts(kept draft, sent ingest.Submission) []fact {
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

// confirmation is one kind of warning, to be confirmed as a whole.
type confirmation struct {
	Code  string
	Title string
	Count string   // "3 ställen"
	How   []string // how it was read; the first few different ones
	More  string   // "och 12 till", or ""
}

// confirmationsListed is how many different readings stand by a confirmation.
const confirmationsListed = 5

// confirmations groups the warnings by kind.
func (v *visit) confirmations(findings []ingest.Finding) []confirmation {
	var order []ingest.Code
	count, how := map[ingest.Code]int{}, map[ingest.Code][]string{}
	seen := map[string]bool{}
	for _, f := range findings {
		if f.Severity != ingest.Warning {
			continue
		}
		if count[f.Code]++; count[f.Code] == 1 {
			order = append(order, f.Code)
		}
		if text := locale.Finding(v.lang, f); !seen[text] {
			seen[text] = true
			how[f.Code] = append(how[f.Code], text)
		}
	}
	list := make([]confirmation, 0, len(order))
	for _, code := range order {
		c := confirmation{
			Code: string(code), Title: locale.FindingTitle(v.lang, code), Count: v.lang.Plural("preview.places", count[code]), How: how[code],
		}
		if more := len(c.How) - confirmationsListed; more > 0 {
			c.How, c.More = c.How[:confirmationsListed], v.T("handin.more", more)
		}
		list = append(list, c)
	}
	return list
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
