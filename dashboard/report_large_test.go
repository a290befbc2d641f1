package dashboard

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard/limit"
	"pionjarkollen/dashboard/report"
)

// TestTheWholeEdition opens the zip and compares every file with what is downloaded alone.
func TestTheWholeEdition(t *testing.T) {
	st := onExamples(t)
	if mine := st.get(t, "/rapporter/edition.zip", "Cookie", st.signIn(t, "0780", "Åsa")); mine.Header.Get("Cache-Control") != "no-store" || mine.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("signed in: %v", mine.Header)
	}
	for _, query := range []string{"", "?sprak=en&datum=2026-06-30"} {
		a := st.checkAnswer(t, "/rapporter/edition.zip"+query, "", "application/zip")
		z, err := zip.NewReader(strings.NewReader(a.body), int64(len(a.body)))
		if err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		var sums strings.Builder
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if files[f.Name], err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
			if f.Name != "SHA256SUMS" {
				fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(files[f.Name]), f.Name)
			}
		}
		if string(files["SHA256SUMS"]) != sums.String() {
			t.Error("the checksums are others")
		}
		alone := 0
		for _, what := range offered {
			if choosy(what) || slices.Contains(report.Tools[:], what) || query != "" && what != report.Levels {
				continue
			}
			for _, format := range report.Formats {
				one := st.get(t, "/rapporter/"+string(what)+format.Suffix()+query)
				_, rest, _ := strings.Cut(one.Header.Get("Content-Disposition"), `filename="`)
				name, _, _ := strings.Cut(rest, `"`)
				if alone++; string(files[name]) != one.body {
					t.Errorf("%s%s: %s in the zip has %d bytes, %d alone", what, format.Suffix(), name, len(files[name]), len(one.body))
				}
				for _, readme := range []string{"LAS-MIG.txt", "README.txt"} {
					if !strings.Contains(string(files[readme]), name) {
						t.Errorf("%s does not name %s", readme, name)
					}
				}
			}
		}
		if query == "" && len(files) != alone+4 {
			t.Errorf("%d files in the zip, %d alone, two READMEs, a licence and checksums", len(files), alone)
		}
	}
}

// TestLargeAnswersGoByDisk asks for more than fits in memory's share, in every way, and looks at what is kept.
func TestLargeAnswersGoByDisk(t *testing.T) {
	st := newStage(t, nil)
	withEverybody(t, st)
	const path = "/rapporter/actions.csv"
	size := st.site.cache.answers.WeightedSize()
	plain := st.get(t, path)
	if len(plain.body) < largeAnswer || plain.ContentLength != int64(len(plain.body)) {
		t.Fatalf("%d bytes, told as %d", len(plain.body), plain.ContentLength)
	}
	if rows := strings.Count(plain.body, "\r\n"); rows != 290*104+1 {
		t.Errorf("%d lines", rows)
	}
	tags := map[string]bool{}
	for _, encoding := range []string{"", "gzip", "br"} {
		a := st.get(t, path, "Accept-Encoding", encoding)
		if a.Header.Get("Content-Encoding") != encoding || decoded(t, a) != plain.body || a.ContentLength != int64(len(a.body)) {
			t.Errorf("as %q: encoded as %q, %d bytes", encoding, a.Header.Get("Content-Encoding"), len(a.body))
		}
		if told := a.Header.Get("Decoded-Length"); encoding != "" && told != strconv.Itoa(len(plain.body)) || encoding == "" && told != "" {
			t.Errorf("as %q: Decoded-Length %q", encoding, told)
		}
		tags[a.Header.Get("ETag")] = true
		st.checkConditional(t, path, encoding, a)
	}
	if len(tags) != 3 {
		t.Errorf("tags %v", tags)
	}
	if kept := st.site.cache.answers.WeightedSize() - size; kept > 100_000 {
		t.Errorf("%d bytes are kept in memory", kept)
	}
	cookie := st.signIn(t, "0780", "Åsa")
	if mine := st.get(t, path, "Cookie", cookie); mine.body != plain.body || mine.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("signed in: %d bytes, %s", len(mine.body), mine.Header.Get("Cache-Control"))
	}
	st.noneLeft(t)

	var held []func()
	for range 6 { // all that strangers have between them
		back, err := st.site.heavy.exports.Take(t.Context(), limit.Key{})
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, back)
	}
	if a := st.ask(t, http.MethodGet, path, "", "Accept", "text/csv"); a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" || !strings.Contains(a.body, `"status":503`) {
		t.Errorf("with no place free: %s %s", a.Status, a.body)
	}
	if a := st.ask(t, http.MethodGet, path, "", "If-None-Match", plain.Header.Get("ETag")); a.StatusCode != http.StatusNotModified {
		t.Errorf("what the client has needs no place: %s", a.Status)
	}
	if a := st.get(t, "/rapporter/matrix.csv"); a.body == "" {
		t.Error("a small answer waits for a large one")
	}
	for _, back := range held {
		back()
	}
	st.leaveInTheMiddle(t, path)
	st.noneLeft(t)
}

// leaveInTheMiddle asks for a file, reads its beginning, and goes.
func (st *stage) leaveInTheMiddle(t *testing.T, path string) {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(st.at, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", path); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.Contains(line, "200") {
		t.Errorf("%s %v", line, err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
}

// noneLeft waits until every place of a large answer has been given back.
func (st *stage) noneLeft(t *testing.T) {
	t.Helper()
	for range 200 {
		if st.site.heavy.exports.Taken() == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d places are still taken", st.site.heavy.exports.Taken())
}

// TestASpoolHoldsLittleInMemory writes much more than it may hold.
func TestASpoolHoldsLittleInMemory(t *testing.T) {
	for _, encoding := range []string{"", "gzip", "br"} {
		left := false
		sp := &spool{folder: t.TempDir(), encoding: encoding, sum: sha256.New(), enter: func() (func(), error) { return func() { left = true }, nil }}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		piece := bytes.Repeat([]byte("0780;styrning;3\r\n"), 1<<12)
		for range 1500 { // some 100 MB
			if _, err := sp.Write(piece); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8*largeAnswer { // of 100 MB
			t.Errorf("%q holds %d bytes", encoding, grown)
		}
		a, err := sp.finish("text/csv", "")
		if err != nil || !a.large || a.spool != sp || sp.size == 0 {
			t.Errorf("%q: %+v %v", encoding, a, err)
		}
		sp.close()
		sp.close()
		if !left {
			t.Error("the place is not given back")
		}
	}
	full := &spool{folder: t.TempDir(), sum: sha256.New(), enter: func() (func(), error) { return nil, limit.ErrBusy }}
	if _, err := full.Write(make([]byte, largeAnswer+1)); err == nil {
		t.Error("nobody says that there is no place")
	}
	gone := &spool{folder: t.TempDir() + "/gone", sum: sha256.New(), enter: func() (func(), error) { return func() {}, nil }}
	if _, err := gone.Write(make([]byte, largeAnswer+1)); err == nil {
		t.Error("nobody says that there is no folder")
	}
	gone.close()
}
