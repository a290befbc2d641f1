package analytics

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNoSQLIsBuilt holds the package to embedded texts: nothing in Go looks like SQL, and only query reaches the
// database, with texts that are //go:embed variables.
func TestNoSQLIsBuilt(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	sqlWord := regexp.MustCompile(`(?i)\b(select|insert|update|delete|from|where|order by|join)\b\s`)
	embedded := map[string]bool{}
	var parsed []*ast.File
	fset := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Doc != nil && strings.HasPrefix(g.Doc.List[len(g.Doc.List)-1].Text, "//go:embed ") {
				embedded[g.Specs[0].(*ast.ValueSpec).Names[0].Name] = true
			}
		}
	}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if n.Kind == token.STRING && sqlWord.MatchString(n.Value) {
					t.Errorf("%s: looks like SQL: %s", fset.Position(n.Pos()), n.Value)
				}
			case *ast.AssignStmt:
				for _, to := range n.Lhs {
					if id, ok := to.(*ast.Ident); ok && embedded[id.Name] {
						t.Errorf("%s: %s is assigned", fset.Position(n.Pos()), id.Name)
					}
				}
			case *ast.CallExpr:
				checkCall(t, fset, n, embedded)
			}
			return true
		})
	}
}

// checkCall allows a.db.Query(ctx, text, …) in query, query(…, preludeSQL+question, …) in ask and stream, and embedded texts.
func checkCall(t *testing.T, fset *token.FileSet, call *ast.CallExpr, embedded map[string]bool) {
	t.Helper()
	at := fset.Position(call.Pos())
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		if owner, ok := f.X.(*ast.SelectorExpr); !ok || owner.Sel.Name != "db" || f.Sel.Name != "Query" {
			return
		}
		if id, ok := call.Args[1].(*ast.Ident); at.Filename != "ask.go" || !ok || id.Name != "text" {
			t.Errorf("%s: the database is asked beside query", at)
		}
	case *ast.Ident:
		place := map[string]int{"ask": 3, "query": 2, "stream": 3, "kept": 3}[f.Name]
		if place == 0 || at.Filename == "ask.go" {
			return
		}
		if id, ok := call.Args[place].(*ast.Ident); !ok || !embedded[id.Name] {
			t.Errorf("%s: the question is no embedded text", at)
		}
	}
}

// TestParametersAreDocumented wants every $parameter of a text in its head, or the prelude's, and none unused.
func TestParametersAreDocumented(t *testing.T) {
	files, err := filepath.Glob("sql/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	described := regexp.MustCompile(`(?m)^--   \$([a-z]+) `)
	parameter := regexp.MustCompile(`\$([a-z]+)`)
	comment := regexp.MustCompile(`(?m)--.*$`)
	names := func(re *regexp.Regexp, text string) []string {
		var found []string
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			found = append(found, m[1])
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	read := func(name string) (used, told []string) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return names(parameter, comment.ReplaceAllString(string(text), "")), names(described, string(text))
	}
	_, common := read("sql/prelude.sql")
	for _, name := range files {
		used, told := read(name)
		for _, p := range used {
			if !slices.Contains(told, p) && (strings.HasSuffix(name, "history.sql") || !slices.Contains(common, p)) {
				t.Errorf("%s: $%s is not described", name, p)
			}
		}
		for _, p := range told {
			if !slices.Contains(used, p) {
				t.Errorf("%s: $%s is described but not used", name, p)
			}
		}
	}
}
