package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/text/encoding/charmap"

	"pionjarkollen/data"
)

// write replaces the examples in a folder by these, with their manifest.
func write(dir string, files []file) error {
	old, err := filepath.Glob(filepath.Join(dir, "exempel-*.csv"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	manifest := [][]string{{"file", "received", "sender", "municipality", "kind"}}
	for _, f := range files {
		raw, err := f.bytes()
		if err != nil {
			return fmt.Errorf("write %s: %w", f.name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.name), raw, 0o600); err != nil {
			return err
		}
		manifest = append(manifest, []string{f.name, f.received.Format(time.RFC3339), f.sender, f.place.Code, string(f.kind)})
	}
	raw, err := table(manifest, ',', false)
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return os.WriteFile(filepath.Join(dir, "manifest.csv"), raw, 0o600)
}

func (f file) bytes() ([]byte, error) {
	columns := f.columns()
	var header []string
	for _, column := range columns {
		header = append(header, f.habit.name(column))
	}
	records := [][]string{header}
	for _, r := range f.rows {
		record := make([]string, len(columns))
		for i, column := range columns {
			record[i] = f.cell(column, r)
		}
		records = append(records, record)
	}
	raw, err := table(records, f.habit.delimiter, f.habit.encoding != utf8LF)
	if err != nil {
		return nil, err
	}
	switch f.habit.encoding {
	case windows1252:
		return charmap.Windows1252.NewEncoder().Bytes(raw)
	case utf8BOM:
		return slices.Concat([]byte("\xef\xbb\xbf"), raw), nil
	default:
		return raw, nil
	}
}

func (f file) columns() []string {
	columns := []string{"kommunkod"}
	if f.habit.both {
		columns = append(columns, "kommun")
	}
	columns = append(columns, "åtagande", "nivå")
	if f.kind == data.Actions {
		columns = append(columns, "åtgärd", "status")
	}
	columns = append(columns, "kommentar")
	if f.kind == data.Levels && !f.habit.sparing {
		columns = append(columns, "beslutsdatum", "diarienummer")
	}
	if !f.habit.sparing {
		columns = append(columns, "länk")
	}
	if f.habit.version {
		columns = append(columns, "version")
	}
	return columns
}

func (f file) cell(column string, r row) string {
	switch column {
	case "kommunkod":
		return f.place.Code
	case "kommun":
		return f.place.Name
	case "åtagande":
		return f.habit.commitment(r.commitment)
	case "nivå":
		return f.levelCell(r)
	case "åtgärd":
		return f.habit.action(r.action)
	case "status":
		return statusNames[r.status]
	case "kommentar":
		return r.comment
	case "beslutsdatum":
		if r.decided.IsZero() {
			return ""
		}
		return f.habit.date(r.decided)
	case "diarienummer":
		return r.reference
	case "länk":
		return r.link
	default:
		return "2025/2026"
	}
}

func (f file) levelCell(r row) string {
	switch {
	case r.level == nil:
		return ""
	case *r.level == 0:
		return f.habit.declined
	default:
		return f.habit.level(&r.commitment.Levels[*r.level-1])
	}
}

var statusNames = map[data.Status]string{
	data.NotStarted: "ej påbörjad",
	data.Planned:    "planerad",
	data.Underway:   "pågår",
	data.Done:       "genomförd",
}

func table(records [][]string, delimiter rune, crlf bool) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = delimiter, crlf
	err := w.WriteAll(records)
	return out.Bytes(), err
}
