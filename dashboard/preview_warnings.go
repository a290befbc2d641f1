package dashboard

import (
	"net/url"
	"slices"
	"strconv"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// confirmation is one kind of warning, to be confirmed as a whole or one by one.
type confirmation struct {
	Code   string
	Title  string
	Count  string       // "3 ställen"
	How    []string     // how it was read; the first few different ones
	More   string       // "och 12 till", or ""
	Ticked bool         // at an earlier try
	Ones   []oneWarning // those to confirm one by one; none where there is but one, or too many
	Open   bool         // some of them were ticked at an earlier try
}

// oneWarning is what is confirmed by one tick: a warning, or several that say the same about the same value.
type oneWarning struct {
	Key    string
	Text   string
	Ticked bool
}

// Bounds of what stands by a confirmation.
const (
	confirmationsListed = 5
	onesListed          = 100
)

// confirmations groups the warnings by kind.
func (v *visit) confirmations(r *reading) []confirmation {
	var list []confirmation
	for _, code := range warningCodes(r.findings) {
		found := ofCode(r.findings, code)
		c := confirmation{
			Code: string(code), Title: locale.FindingTitle(v.lang, code), Count: v.lang.Plural("preview.places", len(found)),
			Ticked: slices.Contains(r.kept.Ticked, string(code)),
		}
		for _, f := range found {
			if text := locale.Finding(v.lang, f); !slices.Contains(c.How, text) && len(c.How) <= confirmationsListed {
				c.How = append(c.How, text)
			}
		}
		groups := ingest.Group(found)
		if len(c.How) > confirmationsListed {
			c.How, c.More = c.How[:confirmationsListed], v.T("preview.confirm.more")
		}
		if len(groups) > 1 && len(groups) <= onesListed {
			for _, g := range groups {
				one := oneWarning{Key: findingKey(g.Finding), Text: v.oneText(g)}
				one.Ticked = slices.Contains(r.kept.Ticked, one.Key)
				c.Open = c.Open || one.Ticked
				c.Ones = append(c.Ones, one)
			}
		}
		list = append(list, c)
	}
	return list
}

// oneText says a warning with its line, or several alike with theirs.
func (v *visit) oneText(g ingest.Grouped) string {
	text := locale.Grouped(v.lang, g)
	if g.Count == 1 && g.Line > 0 {
		text = v.T("preview.confirm.line", strconv.Itoa(g.Line), text)
	}
	return text
}

// warningCodes are the kinds of warnings among findings, in the order in which they come.
func warningCodes(findings []ingest.Finding) []ingest.Code {
	var codes []ingest.Code
	seen := map[ingest.Code]bool{}
	for _, f := range findings {
		if f.Severity == ingest.Warning && !seen[f.Code] {
			seen[f.Code] = true
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// ofCode are the findings of one kind.
func ofCode(findings []ingest.Finding, code ingest.Code) []ingest.Finding {
	var found []ingest.Finding
	for _, f := range findings {
		if f.Code == code {
			found = append(found, f)
		}
	}
	return found
}

// confirmedCodes are the kinds of warnings that a form confirms, as a whole or each of them by itself. ticked is what of the form was
// about a warning that there is.
func confirmedCodes(findings []ingest.Finding, form url.Values) (codes []ingest.Code, ticked []string) {
	whole, ones := sets(form["confirm"]), sets(form["ett"])
	for _, code := range warningCodes(findings) {
		confirmed := whole[string(code)]
		if confirmed {
			ticked = append(ticked, string(code))
		}
		all := true
		told := map[string]bool{}
		for _, f := range ofCode(findings, code) {
			key := findingKey(f)
			all = all && ones[key]
			if ones[key] && !told[key] {
				told[key] = true
				ticked = append(ticked, key)
			}
		}
		if confirmed || all {
			codes = append(codes, code)
		}
	}
	return codes, ticked
}

// sets is a set of names.
func sets(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}
