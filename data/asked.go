package data

import (
	"sync/atomic"
	"time"
)

// asked counts the questions to DuckDB and the time until their first rows.
type asked struct{ times, nanos atomic.Int64 }

// since counts a question that began then.
func (a *asked) since(began time.Time) {
	a.times.Add(1)
	a.nanos.Add(int64(time.Since(began)))
}

// Asked returns how many questions DuckDB has been asked since the database was opened, and how long it took to answer them together.
func (db *DB) Asked() (times int64, took time.Duration) {
	return db.asked.times.Load(), time.Duration(db.asked.nanos.Load())
}
