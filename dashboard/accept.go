package dashboard

import (
	"slices"
	"strconv"
	"strings"
)

// mediaRange is one part of an Accept header: "text/*;q=0.5".
type mediaRange struct {
	kind     string  // "text/csv", "text/*" or "*/*", in lower case
	specific int     // 0 for */*, 1 for text/*, 2 for a type
	quality  float64 // 0–1; 0 is unacceptable
}

// mediaRanges reads an Accept header; what cannot be read is passed over. Parameters other than q narrow nothing here.
func mediaRanges(header string) []mediaRange {
	var ranges []mediaRange
	for part := range strings.SplitSeq(header, ",") {
		kind, params, _ := strings.Cut(part, ";")
		r := mediaRange{kind: strings.ToLower(strings.TrimSpace(kind)), quality: 1}
		main, sub, ok := strings.Cut(r.kind, "/")
		if !ok || main == "" || sub == "" || main == "*" && sub != "*" {
			continue
		}
		switch {
		case sub != "*":
			r.specific = 2
		case main != "*":
			r.specific = 1
		}
		for param := range strings.SplitSeq(params, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(param), "=")
			if strings.EqualFold(strings.TrimSpace(name), "q") {
				q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
				if err != nil || !(q >= 0 && q <= 1) {
					q = 0
				}
				r.quality = q
			}
		}
		ranges = append(ranges, r)
	}
	return ranges
}

// preferred returns which of the offered media types an Accept header wants most, the first where it does not matter; -1 is none of
// them. No header wants the first.
func preferred(header string, offers []string) int {
	if strings.TrimSpace(header) == "" {
		return 0
	}
	ranges := mediaRanges(header)
	best, quality := -1, 0.0
	for i, offer := range offers {
		if q := wanted(ranges, offer); q > quality {
			best, quality = i, q
		}
	}
	return best
}

// wanted is how much one media type is wanted: what the most specific range that fits it says.
func wanted(ranges []mediaRange, offer string) float64 {
	main, _, _ := strings.Cut(offer, "/")
	fits := [...]string{"*/*", main + "/*", offer}
	specific, quality := -1, 0.0
	for _, r := range ranges {
		if r.specific > specific && slices.Contains(fits[:], r.kind) {
			specific, quality = r.specific, r.quality
		}
	}
	return quality
}

// mediaType is a content type without its parameters.
func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.TrimSpace(kind)
}
