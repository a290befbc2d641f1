package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// explanationReach is how many lines below the header a row may stand that explains the columns.
const explanationReach = 5

// Folded words that a row begins with when it sums up the rows above it, or is a note below the table.
var (
	totalWords = []string{
		"summa", "summor", "summering", "delsumma", "totalt", "total", "totalsumma", "antal", "medel", "medelvärde", "medeltal", "genomsnitt",
		"snitt", "median", "sum", "subtotal", "grand", "average", "mean", "count",
	}
	noteWords = []string{
		"källa", "källor", "not", "noter", "fotnot", "fotnoter", "anm", "anmärkning", "anmärkningar", "obs", "förklaring", "förklaringar", "kommentar",
		"kommentarer", "kontakt", "kontaktperson", "uppdaterad", "senast", "skapad", "utskriven", "utskriftsdatum", "framtagen", "source", "sources", "note",
		"notes", "contact", "updated", "last",
	}
)

// explains matches a folded cell that says what a column may hold: "0–3", "fyra siffror", "åååå-mm-dd", "(valfritt)".
var explains = regexp.MustCompile(`^\(.*\)$|^\[.*\]$|^<.*>$|^[0-9]{1,2} ?(-|till|to|/|eller|or) ?[0-9]{1,2}$|å{4}|y{4}|^https?://(\.\.\.|…)$|` +
	`(^|[^a-zåäö])(fritext|text|siffror|siffra|digits?|heltal|number|valfri|valfritt|optional|obligatorisk|obligatoriskt|required|frivilligt|` +
	`kod|code|datum|date|namn|name|webbadress|url|sträng|string|int|exempel|example|t\.?ex\.?|välj|skriv|ange|fyll|enhet)($|[^a-zåäö])`)

// named is a column's cell.
type named struct{ column, cell string }

// filled lists the cells that hold something, in the template's order.
func (c *cells) filled() []named {
	all := []named{
		{colCode, c.Code},
		{colName, c.Name},
		{colCommitment, c.Commitment},
		{colLevel, c.Level},
		{colAction, c.Action},
		{colStatus, c.Status},
		{colComment, c.Comment},
		{colDecided, c.Decided},
		{colReference, c.Reference},
		{colLink, c.Link},
		{colVersion, c.Version},
	}
	return slices.DeleteFunc(all, func(n named) bool { return isBlank(n.cell) })
}

// odd tells a row that is none: the header once more, an explanation of the columns, a remark, a total or a note. It is asked
// only for a row whose municipality cannot be read.
func (r *rowReader) odd(c *cells) (Finding, bool) {
	filled := c.filled()
	if len(filled) == 0 {
		return Finding{}, false
	}
	first := filled[0].cell
	found := func(code Code) (Finding, bool) { return Finding{Code: code, Value: excerpt(first)}, true }
	same, names := 0, 0
	for _, n := range filled {
		if name := columnNamed(headerKey(n.cell[:min(len(n.cell), maxHeading)])); name != "" {
			names++
			if name == n.column {
				same++
			}
		}
	}
	word := firstWord(fold(excerpt(first)))
	switch {
	case same > 1 && same == names:
		return found(HeaderRepeated)
	case names > 2 && names*2 > len(filled):
		return found(HeaderChanged)
	case strings.HasPrefix(strings.TrimSpace(first), "#") && !r.commits(c.Commitment):
		return found(RemarkSkipped)
	case slices.Contains(totalWords, word):
		return found(TotalSkipped)
	case len(filled) == 1 && (slices.Contains(noteWords, word) || strings.HasPrefix(strings.TrimSpace(first), "*")):
		return found(NoteSkipped)
	case r.line <= r.header.line+explanationReach && r.explanation(c, filled):
		return found(ExplanationSkipped)
	}
	return Finding{}, false
}

// explanation tells a row that says what each column may hold: none of its keys can be read, and most of its cells speak of values.
func (r *rowReader) explanation(c *cells, filled []named) bool {
	if len(filled) < 2 || r.commits(c.Commitment) {
		return false
	}
	e := r.matcher.editions[r.catalogue.Current().ID]
	if !isBlank(c.Level) && e.readLevel(c.Level, false).value != nil {
		return false
	}
	speak := 0
	for _, n := range filled {
		if len(n.cell) <= maxHeading && explains.MatchString(fold(n.cell)) {
			speak++
		}
	}
	return speak > 1 && speak*2 >= len(filled)
}

// commits tells a cell that names a commitment.
func (r *rowReader) commits(cell string) bool {
	return !isBlank(cell) && r.matcher.editions[r.catalogue.Current().ID].readCommitment(cell).value != nil
}

// firstWord is the letters that a folded text begins with.
func firstWord(key string) string {
	end := strings.IndexFunc(key, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return key
	}
	return key[:end]
}
