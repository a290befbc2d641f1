package dashboard

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// TestStoppingDoesNotWaitForTheSilent opens connections in advance, as browsers do, and stops the site.
func TestStoppingDoesNotWaitForTheSilent(t *testing.T) {
	st, err := openStage(nil)
	if err != nil {
		t.Fatal(err)
	}
	var open []net.Conn
	for range 3 {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(st.at, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		open = append(open, conn)
	}
	st.get(t, "/healthz") // the ones before have been let in, too
	if err := st.stop(); err != nil {
		t.Error(err)
	}
	if log := st.log.String(); strings.Contains(log, "cut off") {
		t.Errorf("the site waited for connections that said nothing:\n%s", log)
	}
	for _, conn := range open {
		if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Read(make([]byte, 1)); err == nil || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a silent connection stays open: %v", err)
		} else if !errors.Is(err, io.EOF) && !strings.Contains(err.Error(), "reset") {
			t.Errorf("a silent connection ends with %v", err)
		}
	}
}
