package browser_test

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed testdata/axe/axe.min.js
var axeSource string

// violation is what axe-core finds wrong, with the elements that it is wrong with.
type violation struct {
	Rule  string `json:"rule"`
	Help  string `json:"help"`
	Nodes []struct {
		Selector string `json:"selector"`
		HTML     string `json:"html"`
		Why      string `json:"why"`
	} `json:"nodes"`
}

// axeTags are all rules up to WCAG 2.2 AA and what axe calls best practice.
var axeTags = []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}

// themeRules are the rules whose answer depends on the colours and the width of the page.
var themeRules = []string{"color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"}

const axeRun = `axe.run(document, {...%s, resultTypes: ["violations"], preload: false}).then((found) => found.violations.map((v) => ({
	rule: v.id, help: v.help, nodes: v.nodes.map((n) => ({selector: n.target.flat().join(" "), html: n.html.slice(0, 240), why: n.failureSummary})),
})))`

// axe checks the page with axe-core and fails on each violation. With rules it checks these alone.
func (b *tab) axe(where string, rules ...string) {
	b.Helper()
	if !js[bool](b, "!!window.axe") {
		js[bool](b, axeSource+"\n;true")
	}
	options := map[string]any{
		"runOnly": map[string]any{"type": "tag", "values": axeTags},
		"rules":   map[string]any{"target-size": map[string]any{"enabled": true}},
	}
	if len(rules) > 0 {
		options = map[string]any{"runOnly": map[string]any{"type": "rule", "values": rules}}
	}
	for _, v := range js[[]violation](b, axeRun, options) {
		b.tell(where, v)
	}
}

// tell fails with a violation; one that has been told of another page is only named.
func (b *tab) tell(where string, v violation) {
	b.Helper()
	parts := []string{v.Rule}
	for _, n := range v.Nodes {
		parts = append(parts, n.HTML)
	}
	same := strings.Join(parts, "\n")
	if before, ok := b.told[same]; ok {
		b.Errorf("%s: axe %s, as on %s", where, v.Rule, before)
		return
	}
	b.told[same] = where
	var nodes strings.Builder
	for i, n := range v.Nodes {
		if i == 5 {
			fmt.Fprintf(&nodes, "\n    … and %d more", len(v.Nodes)-i)
			break
		}
		fmt.Fprintf(&nodes, "\n    %s\n        %s\n        %s", n.Selector, n.HTML, strings.ReplaceAll(n.Why, "\n", "; "))
	}
	b.Errorf("%s: axe %s: %s%s", where, v.Rule, v.Help, nodes.String())
}
