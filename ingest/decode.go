package ingest

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding/unicode"
)

const (
	bomUTF8    = "\xef\xbb\xbf"
	bomUTF16LE = "\xff\xfe"
	bomUTF16BE = "\xfe\xff"
)

// decoded is a file as text. Line ends and everything else are as sent; only byte order marks and a final Ctrl-Z are gone.
type decoded struct {
	text     string
	encoding string // "UTF-8", "UTF-8 BOM", "UTF-16LE", "UTF-16BE" or one of the eight-bit encodings
	finding  *Finding
}

// readLimited reads all of r, or one byte more than the limit.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	return raw, nil
}

// decode turns bytes into text, or into the one finding that says why it cannot. known tells a cell that is a word of the contract or
// a municipality's name.
func decode(raw []byte, limit int64, known func(cell string) bool) decoded {
	if int64(len(raw)) > limit {
		return refused(FileTooLarge, 0, size(limit))
	}
	if code, ok := notCSV(raw); ok {
		return refused(code, 0)
	}
	d := decodeText(raw, known)
	if d.finding != nil {
		return d
	}
	d.text = withoutEnd(d.text)
	if isBlank(d.text) {
		return refused(FileEmpty, 0)
	}
	if line, ok := binary(d.text); ok {
		return refused(FileBinary, line)
	}
	return d
}

// withoutEnd drops the Ctrl-Z that ends a text of old systems; a text that goes on after one keeps it.
func withoutEnd(text string) string {
	at := strings.IndexByte(text, 0x1a)
	if at < 0 || strings.Trim(text[at:], "\x1a\r\n ") != "" {
		return text
	}
	return text[:at]
}

// size is a number of bytes as both languages write it.
func size(n int64) string {
	if n >= 1_000_000 && n%1_000_000 == 0 {
		return strconv.FormatInt(n/1_000_000, 10) + " MB"
	}
	return strconv.FormatInt(n, 10) + " byte"
}

func decodeText(raw []byte, known func(string) bool) decoded {
	switch {
	case bytes.HasPrefix(raw, []byte(bomUTF16LE)):
		return decodeUTF16(raw[2:], unicode.LittleEndian, "UTF-16LE")
	case bytes.HasPrefix(raw, []byte(bomUTF16BE)):
		return decodeUTF16(raw[2:], unicode.BigEndian, "UTF-16BE")
	}
	if order, name, ok := plainUTF16(raw); ok {
		return decodeUTF16(raw, order, name)
	}
	name := "UTF-8"
	for bytes.HasPrefix(raw, []byte(bomUTF8)) {
		raw, name = raw[len(bomUTF8):], "UTF-8 BOM"
	}
	if utf8.Valid(raw) {
		return decoded{text: unsafe.String(unsafe.SliceData(raw), len(raw)), encoding: name} //nolint:gosec // G103: raw never changes
	}
	if line, ok := binary(string(raw)); ok {
		return refused(FileBinary, line)
	}
	return decodeLegacy(raw, name, known)
}

// plainUTF16 tells UTF-16 without a byte order mark: most Swedish letters have a zero byte on the same side.
func plainUTF16(raw []byte) (unicode.Endianness, string, bool) {
	head := raw[:min(len(raw), 512)&^1]
	if len(head) < 8 || bytes.IndexByte(head, 0) < 0 {
		return unicode.LittleEndian, "", false
	}
	var even, odd int
	for i, b := range head {
		if b == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	pairs := len(head) / 2
	switch {
	case even == 0 && odd*10 >= pairs*9:
		return unicode.LittleEndian, "UTF-16LE", true
	case odd == 0 && even*10 >= pairs*9:
		return unicode.BigEndian, "UTF-16BE", true
	}
	return unicode.LittleEndian, "", false
}

func decodeUTF16(raw []byte, order unicode.Endianness, name string) decoded {
	if len(raw)%2 != 0 {
		return refused(EncodingBroken, 0, name)
	}
	text, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(raw)
	if err != nil {
		return refused(EncodingBroken, 0, name)
	}
	if at := bytes.IndexRune(text, utf8.RuneError); at >= 0 {
		return refused(EncodingBroken, lineAt(string(text), at), name)
	}
	return decoded{text: strings.TrimLeft(string(text), "\ufeff"), encoding: name}
}

// binary tells text that is none: a NUL anywhere, or more than one control character in fifty.
func binary(text string) (line int, ok bool) {
	if at := strings.IndexByte(text, 0); at >= 0 {
		return lineAt(text, at), true
	}
	controls := controlsIn(text)
	return 0, controls > 4 && controls*50 > len(text)
}

// controlsIn counts the control characters that no text of lines and tabs has.
func controlsIn(text string) (n int) {
	const low, high = 0x2020202020202020, 0x8080808080808080
	for ; len(text) > 8; text = text[8:] { // eight bytes at a time: most hold none at all
		eight := uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
			uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
		if (eight-low)&^eight&high != 0 {
			n += controlsAmong(text[:8])
		}
	}
	return n + controlsAmong(text)
}

func controlsAmong(text string) (n int) {
	for i := range len(text) {
		if b := text[i]; b < 0x20 && b != '\n' && b != '\r' && b != '\t' {
			n++
		}
	}
	return n
}

// lineAt is the physical line, from 1, that the byte at stands on.
func lineAt(text string, at int) int { return 1 + lineEnds(text[:at]) }

// lineEnds counts CRLF, LF and CR as one line end each.
func lineEnds(s string) int {
	if strings.IndexByte(s, '\r') < 0 {
		return strings.Count(s, "\n")
	}
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

func refused(code Code, line int, args ...string) decoded {
	return decoded{finding: &Finding{Severity: code.severity(), Code: code, Line: line, Args: args}}
}
