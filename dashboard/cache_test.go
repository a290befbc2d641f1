package dashboard

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/data"
)

// decoded undoes an answer's Content-Encoding.
func decoded(t *testing.T, a answer) string {
	t.Helper()
	var from io.Reader = strings.NewReader(a.body)
	switch encoding := a.Header.Get("Content-Encoding"); encoding {
	case "":
	case "br":
		from = brotli.NewReader(from)
	case "gzip":
		var err error
		if from, err = gzip.NewReader(from); err != nil {
			t.Fatal(err)
		}
	default:
		t.Fatalf("encoded as %q", encoding)
	}
	text, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEncodingsAndTags asks for the same thing in every way a browser or a program may.
func TestEncodingsAndTags(t *testing.T) {
	st := onExamples(t)
	for path, vary := range map[string]string{
		"/": "Accept-Encoding, Cookie", "/en/ataganden/styrning": "Accept-Encoding, Cookie", "/rapporter/matrix.csv": "Accept-Encoding, Cookie",
		"/api/v1/charts/levels": "Accept-Encoding, Cookie", "/api/v1/matrix": "Accept, Accept-Encoding, Cookie", "/rapporter/matrix": "Accept, Accept-Encoding, Cookie",
		st.site.static.address("css/site.css"): "Accept-Encoding", st.site.static.address("vendor/echarts.js"): "Accept-Encoding",
	} {
		plain := st.get(t, path)
		tags := map[string]bool{}
		for accept, encoding := range map[string]string{
			"": "", "identity": "", "gzip;q=0, br;q=0": "", "deflate": "", "brotli": "",
			"gzip": "gzip", "gzip;q=0.5, br;q=0": "gzip", "GZIP": "gzip",
			"br": "br", "gzip, deflate, br, zstd": "br", "br;q=0.1, gzip": "br",
		} {
			a := st.get(t, path, "Accept-Encoding", accept)
			if got := a.Header.Get("Content-Encoding"); got != encoding {
				t.Errorf("%s for %q is encoded as %q, want %q", path, accept, got, encoding)
			}
			if decoded(t, a) != plain.body {
				t.Errorf("%s for %q is not what it is without", path, accept)
			}
			if encoding != "" && len(a.body) > len(plain.body)/2 {
				t.Errorf("%s for %q takes %d of %d bytes", path, accept, len(a.body), len(plain.body))
			}
			tag := a.Header.Get("ETag")
			tags[encoding+" "+tag] = true
			if !strings.HasPrefix(tag, `"`) || a.Header.Get("Vary") != vary {
				t.Errorf("%s for %q: ETag %s, Vary %q", path, accept, tag, a.Header.Get("Vary"))
			}
			st.checkConditional(t, path, accept, a)
		}
		if len(tags) != 3 {
			t.Errorf("%s: want a tag of its own per encoding, got %v", path, tags)
		}
	}
}

// checkConditional asks again for what was answered, with HEAD and with its tag.
func (st *stage) checkConditional(t *testing.T, path, accept string, a answer) {
	t.Helper()
	head := st.ask(t, http.MethodHead, path, "", "Accept-Encoding", accept)
	if head.StatusCode != http.StatusOK || head.body != "" || head.ContentLength != int64(len(a.body)) {
		t.Errorf("HEAD %s for %q: %s, length %d of %d", path, accept, head.Status, head.ContentLength, len(a.body))
	}
	for _, name := range [...]string{"ETag", "Vary", "Content-Type", "Content-Encoding", "Cache-Control", "Content-Disposition"} {
		if head.Header.Get(name) != a.Header.Get(name) {
			t.Errorf("HEAD %s for %q: %s is %q, GET says %q", path, accept, name, head.Header.Get(name), a.Header.Get(name))
		}
	}
	tag := a.Header.Get("ETag")
	for asked, status := range map[string]int{
		tag: http.StatusNotModified, `"other", W/` + tag: http.StatusNotModified, "*": http.StatusNotModified,
		`"other"`: http.StatusOK, strings.Trim(tag, `"`): http.StatusOK, "": http.StatusOK,
	} {
		again := st.ask(t, http.MethodGet, path, "", "Accept-Encoding", accept, "If-None-Match", asked)
		if again.StatusCode != status || again.Header.Get("ETag") != tag || again.Header.Get("Vary") != a.Header.Get("Vary") {
			t.Errorf("%s for %q with If-None-Match %s: %s, ETag %s", path, accept, asked, again.Status, again.Header.Get("ETag"))
		}
		if status == http.StatusNotModified && (again.body != "" || again.Header.Get("Content-Encoding") != "") {
			t.Errorf("%s for %q: 304 with %d bytes", path, accept, len(again.body))
		}
		checkPolicy(t, path, again)
	}
}

// TestCacheKey holds the key to what an answer depends on, and to nothing else.
func TestCacheKey(t *testing.T) {
	st := newStage(t, nil)
	if err := st.loadExamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	size := func() int { return st.site.cache.answers.EstimatedSize() }
	tag := func(path string) string { return st.get(t, path).Header.Get("ETag") }

	first := tag("/?stad=0780&lan=07")
	before := size()
	for _, same := range [...]string{
		"/?lan=07&stad=0780", "/?stad=0780,0780&lan=07", "/?stad=0780&lan=07&stad=", "/?stad=%200780&lan=07&utm_source=x&fbclid=1", "/?stad=0780&lan=07&grupp=x&sprak=en",
	} {
		if got := tag(same); got != first {
			t.Errorf("%s is another page than the same filter written otherwise", same)
		}
	}
	if got := size(); got != before {
		t.Errorf("the same filter written otherwise takes %d further places in the cache", got-before)
	}
	seen := map[string]string{}
	for _, path := range [...]string{
		"/api/v1/charts/profile?stad=0780", "/api/v1/charts/profile?stad=1281", "/api/v1/charts/profile?stad=0780&grupp=twins",
		"/api/v1/charts/profile?stad=0780&tema=mork", "/api/v1/charts/profile?stad=0780&sprak=en",
		"/api/v1/charts/levels", "/api/v1/charts/levels?bredd=smal", "/api/v1/charts/levels?datum=2026-06-30", "/api/v1/charts/levels?roll=twin",
		"/", "/en", "/?roll=twin", "/stader/0780", "/en/stader/0780", "/stader/0780?grupp=county",
		"/rapporter/levels-excel.csv", "/rapporter/levels-excel.csv?sprak=en", "/rapporter/levels.csv", "/rapporter/levels.json",
	} {
		got := tag(path)
		if other, ok := seen[got]; ok {
			t.Errorf("%s is the same as %s", path, other)
		}
		seen[got] = path
		if tag(path) != got {
			t.Errorf("%s changes by itself", path)
		}
	}
	if tag("/rapporter/levels-excel.csv?sprak=sv") != tag("/rapporter/levels-excel.csv") {
		t.Error("Swedish asked for is another file than Swedish")
	}
	for range 3 {
		st.ask(t, http.MethodGet, "/?lan=99", "")
		st.ask(t, http.MethodGet, "/nowhere", "")
	}
	before = size()
	for i := range 20 {
		st.ask(t, http.MethodGet, "/nowhere/"+strconv.Itoa(i), "")
		st.ask(t, http.MethodGet, "/stader/"+strconv.Itoa(i), "")
	}
	if got := size(); got != before {
		t.Errorf("errors take %d places in the cache", got-before)
	}
}

// TestNewDataIsSeenAtOnce changes the data and the day.
func TestNewDataIsSeenAtOnce(t *testing.T) {
	st := newStage(t, nil)
	paths := [...]string{"/", "/en/stader/0780", "/api/v1/charts/levels", "/api/v1/matrix", "/rapporter/levels.csv", "/inlamningar/1"}
	before := map[string]answer{}
	for _, p := range paths {
		before[p] = st.ask(t, http.MethodGet, p, "")
	}
	saved := st.record(t, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{
		{Line: 2, Municipality: "0780", Commitment: "styrning", Level: new(3)},
	}})
	if saved.ID != 1 {
		t.Fatalf("saved as %d", saved.ID)
	}
	for _, p := range paths {
		a := st.get(t, p, "If-None-Match", before[p].Header.Get("ETag"))
		if a.body == before[p].body || a.Header.Get("ETag") == before[p].Header.Get("ETag") {
			t.Errorf("%s has not noticed the submission", p)
		}
	}
	today := st.get(t, "/").body
	st.mu.Lock()
	st.now = st.now.Add(24 * time.Hour)
	st.mu.Unlock()
	if tomorrow := st.get(t, "/").body; !strings.Contains(today, `max="2026-12-01"`) || !strings.Contains(tomorrow, `max="2026-12-02"`) {
		t.Error("the page has not noticed the new day")
	}
}

