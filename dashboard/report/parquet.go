package report

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"pionjarkollen/data"
)

// writeParquet writes the rows with exact values: nothing is guarded against spreadsheets, words are their codes. What the file says about
// itself ends every row, as in CSV, and stands in the file's key-value metadata under the same names, with the columns' meaning as JSON
// under "kolumner".
func writeParquet(ctx context.Context, w io.Writer, t *Table, m Meta) error {
	metadata, err := parquetMetadata(t, m)
	if err != nil {
		return err
	}
	all := slices.Concat(t.Columns, AboutColumns())
	columns := make([]data.ParquetColumn, len(all))
	for i, c := range all {
		columns[i] = data.ParquetColumn{Name: c.Name, Type: parquetType(c.Kind)}
	}
	return data.WriteParquet(ctx, w, "", columns, parquetRows(t, all), metadata)
}

func parquetType(k Kind) data.ParquetType {
	switch k {
	case Integer:
		return data.ParquetInteger
	case Number:
		return data.ParquetNumber
	case Boolean:
		return data.ParquetBoolean
	case Day:
		return data.ParquetDay
	case Moment:
		return data.ParquetMoment
	case Text, Word, Link, Mixed:
	}
	return data.ParquetText
}

// parquetRows are the rows with what the file says about itself, of the types that the columns have.
func parquetRows(t *Table, columns []Column) iter.Seq2[[]any, error] {
	about, unreadable := parquetRow(t.about, columns[len(t.Columns):])
	return func(yield func([]any, error) bool) {
		if unreadable != nil {
			yield(nil, unreadable)
			return
		}
		for row, err := range t.Each() {
			if err == nil {
				row, err = parquetRow(row, columns)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(append(row, about...), nil) {
				return
			}
		}
	}
}

// parquetRow are the cells of the first columns, with room for those of the rest.
func parquetRow(cells []any, columns []Column) ([]any, error) {
	row := make([]any, len(cells), len(columns))
	for i, v := range cells {
		switch known := v.(type) {
		case Term:
			v = known.Code
		case int:
			if columns[i].Kind == Mixed {
				v = fmt.Sprint(known)
			}
		case string:
			if columns[i].Kind == Day {
				day, err := time.Parse(time.DateOnly, known)
				if err != nil {
					return nil, fmt.Errorf("column %s: %w", columns[i].Name, err)
				}
				v = day
			}
		}
		row[i] = v
	}
	return row, nil
}

// parquetMetadata is what the file says about itself, under the names that its about-columns have.
func parquetMetadata(t *Table, m Meta) (map[string]string, error) {
	metadata := map[string]string{"rapport": string(t.What)}
	for i, c := range AboutColumns() {
		metadata[c.Name] = machine.cell(t.about[i])
	}
	if t.cover.Example {
		metadata["notis"] = exampleNotice.In(m.Lang)
	}
	type column struct {
		Name  string `json:"namn"`
		Label string `json:"etikett"`
		About string `json:"betydelse"`
	}
	columns := make([]column, 0, len(t.Columns))
	for _, c := range t.Columns {
		columns = append(columns, column{c.Name, c.Label.In(m.Lang), c.About.In(m.Lang)})
	}
	text, err := json.Marshal(columns)
	metadata["kolumner"] = string(text)
	return metadata, err
}
