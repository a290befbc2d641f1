package data

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strings"
	"time"
)

//go:generate go run ../cmd/examples examples

//go:embed examples/*.csv
var exampleFiles embed.FS

// Example is one invented submission. Whatever rests on it is shown as "Exempeldata – påhittade nivåer".
type Example struct {
	Name         string    // of the file
	Received     time.Time // UTC
	Sender       Sender
	Municipality string // code
	Kind         Kind
	Raw          []byte // as the invented officer saved it; the caller owns it
}

// Examples returns the invented submissions that the program carries, in the order in which they are received.
//
// They are written by cmd/examples. It returns an error when examples/manifest.csv and the files do not fit together.
func Examples() ([]Example, error) {
	manifest, err := exampleFiles.ReadFile("examples/manifest.csv")
	if err != nil {
		return nil, fmt.Errorf("open examples: %w", err)
	}
	in := csv.NewReader(strings.NewReader(string(manifest)))
	in.FieldsPerRecord = 5
	records, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read examples/manifest.csv: %w", err)
	}
	var examples []Example
	for _, record := range records[min(1, len(records)):] {
		e := Example{
			Name:         record[0],
			Sender:       Sender{Name: record[2], Role: "municipality", Municipality: record[3]},
			Municipality: record[3],
			Kind:         Kind(record[4]),
		}
		if e.Received, err = time.Parse(time.RFC3339, record[1]); err != nil {
			return nil, fmt.Errorf("examples/manifest.csv: %s: %w", e.Name, err)
		}
		if e.Raw, err = exampleFiles.ReadFile("examples/" + e.Name); err != nil {
			return nil, fmt.Errorf("examples/manifest.csv: %w", err)
		}
		examples = append(examples, e)
	}
	return examples, nil
}