// TestSignedInAnswersStayPrivate looks for a signed-in visitor's page in everybody else's.
func TestSignedInAnswersStayPrivate(t *testing.T) {
	st := onExamples(t)
	cookie := st.signIn(t, "0780", "Hemlig Handläggare")
	for _, path := range [...]string{"/", "/en", "/stader/0780", "/atgarder/styrning-1-3", "/lamna-in", "/inlamningar/1", "/om", "/api/v1/matrix", "/rapporter/matrix.csv"} {
		size := st.site.cache.answers.EstimatedSize()
		mine := st.get(t, path, "Cookie", cookie)
		if got := st.site.cache.answers.EstimatedSize(); got != size {
			t.Errorf("%s for somebody signed in was put into the cache", path)
		}
		if mine.Header.Get("Cache-Control") != "no-store" || mine.Header.Get("ETag") != "" {
			t.Errorf("%s for somebody signed in: Cache-Control %q, ETag %q", path, mine.Header.Get("Cache-Control"), mine.Header.Get("ETag"))
		}
		page := strings.HasPrefix(mine.Header.Get("Content-Type"), "text/html")
		if page != strings.Contains(mine.body, "Hemlig Handläggare") {
			t.Errorf("%s does not say who is signed in", path)
		}
		checkHeaders(t, path, mine)
		for _, other := range [...]string{"", string(sessionCookie) + "=gone", string(sessionCookie) + "="} {
			a := st.get(t, path, "Cookie", other)
			if strings.Contains(a.body, "Hemlig") || a.Header.Get("ETag") == "" || a.Header.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s with the cookie %q: Cache-Control %q, ETag %q", path, other, a.Header.Get("Cache-Control"), a.Header.Get("ETag"))
			}
			checkSecrets(t, path, a.body)
		}
	}
}

