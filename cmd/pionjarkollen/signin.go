package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
)

var errDemoForAll = errors.New("--demo lets anybody with a link in without credentials, so it works on this machine alone: " +
	"leave --public-url out, or make it http://localhost:8080")

// access returns how people sign in at a site that is reached at the given address.
func (s server) access(at string) (access.Options, error) {
	o := access.Options{Demo: s.demo, Breached: s.breached}
	if s.demo && !local(at) {
		return o, errDemoForAll
	}
	if s.providers == "" {
		return o, nil
	}
	var err error
	o.Providers, err = access.ReadProviders(s.providers)
	return o, err
}

// local tells whether an address is of this machine.
func local(at string) bool {
	u, err := url.Parse(at)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || strings.HasSuffix(u.Hostname(), ".localhost") || ip != nil && ip.IsLoopback()
}

// localName is how a browser should say the address that the server listens on: localhost, where that is what it is.
func localName(a net.Addr) string {
	if tcp, ok := a.(*net.TCPAddr); ok && tcp.IP.Equal(net.IPv4(127, 0, 0, 1)) {
		return fmt.Sprintf("localhost:%d", tcp.Port)
	}
	return a.String()
}

// bootstrap prints a link for the first administrator of a site without people.
func bootstrap(ctx context.Context, p *program, db *data.DB, at string) error {
	keeper, err := access.New(db, access.Options{})
	if err != nil {
		return err
	}
	token, err := keeper.Bootstrap(ctx)
	if err != nil || token == "" {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "Nobody can sign in yet. This link, good once and for 24 hours, makes the first administrator:\n    %s\n", link(at, token))
	return err
}
