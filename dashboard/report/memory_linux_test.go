package report_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/analytics"
	"pionjarkollen/dashboard/report"
	"pionjarkollen/data"
)

// exportRole tells the test binary to be a process that exports in the format it names, and nothing else.
const exportRole = "PIONJARKOLLEN_TEST_EXPORT"

func TestMain(m *testing.M) {
	format := os.Getenv(exportRole)
	if format == "" {
		os.Exit(m.Run())
	}
	if err := exportAndTell(context.Background(), report.Format(format), os.Args[1], os.Args[2]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// exportAndTell exports all actions of the database, and prints how many MB the process held at most when the database was open, and then.
func exportAndTell(ctx context.Context, format report.Format, reference, database string) (err error) {
	catalogue, err := data.LoadCatalogueFS(os.DirFS(reference))
	if err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Options{Path: database, Catalogue: catalogue, Threads: 2})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	f, err := analytics.ParseFilter(url.Values{"roll": {"pioneer,twin,unknown,outside"}}, catalogue, db.Now())
	if err != nil {
		return err
	}
	open, err := heldAtMost()
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(io.Discard, 1<<16)
	if err := report.Write(ctx, w, analytics.New(db), report.Actions, format, f, report.Meta{Lang: "sv", Now: db.Now()}); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	held, err := heldAtMost()
	fmt.Println(open, held)
	return err
}

// heldAtMost is how much memory this process has held at most, in MB; what it was started by does not count.
func heldAtMost() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.Atoi(kilobytes)
	return n >> 10, err
}

// manyActions makes a database with n statuses, each of another action or municipality, most of which are invented.
func manyActions(t *testing.T, reference, database string, n int) {
	t.Helper()
	catalogue, err := data.LoadCatalogueFS(os.DirFS(reference))
	if err != nil {
		t.Fatal(err)
	}
	db, err := data.Open(t.Context(), data.Options{Path: database, Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	e := catalogue.Current()
	s := data.Submission{Kind: data.Actions, Edition: e.ID, Sender: data.Sender{Name: "Prov", Role: "shell"}}
	for len(s.Reports) < n {
		for _, m := range catalogue.Municipalities {
			for _, c := range e.Commitments {
				for _, level := range c.Levels {
					for _, a := range level.Actions {
						s.Reports = append(s.Reports, data.ActionReport{
							Line: len(s.Reports) + 2, Municipality: m.Code, Action: a.ID, Status: data.Statuses[len(s.Reports)%4],
							Link: fmt.Sprintf("https://%s.example.se/%d", m.Code, len(s.Reports)),
						})
					}
				}
			}
		}
	}
	s.Reports = s.Reports[:n]
	if _, err := db.Record(t.Context(), s, []byte("raw")); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestExportsHoldAPortion holds an export of ten times as many rows to less than twice the memory: what grows is the question who has handed in, which
// pages ask, too. When all rows were kept first, a million held five times what 30,000 did.
func TestExportsHoldAPortion(t *testing.T) {
	const few, times = 40_000, 10
	folder := t.TempDir()
	reference := filepath.Join(folder, "reference")
	if err := os.CopyFS(reference, os.DirFS(filepath.Join("..", "..", "data", "reference"))); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(reference, "municipalities.csv")
	known, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 3000; i < 3000+4000; i++ {
		if line := fmt.Sprintf("\n%d,", i); !strings.Contains(string(known), line) {
			known = fmt.Appendf(known, "%d,Påhittad %d,%02d,Påhittat län %02d,1000,2024,,\n", i, i, i/100, i/100)
		}
	}
	if err := os.WriteFile(name, known, 0o600); err != nil {
		t.Fatal(err)
	}
	databases := map[int]string{}
	for _, n := range [...]int{few, times * few} {
		databases[n] = filepath.Join(folder, strconv.Itoa(n)+".duckdb")
		manyActions(t, reference, databases[n], n)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range report.Formats {
		var open, held [2]int
		for i, n := range [...]int{few, times * few} {
			child := exec.CommandContext(t.Context(), self, reference, databases[n])
			child.Env = append(os.Environ(), exportRole+"="+string(format))
			out, err := child.CombinedOutput()
			if err != nil {
				t.Fatalf("%s, %d rows: %v\n%s", format, n, err, out)
			}
			if _, err := fmt.Sscan(string(out), &open[i], &held[i]); err != nil {
				t.Fatalf("%s, %d rows: %v\n%s", format, n, err, out)
			}
		}
		t.Logf("%s: %d MB and %d times as many rows %d MB, of which %d and %d were held before", format, held[0], times, held[1], open[0], open[1])
		if most := 2 * held[0]; held[1] > most {
			t.Errorf("%s: %d rows hold %d MB and %d times as many %d, more than %d", format, few, held[0], times, held[1], most)
		}
	}
}
