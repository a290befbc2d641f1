package browser_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// TestEveryPageIsVisited compares the places with the site map, so that no page can be forgotten.
func TestEveryPageIsVisited(t *testing.T) {
	var visited []string
	signedIn := []string{"/valkommen/:token", "/lamna-in/granska/:draft", "/lamna-in/kvitto/:id", "/inlamningar/:id/angra", "/konto", "/konto/api", "/bekrafta"}
	for _, p := range publicPlaces {
		visited = append(visited, p.route)
	}
	visited = append(visited, signedIn...) // TestSignedInPages goes there
	routes := pageRoutes(t)
	for _, route := range routes {
		if !slices.Contains(visited, route) {
			t.Errorf("GET %s is not among the places the tests visit", route)
		}
	}
	for _, route := range visited {
		if route != "" && !slices.Contains(routes, route) {
			t.Errorf("the tests visit GET %s, which is no page route", route)
		}
	}
}

// pageRoutes reads the paths that the site answers with pages: at.Get("/path", s.page(…)) in routes.go, and the list of views that can be
// cited, which routes.go lays too.
func pageRoutes(t *testing.T) []string {
	t.Helper()
	var routes []string
	read := func(path ast.Expr) {
		if path, literal := path.(*ast.BasicLit); literal {
			routes = append(routes, must(strconv.Unquote(path.Value))(t, "read a route"))
		}
	}
	ast.Inspect(parsed(t, "../routes.go"), func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && isMethod(call, "Get") && len(call.Args) == 2 {
			if answer, ok := call.Args[1].(*ast.CallExpr); ok && (isMethod(answer, "page") || isMethod(answer, "formPage")) {
				read(call.Args[0])
			}
		}
		return true
	})
	laid := len(routes)
	ast.Inspect(parsed(t, "../citing_pages.go"), func(n ast.Node) bool {
		if list, ok := n.(*ast.CompositeLit); ok && isListOf(list, "citableView") {
			for _, view := range list.Elts {
				read(view.(*ast.CompositeLit).Elts[0])
			}
		}
		return true
	})
	if laid < 15 || len(routes)-laid < 15 {
		t.Fatalf("routes.go lays %d pages, citing_pages.go %d views: has their form changed? %q", laid, len(routes)-laid, routes)
	}
	return routes
}

func parsed(t *testing.T, path string) *ast.File {
	t.Helper()
	return must(parser.ParseFile(token.NewFileSet(), path, nil, 0))(t, "read "+path)
}

func isListOf(list *ast.CompositeLit, name string) bool {
	kind, ok := list.Type.(*ast.ArrayType)
	if !ok {
		return false
	}
	elem, ok := kind.Elt.(*ast.Ident)
	return ok && elem.Name == name
}

func isMethod(call *ast.CallExpr, name string) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name == name
}
