package dcat

import (
	"fmt"
	"io"
	"strings"
)

// forTurtle escapes what a quoted string cannot hold.
var forTurtle = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// WriteTurtle writes the graph as Turtle.
func (g *Graph) WriteTurtle(w io.Writer) error {
	var b strings.Builder
	for _, n := range namespaces {
		fmt.Fprintf(&b, "@prefix %s: <%s> .\n", n.prefix, n.iri)
	}
	for _, r := range g.resources() {
		fmt.Fprintf(&b, "\n<%s>\n", r.iri)
		for i, t := range r.statements {
			end := " ;"
			if i == len(r.statements)-1 {
				end = " ."
			}
			predicate := turtleIRI(t.Predicate)
			if t.Predicate == rdfType {
				predicate = "a"
			}
			fmt.Fprintf(&b, "    %s %s%s\n", predicate, turtleTerm(t.Object), end)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func turtleIRI(iri string) string {
	if name, ok := compact(iri); ok {
		return name
	}
	return "<" + iri + ">"
}

func turtleTerm(o Term) string {
	if o.IRI != "" {
		return turtleIRI(o.IRI)
	}
	text := `"` + forTurtle.Replace(o.Text) + `"`
	switch {
	case o.Lang != "":
		return text + "@" + o.Lang
	case o.Datatype != "":
		return text + "^^" + turtleIRI(o.Datatype)
	default:
		return text
	}
}
