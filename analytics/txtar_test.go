package analytics

import (
	"errors"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted answers in testdata; read the diff")

// TestQuestions asks every question of testdata/*.txtar. Such a file holds a script (see script), then files named by
// a question with the wanted answer as their text:
//
//	coverage matrix levels leaders actions commitment/SLUG action/ID city/CODE compare/CODE,CODE
//	changes/FROM/TO submissions/CODE/LIMIT submission/ID and those of askTime
//	rehearsal/CODE/SLUG=LEVEL,… signal/commitment/SLUG signal/action/ID processes process/KEY outcomes/KPI/SLUG
//	nextstep/CODE/SLUG support/SLUG similar/CODE likeness
//	leads matches/SLUG pair/CODE[/CODE]
//
// each with ?QUERY for the filter. CODE may be empty in submissions; FROM and TO are RFC 3339. Blank lines and those
// with # are free to add in the comment of the archive only.
func TestQuestions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if archive.Files[0].Name != "script" {
				t.Fatal("the first file is not the script")
			}
			s := runScript(t, string(archive.Files[0].Data))
			for i := range archive.Files[1:] {
				file := &archive.Files[i+1]
				got := s.answer(t, file.Name)
				if *update {
					file.Data = []byte(got)
				} else if want := string(file.Data); strings.TrimSpace(got) != strings.TrimSpace(want) {
					t.Errorf("%s\ngot:\n%s\nwant:\n%s", file.Name, got, want)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// answer asks one question and writes its answer as a table.
func (s *script) answer(t *testing.T, question string) string {
	t.Helper()
	u, err := url.Parse(question)
	if err != nil {
		t.Fatal(err)
	}
	var tab table
	if err := s.ask(t, &tab, strings.Split(u.Path, "/"), u.Query()); err != nil {
		var filter *FilterError
		switch {
		case errors.As(err, &filter):
			tab.row("error", filter.Parameter, filter.Value, "allowed", strings.Join(filter.Allowed, " "))
		case errors.Is(err, ErrUnknown):
			tab.row("error unknown")
		case errors.Is(err, ErrCityCount):
			tab.row("error city count")
		default:
			t.Fatalf("%s: %v", question, err)
		}
	}
	return tab.String() + "\n"
}

func (s *script) ask(t *testing.T, tab *table, path []string, query url.Values) error {
	t.Helper()
	ctx, a := t.Context(), New(s.db)
	f, err := ParseFilter(query, s.db.Catalogue(), s.db.Now())
	if err != nil {
		return err
	}
	if known, err := s.askTime(t, tab, path, f); known {
		return err
	}
	switch path[0] {
	case "coverage":
		return show(tab.coverage)(a.Coverage(ctx, f))
	case "matrix":
		return show(tab.matrix)(a.Matrix(ctx, f))
	case "levels":
		return show(tab.levels)(a.Levels(ctx, f))
	case "leaders":
		return show(tab.leaders)(a.Leaders(ctx, f))
	case "commitment":
		return show(tab.commitment)(a.Commitment(ctx, f, path[1]))
	case "action":
		return show(tab.action)(a.Action(ctx, f, path[1]))
	case "actions":
		return show(tab.actions)(a.Actions(ctx, f))
	case "city":
		return show(tab.city)(a.City(ctx, f, path[1]))
	case "compare":
		return show(tab.compare)(a.Compare(ctx, f, strings.Split(path[1], ",")))
	case "changes":
		return show(tab.changes)(a.Changes(ctx, f, moment(t, path[1]), moment(t, path[2])))
	case "submissions":
		limit, err := strconv.Atoi(path[2])
		if err != nil {
			t.Fatal(err)
		}
		return show(tab.history)(a.Submissions(ctx, path[1], limit))
	case "submission":
		id, err := strconv.ParseInt(path[1], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		entry, err := a.Submission(ctx, id)
		return show(tab.history)([]HistoryEntry{entry}, err)
	}
	if asked, err := s.askUses(t, tab, path, f); asked {
		return err
	}
	if asked, err := s.askSteps(t, tab, path, f); asked {
		return err
	}
	t.Fatalf("no question %q", path[0])
	return nil
}

// show writes an answer unless it is an error.
func show[T any](write func(T)) func(T, error) error {
	return func(answer T, err error) error {
		if err == nil {
			write(answer)
		}
		return err
	}
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
