package ingest

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"pionjarkollen/data"
)

// Form is how a template lays out its answers.
type Form string

// Forms. The wide one and the one with crosses are for levels only.
const (
	Long  Form = "long"  // a row per commitment or action
	Wide  Form = "wide"  // a row per municipality, a column per commitment
	Cross Form = "cross" // a row per commitment, a column per level for a cross
)

// ErrNoTemplate means that there is no template of a kind in a form.
var ErrNoTemplate = errors.New("there is no such template")

// TemplateIn is Template in any form. It returns ErrNoTemplate for actions in a form that is for levels only.
func TemplateIn(ctx context.Context, db *data.DB, kind data.Kind, form Form, edition *data.Edition, municipality string) ([]byte, error) {
	a, err := answersOf(ctx, db, kind, edition, municipality)
	if err != nil {
		return nil, err
	}
	rows, err := a.table(kind, form)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(bomUTF8)
	for _, row := range rows {
		writeRow(&out, row)
	}
	return out.Bytes(), nil
}

func (a *answers) table(kind data.Kind, form Form) ([][]string, error) {
	switch {
	case form == Long:
		return a.long(kind), nil
	case kind == data.Levels && form == Wide:
		return a.wide(), nil
	case kind == data.Levels && form == Cross:
		return a.crosses(), nil
	}
	return nil, ErrNoTemplate
}

// crosses is the table with a column per level.
func (a *answers) crosses() [][]string {
	rows := a.long(data.Levels)
	at := slices.Index(rows[0], colLevel)
	for i, c := range keysOf(data.Levels, a.edition) {
		marks := make([]string, 4)
		if v := a.about(c); v.level != nil {
			marks[(*v.level+3)%4] = "x"
		}
		rows[i+1] = slices.Replace(rows[i+1], at, at+1, marks...)
	}
	names := make([]string, 0, 4)
	for _, l := range a.edition.Commitments[0].Levels {
		names = append(names, l.Name.SV)
	}
	rows[0] = slices.Replace(rows[0], at, at+1, append(names, "Deltar inte")...)
	return rows
}

// detail is a column about a commitment beside its level.
type detail struct {
	column string
	of     func(value) string
}

// wide is the table with a column per commitment: the levels, then the comments, then the other details. A detail that is the same for
// every commitment with a level has one column for all of them.
func (a *answers) wide() [][]string {
	header, row := []string{colCode, colName}, []string{a.place.Code, a.place.Name}
	put := func(name, cell string) { header, row = append(header, name), append(row, cell) }
	keys := keysOf(data.Levels, a.edition)
	for _, c := range keys {
		level := ""
		if v := a.about(c); v.level != nil {
			level = levelCell(a.edition, *v.level)
		}
		put(a.name(c), level)
	}
	for _, c := range keys {
		put(colComment+" "+a.name(c), harmless(a.about(c).comment))
	}
	for _, d := range []detail{
		{colDecided, func(v value) string { return v.decided }},
		{colReference, func(v value) string { return harmless(v.reference) }},
		{colLink, func(v value) string { return v.link }},
	} {
		if cell, same := a.shared(keys, d.of); same {
			put(d.column, cell)
			continue
		}
		for _, c := range keys {
			put(d.column+" "+a.name(c), d.of(a.about(c)))
		}
	}
	put(colVersion, a.edition.ID)
	return [][]string{header, row}
}

// shared tells whether a detail is the same for all commitments with a level, and empty for the others; where none has a level, the
// same for all.
func (a *answers) shared(keys []Change, of func(value) string) (cell string, same bool) {
	var with, without []string
	for _, c := range keys {
		if v := a.about(c); v.level != nil {
			with = append(with, of(v))
		} else {
			without = append(without, of(v))
		}
	}
	if len(with) == 0 {
		with, without = without, nil
	}
	other := func(cell string) bool { return cell != with[0] }
	filled := func(cell string) bool { return cell != "" }
	return with[0], !slices.ContainsFunc(with, other) && !slices.ContainsFunc(without, filled)
}

func (a *answers) name(c Change) string { return commitmentCell(a.edition.Commitment(c.Commitment)) }
