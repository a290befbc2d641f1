package ingest

import "errors"

// Code names a kind of finding. It is stable: people look it up in the README, scripts match on it.
type Code string

// ErrRejected is returned by Save for a submission that may not be saved.
var ErrRejected = errors.New("submission has errors or unconfirmed warnings")
