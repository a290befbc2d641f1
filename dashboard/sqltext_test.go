package dashboard

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// askers are the methods that take SQL, with the place of the text among their arguments.
var askers = map[string]int{
	"Exec": 0, "ExecContext": 1, "Query": 1, "QueryContext": 1, "QueryRow": 1, "QueryRowContext": 1, "Prepare": 0, "PrepareContext": 1,
}

// helpers are functions of a package that hand a text, or the name of an embedded one, on to the database, with its place.
var helpers = map[string]map[string]int{
	"dashboard/access": {"list": 1, "one": 1, "run": 1, "statement": 0},
	"dashboard/desk":   {"each": 2, "ask": 0},
	"ingest":           {"each": 2},
}

// handedOn are the places where a text comes from elsewhere in the program, each with the reason why no input is in it.
var handedOn = map[string]string{
	"dashboard/access/enrol.go":       "a list of names of embedded texts",
	"dashboard/access/credentials.go": "the name of an embedded text, a constant in its callers",
	"dashboard/access/statement.go":   "embedded texts by name: its callers are looked at here",
	"dashboard/desk/desk.go":          "hands on what its callers ask, all of whom are looked at here",
	"ingest/standing.go":              "one of two embedded texts",
	"ingest/undo.go":                  "hands on what its callers ask, all of whom are looked at here",
	"data/backup.go":                  "names and paths that the operator chose, quoted",
	"data/kept.go":                    "names of our own tables, out of the embedded schema",
	"data/lockdown.go":                "settings of our own, quoted",
	"data/load_reports.go":            "one of two embedded texts",
	"data/migrate.go":                 "the embedded schema",
	"data/parquet.go":                 "names, values and a path of a file that is written, quoted, in a database that holds nothing",
	"data/query.go":                   "hands on what its callers ask, all of whom are looked at here",
	"data/rebuild.go":                 "names of our own tables, quoted",
	"data/reconcile.go":               "a list of constants",
	"data/seed.go":                    "names of our own tables",
	"data/snapshot.go":                "hands on what its callers ask, all of whom are looked at here",
	"data/write.go":                   "hands on what its callers ask, all of whom are looked at here",
	"analytics/ask.go":                "embedded texts alone: TestNoSQLIsBuilt in analytics",
}

// TestSQLIsNeverBuilt walks through the source of the whole program: what DuckDB is asked is a constant or an embedded file, and
// everything else comes as a parameter.
func TestSQLIsNeverBuilt(t *testing.T) {
	asked, used := 0, map[string]bool{}
	fset := token.NewFileSet()
	folders := map[string]map[string]*ast.File{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		folder := filepath.Dir(path)
		if folders[folder] == nil {
			folders[folder] = map[string]*ast.File{}
		}
		folders[folder][path] = f
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, files := range folders {
		fixed := fixedTexts(files)
		for at, f := range files {
			name := filepath.ToSlash(strings.TrimPrefix(at, ".."+string(filepath.Separator)))
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				text := sqlOf(call, helpers[path.Dir(name)])
				if text == nil {
					return true
				}
				asked++
				if fixed.is(text) {
					return true
				}
				if handedOn[name] == "" {
					var b strings.Builder
					if err := printer.Fprint(&b, fset, text); err != nil {
						t.Error(err)
					}
					t.Errorf("%s: asks %s, which is neither a constant nor an embedded file", fset.Position(call.Pos()), b.String())
				}
				used[name] = true
				return true
			})
		}
	}
	if asked < 20 {
		t.Errorf("only %d questions were found", asked)
	}
	for name := range handedOn {
		if !used[name] {
			t.Errorf("%s need not be excused any more", name)
		}
	}
}

// sqlOf is the text that a call hands to the database, nil where it is no such call.
func sqlOf(call *ast.CallExpr, own map[string]int) ast.Expr {
	called := call.Fun
	if generic, ok := called.(*ast.IndexExpr); ok {
		called = generic.X
	}
	if id, ok := called.(*ast.Ident); ok {
		if place, ok := own[id.Name]; ok && len(call.Args) > place {
			return call.Args[place]
		}
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	place, ok := askers[f.Sel.Name]
	if !ok || len(call.Args) <= place {
		return nil
	}
	if place == 1 && f.Sel.Name == "Query" { // tx.Query(text, …) of a write; others take a context first
		if id, ok := f.X.(*ast.Ident); ok && id.Name == "tx" {
			place = 0
		}
	}
	return call.Args[place]
}

// texts are the names in a package that hold a constant or an embedded file.
type texts map[string]bool

// fixedTexts finds them; a variable that anything is assigned to is none.
func fixedTexts(files map[string]*ast.File) texts {
	all := texts{}
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			embedded := g.Doc != nil && strings.HasPrefix(g.Doc.List[len(g.Doc.List)-1].Text, "//go:embed ")
			for _, spec := range g.Specs {
				v, ok := spec.(*ast.ValueSpec)
				if !ok {
					continue
				}
				embeddedHere := embedded || v.Doc != nil && strings.HasPrefix(v.Doc.List[len(v.Doc.List)-1].Text, "//go:embed ")
				for _, name := range v.Names {
					if g.Tok == token.CONST || embeddedHere {
						all[name.Name] = true
					}
				}
			}
		}
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok {
				for _, to := range a.Lhs {
					if id, ok := to.(*ast.Ident); ok {
						delete(all, id.Name)
					}
				}
			}
			return true
		})
	}
	return all
}

// is tells whether an expression is made of fixed texts alone.
func (all texts) is(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.Ident:
		return all[e.Name]
	case *ast.BinaryExpr:
		return e.Op == token.ADD && all.is(e.X) && all.is(e.Y)
	case *ast.ParenExpr:
		return all.is(e.X)
	}
	return false
}
