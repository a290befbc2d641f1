package ingest

import (
	"fmt"
	"net/url"
	"regexp"
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
	if n := len(cell); n > most && utf8.RuneCountInString(cell) > most {
		n = utf8.RuneCountInString(cell)
		r.report(column, excerpt(cell), Finding{Code: TextTooLong, Args: []string{strconv.Itoa(n), strconv.Itoa(most)}})
		return ""
	}
	if garbled(cell) {
		plain, _ := undouble(cell)
		r.report(column, excerpt(cell), Finding{Code: TextGarbled, Suggestion: plain})
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
	r.report(colLink, cell, Finding{Code: LinkInvalid, Suggestion: nearLink(link)})
	return ""
}

// mangledScheme is https:// with a slip of the keyboard in it.
var mangledScheme = regexp.MustCompile(`^(?i:h?t{1,3}ps?|hhtps?|htt?ps?)(:/{0,3}|/{2}|;//|:\\\\)`)

// nearLink suggests the address that was most likely meant: "https://www.lund.se" for "www.lund.se" and "https//www.lund.se".
func nearLink(link string) string {
	bare := strings.TrimSpace(strings.Trim(link, "<>\"”“ "))
	if bare != link && followable(bare) {
		return bare
	}
	if at := mangledScheme.FindString(bare); at != "" {
		bare = strings.TrimPrefix(bare, at)
	} else if strings.Contains(bare, ":") {
		return ""
	}
	host, _, _ := strings.Cut(bare, "/")
	bare = strings.ReplaceAll(bare, " ", "%20")
	if !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(host, " @") || !followable("https://"+bare) {
		return ""
	}
	return "https://" + bare
}

func followable(link string) bool {
	if strings.ContainsAny(link, " \t\r\n\"<>\\^`{|}") {
		return false
	}
	u, err := url.Parse(link)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}
