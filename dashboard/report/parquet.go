package report

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
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
	about, err := parquetRow(t.about, AboutColumns())
	if err != nil {
		return err
	}
	return data.WriteParquet(ctx, w, "", data.ParquetTable{
		Columns: parquetColumns(t.Columns), Rows: parquetRows(t), Same: parquetColumns(AboutColumns()), SameValues: about, Metadata: metadata,
	})
}

func parquetColumns(columns []Column) []data.ParquetColumn {
	all := make([]data.ParquetColumn, len(columns))
	for i, c := range columns {
		all[i] = data.ParquetColumn{Name: c.Name, Type: parquetType(c.Kind)}
	}
	return all
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

// parquetRows are the rows in the types that the columns have.
func parquetRows(t *Table) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range t.Each() {
			if err == nil {
				row, err = parquetRow(row, t.Columns)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// parquetRow are the cells in the types that the columns have.
func parquetRow(cells []any, columns []Column) ([]any, error) {
	row := make([]any, len(cells))
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
		if text, ok := t.about[i].(string); ok {
			metadata[c.Name] = text // exact
		} else {
			metadata[c.Name] = machine.cell(t.about[i])
		}
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
