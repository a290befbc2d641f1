package ingest

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"pionjarkollen/data"
)

// answers are what a template is filled in with.
type answers struct {
	place   *data.Municipality // without code and name where no municipality is known
	edition *data.Edition
	stands  map[standingKey]value
}

// answersOf reads a municipality's latest answers; "" has none.
func answersOf(ctx context.Context, db *data.DB, kind data.Kind, edition *data.Edition, municipality string) (answers, error) {
	if municipality == "" {
		return answers{place: &data.Municipality{}, edition: edition}, nil
	}
	place := db.Catalogue().Municipality(municipality)
	if place == nil {
		return answers{}, fmt.Errorf("write template: no municipality %q", municipality)
	}
	stands, err := standing(ctx, db, kind, edition.ID, []string{municipality})
	if err != nil {
		return answers{}, fmt.Errorf("write template: %w", err)
	}
	return answers{place, edition, stands}, nil
}

// about is what stands about a commitment or an action.
func (a *answers) about(c Change) value {
	about := c.Commitment
	if c.Action != "" {
		about = c.Action
	}
	return a.stands[standingKey{a.place.Code, about}]
}

// long is the table with a row per commitment or action, the header first.
func (a *answers) long(kind data.Kind) [][]string {
	var header []string
	for _, c := range Columns() {
		if c.In(kind) {
			header = append(header, c.Name)
		}
	}
	rows := [][]string{header}
	for _, c := range keysOf(kind, a.edition) {
		rows = append(rows, templateRow(a.place, a.edition, c, a.about(c)))
	}
	return rows
}

// writeRow keeps line ends inside a text as they are, which encoding/csv does not.
func writeRow(out *bytes.Buffer, row []string) {
	for i, cell := range row {
		if i > 0 {
			out.WriteByte(';')
		}
		if strings.ContainsAny(cell, ";\"\r\n") || cell != strings.TrimSpace(cell) {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		out.WriteString(cell)
	}
	out.WriteString("\r\n")
}

// templateRow fills the columns in their order.
func templateRow(p *data.Municipality, e *data.Edition, c Change, v value) []string {
	row := []string{p.Code, p.Name, commitmentCell(e.Commitment(c.Commitment))}
	if c.Action != "" {
		a := e.Action(c.Action)
		return append(row, levelCell(e, a.Level), actionCell(a), statusCell(data.Status(v.text)), harmless(v.comment), v.link, e.ID)
	}
	level := ""
	if v.level != nil {
		level = levelCell(e, *v.level)
	}
	return append(row, level, harmless(v.comment), v.decided, harmless(v.reference), v.link, e.ID)
}
