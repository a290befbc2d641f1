package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/data"
	"pionjarkollen/ingest/kolada"
)

// defaultAddress answers this machine only: a proxy in front gives the site its certificate. localAddress is how a browser on it
// should say that: browsers make passkeys for localhost, and for no IP address.
const (
	defaultAddress = "127.0.0.1:8080"
	localAddress   = "localhost:8080"
)

// patience is how long requests in progress may take when the server stops.
const patience = 10 * time.Second

func serveCommand() command {
	return command{
		name:    "serve",
		summary: "serve the site",
		help: `
Look at it with invented data, at http://localhost:8080 (links that sign you in with one click are printed):

    pionjarkollen serve --demo --db demo.duckdb

For real, behind a proxy that speaks https:

    pionjarkollen serve --db /var/lib/pionjarkollen/pionjarkollen.duckdb --public-url https://pionjarkollen.example.se

The proxy is believed about who asks (X-Forwarded-For, -Proto and -Host) only where it is named, and then requests are limited by
their true address; figures for Prometheus stand on an address of their own:

    pionjarkollen serve --public-url https://pionjarkollen.example.se --trusted-proxy 127.0.0.1 --metrics 127.0.0.1:9090

Reminders and invitations are sent by e-mail where a mail server is named; without one, staff copy them:

    pionjarkollen serve --public-url https://pionjarkollen.example.se --smtp mail.example.se:587 --smtp-user pionjarkollen \
        --smtp-password-file /etc/pionjarkollen/smtp --smtp-from pionjarkollen@example.se --smtp-from-name "Viable Cities"

Portals harvest the data at /datasets/dcat when they can be told who publishes it and whom to ask:

    pionjarkollen serve --public-url https://pionjarkollen.example.se --operator "Exempelmyndigheten" --contact data@example.se \
        --publisher-type NationalAuthority --publisher-id 202100-1234

Make the folder first; the database is made when it is not there. Ctrl-C or SIGTERM stops the server when the requests in
progress are done. The log goes to standard error.`,
		setup: func(fs *flag.FlagSet) action {
			s := server{}
			fs.StringVar(&s.addr, "addr", defaultAddress, "`HOST:PORT` to answer on; port 0 is any that is free")
			fs.StringVar(&s.db, "db", defaultDatabase, "`PATH` of the database; its journal and secret lie beside it")
			fs.StringVar(&s.publicURL, "public-url", "", "the `URL` people reach the site at; https makes cookies Secure")
			fs.BoolVar(&s.demo, "demo", false, "load the invented examples into a database without submissions, and sign in with one click")
			fs.StringVar(&s.providers, "providers", "", "`PATH` of the settings of organisations' own sign-in (OpenID Connect), JSON")
			fs.StringVar(&s.breached, "breached-passwords", "", "`PATH` of a list of breached passwords, SHA-1 ordered by hash, beside the built-in one")
			fs.StringVar(&s.operator, "operator", "", "`NAME` of who runs the site, for its accessibility statement")
			fs.StringVar(&s.licence, "licence", dashboard.CC0Licence, "`ADDRESS` of the licence of the figures, said in every file and catalogue")
			fs.StringVar(&s.contact, "contact", "", "the operator's e-mail `ADDRESS`, for the accessibility statement")
			publisherFlags(&s.publisher, fs)
			s.guard.flags(fs)
			fs.StringVar(&s.areas, "areas", "", "`FILE` of municipality areas for the map: GeoJSON in degrees, each feature with its kommunkod")
			fs.BoolVar(&s.kolada, "kolada", false, "fetch key figures from Kolada once a day, for /utfall; off unless asked for")
			fs.StringVar(&s.koladaURL, "kolada-url", kolada.DefaultURL, "`URL` of Kolada's API, with --kolada")
			s.mail.flags(fs)
			return func(ctx context.Context, p *program, args []string) error {
				if err := noOperands(args); err != nil {
					return err
				}
				if err := s.guard.check(); err != nil {
					return err
				}
				if _, err := s.mail.settings(); err != nil {
					return err
				}
				return s.run(ctx, p)
			}
		},
	}
}

