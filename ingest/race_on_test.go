//go:build race

package ingest

// raceDetector is on: everything takes more memory.
const raceDetector = true
