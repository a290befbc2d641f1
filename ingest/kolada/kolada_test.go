package kolada

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pionjarkollen/data"
	"pionjarkollen/data/datatest"
)

// api speaks Kolada's API, version 3: a value for every key figure, municipality and year, a few to a page.
type api struct {
	*httptest.Server
	perPage int
	calls   []string
	before  func(w http.ResponseWriter, r *http.Request) bool // answers instead, where it returns true
}

func newAPI(t *testing.T) *api {
	t.Helper()
	a := &api{perPage: 10}
	a.Server = httptest.NewServer(http.HandlerFunc(a.answer))
	t.Cleanup(a.Close)
	return a
}

func (a *api) answer(w http.ResponseWriter, r *http.Request) {
	a.calls = append(a.calls, r.URL.String())
	if a.before != nil && a.before(w, r) {
		return
	}
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/v3/data/kpi/"), "/")
	if len(parts) != 5 || parts[1] != "municipality" || parts[3] != "year" {
		http.NotFound(w, r)
		return
	}
	kpis, codes, years := strings.Split(parts[0], ","), strings.Split(parts[2], ","), strings.Split(parts[4], ",")
	if len(kpis) > 25 || len(codes) > 25 || len(years) > 25 {
		http.Error(w, "at most 25", http.StatusBadRequest)
		return
	}
	var rows []string
	for _, k := range kpis {
		for _, m := range codes {
			for _, y := range years {
				rows = append(rows, fmt.Sprintf(`{"kpi":%q,"municipality":%q,"period":%s,"values":[`+
					`{"gender":"T","count":1,"status":"","value":%s.5,"isdeleted":false},{"gender":"K","value":1},{"gender":"M","value":null}]}`, k, m, y, y[2:]))
			}
		}
	}
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from := min(page*a.perPage, len(rows))
	to := min(from+a.perPage, len(rows))
	next := "null"
	if to < len(rows) {
		next = strconv.Quote(fmt.Sprintf("%s%s?page=%d", a.URL, r.URL.Path, page+1))
	}
	fmt.Fprintf(w, `{"count":%d,"values":[%s],"next_page":%s,"previous_page":null}`, len(rows), strings.Join(rows[from:to], ","), next)
}

// client returns one that does not really wait, and what it would have waited.
func (a *api) client(t *testing.T, timeout time.Duration) (*Client, *[]time.Duration) {
	t.Helper()
	c, err := New(a.URL+"/v3", timeout)
	if err != nil {
		t.Fatal(err)
	}
	waits := &[]time.Duration{}
	c.sleep = func(ctx context.Context, d time.Duration) error {
		*waits = append(*waits, d)
		return ctx.Err()
	}
	return c, waits
}

// TestFetchFollowsPages asks for 30 municipalities: two calls of at most 25, 27 values of each year to a page of ten.
func TestFetchFollowsPages(t *testing.T) {
	a := newAPI(t)
	c, waits := a.client(t, 0)
	var codes []string
	for i := range 30 {
		codes = append(codes, fmt.Sprintf("%04d", 1000+i))
	}
	got, err := c.Fetch(t.Context(), []string{"N00401"}, codes, []int{2023, 2022})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 60 || got[0] != (Value{"N00401", "1000", 2023, 23.5}) || got[59] != (Value{"N00401", "1029", 2022, 22.5}) {
		t.Errorf("%d values, first %v", len(got), got[0])
	}
	if len(a.calls) != 6 { // 50 values are five pages, ten are one
		t.Errorf("%d calls: %q", len(a.calls), a.calls)
	}
	if len(*waits) != len(a.calls) || slices.Min(*waits) < 200*time.Millisecond {
		t.Errorf("between %d calls it waits %v", len(a.calls), *waits)
	}
	if got, err := c.Fetch(t.Context(), nil, codes, []int{2023}); err != nil || got != nil {
		t.Errorf("nothing asked for gives %v, %v", got, err)
	}
}

