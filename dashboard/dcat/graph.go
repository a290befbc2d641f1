// Package dcat describes data sets for catalogues that others harvest: DCAT-AP-SE 3.0.1 as an RDF graph, written as RDF/XML, Turtle or
// JSON-LD. It knows no HTTP, no database and no report: what it describes is handed to it.
//
// There are no blank nodes: every thing has an absolute address of its own, so that the three forms hold the same statements and a
// harvester recognises things from one night to the next.
package dcat

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

// ErrIRI is an address that RDF cannot hold, or that is not absolute.
var ErrIRI = errors.New("no absolute IRI")

// Graph is a set of statements in the order in which they were made. The zero value is empty. It is not safe for concurrent writing.
type Graph struct {
	triples []Triple
	known   map[Triple]bool
	err     error // the first
}

// Triple is one statement. Subject and Predicate are IRIs.
type Triple struct {
	Subject, Predicate string
	Object             Term
}

// Term is what a statement says of its subject: another thing, by its IRI, or a literal.
type Term struct {
	IRI      string // "" for literals
	Text     string
	Lang     string // of a text that people read: "sv", "en"; "" is none
	Datatype string // IRI; "" is a plain string, or a text with a language
}

// add makes a statement, once.
func (g *Graph) add(subject, predicate string, o Term) {
	named := []string{subject, predicate}
	if o.IRI != "" {
		named = append(named, o.IRI)
	}
	for _, iri := range named {
		if err := checkIRI(iri); err != nil && g.err == nil {
			g.err = fmt.Errorf("%s of %s: %w", predicate, subject, err)
		}
	}
	o.Text = legal(o.Text)
	t := Triple{subject, predicate, o}
	if g.known[t] {
		return
	}
	if g.known == nil {
		g.known = map[Triple]bool{}
	}
	g.known[t] = true
	g.triples = append(g.triples, t)
}

// Triples returns every statement in the order in which they were made. The caller may change the slice.
func (g *Graph) Triples() []Triple { return append([]Triple(nil), g.triples...) }

// checkIRI returns ErrIRI for what is not absolute or holds what an IRI cannot (RFC 3987).
func checkIRI(s string) error {
	u, err := url.Parse(s)
	if err != nil || !u.IsAbs() || strings.ContainsFunc(s, forbidden) || !utf8.ValidString(s) {
		return fmt.Errorf("%w: %q", ErrIRI, s)
	}
	if (u.Scheme == "http" || u.Scheme == "https") && u.Host == "" {
		return fmt.Errorf("%w: %q has no host", ErrIRI, s)
	}
	return nil
}

// forbidden are the letters that an IRI holds only when they are percent-encoded.
func forbidden(r rune) bool {
	return r <= ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || strings.ContainsRune(`<>"{}|\^`+"`", r)
}

// legal puts the replacement character where a text holds what XML cannot: one text for all three forms.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= ' ' && r <= 0xd7ff, r >= 0xe000 && r <= 0xfffd, r >= 0x10000:
			return r
		}
		return utf8.RuneError
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// resource is everything said about one subject.
type resource struct {
	iri        string
	statements []Triple
}

// resources groups the statements by subject, in the order in which subjects and statements came.
func (g *Graph) resources() []resource {
	at := map[string]int{}
	var all []resource
	for _, t := range g.triples {
		i, ok := at[t.Subject]
		if !ok {
			i = len(all)
			at[t.Subject] = i
			all = append(all, resource{iri: t.Subject})
		}
		all[i].statements = append(all[i].statements, t)
	}
	return all
}
