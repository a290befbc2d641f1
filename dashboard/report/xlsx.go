package report

import (
	"context"
	"io"

	"github.com/xuri/excelize/v2"
)

func writeXLSX(_ context.Context, w io.Writer, t *Table, m Meta) error {
	f := excelize.NewFile()
	defer f.Close()
	sw, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	head := []any{}
	for _, c := range t.Columns {
		head = append(head, c.Label.In(m.Lang))
	}
	if err := sw.SetRow("A1", head); err != nil {
		return err
	}
	n := 1
	for row, err := range t.Each() {
		if err != nil {
			return err
		}
		n++
		cells := make([]any, len(row))
		for i, v := range row {
			if term, ok := v.(Term); ok {
				v = term.Text.In(m.Lang)
			}
			cells[i] = v
		}
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		if err := sw.SetRow(at, cells); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
