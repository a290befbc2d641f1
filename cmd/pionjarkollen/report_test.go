package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pionjarkollen/dashboard"
	"pionjarkollen/dashboard/report"
)

// invoke runs the program, which must succeed, and returns its standard output.
func invoke(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, func(string) string { return "" }, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Fatalf("%q: exit code %d, %s", args, code, &errs)
	}
	return out.Bytes()
}

// imported makes a database by import, in which three cities have handed in levels, and one has reported actions.
func imported(t *testing.T) (path string) {
	t.Helper()
	folder := t.TempDir()
	path = filepath.Join(folder, "p.duckdb")
	for name, text := range map[string]string{
		"levels.csv": "kommunkod;åtagande;nivå;beslutsdatum;diarienummer;länk\n" +
			"0780;styrning;3;2026-02-01;KS 2026/1;https://vaxjo.se/beslut\n0780;klimatberakningar;0;;;\n1281;styrning;1;;=1+1;\n1280;finansiering;2;;;\n",
		"actions.csv": "kommunkod;åtagande;nivå;åtgärd;status\n0780;finansiering;1;finansiering-1-2;pågår\n0780;styrning;1;styrning-1-3;genomförd\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	invoke(t, "import", "--db", path, filepath.Join(folder, "levels.csv"), filepath.Join(folder, "actions.csv"))
	return path
}

// served answers requests of the site over the database, as long as the test lasts.
func served(t *testing.T, path, publicURL string) (get func(path string) []byte) {
	t.Helper()
	db, err := openDatabase(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	site, err := dashboard.New(dashboard.Options{DB: db, PublicURL: publicURL, Operator: "Provkommunen"})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(ln) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		http.DefaultClient.CloseIdleConnections()
		for _, err := range []error{site.Shutdown(ctx), <-ended, db.Close()} {
			if err != nil {
				t.Error(err)
			}
		}
	})
	return func(path string) []byte {
		t.Helper()
		status, body, err := fetch("http://" + ln.Addr().String() + path)
		if err != nil || status != http.StatusOK {
			t.Fatalf("%s: %d, %v\n%s", path, status, err, body)
		}
		return []byte(body)
	}
}

// TestReportsAreThoseOfTheSite writes every report in every format from the shell, and compares each with the file that the site gives at
// the address that the shell's names as its source.
func TestReportsAreThoseOfTheSite(t *testing.T) {
	const home = "https://pionjarkollen.example.se"
	path := imported(t)
	day := time.Now().UTC().Format(time.DateOnly) // not later than today in Stockholm
	needs := map[report.What][]string{
		report.City:       {"--city", "0780"},
		report.Commitment: {"--commitment", "styrning"},
		report.Comparison: {"--city", "0780,1281", "--city", "1280"},
		report.Timeline:   {"--commitment", "finansiering"},
		report.Moves:      {"--since", "2026-01-01", "--since-edition", "2025/2026"},
		report.Events:     {"--days", "365", "--county", "07,12"},
		report.Map:        {"--commitment", "klimatberakningar", "--role", "pioneer", "--role", "twin", "--answer", "2"},
		report.NextStep:   {"--city", "0780", "--commitment", "klimatberakningar"},
		report.Support:    {"--commitment", "styrning"},
		report.Matches:    {"--commitment", "styrning"},
		report.Pair:       {"--city", "0780", "--with", "1281"},
		report.Similar:    {"--city", "0780"},
		report.Outcomes:   {"--indicator", "N07702", "--commitment", "styrning", "--year", "2023"},
		report.Levels:     {"--population", "50000-99999"},
	}
	type file struct {
		args []string
		body []byte
	}
	files := map[string]file{} // by address
	write := func(suffix string, args ...string) {
		t.Helper()
		out := filepath.Join(t.TempDir(), "report")
		args = append([]string{"report", "--db", path, "--operator", "Provkommunen", "--public-url", home + "/", "--as-of", day, "-o", out}, args...)
		invoke(t, args...)
		body, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		files[suffix] = file{args, body}
	}
	langs := map[report.Format]string{report.XLSX: "en", report.ExcelCSV: "sv", report.CSV: "en", report.JSON: "sv", report.Parquet: "sv"}
	for _, what := range tables() {
		args := append([]string{"--what", string(what)}, needs[what]...)
		address := addressOf(t, home, path, day, args)
		for _, format := range report.Formats {
			at := strings.Replace(address, ".json", format.Suffix(), 1)
			if langs[format] == "en" {
				at += "&sprak=en"
			}
			write(at, append([]string{"--format", string(format), "--lang", langs[format]}, args...)...)
		}
	}
	write("/rapporter/edition.zip?datum="+day+"&lan=07", "--what", "edition", "--format", "zip", "--county", "07")
	get := served(t, path, home)
	for address, f := range files {
		if site := get(address); !bytes.Equal(site, f.body) {
			t.Errorf("%q is not what %s is: %d and %d bytes", f.args, address, len(f.body), len(site))
		}
	}
}

// addressOf is where a report says that it comes from, as JSON.
func addressOf(t *testing.T, home, path, day string, args []string) string {
	t.Helper()
	body := invoke(t, append([]string{"report", "--db", path, "--public-url", home, "--as-of", day, "--format", "json"}, args...)...)
	var document struct{ Meta struct{ Kalla string } }
	if err := json.Unmarshal(body, &document); err != nil {
		t.Fatal(err)
	}
	address, ok := strings.CutPrefix(document.Meta.Kalla, home)
	if !ok {
		t.Fatalf("%q names %q as its source", args, document.Meta.Kalla)
	}
	return address
}

func TestEveryParameterOfAReportHasAFlag(t *testing.T) {
	for _, what := range tables() {
		for _, name := range report.Own(what) {
			if !slices.ContainsFunc(choosing[:], func(p parameter) bool { return p.name == name }) {
				t.Errorf("report has no flag for %s of %s", name, what)
			}
		}
		if !strings.Contains(reportHelp, string(what)) {
			t.Errorf("report -h does not name %s", what)
		}
	}
}
