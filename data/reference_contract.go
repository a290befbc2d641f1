package data

import "fmt"

// refLabelLength is how many characters of a label charts have room for.
const refLabelLength = 40

func refLoadEditions(r *refReader, c *Catalogue) {
	rows := r.table(refEditionsFile, "id", "title_sv", "title_en")
	if len(rows) == 0 && r.err() == nil {
		r.fail(refEditionsFile, 0, "has no edition", nil)
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
	}
	for i := range c.Editions {
		e := &c.Editions[i]
		if len(e.Commitments) == 0 {
			r.fail(refCommitmentsFile, 0, fmt.Sprintf("edition %q has no commitment", e.ID), nil)
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
	}
	for _, e := range c.Editions {
		for _, m := range e.Commitments {
			for i, level := range m.Levels {
				if level.Number == 0 {
					r.fail(refLevelsFile, 0, fmt.Sprintf("edition %q: level %d of %q is missing", e.ID, i+1, m.Slug), nil)
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
			r.fail(refActionsFile, 0, fmt.Sprintf("edition %q: level %d of %q has no action", e.ID, i+1, m.Slug), nil)
		}
		for j := range actions {
			e.byID[actions[j].ID] = &actions[j]
		}
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
