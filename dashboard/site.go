// Package dashboard is everything a browser or an API client meets: pages, charts, files to download, the API and the
// hand-in. It is the only package that knows Fiber.
package dashboard

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/access"
	"pionjarkollen/dashboard/audit"
	"pionjarkollen/dashboard/desk"
	"pionjarkollen/dashboard/limit"
	"pionjarkollen/dashboard/locale"
	"pionjarkollen/dashboard/mail"
	"pionjarkollen/dashboard/release"
	"pionjarkollen/data"
	"pionjarkollen/ingest"
)

// Options is what a Site needs.
type Options struct {
	DB        *data.DB      // required
	Log       *slog.Logger  // nil discards
	PublicURL string        // "https://pionjarkollen.example.se"; "" is the address of each request's own host, without Secure cookies
	Operator  string        // who runs the site, for the accessibility statement
	Contact   string        // the operator's e-mail address
	Licence   string        // address of the licence of the figures; "" is CC0Licence
	Publisher Publisher     // what catalogues of data say of the operator besides
	Drafts    string        // folder where uploads wait for confirmation; "" is a temporary one, removed at Shutdown
	Limits    ingest.Limits // of an upload; zero is ingest.DefaultLimits
	Areas     []byte        // GeoJSON of municipality areas for the map; nil is none

	Proxies   []string                   // networks or addresses whose X-Forwarded-… headers are believed
	Rates     map[limit.Act]limit.Budget // how often somebody may do something; nil is limit.Defaults
	Quota     limit.Amount               // of each municipality's uploads, per day; zero is DefaultQuota
	DiskFloor int64                      // bytes that must be free for an upload to be taken; 0 is DefaultDiskFloor

	Access  access.Options // how people sign in; its public address and log are those above
	Mail    mail.Settings  // how mail is sent; the zero value sends none
	Version string         // of the program, for the state of the system
}

// CC0Licence is the address of the licence that the figures have where the operator names no other.
const CC0Licence = "https://creativecommons.org/publicdomain/zero/1.0/"

// Site serves the whole site over one database. It is safe for concurrent use.
type Site struct {
	db                *data.DB
	analyst           *analytics.Analyst
	keeper            *access.Keeper
	audit             *audit.Log
	mail              *mail.Mailer
	desk              *desk.Desk
	releases          *release.Store
	unruled           []error // routes without a row in the table of permissions
	log               *slog.Logger
	public            *url.URL // nil when not configured
	operator, contact string
	licence           string
	publisher         Publisher
	limits            ingest.Limits
	reader            *ingest.Reader // one for all: it takes longer to make than a small file to read
	drafts            *drafts
	cache             *cache
	changes           changes
	example           atomic.Pointer[exampleMark]
	views             *views
	static            *static
	proxies           proxies
	limiter           *limit.Limiter
	quota             *limit.Quota
	floor             int64        // of free bytes
	uploads           *limit.Slots // of uploads in progress
	heavy             *heavy
	linger            chan struct{} // a token per client that still sends what nobody wants
	meter             *meter
	areas             []byte // of municipalities, for the map; nil is none
	app               *fiber.App
	door              atomic.Pointer[door] // nil before Serve
}

// Bounds of one connection.
const (
	readTimeout  = 20 * time.Second
	idleTimeout  = 60 * time.Second
	writeTimeout = 60 * time.Second
)

