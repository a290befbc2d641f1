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

// encryptedPackage is, in the old container, the name of the part that holds a workbook with a password.
const encryptedPackage = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// notCSV tells what a file that is no CSV at all is.
func notCSV(raw []byte) (Code, bool) {
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.prefix)) {
			if s.code == FileXLS && bytes.Contains(raw, []byte(encryptedPackage)) {
				return WorkbookLocked, true
			}
			return s.code, true
		}
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
