package dashboard

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// apiPaths are the API's resources, as addresses that answer.
func apiPaths(st *stage) []string {
	var paths []string
	needed := map[string]string{
		"/api/v1/rehearsal": "?stad=0780&styrning=3", "/api/v1/contract-text": "?stad=0780", "/api/v1/signal": "?atagande=styrning", "/api/v1/pair": "?stad=0764",
		"/api/v1/next-step": "?stad=0780&atagande=styrning", "/api/v1/similar": "?stad=0780", "/api/v1/matches": "?atagande=styrning",
	}
	for _, r := range st.site.app.GetRoutes(true) {
		if r.Method == http.MethodGet && strings.HasPrefix(r.Path, "/api/v1/") && !strings.HasSuffix(r.Path, ".:form") { // the same with the form in the address, which no rule speaks of
			paths = append(paths, strings.Replace(r.Path, ":name", "levels", 1)+needed[r.Path])
		}
	}
	return paths
}

// TestRESTProfile holds the API to the rules of DIGG's profile that README.md says are followed and that a program can look at.
func TestRESTProfile(t *testing.T) {
	st := onExamples(t)
	resource := regexp.MustCompile(`^/api/v1(/[a-z0-9]+(-[a-z0-9]+)*)+$`)           // RES.06, UFN.01, UFN.07–09, VER.05
	field := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)                    // AME.04, AME.05
	moment := regexp.MustCompile(`^\d{4}-\d\d-\d\dT`)                               // DOT.01
	parameter := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)                // FNS.01, FNS.03
	personal := []string{"pnr", "personnummer", "personnr", "ssn", "email", "namn"} // RES.02
	paths := apiPaths(st)
	if len(paths) < 20 {
		t.Fatalf("only %d resources", len(paths))
	}
	for _, path := range paths {
		bare, query, _ := strings.Cut(path, "?")
		if !resource.MatchString(bare) {
			t.Errorf("%s is not written as the profile wants", bare)
		}
		for name := range strings.SplitSeq(query, "&") {
			name, _, _ = strings.Cut(name, "=")
			if name != "" && (!parameter.MatchString(name) || slices.Contains(personal, name)) {
				t.Errorf("%s takes %q", bare, name)
			}
		}
		a := st.get(t, path)
		if mediaType(a.Header.Get("Content-Type")) != "application/json" || a.Header.Get("ETag") == "" || a.Header.Get("Cache-Control") == "" { // AME.01, ARQ.03
			t.Errorf("%s: %v", path, a.Header)
		}
		var answer any
		if err := json.Unmarshal([]byte(a.body), &answer); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		drawing := strings.HasPrefix(path, "/api/v1/charts/") // its names are those of ECharts
		eachField(answer, func(name string, value any) {
			if !drawing && !field.MatchString(name) {
				t.Errorf("%s has the field %q", path, name)
			}
			if text, ok := value.(string); ok && moment.MatchString(text) {
				if _, err := time.Parse(time.RFC3339, text); err != nil || !strings.HasSuffix(text, "Z") {
					t.Errorf("%s: %s is %q", path, name, text)
				}
			}
		})
	}
}

// eachField calls back for every member of every object.
func eachField(value any, look func(string, any)) {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			look(name, member)
			eachField(member, look)
		}
	case []any:
		for _, item := range v {
			eachField(item, look)
		}
	}
}

// TestRESTProfileErrors: FEL.01, FEL.02, SAK.09, SAK.10.
func TestRESTProfileErrors(t *testing.T) {
	st := onExamples(t)
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/api/v1/nowhere", 404},
		{http.MethodGet, "/api/v1/matrix?datum=igår", 400},
		{http.MethodGet, "/api/v1/charts/nej", 404},
		{http.MethodDelete, "/api/v1/matrix", 405},
	} {
		a := st.ask(t, c.method, c.path, "")
		var told map[string]any
		if err := json.Unmarshal([]byte(a.body), &told); err != nil || a.StatusCode != c.status || mediaType(a.Header.Get("Content-Type")) != "application/problem+json" {
			t.Fatalf("%s %s: %s %v", c.method, c.path, a.Status, err)
		}
		for _, name := range []string{"type", "title", "status", "detail", "request_id"} {
			if told[name] == nil || told[name] == "" {
				t.Errorf("%s %s lacks %s: %s", c.method, c.path, name, a.body)
			}
		}
	}
	a := st.ask(t, http.MethodPost, "/api/v1/submissions", "kommunkod;åtagande;nivå\n0780;styrning;2\n", "Content-Type", "text/csv", "Authorization", "Bearer falsk")
	if a.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(a.Header.Get("WWW-Authenticate"), "Bearer") {
		t.Errorf("a false token is answered %s, WWW-Authenticate %q", a.Status, a.Header.Get("WWW-Authenticate"))
	}
	if a := st.ask(t, http.MethodPost, "/api/v1/submissions", "kommunkod;åtagande;nivå\n0780;styrning;2\n", "Content-Type", "text/csv", "Authorization", "Basic YTpi"); a.StatusCode != http.StatusUnauthorized {
		t.Errorf("Basic authentication is answered %s", a.Status)
	}
}
