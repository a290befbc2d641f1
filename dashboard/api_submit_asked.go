package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"pionjarkollen/dashboard/locale"
	"pionjarkollen/ingest"
)

// read takes what the address of a submission asks for. What it cannot read is an *analytics.FilterError: a misspelt accept would confirm
// nothing, and nobody would know.
func (asked *apiRequest) read(q url.Values) error {
	switch dry := q.Get("dry_run"); dry {
	case "true":
		asked.dry = true
	case "false", "":
	default:
		return unreadable("dry_run", dry, "true", "false")
	}
	if sprak := strings.ToLower(q.Get("sprak")); sprak != "" && !slices.Contains(locale.Langs[:], locale.Lang(sprak)) {
		return unreadable("sprak", sprak, string(locale.Swedish), string(locale.English))
	}
	for _, list := range q["accept"] {
		for code := range strings.SplitSeq(list, ",") {
			code = strings.TrimSpace(code)
			if code == "" {
				continue
			}
			if known := confirmable(); !slices.Contains(known, code) {
				return unreadable("accept", code, known...)
			}
			asked.accept = append(asked.accept, code)
		}
	}
	return nil
}

// confirmable are the kinds of doubt that a sender can confirm.
func confirmable() []string {
	var codes []string
	for _, c := range ingest.Codes() {
		if c.Severity == ingest.Warning {
			codes = append(codes, string(c.Code))
		}
	}
	return codes
}
