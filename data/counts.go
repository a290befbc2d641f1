package data

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// Counts tells what a database holds, up to and with one submission.
type Counts struct {
	SchemaVersion  int    `json:"schema_version"`
	DataVersion    uint64 `json:"data_version"`
	LastSubmission int64  `json:"last_submission"` // its id, 0 without any
	Submissions    int    `json:"submissions"`
	Declarations   int    `json:"declarations"`
	Reports        int    `json:"reports"`
	Digest         string `json:"digest"` // over every value of these rows, in whatever order they stand
}

//go:embed counts.sql
var countsSQL string

//go:embed counts_corrections.sql
var countsCorrectionsSQL string

// schemaCorrections is the first version of the schema with the tables correction and column_name.
const schemaCorrections = 2

// countUpTo counts submissions up to and with id last. Computing the digest reads every value, so that a damaged
// block shows.
func countUpTo(ctx context.Context, pool *sql.DB, last int64) (c Counts, err error) {
	err = pool.QueryRowContext(ctx, countsSQL, sql.Named("last", last)).
		Scan(&c.SchemaVersion, &c.DataVersion, &c.LastSubmission, &c.Submissions, &c.Declarations, &c.Reports, &c.Digest)
	if err != nil {
		return c, fmt.Errorf("count rows: %w", storageError(err))
	}
	if c.SchemaVersion < schemaCorrections {
		return c, nil
	}
	var corrections string
	if err := pool.QueryRowContext(ctx, countsCorrectionsSQL, sql.Named("last", last)).Scan(&corrections); err != nil {
		return c, fmt.Errorf("count corrections: %w", storageError(err))
	}
	c.Digest += "-" + corrections
	return c, nil
}

// sameRows returns an error unless both hold the same submissions, corrections, declarations and reports.
func (c Counts) sameRows(other Counts) error {
	c.SchemaVersion, c.DataVersion = other.SchemaVersion, other.DataVersion
	if c != other {
		return fmt.Errorf("the rows differ: %+v and %+v", c, other)
	}
	return nil
}

// openReadOnly opens a database file that nobody has open, and changes nothing in it. The caller closes the pool.
func openReadOnly(ctx context.Context, path string, o Options) (*sql.DB, error) {
	connector, err := duckdb.NewConnector(path+"?access_mode=READ_ONLY", nil)
	if err != nil {
		return nil, connectError(path, err)
	}
	pool := sql.OpenDB(connector)
	if err := lockDown(ctx, pool, place{}, withDefaults(o)); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return pool, nil
}

// countFile counts everything in a database file that nobody has open.
func countFile(ctx context.Context, path string, o Options) (Counts, error) {
	pool, err := openReadOnly(ctx, path, o)
	if err != nil {
		return Counts{}, err
	}
	c, err := countUpTo(ctx, pool, lastOfAll)
	return c, errors.Join(err, pool.Close())
}
