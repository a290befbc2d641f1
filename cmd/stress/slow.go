package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// attacks are all of them, with n clients each.
func attacks(n int) []attack {
	return []attack{
		{fmt.Sprintf("%d connections trickle a header", n), func(ctx context.Context, s *served) (string, error) {
			return s.trickle(ctx, n, "GET / HTTP/1.1\r\nHost: "+s.Host+"\r\nX-Slow: ")
		}},
		{fmt.Sprintf("%d clients do not read what they asked for", n), func(ctx context.Context, s *served) (string, error) { return s.unread(ctx, n) }},
		{fmt.Sprintf("%d connections trickle a body", n), func(ctx context.Context, s *served) (string, error) {
			return s.trickle(ctx, n, "POST "+dryRun+" HTTP/1.1\r\nHost: "+s.Host+"\r\nContent-Type: text/csv\r\nContent-Length: 5000000\r\n\r\n")
		}},
		{fmt.Sprintf("%d files of 20 MB with their length", n/4), func(ctx context.Context, s *served) (string, error) { return s.oversize(ctx, n/4, false) }},
		{fmt.Sprintf("%d files of 20 MB in chunks", n/10), func(ctx context.Context, s *served) (string, error) { return s.oversize(ctx, n/10, true) }},
		{fmt.Sprintf("%d uploads of 5 MB by nobody", n), func(ctx context.Context, s *served) (string, error) { return s.uploads(ctx, n, "") }},
		{fmt.Sprintf("%d uploads of 5 MB by the signed-in", n), func(ctx context.Context, s *served) (string, error) {
			if len(s.cookies) == 0 {
				return "left out: the demo's links sign nobody in by one form", nil
			}
			return s.uploads(ctx, n, s.cookies...)
		}},
	}
}

// crowd runs n clients until all are done.
func crowd(n int, client func(i int)) {
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { client(i) })
	}
	group.Wait()
}

// from is the header that says where client i is: each has an address of its own.
func from(i int) string { return fmt.Sprintf("10.%d.%d.%d", 1+i>>16, i>>8&0xff, i&0xff) }

// grace is how long a client that is waiting when the attack ends still waits.
const grace = 6 * time.Second

// clientBuffer keeps what a client has sent and the server has not taken from filling this machine's memory, which both share.
const clientBuffer = 128 << 10

// dial opens a connection that ends, at the latest, soon after ctx.
func (s *served) dial(ctx context.Context) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", s.Host)
	if err != nil {
		return nil, err
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		if err := tcp.SetWriteBuffer(clientBuffer); err != nil {
			return nil, err
		}
	}
	until, _ := ctx.Deadline()
	return conn, conn.SetDeadline(until.Add(grace))
}

// trickle opens n connections that begin a request and then send a byte now and then.
func (s *served) trickle(ctx context.Context, n int, begin string) (string, error) {
	var open, ended atomic.Int32
	first, rest, _ := strings.Cut(begin, "\r\n")
	crowd(n, func(i int) {
		conn, err := s.dial(ctx)
		if err != nil {
			return
		}
		defer conn.Close()
		open.Add(1)
		if _, err := fmt.Fprintf(conn, "%s\r\nX-Forwarded-For: %s\r\n%s", first, from(i), rest); err != nil {
			ended.Add(1)
			return
		}
		for ctx.Err() == nil {
			if _, err := conn.Write([]byte("a")); err != nil {
				ended.Add(1)
				return
			}
			time.Sleep(200 * time.Millisecond)
		}
	})
	return fmt.Sprintf("%d open, %d ended by the server", open.Load(), ended.Load()), nil
}

// unread has n clients ask for many pages and read nothing.
func (s *served) unread(ctx context.Context, n int) (string, error) {
	var open atomic.Int32
	crowd(n, func(i int) {
		conn, err := s.dial(ctx)
		if err != nil {
			return
		}
		defer conn.Close()
		open.Add(1)
		request := fmt.Sprintf("GET /api/v1/charts/matrix HTTP/1.1\r\nHost: %s\r\nX-Forwarded-For: %s\r\n\r\n", s.Host, from(i))
		if _, err := io.WriteString(conn, strings.Repeat(request, 20)); err != nil {
			return
		}
		<-ctx.Done()
	})
	return fmt.Sprintf("%d open", open.Load()), nil
}
