package chart

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"
)

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestContrast holds text to WCAG 2.2's 4.5:1 on what it stands on, the frames and the accent to 3:1 on paper, and each
// scale to steps that a greyscale print keeps apart.
func TestContrast(t *testing.T) {
	for _, theme := range []Theme{Light, Dark} {
		p := Palette(theme)
		type pair struct {
			what, a, b string
			least      float64
		}
		pairs := []pair{
			{"ink on paper", p.Ink, p.Paper, 4.5},
			{"soft on paper", p.Soft, p.Paper, 4.5},
			{"soft on card", p.Soft, p.Card, 4.5},
			{"ink on card", p.Ink, p.Card, 4.5},
			{"ink on hatch", p.Ink, p.Hatch, 4.5},
			{"ink on bubble", p.Ink, p.Bubble, 4.5},
			{"accent on paper", p.Accent, p.Paper, 3},
			{"dashes on paper", p.Soft, p.Paper, 3},
			{"frame on paper", p.Frame, p.Paper, 3},
			{"strongest level on paper", p.Level[2], p.Paper, 3},
			{"strongest status on paper", p.Status[3], p.Paper, 3},
		}
		for i := range p.Level {
			pairs = append(pairs, pair{"digits on level " + strconv.Itoa(i+1), p.OnLevel[i], p.Level[i], 4.5})
		}
		for i := range p.Status {
			pairs = append(pairs, pair{"digits on status " + strconv.Itoa(i), p.OnStatus[i], p.Status[i], 4.5})
			if i > 0 {
				pairs = append(pairs, pair{"status " + strconv.Itoa(i) + " from the one before", p.Status[i], p.Status[i-1], 1.25})
			}
		}
		for _, c := range pairs {
			if got := ratio(t, c.a, c.b); got < c.least {
				t.Errorf("%s: %s is %.2f:1, want %.2f:1", theme, c.what, got, c.least)
			}
		}
	}
}

func ratio(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	channel := func(shift uint) float64 {
		v := float64(rgb>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
