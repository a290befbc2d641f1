package dcat

import (
	"fmt"
	"io"
	"strings"
)

// forXML escapes what would end a text or an attribute, and what a parser would change: line ends.
var forXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")

// WriteRDFXML writes the graph as RDF/XML, the form that Sveriges dataportal harvests.
func (g *Graph) WriteRDFXML(w io.Writer) error {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")
	for _, n := range namespaces {
		fmt.Fprintf(&b, "\n    xmlns:%s=\"%s\"", n.prefix, forXML.Replace(n.iri))
	}
	b.WriteString(">\n")
	for _, r := range g.resources() {
		element := r.element()
		fmt.Fprintf(&b, "<%s rdf:about=\"%s\">\n", element, forXML.Replace(r.iri))
		typed := element == "rdf:Description"
		for _, t := range r.statements {
			if name, ok := compact(t.Object.IRI); !typed && t.Predicate == rdfType && ok && name == element {
				typed = true // the element says it
				continue
			}
			if err := writeProperty(&b, t); err != nil {
				return err
			}
		}
		fmt.Fprintf(&b, "</%s>\n", element)
	}
	b.WriteString("</rdf:RDF>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// element is the resource's first class of ours as an element's name, else rdf:Description.
func (r resource) element() string {
	for _, t := range r.statements {
		if name, ok := compact(t.Object.IRI); ok && t.Predicate == rdfType {
			return name
		}
	}
	return "rdf:Description"
}

// writeProperty writes one statement within its subject's element.
func writeProperty(b *strings.Builder, t Triple) error {
	name, ok := compact(t.Predicate)
	if !ok {
		return fmt.Errorf("RDF/XML has no name for the property %s", t.Predicate)
	}
	switch o := t.Object; {
	case o.IRI != "":
		fmt.Fprintf(b, "  <%s rdf:resource=\"%s\"/>\n", name, forXML.Replace(o.IRI))
	case o.Lang != "":
		fmt.Fprintf(b, "  <%s xml:lang=\"%s\">%s</%s>\n", name, o.Lang, forXML.Replace(o.Text), name)
	case o.Datatype != "":
		fmt.Fprintf(b, "  <%s rdf:datatype=\"%s\">%s</%s>\n", name, forXML.Replace(o.Datatype), forXML.Replace(o.Text), name)
	default:
		fmt.Fprintf(b, "  <%s>%s</%s>\n", name, forXML.Replace(o.Text), name)
	}
	return nil
}
