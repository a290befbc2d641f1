// Package corpus reads the files that the reader of municipalities' files is tested with: what a person sent, and the
// rows and findings that a sensible colleague would expect of it.
//
// A txtar archive holds pairs of "-- name.csv directives --" and "-- name.want --". Between them may stand "-- name.corrections --": the
// cells that were put right in the browser, one a line, as C3 "value" with Go's escapes. Directives say how the readable text became bytes:
// an encoding (windows-1252, iso-8859-15, mac-roman, cp850, cp437, utf-16le, utf-16be), bom, nomark (UTF-16 without its mark), twice=1252 or
// twice=437 (UTF-8 that was taken for that encoding and encoded again; twice=0 is Mac Roman), crlf or cr line ends, nfd, nonewline (no final line end), escaped (Go escapes such as \x00 and \u202e), bytes=N and rows=N (limits).
package corpus

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Case is one file with what is expected of it.
type Case struct {
	Name        string // "topic/name"
	Raw         []byte
	Corrections []data.Correction // line, column and value
	Limits      ingest.Limits
	Want        *txtar.File // its Data may be replaced before Save
}

// Archive is one topic's cases.
type Archive struct {
	Path  string
	Cases []Case

	content *txtar.Archive
}

// Load reads every archive of a folder, in the order of their names.
func Load(dir string) ([]*Archive, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		return nil, fmt.Errorf("list corpus: %w", err)
	}
	var out []*Archive
	for _, path := range paths {
		a, err := load(path)
		if err != nil {
			return nil, fmt.Errorf("read corpus %s: %w", path, err)
		}
		out = append(out, a)
	}
	workbooks, err := loadWorkbooks(dir)
	if err != nil {
		return nil, err
	}
	return append(out, workbooks), nil
}

// Save writes the archive back with the cases' wants.
func (a *Archive) Save() error {
	if a.content == nil {
		return a.saveWants()
	}
	return os.WriteFile(a.Path, txtar.Format(a.content), 0o600)
}

func load(path string) (*Archive, error) {
	content, err := txtar.ParseFile(path)
	if err != nil {
		return nil, err
	}
	a := &Archive{Path: path, content: content}
	topic := strings.TrimSuffix(filepath.Base(path), ".txtar")
	for i := 0; i < len(content.Files); i++ {
		name, directives, _ := strings.Cut(content.Files[i].Name, " ")
		base, ok := strings.CutSuffix(name, ".csv")
		c := Case{Name: topic + "/" + base, Limits: ingest.DefaultLimits}
		if c.Raw, err = encode(content.Files[i].Data, strings.Fields(directives), &c.Limits); err != nil {
			return nil, fmt.Errorf("%s: %w", base, err)
		}
		if i++; i < len(content.Files) && content.Files[i].Name == base+".corrections" {
			if c.Corrections, err = corrections(string(content.Files[i].Data)); err != nil {
				return nil, fmt.Errorf("%s: %w", base, err)
			}
			i++
		}
		if !ok || i >= len(content.Files) || content.Files[i].Name != base+".want" {
			return nil, fmt.Errorf("%q is not followed by its .want", name)
		}
		c.Want = &content.Files[i]
		a.Cases = append(a.Cases, c)
	}
	return a, nil
}

// encode turns a readable text into what was sent.
func encode(text []byte, directives []string, limits *ingest.Limits) ([]byte, error) {
	text = bytes.Clone(text)
	var mark []byte
	var code encoding.Encoding
	utf16 := func(order unicode.Endianness) encoding.Encoding { return unicode.UTF16(order, unicode.UseBOM) }
	nomark := false
	for _, d := range directives {
		name, number, _ := strings.Cut(d, "=")
		n, err := strconv.Atoi(number)
		if number != "" && err != nil {
			return nil, fmt.Errorf("directive %q: %w", d, err)
		}
		switch name {
		case "windows-1252":
			code = charmap.Windows1252
		case "mac-roman":
			code = charmap.Macintosh
		case "iso-8859-15":
			code = charmap.ISO8859_15
		case "cp850":
			code = charmap.CodePage850
		case "cp437":
			code = charmap.CodePage437
		case "twice":
			if text, err = taken(text, n); err != nil {
				return nil, err
			}
		case "utf-16le":
			code = utf16(unicode.LittleEndian)
		case "utf-16be":
			code = utf16(unicode.BigEndian)
		case "nomark":
			nomark = true
		case "bom":
			mark = append(mark, "\xef\xbb\xbf"...)
		case "nonewline":
			text = bytes.TrimSuffix(text, []byte("\n"))
		case "nfd":
			text = norm.NFD.Bytes(text)
		case "crlf":
			text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
		case "cr":
			text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r"))
		case "escaped":
			if text, err = unescape(text); err != nil {
				return nil, err
			}
		case "bytes":
			limits.Bytes = int64(n)
		case "rows":
			limits.Rows = n
		default:
			return nil, fmt.Errorf("unknown directive %q", d)
		}
	}
	if code != nil {
		encoded, err := code.NewEncoder().Bytes(text)
		if err != nil {
			return nil, fmt.Errorf("encode: %w", err)
		}
		text = encoded
	}
	if nomark {
		text = text[2:]
	}
	return append(mark, text...), nil
}

// taken reads UTF-8 as if it were another encoding.
func taken(text []byte, page int) ([]byte, error) {
	as, ok := map[int]*charmap.Charmap{0: charmap.Macintosh, 437: charmap.CodePage437, 850: charmap.CodePage850, 1252: charmap.Windows1252}[page]
	if !ok {
		return nil, fmt.Errorf("no code page %d", page)
	}
	return as.NewDecoder().Bytes(text)
}

// unescape undoes Go's escapes line by line; quotation marks stand for themselves.
func unescape(text []byte) ([]byte, error) {
	var out []byte
	for line := range strings.Lines(string(text)) {
		body, end := strings.TrimSuffix(line, "\n"), ""
		if body != line {
			end = "\n"
		}
		plain, err := strconv.Unquote(`"` + strings.ReplaceAll(body, `"`, `\"`) + `"`)
		if err != nil {
			return nil, fmt.Errorf("line %q: %w", body, err)
		}
		out = append(append(out, plain...), end...)
	}
	return out, nil
}
