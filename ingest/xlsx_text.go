package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// richText is a text that may consist of runs with a look of their own.
type richText struct {
	Text *string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

// String is the whole text; how it looks is gone.
func (t *richText) String() string {
	var b strings.Builder
	if t.Text != nil {
		b.WriteString(*t.Text)
	}
	for _, run := range t.Runs {
		b.WriteString(run.Text)
	}
	return unescaped(b.String())
}

// unescaped undoes the way that workbooks write characters that XML lacks: _x000D_ is a carriage return.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && utf8.ValidRune(rune(n)) {
				b.WriteRune(rune(n))
				i += 7
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// escape matches how what stands for a character in a workbook begins.
var escape = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}`)

// escaped is a text as workbooks write it: unescaped gives it back.
func escaped(s string) string {
	if !strings.Contains(s, "_x") && !strings.ContainsFunc(s, noXML) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if noXML(r) || r == '_' && escape.MatchString(s[i:]) {
			fmt.Fprintf(&b, "_x%04X_", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// noXML tells a character that XML lacks.
func noXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
}

// readShared reads the texts that cells refer to by number. A workbook may lack them.
func readShared(raw []byte) ([]string, error) {
	var out []string
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBroken, err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			var t richText
			if err := d.DecodeElement(&t, &start); err != nil {
				return nil, fmt.Errorf("%w: %w", errBroken, err)
			}
			out = append(out, t.String())
		}
	}
}
