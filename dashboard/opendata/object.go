// Package opendata writes the documents that tell machines what the site gives out and takes in: JSON Schema, Frictionless Data Package,
// CSV on the Web and OpenAPI. All of them, and the column tables of README.md, come from the same fields: those of the reports
// (report.Fields) and of the files that municipalities hand in (ingest.Fields). It knows no HTTP.
package opendata

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Object is a JSON object that keeps the order of its members.
type Object []Member

// Member is a name and its value, which encoding/json writes.
type Member struct {
	Name  string
	Value any
}

// MarshalJSON writes the members in order, without escaping what only HTML would mind.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encode(&b, m.Name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := encode(&b, m.Value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Get returns the value of a member, or nil.
func (o Object) Get(name string) any {
	if i := slices.IndexFunc(o, func(m Member) bool { return m.Name == name }); i >= 0 {
		return o[i].Value
	}
	return nil
}

// with adds a member unless its value is empty: "", 0 or no elements.
func (o Object) with(name string, value any) Object {
	switch v := value.(type) {
	case string:
		if v == "" {
			return o
		}
	case int:
		if v == 0 {
			return o
		}
	case bool:
		if !v {
			return o
		}
	case []string:
		if len(v) == 0 {
			return o
		}
	case []any:
		if len(v) == 0 {
			return o
		}
	case Object:
		if len(v) == 0 {
			return o
		}
	case *float64:
		if v == nil {
			return o
		}
	}
	return append(o, Member{name, value})
}

// Compact writes a document without any blanks.
func Compact(document any) ([]byte, error) {
	var b bytes.Buffer
	err := encode(&b, document)
	return append(b.Bytes(), '\n'), err
}

// JSON writes a document, indented for people who open it.
func JSON(document any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(document); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func encode(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // its line end
	return nil
}
