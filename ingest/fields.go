package ingest

import (
	"strconv"

	"pionjarkollen/data"
)

// Fields describes the columns of a file of one kind, in the templates' order, by what the templates write: a file that keeps to it is
// accepted without any finding about its cells. Parse reads more spellings than the fields tell (README.md lists them) and refuses
// nothing that they allow, but for names and numbers that are nobody's. What a cell means is left to say (About is empty).
//
// A level's cell may be empty in a file of levels, which says that the municipality has not answered.
func Fields(kind data.Kind, c *data.Catalogue, e *data.Edition) []data.Field {
	var fields []data.Field
	for _, column := range Columns() {
		if !column.In(kind) {
			continue
		}
		f := data.Field{
			Name: column.Name, Kind: column.Holds, Label: data.Text{SV: column.Name, EN: column.English}, Synonyms: column.Synonyms,
			Absent: !column.Needed, Longest: column.Longest,
		}
		switch column.Name {
		case colCode:
			f.Pattern, f.Absent = data.CodePattern, true // the name is enough
		case colName:
			f.Absent = true // the code is enough
		case colCommitment:
			f.Required, f.Words = true, commitmentWords(e)
		case colLevel:
			f.Required, f.Words = kind == data.Actions, levelWords(kind, e)
		case colAction:
			f.Required, f.Words = true, actionWords(e)
		case colStatus:
			for _, s := range statusSpellings() {
				f.Words = append(f.Words, data.Word{Code: s.spellings[0], Name: s.status.Name()})
			}
		case colVersion:
			for _, known := range c.Editions {
				f.Words = append(f.Words, data.Word{Code: known.ID, Name: known.Title})
			}
		}
		fields = append(fields, f)
	}
	return fields
}

// commitmentWords are the commitments as a template writes them, and their slugs. A bare number may be doubtful.
func commitmentWords(e *data.Edition) []data.Word {
	var words []data.Word
	for i := range e.Commitments {
		c := &e.Commitments[i]
		words = append(words, data.Word{Code: commitmentCell(c), Name: c.Label}, data.Word{Code: c.Slug, Name: c.Label})
	}
	return words
}

// levelWords are the levels as digits and as a template writes them. An action stands under one of 1–3.
func levelWords(kind data.Kind, e *data.Edition) []data.Word {
	var words []data.Word
	for level, cell := range levelCells(e) {
		name := data.Text{SV: "deltar inte", EN: "takes no part"}
		if level > 0 {
			name = e.Commitments[0].Levels[level-1].Name
		} else if kind == data.Actions {
			continue
		}
		words = append(words, data.Word{Code: strconv.Itoa(level), Name: name}, data.Word{Code: cell, Name: name})
	}
	return words
}

// actionWords are the actions as a template writes them, each cell once, and their ids.
func actionWords(e *data.Edition) []data.Word {
	var words []data.Word
	seen := map[string]bool{}
	for i := range e.Commitments {
		for _, l := range e.Commitments[i].Levels {
			for j := range l.Actions {
				a := &l.Actions[j]
				for _, cell := range [...]string{actionCell(a), a.ID} {
					if !seen[cell] {
						seen[cell] = true
						words = append(words, data.Word{Code: cell, Name: a.Label})
					}
				}
			}
		}
	}
	return words
}