// TestConcurrentMissesShareOneRendering lets many ask for what nobody has asked for.
func TestConcurrentMissesShareOneRendering(t *testing.T) {
	c := newCache()
	key := cacheKey{1, "2026-12-01", locale.Swedish, "/"}
	var rendered atomic.Int32
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			a, err := c.get(t.Context(), key, func(context.Context) (*cached, error) {
				rendered.Add(1)
				return newCached("text/plain", "", []byte("once")), nil
			})
			if err != nil || string(a.plain) != "once" {
				t.Errorf("%v, %v", a, err)
			}
		})
	}
	group.Wait()
	if n := rendered.Load(); n != 1 {
		t.Errorf("rendered %d times", n)
	}
	failure := errors.New("no database")
	for range 2 {
		_, err := c.get(t.Context(), cacheKey{address: "/broken"}, func(context.Context) (*cached, error) {
			rendered.Add(1)
			return nil, failure
		})
		if !errors.Is(err, failure) {
			t.Errorf("want the error of the rendering, got %v", err)
		}
	}
	if n := rendered.Load(); n != 3 {
		t.Errorf("a rendering that failed was kept: %d renderings", n)
	}
}

// TestConcurrentVisitors lets visitors and a writer loose on the site at once.
func TestConcurrentVisitors(t *testing.T) {
	st := newStage(t, nil)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, path := range [...]string{"/", "/stader/0780", "/api/v1/charts/levels", "/rapporter/levels.csv"} {
				st.get(t, path)
			}
		})
	}
	group.Go(func() {
		for n := range 4 {
			st.record(t, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{
				{Line: 2, Municipality: "0780", Commitment: "styrning", Level: new(n)},
			}})
		}
	})
	group.Wait()
}

// TestCacheIsBounded fills it with more than it may hold.
func TestCacheIsBounded(t *testing.T) {
	c := newCache()
	big := bytes.Repeat([]byte{0}, 1<<20)
	for i := range 3 * cacheBytes / len(big) {
		_, err := c.get(t.Context(), cacheKey{address: strconv.Itoa(i)}, func(context.Context) (*cached, error) {
			return newCached("application/octet-stream", "", big), nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	c.answers.CleanUp()
	if held := c.answers.WeightedSize(); held > cacheBytes || held == 0 {
		t.Errorf("the cache holds %d bytes of at most %d", held, cacheBytes)
	}
}
