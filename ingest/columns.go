package ingest

import (
	"slices"

	"pionjarkollen/data"
)

// Canonical column names, as the templates write them.
const (
	colCode       = "kommunkod"
	colName       = "kommun"
	colCommitment = "åtagande"
	colLevel      = "nivå"
	colAction     = "åtgärd"
	colStatus     = "status"
	colComment    = "kommentar"
	colDecided    = "beslutsdatum"
	colReference  = "diarienummer"
	colLink       = "länk"
	colVersion    = "version"
)

// Column is a column that a file may have.
type Column struct {
	Name     string      // canonical
	Kinds    []data.Kind // the files it belongs to
	Needed   bool        // in each of Kinds; of kommunkod and kommun one is enough
	Synonyms []string    // other names; case, blanks, underscores, hyphens and the marks of å, ä and ö do not matter

	Holds   data.FieldKind // what its cells hold, read in many spellings
	Longest int            // characters of a cell, at most; 0 is no bound of its own
	English string         // its name in English, one of Synonyms
}

// In tells whether the column belongs to files of the kind.
func (c Column) In(kind data.Kind) bool { return slices.Contains(c.Kinds, kind) }

// Columns lists every column in the templates' order. The caller owns the result.
func Columns() []Column {
	both, levels, actions := []data.Kind{data.Levels, data.Actions}, []data.Kind{data.Levels}, []data.Kind{data.Actions}
	return []Column{
		{colCode, both, true, []string{"kommun kod", "kommunens kod", "kommunnummer", "kommunnr", "municipality code", "municipal code", "kod", "code"}, data.FieldText, 0, "municipality code"},
		{colName, both, true, []string{"kommunnamn", "kommunens namn", "stad", "municipality", "municipality name", "city"}, data.FieldText, 0, "municipality"},
		{colCommitment, both, true, []string{"åtagandet", "åtagande nr", "åtagandenummer", "åtagandets nummer", "åtagandets namn", "commitment", "commitment number"}, data.FieldWord, 0, "commitment"},
		{colLevel, both, true, []string{"ambitionsnivå", "åtagandenivå", "deklarerad nivå", "level", "ambition level"}, data.FieldWord, 0, "level"},
		{colAction, actions, true, []string{"åtgärden", "åtgärd nr", "åtgärdsnummer", "åtgärds id", "åtgärdens namn", "action", "action number", "action id"}, data.FieldWord, 0, "action"},
		{colStatus, actions, true, []string{"åtgärdsstatus", "läge", "action status", "progress"}, data.FieldWord, 0, "action status"},
		{colComment, both, false, []string{"kommentarer", "anteckning", "motivering", "comment", "comments", "note", "notes"}, data.FieldText, maxComment, "comment"},
		{colDecided, levels, false, []string{"datum för beslut", "beslutad", "beslutat", "datum", "decision date", "decided", "date"}, data.FieldDay, 0, "decision date"},
		{colReference, levels, false, []string{"dnr", "diarienr", "ärendenummer", "reference", "reference number", "case number"}, data.FieldText, maxReference, "reference number"},
		{colLink, both, false, []string{"webblänk", "url", "webbadress", "link", "evidence", "evidence link"}, data.FieldLink, maxLink, "link"},
		{colVersion, both, false, []string{"avtalsversion", "kontraktsversion", "klimatkontraktsversion", "utgåva", "edition", "contract version"}, data.FieldWord, 0, "edition"},
	}
}

// columnKeys maps header keys to canonical names: every name and synonym, with and without the marks of å, ä and ö.
var columnKeys = func() map[string]string {
	keys := make(map[string]string)
	for _, c := range Columns() {
		for _, name := range append(c.Synonyms, c.Name) {
			key := headerKey(name)
			keys[key] = c.Name
			keys[asciiFold(key)] = c.Name
		}
	}
	return keys
}()

// columnCandidates are the spellings that near misses are held against.
var columnCandidates = func() []candidate {
	candidates := make([]candidate, 0, len(columnKeys))
	for spelling, name := range columnKeys {
		candidates = append(candidates, newCandidate(spelling, name))
	}
	return candidates
}()

// columnNamed returns the canonical name for a header key, or "".
func columnNamed(key string) string { return columnKeys[key] }

// columnNear returns the canonical name that a header key is a slip away from, or "".
func columnNear(key string) string {
	return nearest(key, columnCandidates)
}
