package report

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// bom makes Swedish Excel take the file for UTF-8.
const bom = "\ufeff"

// dialect is how one flavour of CSV writes what is not plain text.
type dialect struct {
	comma   rune
	heading func(Column) string
	word    func(Term) string
	time    func(time.Time) string
	decimal string
	yes, no string
}

func writeExcel(w io.Writer, t *Table, m Meta) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	lang := locale.Swedish
	if m.Lang == string(locale.English) {
		lang = locale.English
	}
	said := data.Text{SV: "ja", EN: "yes"}
	denied := data.Text{SV: "nej", EN: "no"}
	return dialect{
		comma:   ';',
		heading: func(c Column) string { return c.Label.In(m.Lang) },
		word:    func(v Term) string { return v.Text.In(m.Lang) },
		time:    lang.Clock,
		decimal: ",",
		yes:     said.In(m.Lang), no: denied.In(m.Lang),
	}.write(w, t)
}

// machine is the dialect of programs.
var machine = dialect{
	comma:   ',',
	heading: func(c Column) string { return c.Name },
	word:    func(v Term) string { return v.Code },
	time:    func(at time.Time) string { return at.Format(time.RFC3339) },
	decimal: ".",
	yes:     "ja", no: "nej",
}

func writeCSV(w io.Writer, t *Table) error { return machine.write(w, t) }

// write writes headings and rows, each ending with what the file says about itself.
func (d dialect) write(w io.Writer, t *Table) error {
	out := bufio.NewWriter(w)
	var line bytes.Buffer
	records := csv.NewWriter(&line)
	records.Comma, records.UseCRLF = d.comma, true
	encode := func(record []string) error {
		line.Reset()
		err := records.Write(record)
		records.Flush()
		return errors.Join(err, records.Error())
	}

	columns := slices.Concat(t.Columns, AboutColumns())
	record := make([]string, 0, len(columns))
	for _, c := range columns {
		record = append(record, d.heading(c))
	}
	if err := encode(record); err != nil {
		return err
	}
	if _, err := line.WriteTo(out); err != nil {
		return err
	}
	record = record[:0]
	for _, v := range t.about {
		record = append(record, d.cell(v))
	}
	if err := encode(record); err != nil {
		return err
	}
	about := string(d.comma) + line.String() // the same in every row
	for row, err := range t.Each() {
		if err != nil {
			return err
		}
		record = record[:0]
		for _, v := range row {
			record = append(record, d.cell(v))
		}
		if err := encode(record); err != nil {
			return err
		}
		line.Truncate(line.Len() - len("\r\n"))
		line.WriteString(about)
		if _, err := line.WriteTo(out); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cell writes one value.
func (d dialect) cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return harmless(v)
	case Term:
		return d.word(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", d.decimal, 1)
	case bool:
		if v {
			return d.yes
		}
		return d.no
	case time.Time:
		return d.time(v)
	}
	panic("report: a cell of a kind no format knows")
}

// harmless puts an apostrophe before text that a spreadsheet would run as a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first(s)) {
		return "'" + s
	}
	return s
}

// first is a text's first letter. Some spreadsheets read the full-width signs of East Asian keyboards as the usual ones.
func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