// TestFetchTriesAgain answers two calls with errors, and then rightly.
func TestFetchTriesAgain(t *testing.T) {
	a := newAPI(t)
	a.before = func(w http.ResponseWriter, _ *http.Request) bool {
		switch len(a.calls) {
		case 1:
			w.WriteHeader(http.StatusBadGateway)
		case 2:
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
		case 3:
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			return false
		}
		return true
	}
	c, waits := a.client(t, 0)
	got, err := c.Fetch(t.Context(), []string{"N00401"}, []string{"0780"}, []int{2023})
	if err != nil || len(got) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	if want := []time.Duration{pause, time.Second, 7 * time.Second, longest}; !slices.Equal(*waits, want) {
		t.Errorf("waits %v, want %v", *waits, want)
	}
}

// TestFetchGivesUp names every way in which there are no values.
func TestFetchGivesUp(t *testing.T) {
	page := func(body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool { _, _ = w.Write([]byte(body)); return true }
	}
	status := func(code int) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(code); return true }
	}
	for name, test := range map[string]struct {
		before func(http.ResponseWriter, *http.Request) bool
		want   error
		calls  int
	}{
		"always down":           {status(500), ErrStatus, attempts},
		"refused":               {status(400), ErrStatus, 1},
		"moved":                 {status(302), ErrStatus, 1},
		"not JSON":              {page("<html>"), ErrAnswer, 1},
		"no values":             {page(`{}`), ErrAnswer, 1},
		"another host":          {page(`{"values":[],"next_page":"http://127.0.0.2/v3/x"}`), ErrAnswer, 1},
		"a page after itself":   {page(`{"values":[],"next_page":"?page=1"}`), ErrAnswer, 2},
		"a broken code":         {page(`{"values":[{"kpi":"N00401","municipality":"180","period":2023,"values":[{"gender":"T","value":1}]}]}`), ErrAnswer, 1},
		"a broken year":         {page(`{"values":[{"kpi":"N00401","municipality":"0180","period":20,"values":[{"gender":"T","value":1}]}]}`), ErrAnswer, 1},
		"half an answer":        {page(`{"values":[{"kpi":"N00401",`), ErrAnswer, 1},
		"larger than it may be": {page(`{"values":[],"x":"` + strings.Repeat("x", pageBytes) + `"}`), ErrAnswer, 1},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAPI(t)
			a.before = test.before
			c, _ := a.client(t, 0)
			got, err := c.Fetch(t.Context(), []string{"N00401"}, []string{"0180"}, []int{2023})
			if !errors.Is(err, test.want) || got != nil || len(a.calls) != test.calls {
				t.Errorf("%v after %d calls, want %v after %d", err, len(a.calls), test.want, test.calls)
			}
		})
	}
}

// TestFetchIsPatientOnlySoLong asks a server that never answers, and one that is asked no more.
func TestFetchIsPatientOnlySoLong(t *testing.T) {
	a := newAPI(t)
	a.before = func(_ http.ResponseWriter, r *http.Request) bool { <-r.Context().Done(); return true }
	c, _ := a.client(t, 20*time.Millisecond)
	var slow *url.Error
	if _, err := c.Fetch(t.Context(), []string{"N00401"}, []string{"0180"}, []int{2023}); !errors.As(err, &slow) || !slow.Timeout() {
		t.Errorf("a slow server: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Fetch(ctx, []string{"N00401"}, []string{"0180"}, []int{2023}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled fetch: %v", err)
	}
	for _, bad := range []string{"kolada", "ftp://x", "http://", "://"} {
		if _, err := New(bad, 0); err == nil {
			t.Errorf("%q is taken for an address", bad)
		}
	}
}

func open(t *testing.T, now func() time.Time) *data.DB {
	t.Helper()
	db := datatest.Open(t, data.Options{Now: now})
	return db
}

