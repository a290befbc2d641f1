package data

import (
	"fmt"
	"strconv"
	"strings"
)

// refLabelLength is how many characters of a label charts have room for.
const refLabelLength = 40

func refLoadEditions(r *refReader, c *Catalogue) {
	rows := r.table(refEditionsFile, "id", "title_sv", "title_en")
	if len(rows) == 0 && r.err() == nil {
		r.fail(refEditionsFile, 1, "has no edition", nil)
	}
	for _, row := range rows {
		e := Edition{
			ID:     refEditionID(row),
			Title:  row.both("title"),
			bySlug: map[string]*Commitment{},
			byID:   map[string]*Action{},
		}
		if last := len(c.Editions) - 1; last >= 0 && c.Editions[last].ID >= e.ID {
			row.fail("edition %q follows %q: want each once, oldest first", e.ID, c.Editions[last].ID)
		}
		c.Editions = append(c.Editions, e)
		r.lines[refPath(e.ID)] = row.line
	}
	c.editions = make(map[string]*Edition, len(c.Editions))
	for i := range c.Editions {
		c.editions[c.Editions[i].ID] = &c.Editions[i]
	}
}

func refLoadCommitments(r *refReader, c *Catalogue) {
	rows := r.table(refCommitmentsFile,
		"edition", "number", "slug", "status", "toc_number", "toc_title",
		"title", "headline", "title_en", "headline_en", "label_sv", "label_en")
	for _, row := range rows {
		e := refEdition(row, c)
		if e == nil {
			continue
		}
		m := Commitment{
			Slug:       refSlug(row, "slug"),
			Number:     row.number("number", 1, 99),
			TOCNumber:  row.number("toc_number", 1, 99),
			TOCTitle:   row.need("toc_title"),
			Title:      row.need("title"),
			Headline:   row.need("headline"),
			TitleEN:    row.need("title_en"),
			HeadlineEN: row.need("headline_en"),
			Label:      refLabel(row),
			Status:     CommitmentStatus(row.oneOf("status", string(Adopted), string(Proposed), string(Renaming))),
		}
		refCheckCommitment(row, e, &m)
		e.Commitments = append(e.Commitments, m)
		r.lines[refPath(e.ID, m.Slug)] = row.line
	}
	for i := range c.Editions {
		e := &c.Editions[i]
		if len(e.Commitments) == 0 {
			r.absent(refEditionsFile, "commitment in "+refCommitmentsFile, e.ID)
		}
		for j := range e.Commitments {
			e.bySlug[e.Commitments[j].Slug] = &e.Commitments[j]
		}
	}
}

func refLoadLevels(r *refReader, c *Catalogue) {
	for _, row := range r.table(refLevelsFile, "edition", "commitment", "level", "name_sv", "name_en", "intro", "intro_en") {
		m := refCommitment(row, c)
		number := row.number("level", 1, 3)
		if m == nil || number < 1 || number > 3 {
			continue
		}
		level := Level{Number: number, Name: row.both("name"), Intro: row.text("intro"), IntroEN: row.text("intro_en")}
		if (level.Intro == "") != (level.IntroEN == "") {
			row.fail("intro and intro_en: one of the two is missing")
		}
		if m.Levels[number-1].Number != 0 {
			row.fail("level %d of %q stands twice", number, m.Slug)
		}
		m.Levels[number-1] = level
		r.lines[refPath(row.text("edition"), m.Slug, strconv.Itoa(number))] = row.line
	}
	for _, e := range c.Editions {
		for _, m := range e.Commitments {
			for i, level := range m.Levels {
				if level.Number == 0 {
					r.absent(refCommitmentsFile, fmt.Sprintf("level %d in %s", i+1, refLevelsFile), e.ID, m.Slug)
				}
			}
		}
	}
}

func refLoadActions(r *refReader, c *Catalogue) {
	rows := r.table(refActionsFile, "edition", "id", "commitment", "level", "ordinal", "printed",
		"text", "english", "label_sv", "label_en")
	for _, row := range rows {
		m := refCommitment(row, c)
		number := row.number("level", 1, 3)
		if m == nil || number < 1 || number > 3 {
			continue
		}
		a := Action{
			ID:         row.need("id"),
			Commitment: m.Slug,
			Level:      number,
			Ordinal:    row.number("ordinal", 1, 99),
			Printed:    row.need("printed"),
			Text:       row.need("text"),
			English:    row.need("english"),
			Label:      refLabel(row),
		}
		refCheckAction(row, m, &a)
		level := &m.Levels[number-1]
		level.Actions = append(level.Actions, a)
	}
	for i := range c.Editions {
		e := &c.Editions[i]
		for j := range e.Commitments {
			refIndexActions(r, e, &e.Commitments[j])
		}
	}
}

func refIndexActions(r *refReader, e *Edition, m *Commitment) {
	for i := range m.Levels {
		actions := m.Levels[i].Actions
		if len(actions) == 0 {
			r.absent(refLevelsFile, "action in "+refActionsFile, e.ID, m.Slug, strconv.Itoa(i+1))
		}
		for j := range actions {
			e.byID[actions[j].ID] = &actions[j]
		}
	}
}

// refPath is a key for an edition, one of its commitments or one of that commitment's levels.
func refPath(names ...string) string { return strings.Join(names, "\n") }

// absent reports what the record at path lacks in a file after its own. Where that file has faults already, those come first.
func (r *refReader) absent(file, what string, path ...string) {
	if r.err() == nil || r.lacking {
		r.lacking = true
		r.fail(file, r.lines[refPath(path...)], "has no "+what, nil)
	}
}

func refEdition(row refRow, c *Catalogue) *Edition {
	e := c.Edition(row.text("edition"))
	if e == nil {
		row.fail("edition %q is not in %s", row.text("edition"), refEditionsFile)
	}
	return e
}

func refCommitment(row refRow, c *Catalogue) *Commitment {
	e := refEdition(row, c)
	if e == nil {
		return nil
	}
	m := e.Commitment(row.text("commitment"))
	if m == nil {
		row.fail("commitment %q is not in %s for edition %q", row.text("commitment"), refCommitmentsFile, e.ID)
	}
	return m
}
