package data

import (
	"fmt"
	"math"
)

// Bounds of a submission's corrections: they are made by hand, or by accepting a suggestion for many cells at once.
const (
	maxCorrections     = 200_000
	maxCorrectionBytes = 64_000_000 // of all their texts
	maxCorrectedColumn = 16_384     // as many as a spreadsheet has
)

// acceptCorrections checks that each is about a cell of its own, and that they can be kept.
func (s *Submission) acceptCorrections() error {
	if len(s.Corrections) > 0 && s.Kind == Undo {
		return fmt.Errorf("an undo has %d corrections", len(s.Corrections))
	}
	if len(s.Corrections) > maxCorrections {
		return fmt.Errorf("%d corrections", len(s.Corrections))
	}
	type cell struct{ line, column int }
	cells := make(map[cell]bool, len(s.Corrections))
	size := 0
	for i, c := range s.Corrections {
		at := cell{c.Line, c.Column}
		switch {
		case c.Line < 1 || c.Line > math.MaxInt32 || c.Column < 0 || c.Column >= maxCorrectedColumn:
			return fmt.Errorf("correction %d: no cell has line %d, column %d", i+1, c.Line, c.Column)
		case cells[at]:
			return fmt.Errorf("correction %d: the cell on line %d, column %d is corrected twice", i+1, c.Line, c.Column)
		}
		cells[at] = true
		if size += len(c.Heading) + len(c.Sent) + len(c.Value); size > maxCorrectionBytes {
			return fmt.Errorf("corrections of more than %d bytes", maxCorrectionBytes)
		}
		if err := acceptTexts(c.Heading, c.Sent, c.Value); err != nil {
			return fmt.Errorf("correction %d: %w", i+1, err)
		}
	}
	return nil
}