// TestRefreshOnceADay fetches all, leaves fresh values alone, and takes what has become another value.
func TestRefreshOnceADay(t *testing.T) {
	a := newAPI(t)
	a.perPage = 5000
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	db := open(t, func() time.Time { return now })
	c, _ := a.client(t, 0)
	want := len(data.Indicators()) * len(db.Catalogue().Municipalities) * yearsKept
	for i, step := range []struct {
		after time.Duration
		kept  int
	}{{0, want}, {23 * time.Hour, 0}, {2 * time.Hour, want}} {
		now = now.Add(step.after)
		if n, err := Refresh(t.Context(), db, c); err != nil || n != step.kept {
			t.Errorf("step %d: %d, %v; want %d", i, n, err, step.kept)
		}
	}
	if at, err := Fetched(t.Context(), db); err != nil || !at.Equal(now) {
		t.Errorf("fetched %v, %v; want %v", at, err, now)
	}
	a.before = func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(http.StatusNotFound); return true }
	now = now.Add(48 * time.Hour)
	if n, err := Refresh(t.Context(), db, c); !errors.Is(err, ErrStatus) || n != 0 {
		t.Errorf("a broken API: %d, %v", n, err)
	}
}

func TestSaveLeavesOutWhatItDoesNotKnow(t *testing.T) {
	db := open(t, time.Now)
	version := db.Version()
	if n, err := Save(t.Context(), db, []Value{{"N99999", "0780", 2023, 1}, {"N00401", "9999", 2023, 1}}); err != nil || n != 0 || db.Version() != version {
		t.Errorf("%d, %v, version %d", n, err, db.Version())
	}
	if n, err := Save(t.Context(), db, []Value{{"N00401", "0780", 2023, 1}, {"N00401", "0780", 2023, 2}}); err != nil || n != 2 || db.Version() == version {
		t.Errorf("%d, %v, version %d", n, err, db.Version())
	}
}

func TestReadFiles(t *testing.T) {
	want := []Value{{"N00401", "0180", 2023, 2.5}, {"N00401", "0780", 2022, 3}}
	page := `{"values":[{"kpi":"N00401","municipality":"0180","period":2023,"values":[{"gender":"T","value":2.5},{"gender":"K","value":9}]},` +
		`{"kpi":"N00401","municipality":"0780","period":"2022","values":[{"gender":"T","value":3}]},` +
		`{"kpi":"N00401","municipality":"0880","period":2022,"values":[{"gender":"T","value":4,"isdeleted":true},{"gender":"T","value":null}]}]}`
	for name, text := range map[string]string{
		"page":    page,
		"pages":   "\ufeff[" + page + `,{"values":[],"next_page":null}]`,
		"CSV":     "kpi,municipality,year,value\nN00401,0180,2023,2.5\nN00401,0780,2022,3\n",
		"Excel's": "\ufeffyear;value;kpi;municipality;note\r\n2023;2,5;N00401;0180;x\r\n2022;3;N00401;0780;\r\n",
	} {
		if got, err := Read(strings.NewReader(text)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for name, text := range map[string]string{
		"nothing": "", "no values": "{}", "a broken list": "[1", "a column short": "kpi,municipality,year\n",
		"no number": "kpi,municipality,year,value\nN00401,0180,2023,många\n", "infinite": "kpi,municipality,year,value\nN00401,0180,2023,Inf\n",
		"a lost zero": "kpi,municipality,year,value\nN00401,180,2023,1\n", "an uneven row": "kpi,municipality,year,value\nN00401\n",
	} {
		if got, err := Read(strings.NewReader(text)); !errors.Is(err, ErrAnswer) || got != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// FuzzRead never panics, and gives finite numbers for codes of four digits only.
func FuzzRead(f *testing.F) {
	f.Add(`{"values":[{"kpi":"N00401","municipality":"0180","period":2023,"values":[{"gender":"T","value":2.5}]}]}`)
	f.Add("kpi;municipality;year;value\nN00401;0180;2023;2,5\n")
	f.Fuzz(func(t *testing.T, text string) {
		values, err := Read(strings.NewReader(text))
		if err != nil && values != nil {
			t.Errorf("both values and %v", err)
		}
		for _, v := range values {
			if len(v.Municipality) != 4 || v.Value != v.Value {
				t.Errorf("%v", v)
			}
		}
	})
}
