package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/dashboard/report/bundle"
	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

var now = time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC) // 1 July in Stockholm

// store opens a database in memory in which Växjö has handed in, with comments.
func store(t *testing.T) *data.DB {
	t.Helper()
	catalogue := datatest.Catalogue(t)
	db := datatest.Open(t, data.Options{Catalogue: catalogue, Now: func() time.Time { return now }})
	level := 2
	for _, s := range []data.Submission{
		{Kind: data.Levels, Declarations: []data.Declaration{{Line: 2, Municipality: "0780", Commitment: "styrning", Level: &level, Comment: "HEMLIG"}}},
		{Kind: data.Actions, Reports: []data.ActionReport{{Line: 2, Municipality: "0780", Action: "styrning-1-3", Status: data.Underway, Comment: "HEMLIG"}}},
	} {
		s.Edition, s.Sender = catalogue.Current().ID, data.Sender{Name: "HEMLIG", Role: "staff"}
		s.Received = time.Date(2026, 3, 1, 11, 0, 0, 0, time.UTC)
		if _, err := db.Record(t.Context(), s, []byte("raw")); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func prepared(t *testing.T, db *data.DB, m report.Meta) *bundle.Bundle {
	t.Helper()
	b, err := bundle.New(t.Context(), analytics.New(db), db.Catalogue(), analytics.Filter{Edition: db.Catalogue().Current()}, m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func zipped(t *testing.T, db *data.DB, m report.Meta) (*bundle.Bundle, []byte) {
	t.Helper()
	b := prepared(t, db, m)
	var out bytes.Buffer
	if err := b.WriteZip(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return b, out.Bytes()
}

// texts writes the files of a format, "" for those that are no report.
func texts(t *testing.T, b *bundle.Bundle, format report.Format) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, f := range b.Files {
		if f.Format != format {
			continue
		}
		var out bytes.Buffer
		if err := f.Write(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
		files[f.Name] = out.String()
	}
	return files
}

// unzip reads every file of a zip.
func unzip(t *testing.T, body []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name] != "" || !regexp.MustCompile(`^[A-Za-z0-9._-]+$`).MatchString(f.Name) {
			t.Errorf("%q is twice there, or no name for every system", f.Name)
		}
		files[f.Name] = string(text)
	}
	return files
}

var meta = report.Meta{Lang: "sv", Source: "https://pionjarkollen.example.se/rapporter/edition.zip", Now: now, Publisher: "Provkommunen", Licence: bundle.CC0}

func TestEveryFileIsThereOnceWithItsChecksum(t *testing.T) {
	db := store(t)
	b, body := zipped(t, db, meta)
	files := unzip(t, body)
	if want := (len(report.Whats)+len(report.References))*len(report.Formats) + 3; len(b.Files) != want || len(files) != want+1 {
		t.Errorf("%d files, %d in the zip, want %d and the checksums", len(b.Files), len(files), want)
	}
	var sums strings.Builder
	for _, f := range b.Files {
		sum := sha256.Sum256([]byte(files[f.Name]))
		sums.WriteString(bundle.ChecksumLine(sum[:], f.Name))
		var alone bytes.Buffer
		if err := f.Write(t.Context(), &alone); err != nil {
			t.Fatal(err)
		}
		if alone.String() != files[f.Name] || alone.Len() == 0 {
			t.Errorf("%s is another on its own", f.Name)
		}
		if strings.Contains(files[f.Name], "HEMLIG") {
			t.Errorf("%s tells a comment", f.Name)
		}
	}
	if files[bundle.ChecksumsName] != sums.String() {
		t.Errorf("checksums:\n%s\nwant\n%s", files[bundle.ChecksumsName], sums.String())
	}
	if len(b.Reports(report.Matrix)) != len(report.Formats) || len(b.Reports("nothing")) != 0 {
		t.Error("a report has not a file per format")
	}
}

func TestReadmesNameEveryFileAndSayWhatItIs(t *testing.T) {
	db := store(t)
	release := meta
	release.Release = "7"
	for m, words := range map[string][]string{
		"":  {"2025/2026", "2026-07-01", "2026-03-01 12:00", "1 av", "1 of", "ingen. Det är löpande data", "none. The data is live", meta.Source, "Provkommunen", bundle.CC0},
		"7": {"utgåva 7", "release 7"},
	} {
		asked := meta
		asked.Release = m
		b := prepared(t, db, asked)
		files := texts(t, b, "")
		both := files["LAS-MIG.txt"] + files["README.txt"]
		for _, w := range words {
			if !strings.Contains(both, w) {
				t.Errorf("README lacks %q:\n%s", w, both)
			}
		}
		for _, name := range [...]string{"LAS-MIG.txt", "README.txt"} {
			for _, f := range b.Files {
				if f.What != "" && !strings.Contains(files[name], "    "+f.Name+"\n") {
					t.Errorf("%s does not name %s", name, f.Name)
				}
			}
			if strings.Contains(files[name], "<no value>") || strings.Contains(files[name], ": \n") {
				t.Errorf("%s has a gap:\n%s", name, files[name])
			}
		}
		if !strings.Contains(files["LICENCE.txt"], "CC0 1.0 Universal") || !strings.HasPrefix(files["LICENCE.txt"], bundle.CC0) {
			t.Error("the licence is not there")
		}
	}
}

func TestTheSameDataIsTheSameZip(t *testing.T) {
	db := store(t)
	_, first := zipped(t, db, meta)
	_, second := zipped(t, db, meta)
	if !bytes.Equal(first, second) {
		t.Error("the same data gives another zip")
		again := unzip(t, second)
		for name, body := range unzip(t, first) {
			if again[name] != body {
				t.Errorf("%s is another, at byte %d", name, difference(body, again[name]))
			}
		}
	}
}

// difference is the first byte in which two texts differ.
func difference(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func TestTheDictionaryHasEveryColumn(t *testing.T) {
	db := store(t)
	b := prepared(t, db, meta)
	files := texts(t, b, report.CSV)
	explained := ""
	for _, f := range b.Reports(report.Dictionary) {
		if f.Format == report.CSV {
			explained = files[f.Name]
		}
	}
	for _, f := range b.Files {
		if f.Format != report.CSV {
			continue
		}
		head, _, _ := strings.Cut(files[f.Name], "\r\n")
		for column := range strings.SplitSeq(head, ",") {
			if !regexp.MustCompile(`(?m)^(` + string(f.What) + `|\*),\d+,` + column + `,`).MatchString(explained) {
				t.Errorf("%s: %s is not explained", f.Name, column)
			}
		}
	}
}

func TestAWriterThatFailsIsTold(t *testing.T) {
	db := store(t)
	b := prepared(t, db, meta)
	for _, room := range [...]int{0, 100, 5000} {
		if err := b.WriteZip(context.Background(), &full{room}); err == nil {
			t.Errorf("nobody says that only %d bytes were taken", room)
		}
	}
}

// full takes so many bytes.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}
