package corpus

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"pionjarkollen/data"
)

// corrections reads lines such as C3 "value".
func corrections(text string) ([]data.Correction, error) {
	var out []data.Correction
	for line := range strings.Lines(text) {
		cell, quoted, _ := strings.Cut(strings.TrimSpace(line), " ")
		column, row, err := excelize.CellNameToCoordinates(cell)
		if err != nil {
			return nil, fmt.Errorf("correction %q: %w", line, err)
		}
		value, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, fmt.Errorf("correction %q: %w", line, err)
		}
		out = append(out, data.Correction{Line: row, Column: column - 1, Value: value})
	}
	return out, nil
}
