package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
)

// A workbook may become so many times larger than a file may be when it is unpacked, and no more bytes than that in all.
const (
	unzipFactor = 10
	maxUnpacked = 500_000_000
)

// unpacked is how many bytes a workbook may unpack to.
func (l Limits) unpacked() int64 { return min(unzipFactor*l.Bytes, max(maxUnpacked, l.Bytes)) }

// maxParts is the most files that a workbook may consist of.
const maxParts = 5_000

// isZip tells a zip archive, which a workbook is.
func isZip(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte("PK\x03\x04")) || bytes.HasPrefix(raw, []byte("PK\x05\x06"))
}

// inspectZip reads an archive to its end, so that nothing in it is larger or other than it says. It returns nil for a workbook that may be
// opened.
func inspectZip(raw []byte, limit int64) *Finding {
	refuse := func(code Code, args ...string) *Finding { return refused(code, 0, args...).finding }
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		if bytes.Contains(raw, []byte("xl/")) || bytes.Contains(raw, []byte("[Content_Types].xml")) {
			return refuse(WorkbookBroken)
		}
		return refuse(FileZIP)
	}
	if code := archiveKind(archive); code != "" {
		return refuse(code)
	}
	if len(archive.File) > maxParts {
		return refuse(WorkbookBroken)
	}
	names := make(map[string]bool, len(archive.File))
	left := limit
	for _, f := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case f.Flags&1 != 0:
			return refuse(WorkbookLocked)
		case names[name]:
			return refuse(WorkbookBroken)
		}
		names[name] = true
		n, err := unpackedSize(f, left)
		switch {
		case errors.Is(err, errUnpackedSize):
			return refuse(FileTooLarge, size(limit))
		case err != nil:
			return refuse(WorkbookBroken)
		}
		left -= n
	}
	return nil
}

var errUnpackedSize = errors.New("larger than allowed when unpacked")

// unpackedSize reads a part and checks its sum.
func unpackedSize(f *zip.File, limit int64) (int64, error) {
	if limit < 0 || f.UncompressedSize64 > uint64(limit) {
		return 0, errUnpackedSize
	}
	part, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer part.Close()
	n, err := io.Copy(io.Discard, io.LimitReader(part, limit+1))
	if err == nil && n > limit {
		err = errUnpackedSize
	}
	return n, err
}

// archiveKind tells what an archive is that is no .xlsx workbook, or "".
func archiveKind(archive *zip.Reader) Code {
	code := FileZIP
	for _, f := range archive.File {
		switch name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")); {
		case name == "xl/workbook.xml":
			return ""
		case name == "xl/workbook.bin":
			return FileXLSB
		case name == "mimetype" && holds(f, "opendocument.spreadsheet"):
			return FileODS
		case name == "mimetype" && holds(f, "opendocument"), name == "[content_types].xml":
			code = FileOffice
		}
	}
	return code
}

// holds tells that a part begins with a text that has word in it.
func holds(f *zip.File, word string) bool {
	part, err := f.Open()
	if err != nil {
		return false
	}
	defer part.Close()
	head, err := io.ReadAll(io.LimitReader(part, 200))
	return err == nil && strings.Contains(string(head), word)
}
