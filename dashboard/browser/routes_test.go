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
	if len(routes) < 15 {
		t.Fatalf("routes.go has %d page routes: has its form changed? %q", len(routes), routes)
	}
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

// pageRoutes reads the paths that routes.go answers with pages: at.Get("/path", s.page(…)).
func pageRoutes(t *testing.T) []string {
	t.Helper()
	file := must(parser.ParseFile(token.NewFileSet(), "../routes.go", nil, 0))(t, "read the site map")
	var routes []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || !isMethod(call, "Get") || len(call.Args) != 2 {
			return true
		}
		answer, ok := call.Args[1].(*ast.CallExpr)
		path, literal := call.Args[0].(*ast.BasicLit)
		if ok && literal && (isMethod(answer, "page") || isMethod(answer, "formPage")) {
			routes = append(routes, must(strconv.Unquote(path.Value))(t, "read a route"))
		}
		return true
	})
	return routes
}

func isMethod(call *ast.CallExpr, name string) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name == name
}
