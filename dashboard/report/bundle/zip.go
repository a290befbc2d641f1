package bundle

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
)

// ChecksumsName is the file that has the checksum of every other, as sha256sum -c reads them.
const ChecksumsName = "SHA256SUMS"

// WriteZip writes every file, and the checksums last, as a zip to w. Nothing but one report is held in memory.
func (b *Bundle) WriteZip(ctx context.Context, w io.Writer) error {
	z := zip.NewWriter(w)
	var sums bytes.Buffer
	for _, f := range b.Files {
		entry, err := b.entry(z, f.Name)
		if err != nil {
			return err
		}
		sum := sha256.New()
		if err := f.Write(ctx, io.MultiWriter(entry, sum)); err != nil {
			return fmt.Errorf("write %s: %w", f.Name, err)
		}
		sums.WriteString(ChecksumLine(sum.Sum(nil), f.Name))
	}
	entry, err := b.entry(z, ChecksumsName)
	if err != nil {
		return err
	}
	if _, err := entry.Write(sums.Bytes()); err != nil {
		return fmt.Errorf("write %s: %w", ChecksumsName, err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("end the zip: %w", err)
	}
	return nil
}

func (b *Bundle) entry(z *zip.Writer, name string) (io.Writer, error) {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.At.UTC()})
	if err != nil {
		return nil, fmt.Errorf("begin %s: %w", name, err)
	}
	return w, nil
}

// ChecksumLine is a file's line in SHA256SUMS.
func ChecksumLine(sum []byte, name string) string { return fmt.Sprintf("%x  %s\n", sum, name) }
