// Package release freezes the state of an edition as a numbered release that never changes: every report in every format,
// what they rest on, and how they differ from the release before. It knows no HTTP; who may freeze is checked before it is
// called.
//
// The files lie in data.Releases, which knows nothing of what they hold. Nothing in them is private: no comments, no people.
package release

import (
	"time"

	"pionjarkollen/dashboard/report"
)

// Files of a release that are no reports.
const (
	ManifestFile = "manifest.json"
	StateFile    = "state.json"
)

// Text is a wording in both languages.
type Text struct {
	SV string `json:"sv"`
	EN string `json:"en"`
}

// In returns the text in the language, or in Swedish where it has none.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.SV
}

// Manifest is what a release says about itself: its file manifest.json.
type Manifest struct {
	Number      int       `json:"number"`
	URL         string    `json:"url"` // of its page
	Title       Text      `json:"title"`
	Edition     string    `json:"edition"`
	AsOf        time.Time `json:"as_of"`     // UTC: what had been received then is in it
	Frozen      time.Time `json:"frozen"`    // UTC
	FrozenBy    string    `json:"frozen_by"` // a role, or shell; who it was stands in the audit log
	Notes       Text      `json:"notes"`     // what changed and why; English may be empty
	Example     bool      `json:"example"`   // any of it is invented
	Coverage    Coverage  `json:"coverage"`
	DataVersion uint64    `json:"data_version"`
	Publisher   string    `json:"publisher"`
	Licence     string    `json:"licence"`  // address
	Previous    int       `json:"previous"` // the edition's release before, 0 for the first
	Changes     *Changes  `json:"changes"`  // since that one; null for the first
	Files       []File    `json:"files"`    // all but this one and SHA256SUMS
}

// Count returns how many files there are at the release's address: those of Files, the manifest and SHA256SUMS.
func (m *Manifest) Count() int { return len(m.Files) + 2 }

// Coverage is how much a release rests on.
type Coverage struct {
	HandedIn           int       `json:"handed_in"`
	Members            int       `json:"members"`
	HandedInPopulation int       `json:"handed_in_population"`
	Population         int       `json:"population"`
	LastChanged        time.Time `json:"last_changed,omitzero"` // UTC; the newest answer in it
}

// File is one file of a release.
type File struct {
	Name      string        `json:"name"`
	MediaType string        `json:"media_type"`
	What      report.What   `json:"report,omitempty"` // "" of a file that is no report
	Format    report.Format `json:"format,omitempty"`
	Lang      string        `json:"language,omitempty"` // of the words in it that change with the language
	Size      int64         `json:"size"`               // bytes
	SHA256    string        `json:"sha256"`
}

// Find returns a file of the release by its name, nil when there is none.
func (m *Manifest) Find(name string) *File {
	for i := range m.Files {
		if m.Files[i].Name == name {
			return &m.Files[i]
		}
	}
	return nil
}
