package ingest

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// gridDelimiter is what separates cells where Swedish spreadsheets read them.
const gridDelimiter = ";"

// WriteCSV writes the table as a file to download: UTF-8 with a byte order mark, semicolons, CRLF; the header and the rows that are
// not skipped, all cells to the letter. Parse reads it back to the same rows. Where a text of several lines holds a row with semicolons,
// commas stand between the cells, or what else tells them apart. Two things are not as in the file: a first column that only numbers the
// rows is left out, as the numbers of skipped rows would be missing; and a comment of a workbook that begins like a formula is guarded
// as the templates do.
func (g Grid) WriteCSV(w io.Writer) error {
	var out bytes.Buffer
	g.writeRow(&out, g.Header.Cells, false)
	head := bomUTF8
	if _, _, ok := sepLine(out.String()); ok { // it would be taken for the line that names the delimiter
		head += "sep=" + g.delimiter() + "\r\n"
	}
	if _, err := io.WriteString(w, head); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	for _, row := range g.Rows {
		if !row.Skipped {
			g.writeRow(&out, g.whole(row.Cells), true)
		}
		if out.Len() > 1<<16 {
			if _, err := out.WriteTo(w); err != nil {
				return fmt.Errorf("write table: %w", err)
			}
		}
	}
	if _, err := out.WriteTo(w); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// whole is a row as wide as the header where it is from a workbook, which does not keep empty cells: in CSV it would seem cut off.
func (g Grid) whole(cells []string) []string {
	if missing := len(g.Header.Cells) - len(cells); g.guarded != nil && missing > 0 {
		return append(slices.Clip(cells), make([]string, missing)...)
	}
	return cells
}

func (g Grid) delimiter() string { return cmp.Or(g.split, gridDelimiter) }

func (g Grid) writeRow(out *bytes.Buffer, cells []string, guard bool) {
	for i, cell := range cells {
		if g.index && i == 0 {
			continue
		}
		if i > 1 || i > 0 && !g.index {
			out.WriteString(g.delimiter())
		}
		if guard && g.guarded[i] {
			cell = harmless(cell)
		}
		out.WriteString(quoted(cell, g.delimiter()))
	}
	out.WriteString("\r\n")
}

// quoted puts quotation marks around a cell that needs them to be read to the letter.
func quoted(cell, delimiter string) string {
	if cell == "" {
		return ""
	}
	needs := func(r rune) bool { return r < ' ' || r == '"' || r == '\ufeff' }
	if strings.Contains(cell, delimiter) || strings.ContainsFunc(cell, needs) || cell != strings.TrimSpace(cell) || startsOtherwise(cell) {
		return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return cell
}

// startsOtherwise tells a text that would make a file that begins with it one of another kind.
func startsOtherwise(cell string) bool {
	if strings.HasPrefix(strings.ToLower(cell), "sep=") {
		return true
	}
	return strings.ContainsAny(cell[:1], "<{[%")
}
