package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"pionjarkollen/ingest"
)

// TestEveryDocumentedSubmission hands in as the document says, and holds each answer to it.
func TestEveryDocumentedSubmission(t *testing.T) {
	st := newStage(t, func(o *Options) {
		o.Limits = ingest.DefaultLimits
		o.Limits.Bytes = 4096
	})
	token, _ := programToken(t, st)
	const path = "/api/v1/submissions"
	d := readDocument(t, st, "")
	file, _ := d.at("paths", path, "post", "requestBody", "content", "text/csv", "example").(string)
	if !strings.Contains(file, ";") {
		t.Fatalf("the example of a file is %q", file)
	}
	dry := st.ask(t, http.MethodPost, path+"?dry_run=true", file, "Content-Type", "text/csv")
	sameExample(t, path, strings.Replace(dry.body, "exempel.csv", "inlamning.csv", 1), d.at("paths", path, "post", "responses", "200", "content", "application/json", "example"))

	bearer := []string{"Authorization", "Bearer " + token}
	const doubtful = "kommunkod;åtagande;nivå\n780;styrning;2\n"
	covered := map[int]bool{}
	for _, c := range []struct {
		name, query, body string
		headers           []string
		status            int
	}{
		{"dry run", "?dry_run=true", oneLevel, nil, 200},
		{"dry run with an error", "?dry_run=true", "kommunkod;åtagande;nivå\n0780;styrning;9\n", nil, 422},
		{"in English", "?dry_run=true&sprak=en", doubtful, nil, 200},
		{"saved", "?dry_run=false", oneLevel, append([]string{"Idempotency-Key", "a"}, bearer...), 201},
		{"sent again", "?dry_run=false", oneLevel, append([]string{"Idempotency-Key", "a"}, bearer...), 201},
		{"the key again", "?dry_run=false", doubtful, append([]string{"Idempotency-Key", "a"}, bearer...), 422},
		{"no key", "", oneLevel, append([]string{"Idempotency-Key", strings.Repeat("k", 201)}, bearer...), 400},
		{"warnings", "", doubtful, bearer, 422},
		{"warnings accepted", "?accept=code-lost-zero&accept=level-dash,date-doubtful", strings.Replace(doubtful, "2\n", "3\n", 1), bearer, 201},
		{"a strange parameter", "?dry_run=zzz", oneLevel, nil, 400},
		{"signed out", "", oneLevel, nil, 401},
		{"a strange token", "", oneLevel, []string{"Authorization", "Bearer nonsens"}, 401},
		{"a cookie alone", "", oneLevel, []string{"Cookie", st.signIn(t, "0780", "Kaka")}, 403},
		{"too large", "?dry_run=true", strings.Repeat("x", 5000), nil, 413},
		{"a picture", "?dry_run=true", oneLevel, []string{"Content-Type", "image/png"}, 415},
	} {
		headers := c.headers
		if len(headers) == 0 || headers[0] != "Content-Type" {
			headers = append([]string{"Content-Type", "text/csv"}, headers...)
		}
		a := st.ask(t, http.MethodPost, path+c.query, c.body, headers...)
		if a.StatusCode != c.status {
			t.Errorf("%s: %s, want %d\n%s", c.name, a.Status, c.status, a.body)
		}
		d.holds(path, "post", a, " ("+c.name+")")
		covered[a.StatusCode] = true
	}
	for status := range d.at("paths", path, "post", "responses").(map[string]any) {
		if status != "default" && status != "409" && status != "429" && !covered[atoi(status)] {
			t.Errorf("%s is documented, and not met here", status)
		}
	}
}

// TestSubmissionCodesAreDocumented finds every warning among the values of accept.
func TestSubmissionCodesAreDocumented(t *testing.T) {
	d := readDocument(t, onExamples(t), "")
	for _, p := range d.at("paths", "/api/v1/submissions", "post", "parameters").([]any) {
		if p := p.(map[string]any); p["name"] == "accept" {
			values := saidTexts(p["schema"].(map[string]any)["items"].(map[string]any)["enum"])
			if len(values) < 20 {
				t.Errorf("accept takes %v", values)
			}
			return
		}
	}
	t.Error("accept is not documented")
}
