package chart

import "pionjarkollen/analytics"

// Pitches from row to row and heights of column heads, in CSS pixels.
const (
	matrixPitch, matrixHead, matrixTurned             = 31, 66, 190
	comparisonPitch, comparisonHead, comparisonTurned = 34, 32, 100
	profilePitch, profileNarrowPitch, profileHead     = 60, 84, 44
)

func levelsPitch(narrow bool) int {
	if narrow {
		return 60
	}
	return 36
}

func actionPitch(narrow bool) int {
	if narrow {
		return 60
	}
	return 34
}

// MatrixHeight is about the height in CSS pixels that Matrix draws rows in, for the page to keep the room; what a chart
// really takes stands in its option under pk.height.
func MatrixHeight(rows int, narrow bool) int {
	if narrow {
		return matrixTurned + rows*matrixPitch + 12 + 3*legendRow
	}
	return matrixHead + rows*matrixPitch + 12 + 2*legendRow
}

// LevelsHeight is the same for Levels, by commitments.
func LevelsHeight(commitments int, narrow bool) int {
	return 12 + commitments*levelsPitch(narrow) + 2*legendRow
}

// ProfileHeight is the same for Profile, by commitments.
func ProfileHeight(commitments int) int {
	return profileHead + commitments*profilePitch + 14 + 2*legendRow
}

// ActionStatusHeight is the same for ActionStatus.
func ActionStatusHeight(r analytics.Commitment, narrow bool) int {
	rows := 0
	for _, level := range r.Levels {
		rows += 1 + len(level.Actions)
	}
	return 38 + rows*actionPitch(narrow) + 2*legendRow
}

// ActionHeight is the same for Action.
func ActionHeight(narrow bool) int { return 6 + len(shownStatuses)*actionPitch(narrow) }

// ComparisonHeight is the same for Comparison, by commitments.
func ComparisonHeight(commitments int) int {
	return comparisonHead + commitments*comparisonPitch + 12 + 2*legendRow
}