// server is what serve was asked for with.
type server struct {
	addr, db, publicURL string
	operator, contact   string
	licence             string
	publisher           dashboard.Publisher
	providers, breached string
	demo                bool
	guard               guard
	areas               string
	kolada              bool
	koladaURL           string
	mail                mailer
}

// garbage is how much the server's heap may grow, in percent, before it is tidied: a thousand clients at once then take
// much less (make stress). GOGC in the environment goes before it.
const garbage = 40

func (s server) run(ctx context.Context, p *program) (err error) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	log := slog.New(slog.NewTextHandler(p.stderr, nil))
	// Listen first: a taken port is told before anything is opened or loaded.
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return fmt.Errorf("answer on %s (choose another --addr): %w", s.addr, err)
	}
	defer ln.Close()
	db, err := openDatabase(ctx, s.db, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	at, public := s.publicURL, s.publicURL
	if at == "" {
		at = "http://" + localName(ln.Addr())
		if onLoopback(ln.Addr().String()) {
			public = at // else it answers under names that are not known here
		}
	}
	var areas []byte
	if s.areas != "" {
		if areas, err = os.ReadFile(s.areas); err != nil {
			return fmt.Errorf("read municipality areas: %w", err)
		}
	}
	signIn, err := s.access(at)
	if err != nil {
		return err
	}
	letters, err := s.mail.settings()
	if err != nil {
		return err
	}
	o := dashboard.Options{
		DB: db, Log: log, PublicURL: public, Operator: s.operator, Contact: s.contact, Licence: s.licence, Publisher: s.publisher, Drafts: s.db + ".drafts", Access: signIn, Areas: areas,
		Mail: letters, Version: buildVersion(),
	}
	s.guard.options(&o, log)
	site, err := dashboard.New(o)
	if err != nil {
		return err
	}
	stopMetrics, err := s.guard.serveMetrics(ctx, log, site)
	if err != nil {
		return err
	}
	defer stopMetrics()
	if s.demo {
		err = demo(ctx, p, db, site.Desk(), at)
	} else {
		warnOfGaps(log, site)
		err = bootstrap(ctx, p, db, at)
	}
	if err != nil {
		return err
	}
	if s.kolada {
		client, err := kolada.New(s.koladaURL, 0)
		if err != nil {
			return err
		}
		keeping, stop := context.WithCancel(ctx)
		var kept sync.WaitGroup
		kept.Go(func() { kolada.Keep(keeping, db, client, log) })
		defer kept.Wait()
		defer stop()
	}
	fmt.Fprintf(p.stdout, "Pionjärkollen answers at %s\n", at)
	return serve(ctx, log, db, site, ln)
}

// serve answers until ctx ends, then lets the requests in progress finish.
func serve(ctx context.Context, log *slog.Logger, db *data.DB, site *dashboard.Site, ln net.Listener) error {
	owner, stop := context.WithCancel(ctx)
	var asked sync.WaitGroup
	asked.Go(func() {
		if err := db.ServeOwner(owner, slices.Concat(site.Audit().Answers(), site.ReleaseShell().Answers())...); err != nil {
			log.Warn("backups cannot be made, nor the audit log checked, while the server runs", slog.Any("error", err))
		}
	})
	note(ctx, log, site, audit.Started)
	served := make(chan error, 1)
	go func() { served <- site.Serve(ln) }()

	var err error
	select {
	case err = <-served:
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		note(last, log, site, audit.Stopped)
		err = site.Shutdown(last)
		_ = ln.Close() // ends a Serve that Shutdown came too early for
		err = errors.Join(err, <-served)
	}
	stop()
	asked.Wait()
	return err
}

// note writes what the server does of its own accord into the audit log.
func note(ctx context.Context, log *slog.Logger, site *dashboard.Site, action audit.Action) {
	err := site.Audit().Record(ctx, audit.Entry{
		By: audit.By{Actor: audit.Actor{Kind: audit.System}}, Action: action, Details: map[string]string{"version": buildVersion()},
	})
	if err != nil {
		log.Error("write to the audit log", slog.String("action", string(action)), slog.Any("error", err))
	}
}
