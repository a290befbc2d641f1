package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"time"
)

// writeJSON writes {"meta":{…},"columns":[…],"rows":[{…}]}, one row a line, the keys in the order of the columns. Texts are exact:
// nothing is guarded against spreadsheets.
func writeJSON(w io.Writer, t *Table, m Meta) error {
	out := bufio.NewWriter(w)
	e := encoder{w: out}
	e.raw(`{"meta":{"rapport":`)
	e.value(string(t.What))
	for i, c := range AboutColumns() {
		e.pair(",", c.Name, t.about[i])
	}
	if t.cover.Example {
		e.pair(",", "notis", exampleNotice.In(m.Lang))
	}
	if t.page != nil {
		e.pair(",", "antal", t.page.Total)
		e.pair(",", "limit", t.page.Limit)
		e.pair(",", "offset", t.page.Offset)
	}
	e.raw("},\n\"columns\":[")
	for i, c := range t.Columns {
		e.comma(i)
		e.raw("{")
		e.pair("", "namn", c.Name)
		e.pair(",", "etikett", c.Label.In(m.Lang))
		e.pair(",", "betydelse", c.About.In(m.Lang))
		e.raw("}")
	}
	e.raw("],\n\"rows\":[")
	first := true
	for row, err := range t.Each() {
		if err != nil {
			return err
		}
		if !first {
			e.raw(",")
		}
		first = false
		e.raw("\n{")
		for j, v := range row {
			e.comma(j)
			e.pair("", t.Columns[j].Name, v)
		}
		e.raw("}")
		if e.err != nil {
			return e.err
		}
	}
	e.raw("\n]}\n")
	if e.err != nil {
		return e.err
	}
	return out.Flush()
}

// encoder writes JSON piece by piece; its first error sticks.
type encoder struct {
	w   io.Writer
	err error
}

func (e *encoder) raw(s string) {
	if e.err == nil {
		_, e.err = io.WriteString(e.w, s)
	}
}

func (e *encoder) comma(i int) {
	if i > 0 {
		e.raw(",")
	}
}

func (e *encoder) pair(before, key string, v any) {
	e.raw(before)
	e.value(key)
	e.raw(":")
	e.value(v)
}

func (e *encoder) value(v any) {
	switch known := v.(type) {
	case Term:
		v = known.Code
	case time.Time:
		v = known.Format(time.RFC3339)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		if e.err == nil {
			e.err = err
		}
		return
	}
	e.raw(string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))))
}
