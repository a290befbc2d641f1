package data

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"strconv"
	"strings"
)

// sealStart and what follows it are the bytes of a sealed, with room for the checksum: that is known last.
const (
	sealStart = `{"format":1,"sha256":"`
	sealRoom  = sealStart + `0000000000000000000000000000000000000000000000000000000000000000","submission":`
	sealEnd   = "}\n"
)

// sealBuffer is how many bytes of reports are written at a time.
const sealBuffer = 1 << 17

// seal writes the .json file of the submission's entry: what json.Marshal makes of a sealed, but report by report.
func (s recording) seal(file *os.File) error {
	if _, err := file.WriteString(sealRoom); err != nil {
		return err
	}
	sum := sha256.New()
	if err := s.encode(io.MultiWriter(sum, file)); err != nil {
		return err
	}
	if _, err := file.WriteString(sealEnd); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(hex.EncodeToString(sum.Sum(nil))), int64(len(sealStart)))
	return err
}

// encode writes the submission as JSON, with its reports in their place at the end.
func (s recording) encode(w io.Writer) error {
	head := s.Submission
	head.Reports = nil
	out, err := json.Marshal(head)
	if err != nil {
		return err
	}
	out = append(out[:len(out)-1], `,"reports":[`...)
	several := false
	for r := range s.reports {
		if len(out) > sealBuffer {
			if _, err := w.Write(out); err != nil {
				return err
			}
			out = out[:0]
		}
		if several {
			out = append(out, ',')
		}
		several = true
		if out, err = r.appendJSON(out); err != nil {
			return err
		}
	}
	if several {
		out = append(out, ']')
	} else {
		out = out[:len(out)-len(`,"reports":[`)]
	}
	_, err = w.Write(append(out, '}'))
	return err
}

// appendJSON appends what json.Marshal makes of the report.
func (r *ActionReport) appendJSON(out []byte) ([]byte, error) {
	out = strconv.AppendInt(append(out, `{"line":`...), int64(r.Line), 10)
	fields := [...]struct {
		name, value string
		always      bool
	}{
		{`,"municipality":`, r.Municipality, true},
		{`,"action":`, r.Action, true},
		{`,"status":`, string(r.Status), true},
		{`,"comment":`, r.Comment, false},
		{`,"link":`, r.Link, false},
	}
	var err error
	for i := range fields {
		f := &fields[i]
		if f.value == "" && !f.always {
			continue
		}
		if out, err = appendString(append(out, f.name...), f.value); err != nil {
			return nil, err
		}
	}
	if r.Withdrawn {
		out = append(out, `,"withdrawn":true`...)
	}
	return append(out, '}'), nil
}

// appendString appends a text as json.Marshal writes it.
func appendString(out []byte, s string) ([]byte, error) {
	if !plain(s) {
		quoted, err := json.Marshal(s)
		return append(out, quoted...), err
	}
	out = append(append(out, '"'), s...)
	return append(out, '"'), nil
}

// plain tells text that JSON takes as it is. It is UTF-8: accept has seen to that.
func plain(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&':
			return false
		case c == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return false
		}
	}
	return true
}
