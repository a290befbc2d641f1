// Package chart turns the answers of package analytics into ECharts options.
//
// It knows no HTTP and no SQL. Every option is plain JSON, without functions, identifiers that vary or anything that
// has to be escaped, and the same answer and style give the same bytes. Beside what ECharts reads, an option carries
// what the page needs under the key "pk", and every datum has "key", "raw", "link" and "tip": a stable name, the value
// as the figure's table writes it, where a click leads, and a sentence for the tooltip.
package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Theme is the ground a chart is drawn on.
type Theme string

// Themes.
const (
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Widths in CSS pixels under which a chart is asked for with Style.Narrow. A chart with another limit than NarrowBelow
// says so under pk.narrowBelow: the matrix needs room for ten column heads side by side.
const (
	NarrowBelow       = 620
	MatrixNarrowBelow = 1010
)

// Style says for whom and where a chart is drawn. The zero value is Swedish, light and wide, with links from the root.
type Style struct {
	Lang   string // "sv" or "en"; any other is Swedish
	Theme  Theme
	Narrow bool   // drawn in less than NarrowBelow pixels
	Prefix string // "" or "/en", put before links
	Query  string // encoded filter to keep on links, without "?"
}

// link returns where a click leads: path is from the site's root, fragment may be empty.
func (s Style) link(path, fragment string) string {
	link := s.Prefix + path
	if s.Query != "" {
		link += "?" + s.Query
	}
	if fragment != "" {
		link += "#" + fragment
	}
	return link
}

// datum is one drawn value. ID lets ECharts follow a value from one filter to the next.
type datum struct {
	ID         string `json:"id,omitempty"`
	Value      any    `json:"value"`
	Key        string `json:"key"`
	Raw        string `json:"raw"`
	Link       string `json:"link,omitempty"`
	Tip        string `json:"tip"`
	SymbolSize any    `json:"symbolSize,omitempty"`
	ItemStyle  option `json:"itemStyle,omitempty"`
	Label      option `json:"label,omitempty"`
}

// option is a piece of an ECharts option.
type option = map[string]any

// source is what every go-echarts chart is.
type source interface {
	Validate()
	JSON() map[string]any
}

// finish gives the option's JSON: what go-echarts makes of c, with amend laid over it.
// Objects are merged key by key and lists item by item; any other value of amend replaces.
func finish(c source, amend option) (json.RawMessage, error) {
	c.Validate()
	made, err := generic(c.JSON())
	if err != nil {
		return nil, fmt.Errorf("read the chart's option: %w", err)
	}
	over, err := generic(amend)
	if err != nil {
		return nil, fmt.Errorf("read the chart's amendments: %w", err)
	}
	whole, _ := merge(made, over).(option)
	maps.DeleteFunc(whole, func(key string, _ any) bool {
		return slices.Contains([]string{"title", "toolbox", "color"}, key)
	})
	out, err := json.Marshal(whole)
	if err != nil {
		return nil, fmt.Errorf("write the chart's option: %w", err)
	}
	return out, nil
}

// generic returns v as JSON sees it, numbers unaltered.
func generic(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var out any
	err = d.Decode(&out)
	return out, err
}

func merge(under, over any) any {
	switch over := over.(type) {
	case option:
		under, ok := under.(option)
		if !ok {
			return over
		}
		for key, value := range over {
			under[key] = merge(under[key], value)
		}
		return under
	case []any:
		under, ok := under.([]any)
		if !ok {
			return over
		}
		for i, value := range over {
			if i < len(under) {
				under[i] = merge(under[i], value)
			} else {
				under = append(under, value)
			}
		}
		return under
	}
	return over
}

// plain makes a name safe in ECharts' rich text, where "{a|b}" is markup: the word joiner it puts in does not show.
func plain(s string) string {
	return strings.ReplaceAll(s, "{", "{\u2060")
}
