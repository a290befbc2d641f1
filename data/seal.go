package data

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// sealStart and what follows it are the bytes of a sealed, with room for the checksum: that is known last.
const (
	sealStart = `{"format":%d,"sha256":"`
	sealRoom  = `0000000000000000000000000000000000000000000000000000000000000000","submission":`
	sealEnd   = "}\n"
)

// sealBuffer is how many bytes are written at a time.
const sealBuffer = 1 << 17

// seal writes the .json file of the submission's entry: what json.Marshal makes of a sealed.
func (s recording) seal(file *os.File) error {
	format := formatWhole
	if s.many != nil {
		format = formatShort
	}
	start := fmt.Sprintf(sealStart, format)
	if _, err := file.WriteString(start + sealRoom); err != nil {
		return err
	}
	sum := sha256.New()
	if err := s.encode(io.MultiWriter(sum, file)); err != nil {
		return err
	}
	if _, err := file.WriteString(sealEnd); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(hex.EncodeToString(sum.Sum(nil))), int64(len(start)))
	return err
}

// encode writes the submission as JSON; reports that are kept short stand at its end.
func (s recording) encode(w io.Writer) error {
	out, err := json.Marshal(s.Submission)
	if err != nil {
		return err
	}
	if s.many != nil {
		if _, err := w.Write(append(out[:len(out)-1], `,"short_reports":`...)); err != nil {
			return err
		}
		if err := s.many.encode(w); err != nil {
			return err
		}
		out = []byte{'}'}
	}
	_, err = w.Write(out)
	return err
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
		if !unplain[s[i]] {
			continue
		}
		if s[i] != 0xe2 || strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
			return false
		}
	}
	return true
}

// unplain are the bytes that JSON writes in another way, and the one that the two separators begin with.
var unplain = func() (table [256]bool) {
	for c := range ' ' {
		table[c] = true
	}
	for _, c := range []byte{'"', '\\', '<', '>', '&', 0xe2} {
		table[c] = true
	}
	return table
}()
