package dashboard

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"pionjarkollen/ingest"
)

// routeKey is where noteRoute leaves the pattern of the route that answered.
const routeKey = "route"

// meter counts what the site does, for Prometheus. No label holds anything that a visitor wrote: routes are patterns, reasons are our
// own message keys.
type meter struct {
	set    *metrics.Set
	served sync.Map // of series: *served
}

// series is one line of the table of requests.
type series struct{ method, route, class string }

// served counts the requests of one series.
type served struct {
	count *metrics.Counter
	took  *histogram
}

func newMeter(s *Site) *meter {
	m := &meter{set: metrics.NewSet()}
	for name, value := range map[string]func() float64{
		"pionjarkollen_submissions":              func() float64 { return float64(s.db.Health().Submissions) },
		"pionjarkollen_data_version":             func() float64 { return float64(s.db.Version()) },
		"pionjarkollen_uploads_in_progress":      func() float64 { return float64(s.uploads.Taken()) },
		"pionjarkollen_limits_remembered":        func() float64 { return float64(s.limiter.Remembered()) },
		"pionjarkollen_cache_bytes":              func() float64 { return float64(s.cache.answers.WeightedSize()) },
		"pionjarkollen_database_questions_total": func() float64 { n, _ := s.db.Asked(); return float64(n) },
		"pionjarkollen_database_seconds_total":   func() float64 { _, took := s.db.Asked(); return took.Seconds() },
	} {
		m.set.NewGauge(name, value)
	}
	return m
}

// measure counts every request with its outcome, when all else is done.
func (m *meter) measure(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		began := time.Now()
		next(ctx)
		route, _ := ctx.UserValue(routeKey).(string)
		status := ctx.Response.StatusCode()
		if route == "" || status == fiber.StatusNotFound && (route == "/" || route == "/en") {
			route = "none"
		}
		m.of(series{knownMethod(ctx.Method()), route, strconv.Itoa(status/100) + "xx"}).add(time.Since(began))
	}
}

// of returns the counters of a series, made when they are first asked for.
func (m *meter) of(s series) *served {
	if known, ok := m.served.Load(s); ok {
		return known.(*served)
	}
	labels := fmt.Sprintf(`method=%q,route=%q,status=%q`, s.method, s.route, s.class)
	known, _ := m.served.LoadOrStore(s, &served{
		count: m.set.GetOrCreateCounter("pionjarkollen_requests_total{" + labels + "}"), took: &histogram{labels: labels},
	})
	return known.(*served)
}

func (s *served) add(took time.Duration) {
	s.count.Inc()
	s.took.add(took)
}

// knownMethod bounds the label: anybody may send any word as a method.
func knownMethod(method []byte) string {
	switch m := string(method); m {
	case fiber.MethodGet, fiber.MethodHead, fiber.MethodPost:
		return m
	default:
		return "other"
	}
}

// noteRoute leaves the pattern of the route that answered, "/stader/:code", for measure.
func noteRoute(c *fiber.Ctx) error {
	err := c.Next()
	c.Locals(routeKey, c.Route().Path)
	return err
}

// refused counts what the limits turned away.
func (m *meter) refused(act string) {
	m.set.GetOrCreateCounter(`pionjarkollen_limited_total{act="` + act + `"}`).Inc()
}

// problem counts the errors that visitors were told, by message key.
func (m *meter) problem(key string) {
	m.set.GetOrCreateCounter(`pionjarkollen_problems_total{reason="` + reasonOf(key) + `"}`).Inc()
}

// cached counts answers that were, or were not, in the cache.
func (m *meter) cached(hit bool) {
	m.set.GetOrCreateCounter(`pionjarkollen_cache_total{hit="` + strconv.FormatBool(hit) + `"}`).Inc()
}

// examined counts a file that was read and what was found in it.
func (m *meter) examined(findings []ingest.Finding) {
	m.set.GetOrCreateCounter("pionjarkollen_files_examined_total").Inc()
	for _, f := range findings {
		m.set.GetOrCreateCounter(`pionjarkollen_findings_total{code="` + string(f.Code) + `"}`).Inc()
	}
}

// write writes everything, and what Go and the system know of the process.
func (m *meter) write(w io.Writer) {
	m.set.WritePrometheus(w)
	fmt.Fprintln(w, "# TYPE pionjarkollen_request_seconds histogram")
	m.served.Range(func(_, known any) bool {
		known.(*served).took.write(w, "pionjarkollen_request_seconds")
		return true
	})
	metrics.WriteProcessMetrics(w)
}

// Metrics answers GET /metrics in Prometheus' text format. It belongs on an address of its own that the public does not reach.
func (s *Site) Metrics() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		s.meter.write(w)
	})
	return mux
}
