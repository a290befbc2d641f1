package ingest

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The most characters that a free text, a reference and a link may hold.
const (
	maxComment   = 10_000
	maxReference = 200
	maxLink      = 2_000
)

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// readText keeps a free text to the letter, but for the apostrophe that the templates put before a formula sign.
func (r *rowReader) readText(column, cell string, most int) string {
	if cell == "" {
		return ""
	}
	if n := utf8.RuneCountInString(cell); n > most {
		r.report(column, excerpt(cell), Finding{Code: TextTooLong, Args: []string{strconv.Itoa(n), strconv.Itoa(most)}})
		return ""
	}
	if garbled(cell) {
		r.report(column, excerpt(cell), Finding{Code: TextGarbled})
	}
	return exposed(cell)
}

// readReference reads a registration number: one short line.
func (r *rowReader) readReference(cell string) string {
	if isBlank(cell) || !r.visible(colReference, cell) {
		return ""
	}
	if isDash(fold(cell)) {
		r.report(colReference, cell, Finding{Code: DashEmpty})
		return ""
	}
	return r.readText(colReference, strings.TrimSpace(cell), maxReference)
}

// readLink reads an address that a browser may follow: http or https, with a host and without credentials.
func (r *rowReader) readLink(cell string) string {
	link := strings.TrimSpace(cell)
	if link == "" || !r.visible(colLink, cell) {
		return ""
	}
	if isDash(fold(link)) {
		r.report(colLink, cell, Finding{Code: DashEmpty})
		return ""
	}
	if n := utf8.RuneCountInString(link); n > maxLink {
		r.report(colLink, excerpt(link), Finding{Code: TextTooLong, Args: []string{strconv.Itoa(n), strconv.Itoa(maxLink)}})
		return ""
	}
	if followable(link) {
		return link
	}
	f := Finding{Code: LinkInvalid}
	if host, _, _ := strings.Cut(link, "/"); strings.Contains(strings.Trim(host, "."), ".") && followable("https://"+link) {
		f.Suggestion = "https://" + link
	}
	r.report(colLink, cell, f)
	return ""
}

func followable(link string) bool {
	if strings.ContainsAny(link, " \t\r\n\"<>\\^`{|}") {
		return false
	}
	u, err := url.Parse(link)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}

// garbled tells text that lost its letters on the way: replacement characters, or UTF-8 that was taken for something else.
func garbled(s string) bool {
	if isASCII(s) {
		return false
	}
	for _, sign := range []string{"\ufffd", "Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "Ã©", "â€"} {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}
