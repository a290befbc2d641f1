//go:build !race

package ingest

// raceDetector is off.
const raceDetector = false
