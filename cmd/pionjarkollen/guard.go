package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/limit"
)

// guard is what serve was told about who may ask how much, and who may look at figures.
type guard struct {
	proxies         []string
	quotaFiles      int
	quotaMegabytes  int64
	floorMegabytes  int64
	metrics         string
	metricsAnywhere bool
}

// flags registers its flags.
func (g *guard) flags(fs *flag.FlagSet) {
	fs.Func("trusted-proxy", "`CIDR` or address of a proxy whose X-Forwarded-… headers are believed; may be given several times, or hold commas",
		func(value string) error {
			for part := range strings.SplitSeq(value, ",") {
				g.proxies = append(g.proxies, strings.TrimSpace(part))
			}
			return nil
		})
	fs.IntVar(&g.quotaFiles, "quota-files", dashboard.DefaultQuota.Files, "`NUMBER` of files that a municipality may send in a day")
	fs.Int64Var(&g.quotaMegabytes, "quota-mb", dashboard.DefaultQuota.Bytes/1_000_000, "`MEGABYTES` that a municipality may send in a day")
	fs.Int64Var(&g.floorMegabytes, "disk-floor", dashboard.DefaultDiskFloor>>20, "`MEGABYTES` that must be free on the disk for an upload to be taken")
	fs.StringVar(&g.metrics, "metrics", "", "`HOST:PORT` to answer Prometheus on, at /metrics; none when empty")
	fs.BoolVar(&g.metricsAnywhere, "metrics-anywhere", false, "let --metrics be an address that other machines reach")
}

// check returns a usage error for what cannot be meant.
func (g *guard) check() error {
	if g.quotaFiles < 1 || g.quotaMegabytes < 1 || g.floorMegabytes < 1 {
		return usagef("--quota-files, --quota-mb and --disk-floor want a number of at least 1")
	}
	if g.metrics != "" && !g.metricsAnywhere && !onLoopback(g.metrics) {
		return usagef("--metrics %s is not of this machine alone, such as 127.0.0.1:9090 is; --metrics-anywhere allows it", g.metrics)
	}
	return nil
}

// options hands over what the site is to know.
func (g *guard) options(o *dashboard.Options, log *slog.Logger) {
	o.Proxies = g.proxies
	o.Quota = limit.Amount{Files: g.quotaFiles, Bytes: g.quotaMegabytes * 1_000_000}
	o.DiskFloor = g.floorMegabytes << 20
	if len(g.proxies) == 0 && strings.HasPrefix(o.PublicURL, "https:") {
		log.Warn("no --trusted-proxy: requests that come through a proxy on this machine are not limited by address")
	}
}

// serveMetrics answers Prometheus until stop is called.
func (g *guard) serveMetrics(ctx context.Context, log *slog.Logger, site *dashboard.Site) (stop func(), err error) {
	if g.metrics == "" {
		return func() {}, nil
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", g.metrics)
	if err != nil {
		return nil, fmt.Errorf("answer Prometheus on %s (choose another --metrics): %w", g.metrics, err)
	}
	log.Info("figures for Prometheus", slog.String("at", "http://"+ln.Addr().String()+"/metrics"))
	server := &http.Server{Handler: site.Metrics(), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second, MaxHeaderBytes: 16 << 10}
	go func() {
		if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			log.Warn("figures for Prometheus end", slog.Any("error", err))
		}
	}()
	return func() { _ = server.Close() }, nil // nobody waits for the last figures
}

// onLoopback tells whether only this machine reaches an address.
func onLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.Unmap().IsLoopback()
}
