package ingest

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestEscaped holds the writing of texts in workbooks against their reading.
func TestEscaped(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2030))
	pieces := []string{"_", "x", "_x", "0041", "005F", "_x0041_", "_x005f_", "\x1a", "\v", "å", "\n", "\ufffe", "x000D_"}
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(8) {
			b.WriteString(pick(r, pieces))
		}
		written := escaped(b.String())
		if got := unescaped(written); got != b.String() || strings.ContainsFunc(written, noXML) {
			t.Fatalf("%q is written as %q and read as %q", b.String(), written, got)
		}
	}
}
