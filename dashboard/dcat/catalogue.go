package dcat

import (
	"errors"
	"fmt"
	"strings"

	"pionjarkollen/data"
)

// ErrIncomplete is a description that lacks what the profile calls mandatory.
var ErrIncomplete = errors.New("mandatory in DCAT-AP-SE and missing")

// Catalogue is what one address offers for harvesting. Texts are in Swedish and English; days are ISO dates, "" where not known.
type Catalogue struct {
	IRI              string // its own address; everything else is named below it, IRI#…
	Title, About     data.Text
	Homepage         string
	Issued, Modified string
	Publisher        Agent
	Contact          Contact
	Datasets         []Dataset
	Service          Service // the API that gives access to some of them
}

// Agent is who answers for the data.
type Agent struct {
	Name     string
	Type     string // one of AgentTypes
	Homepage string // "" is none
	Number   string // organisation number, ten digits; "" where not known
}

// Contact is who answers questions.
type Contact struct {
	Name, Email string
	Page        string // "" is none
	Phone       string // with its country code; "" is none
}

// Dataset is one set of data, whose distributions hold the same rows in different forms.
type Dataset struct {
	Name             string // below the catalogue's IRI, "matrix-2025-2026"
	Title, About     data.Text
	Keywords         []data.Text
	Page             string // where people find it
	Issued, Modified string
	From, To         string     // days that the data is about; To "" goes on
	Final            bool       // never changed again: a release
	Conforms         []Standard // schemas
	Distributions    []Distribution
}

// Distribution is a data set in one form.
type Distribution struct {
	Name     string // below the data set's
	About    data.Text
	Address  string
	Format   string // media type without parameters, "text/csv"
	Service  bool   // Address is answered by the catalogue's API; otherwise it is a file
	Licence  string // "" where none can be promised
	Bytes    int64  // 0 where not known
	SHA256   string // hexadecimal, of the file; "" where it changes
	Conforms []Standard
}

// Standard is a schema or specification, by its address.
type Standard struct {
	IRI   string
	Title data.Text
}

// Service is an API.
type Service struct {
	Title, About data.Text
	Endpoint     string
	Description  string // address of its OpenAPI document; "" where there is none
	Page         string
	Keywords     []data.Text
	Licence      string
}

// statements makes statements about one subject.
type statements struct {
	graph   *Graph
	subject string
}

func (s statements) iri(property, iri string) {
	if iri != "" {
		s.graph.add(s.subject, expand(property), Term{IRI: iri})
	}
}

func (s statements) text(property string, t data.Text) {
	if t.SV != "" {
		s.graph.add(s.subject, expand(property), Term{Text: t.SV, Lang: "sv"})
	}
	if t.EN != "" {
		s.graph.add(s.subject, expand(property), Term{Text: t.EN, Lang: "en"})
	}
}

func (s statements) literal(property, text, datatype string) {
	if text != "" {
		if datatype != "" {
			datatype = expand(datatype)
		}
		s.graph.add(s.subject, expand(property), Term{Text: text, Datatype: datatype})
	}
}

// day states a date.
func (s statements) day(property, day string) { s.literal(property, day, "xsd:date") }

// about begins statements about a thing of a class.
func (g *Graph) about(iri, class string) statements {
	s := statements{g, iri}
	s.iri("rdf:type", expand(class))
	return s
}

// missing returns ErrIncomplete naming what is empty; pairs of what it is and its value.
func missing(of string, pairs ...string) error {
	var names []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			names = append(names, pairs[i])
		}
	}
	if len(names) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s of %s", ErrIncomplete, strings.Join(names, ", "), of)
}
