package dcat

import (
	"encoding/json"
	"fmt"
	"io"
)

// WriteJSONLD writes the graph as JSON-LD: one object per subject in @graph, prefixes in a context of its own, nothing to be fetched.
func (g *Graph) WriteJSONLD(w io.Writer) error {
	context := map[string]string{}
	for _, n := range namespaces {
		context[n.prefix] = n.iri
	}
	things := make([]map[string]any, 0, len(g.triples))
	for _, r := range g.resources() {
		thing := map[string]any{"@id": r.iri}
		for _, t := range r.statements {
			key, value := linked(t)
			list, _ := thing[key].([]any)
			thing[key] = append(list, value)
		}
		things = append(things, thing)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	if err := out.Encode(map[string]any{"@context": context, "@graph": things}); err != nil {
		return fmt.Errorf("write JSON-LD: %w", err)
	}
	return nil
}

// linked is one statement as a key of its subject's object and one of its values.
func linked(t Triple) (key string, value any) {
	if t.Predicate == rdfType {
		return "@type", t.Object.IRI
	}
	key = t.Predicate
	if name, ok := compact(t.Predicate); ok {
		key = name
	}
	switch o := t.Object; {
	case o.IRI != "":
		return key, map[string]string{"@id": o.IRI}
	case o.Lang != "":
		return key, map[string]string{"@value": o.Text, "@language": o.Lang}
	case o.Datatype != "":
		return key, map[string]string{"@value": o.Text, "@type": o.Datatype}
	default:
		return key, o.Text
	}
}
