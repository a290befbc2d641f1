package dashboard_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// onlyReader hides a body's length, so that it is sent in chunks.
type onlyReader struct{ io.Reader }

func TestATooLargeFileIsRefusedAndItsSenderSeesIt(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	csrf := p.get("/lamna-in").form(t, "/lamna-in").Get("csrf")
	for _, megabytes := range []int{11, 60} {
		for _, c := range []struct {
			name    string
			chunked bool
			header  []string
		}{
			{"with its length", false, nil},
			{"in chunks", true, nil},
			{"expecting 100", false, []string{"Expect", "100-continue"}},
			{"in chunks, expecting 100", true, []string{"Expect", "100-continue"}},
		} {
			t.Run(fmt.Sprintf("%d MB %s", megabytes, c.name), func(t *testing.T) {
				kind, body := multipartBody(t, csrf, "stor.csv", bytes.Repeat([]byte("0780;1;2;åäö\n"), megabytes*1_000_000/15))
				from := io.Reader(body)
				if c.chunked {
					from = onlyReader{body}
				}
				p.do(http.MethodPost, "/lamna-in", kind, from, c.header...).has(t, http.StatusRequestEntityTooLarge, "Filen är för stor", "10 MB")
			})
		}
	}
	if files, err := os.ReadDir(w.drafts); err != nil || len(files) != 0 {
		t.Errorf("left behind: %v, %v", files, err)
	}
	p.get("/lamna-in").has(t, http.StatusOK)
}

// TestASenderThatNeverReadsSeesThe413 sends all of its body before it looks for the answer, as browsers do.
func TestASenderThatNeverReadsSeesThe413(t *testing.T) {
	w := newHandWorld(t)
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(w.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const length = 60_000_000
	fmt.Fprintf(conn, "POST /api/v1/submissions?dry_run=true HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n", length)
	for sent := 0; sent < length; sent += 1_000_000 {
		if _, err := conn.Write(make([]byte, 1_000_000)); err != nil {
			t.Fatalf("cut off after %d bytes: %v", sent, err)
		}
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", nil))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", resp.StatusCode)
	}
}

// TestWhatIsLeftOfABodyIsNoRequest sends a request inside the body of one that is refused.
func TestWhatIsLeftOfABodyIsNoRequest(t *testing.T) {
	w := newHandWorld(t)
	for _, line := range []string{"POST /lamna-in", "POST /finns-inte", "POST /logga-ut", "GET /om", "BREW /om"} {
		for _, padding := range []int{0, 9000, 100_000} {
			conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(w.base, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			inner := strings.Repeat("x", padding) + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
			fmt.Fprintf(conn, "%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", line, len(inner), inner)
			if err := conn.SetReadDeadline(time.Now().Add(500 * time.Millisecond)); err != nil {
				t.Fatal(err)
			}
			answer, _ := io.ReadAll(conn) // until the deadline or the end
			if n := strings.Count(string(answer), "HTTP/1.1 "); n != 1 {
				t.Errorf("%s with %d bytes before: %d answers\n%s", line, padding, n, answer)
			}
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestBodiesThatAreRefused(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	csrf := p.get("/lamna-in").form(t, "/lamna-in").Get("csrf")

	kind, body := multipartBody(t, csrf, "fil.csv", []byte(goodLevels))
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(body.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	p.do(http.MethodPost, "/lamna-in", kind, &packed, "Content-Encoding", "gzip").has(t, http.StatusUnsupportedMediaType, "Komprimerade filer")

	kind, body = multipartBody(t, "fel", "fil.csv", []byte(goodLevels))
	p.do(http.MethodPost, "/lamna-in", kind, body).has(t, http.StatusForbidden, "hör inte till din inloggning")
	kind, body = multipartBody(t, csrf, "fil.csv", []byte(goodLevels))
	p.do(http.MethodPost, "/lamna-in", kind, body, "Origin", "https://evil.example").has(t, http.StatusForbidden, "annan webbplats")
	kind, body = multipartBody(t, csrf, "fil.csv", []byte(goodLevels))
	p.do(http.MethodPost, "/lamna-in", kind, bytes.NewReader(body.Bytes()[:body.Len()-80])).has(t, http.StatusBadRequest, "kunde inte läsas")
	p.post("/lamna-in", url.Values{"csrf": {csrf}}).has(t, http.StatusUnsupportedMediaType)
	p.post("/logga-ut", url.Values{"csrf": {csrf}, "x": {strings.Repeat("x", 70_000)}}).has(t, http.StatusRequestEntityTooLarge)
	p.do(http.MethodPut, "/lamna-in", "text/plain", strings.NewReader("x")).has(t, http.StatusMethodNotAllowed)
	if w.submissions() != 0 {
		t.Error("saved")
	}
	p.get("/lamna-in").has(t, http.StatusOK, "Ladda upp och granska")
}

// TestUploadsBeyondTheirNumberAreToldToWait fills the places of those who are not signed in, which leaves places for those who are.
func TestUploadsBeyondTheirNumberAreToldToWait(t *testing.T) {
	w := newHandWorld(t)
	p := w.signIn("0780")
	var slow []net.Conn
	for range 8 {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(w.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "POST /api/v1/submissions?dry_run=true HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 20000\r\n\r\n%s", strings.Repeat("x", 10_000))
		slow = append(slow, conn)
	}
	nobody := w.visitor()
	waitFor(t, func() bool { return nobody.send("?dry_run=true", goodLevels).status == http.StatusServiceUnavailable })
	busy := nobody.send("?dry_run=true", goodLevels)
	busy.has(t, http.StatusServiceUnavailable, "Försök igen om en stund")
	if busy.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	p.send("?dry_run=true", goodLevels).has(t, http.StatusOK)
	p.upload("fil.csv", goodLevels).has(t, http.StatusOK, "Filen kan sparas")
	for _, conn := range slow {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}
	waitFor(t, func() bool { return nobody.send("?dry_run=true", goodLevels).status == http.StatusOK })
}

// waitFor waits until done, for as long as the test may last.
func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for !done() {
		select {
		case <-t.Context().Done():
			t.Fatal("waited in vain")
		case <-time.After(10 * time.Millisecond):
		}
	}
}
