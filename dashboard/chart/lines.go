package chart

import (
	"strings"
	"unicode/utf8"
)

// Lines are broken here and not by ECharts, which on a slow machine guesses widths and breaks words anywhere.

// letter is about the width in px of a letter of 13 px; wider than most, so that lines come out short rather than long.
const letter = 6.9

// joints are long words of the contract, with where they may be parted.
var joints = strings.NewReplacer(
	"Klimatberäkningar", "Klimat-\nberäkningar",
	"Medborgarengagemang", "Medborgar-\nengagemang",
	"Transformera", "Trans-\nformera",
	"\u00ad", "-\n",
)

// lines breaks s between words so that each line fits in width px. A word that is wider than that alone is parted at a
// joint or soft hyphen where it has one, and so is one that would leave a number alone on its line.
func lines(s string, width int) string {
	fits := func(s string) bool { return letter*float64(utf8.RuneCountInString(s)) <= float64(width) }
	var done []string
	line := ""
	for word := range strings.SplitSeq(s, " ") {
		whole := unbroken(word)
		longer := strings.TrimPrefix(line+" "+whole, " ")
		if fits(longer) {
			line = longer
			continue
		}
		parts := []string{whole}
		if !fits(whole) || line != "" && utf8.RuneCountInString(line) < 3 {
			parts = strings.Split(joints.Replace(word), "\n")
		}
		if first := strings.TrimPrefix(line+" "+parts[0], " "); fits(first) {
			parts[0] = first
		} else if line != "" {
			done = append(done, line)
		}
		done = append(done, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
	}
	return strings.Join(append(done, line), "\n")
}

// unbroken drops soft hyphens, which a canvas draws as hyphens or not at all.
func unbroken(s string) string { return strings.ReplaceAll(s, "\u00ad", "") }