// New prepares a Site: templates parsed, assets compressed, routes laid.
func New(o Options) (*Site, error) {
	s := &Site{
		db:       o.DB,
		analyst:  analytics.New(o.DB),
		log:      o.Log,
		limits:   o.Limits,
		reader:   ingest.NewReader(o.DB.Catalogue()),
		operator: o.Operator, contact: o.Contact, licence: cmp.Or(o.Licence, CC0Licence),
		cache:   newCache(),
		uploads: limit.NewSlots(concurrentUploads, strangersUploads, ownUploads),
		linger:  make(chan struct{}, lingering),
		heavy:   newHeavy(),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.limits == (ingest.Limits{}) {
		s.limits = ingest.DefaultLimits
	}
	s.guard(o)
	var err error
	o.Access.PublicURL, o.Access.Log = o.PublicURL, s.log
	s.trail(&o.Access)
	if s.keeper, err = access.New(o.DB, o.Access); err != nil {
		return nil, fmt.Errorf("signing in: %w", err)
	}
	if s.proxies, err = parseProxies(o.Proxies); err != nil {
		return nil, err
	}
	if s.public, err = publicURL(o.PublicURL); err != nil {
		return nil, err
	}
	if s.publisher, err = o.Publisher.check(); err != nil {
		return nil, err
	}
	if s.areas, err = readAreas(o.Areas); err != nil {
		return nil, fmt.Errorf("municipality areas: %w", err)
	}
	if s.static, err = loadStatic(); err != nil {
		return nil, fmt.Errorf("load static files: %w", err)
	}
	if s.views, err = loadViews(); err != nil {
		return nil, fmt.Errorf("load views: %w", err)
	}
	if s.drafts, err = openDrafts(o.Drafts, o.DB.Now); err != nil {
		return nil, fmt.Errorf("open drafts: %w", err)
	}
	s.app = fiber.New(fiber.Config{
		AppName:                      "Pionjärkollen",
		ErrorHandler:                 s.answerError,
		StreamRequestBody:            true, // a body is read by the handler that wants it, under its own limit
		DisablePreParseMultipartForm: true,
		ReadTimeout:                  readTimeout,
		WriteTimeout:                 writeTimeout,
		IdleTimeout:                  idleTimeout,
		EnableTrustedProxyCheck:      true, // Fiber believes no forwarded header; ours are read by client
		DisableStartupMessage:        true,
		Immutable:                    true, // strings from requests may be kept
	})
	if s.routes(); len(s.unruled) > 0 {
		return nil, errors.Join(s.unruled...)
	}
	server := s.app.Server()
	server.HeaderReceived = announceBody
	server.Handler = restoreLength(s.meter.measure(s.refuseUnknownMethods(server.Handler)))
	if err := s.openDesk(o); err != nil {
		return nil, err
	}
	return s, nil
}

// publicURL checks the configured public address; "" is none.
func publicURL(raw string) (*url.URL, error) {
	if raw == "" {
		return nil, nil //nolint:nilnil // no address configured is a state, not a fault
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.Path != "" && u.Path != "/" {
		return nil, fmt.Errorf("public URL %q: want a scheme and a host, such as https://pionjarkollen.example.se", raw)
	}
	u.Path = ""
	return u, nil
}

// Serve answers requests on ln until Shutdown.
func (s *Site) Serve(ln net.Listener) error {
	d := newDoor(ln)
	s.door.Store(d)
	if err := s.app.Listener(d); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// Shutdown lets requests in progress end, then stops; what still goes on when ctx ends is cut off, which is logged.
func (s *Site) Shutdown(ctx context.Context) error {
	if d := s.door.Load(); d != nil {
		d.close()
	}
	err := s.app.ShutdownWithContext(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.Warn("requests were cut off when the server stopped")
		err = nil
	}
	return errors.Join(err, s.closeDesk(ctx), s.drafts.close(), s.keeper.Close())
}

// guard sets the limits on what people may do.
func (s *Site) guard(o Options) {
	if o.Rates == nil {
		o.Rates = limit.Defaults()
	}
	if o.Quota == (limit.Amount{}) {
		o.Quota = DefaultQuota
	}
	if s.floor = o.DiskFloor; s.floor == 0 {
		s.floor = DefaultDiskFloor
	}
	s.limiter = limit.New(o.Rates, nil) // real time passes also where the site's clock stands still
	s.quota = limit.NewQuota(o.Quota, locale.Zone(), o.DB.Now)
	s.meter = newMeter(s)
}
