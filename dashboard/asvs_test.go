package dashboard

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// requirement is one line of testdata/asvs.csv: a requirement of OWASP's ASVS 5.0.0 in our own words, how it is met, and what shows it.
type requirement struct{ id, level, text, how, status, test string }

// statuses of a requirement: shown by a test; met in a way that reading shows; waiting for a test that is being written; and not for us,
// with the reason.
var asvsStatuses = []string{"tested", "met", "awaits", "n/a"}

func requirements(t *testing.T) []requirement {
	t.Helper()
	f, err := os.Open("testdata/asvs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0], ","); got != "id,level,requirement,how,status,test" {
		t.Fatalf("the columns are %s", got)
	}
	var all []requirement
	for _, r := range rows[1:] {
		all = append(all, requirement{r[0], r[1], r[2], r[3], r[4], r[5]})
	}
	return all
}

// TestASVS holds the list to the tests that it names: each must exist, and at least 42 requirements of levels 1 and 2 must have one.
func TestASVS(t *testing.T) {
	tests := testsOfTheProgram(t)
	id := regexp.MustCompile(`^V[0-9]+\.[0-9]+\.[0-9]+$`)
	seen, counts := map[string]bool{}, map[string]int{}
	for _, r := range requirements(t) {
		switch {
		case !id.MatchString(r.id) || seen[r.id]:
			t.Errorf("%s is no number of a requirement, or stands twice", r.id)
		case r.text == "" || r.how == "" || !slices.Contains([]string{"1", "2", "3"}, r.level) || !slices.Contains(asvsStatuses, r.status):
			t.Errorf("%s lacks something: %+v", r.id, r)
		case (r.status == "tested") != (r.test != ""):
			t.Errorf("%s is %s and names the test %q", r.id, r.status, r.test)
		}
		seen[r.id] = true
		for name := range strings.FieldsSeq(r.test) {
			if !tests[name] {
				t.Errorf("%s names %s, which is no test", r.id, name)
			}
		}
		if r.level != "3" {
			counts[r.status]++
		}
	}
	if counts["tested"] < 42 {
		t.Errorf("only %d requirements of levels 1 and 2 have a test", counts["tested"])
	}
	for _, beyond := range []string{"V1.2.10", "V5.2.4", "V3.6.1"} { // CSV injection, upload quota, no third party
		if i := slices.IndexFunc(requirements(t), func(r requirement) bool { return r.id == beyond }); i < 0 || requirements(t)[i].status != "tested" {
			t.Errorf("%s of level 3 is not tested", beyond)
		}
	}
	t.Logf("levels 1 and 2: %v", counts)
}

// testsOfTheProgram are the names of all tests, by reading the source.
func testsOfTheProgram(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && strings.HasPrefix(fn.Name.Name, "Test") {
				all[fn.Name.Name] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
