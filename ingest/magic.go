package ingest

import (
	"bytes"
	"strings"
)

// signatures are the first bytes of the files that people send by mistake.
var signatures = [...]struct {
	prefix string
	code   Code
}{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileXLS},
	{"%PDF-", FilePDF},
	{"\x1f\x8b", FileGzip},
	{"\x89PNG\r\n\x1a\n", FileImage},
	{"\xff\xd8\xff", FileImage},
	{"GIF8", FileImage},
}

// notCSV tells what a file that is no CSV at all is.
func notCSV(raw []byte) (Code, bool) {
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.prefix)) {
			return s.code, true
		}
	}
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) || bytes.HasPrefix(raw, []byte("PK\x05\x06")) {
		if bytes.Contains(raw, []byte("xl/")) || bytes.Contains(raw, []byte("[Content_Types].xml")) {
			return FileXLSX, true
		}
		return FileZIP, true
	}
	return markup(raw)
}

// markup tells HTML (also the kind that calls itself .xls) and JSON by how their text begins.
func markup(raw []byte) (Code, bool) {
	start := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte(bomUTF8)), " \t\r\n")
	head := strings.ToLower(string(start[:min(len(start), 64)]))
	switch {
	case strings.HasPrefix(head, "<!doctype"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<?xml"), strings.HasPrefix(head, "<table"):
		return FileHTML, true
	case strings.HasPrefix(head, "{"):
		return FileJSON, true
	case strings.HasPrefix(head, "["):
		rest := strings.TrimLeft(head[1:], " \t\r\n")
		return FileJSON, rest == "" || strings.ContainsAny(rest[:1], `{["]`)
	}
	return "", false
}
