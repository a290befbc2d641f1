package main

import (
	"context"
	"errors"
	"net"

	"pionjarkollen/dashboard"
)

// serveHere serves a site from this process. The caller stops it.
func serveHere(ctx context.Context, o dashboard.Options) (at string, stop func() error, err error) {
	site, err := dashboard.New(o)
	if err != nil {
		return "", nil, err
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	served := make(chan error, 1)
	go func() { served <- site.Serve(ln) }()
	return "http://" + ln.Addr().String(), func() error {
		return errors.Join(site.Shutdown(context.WithoutCancel(ctx)), <-served)
	}, nil
}
