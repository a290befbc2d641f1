package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"

	"github.com/duckdb/duckdb-go/v2"
)

// Tx is a write in progress. Its first error sticks: later calls do nothing and return it, and the write is rolled
// back even if the function returns nil. It belongs to one goroutine and ends with the function that got it.
type Tx struct {
	ctx  context.Context
	conn *sql.Conn
	tx   *sql.Tx
	err  error

	db    *DB
	names names
}

// visibility tells whether a write shows on public pages.
type visibility bool

const (
	public  visibility = true
	private visibility = false
)

// Write runs fn in the one write transaction and raises the data version. Nothing is saved when fn returns an error
// or panics (the panic goes on), or when any call on the Tx failed. It waits for its turn no longer than ctx lasts.
// A Write inside fn would wait for itself: don't.
//
// It returns an error that wraps ErrStorage when the disk cannot take it.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error { return db.write(ctx, public, fn) }

// WritePrivate is Write for what no public page shows (sessions, invitations): the data version stays.
func (db *DB) WritePrivate(ctx context.Context, fn func(*Tx) error) error {
	return db.write(ctx, private, fn)
}

func (db *DB) write(ctx context.Context, v visibility, fn func(*Tx) error) error {
	done, err := db.turn(ctx)
	if err != nil {
		return err
	}
	defer done()
	return db.transact(ctx, v, fn)
}

// turn waits until this caller is the one writer.
func (db *DB) turn(ctx context.Context) (done func(), err error) {
	if _, err := db.usable(); err != nil {
		return nil, err
	}
	select {
	case db.writing <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the turn to write: %w", ctx.Err())
	}
	done = func() { <-db.writing }
	if _, err := db.usable(); err != nil { // it broke, or was closed, while this caller waited
		done()
		return nil, err
	}
	return done, nil
}

// transact is write for the caller whose turn it is.
func (db *DB) transact(ctx context.Context, v visibility, fn func(*Tx) error) (err error) {
	conn, err := db.pool.Load().Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin write: %w", db.notice(err))
	}
	defer conn.Close()
	// The end of ctx fails the next statement. Were the transaction itself given ctx, database/sql would roll it back
	// on its own, and an appender made after that would commit by itself.
	begun, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return fmt.Errorf("begin write: %w", db.notice(err))
	}
	tx := &Tx{ctx: ctx, conn: conn, tx: begun, db: db, names: names{committed: db.names}}
	defer func() { // also on a panic, which then goes on
		tx.err = sql.ErrTxDone
		_ = begun.Rollback() // does nothing after a commit
	}()
	if err := fn(tx); err != nil {
		return db.notice(err)
	}
	next := db.version.Load()
	if v == public {
		next++
	}
	if err := tx.seal(v, next); err != nil {
		return db.notice(err)
	}
	if err := begun.Commit(); err != nil {
		db.names = nil // the disk may have kept the write all the same
		// With one writer there are no conflicts: what fails here is writing the log.
		return fmt.Errorf("commit write: %w: %w", ErrStorage, db.notice(err))
	}
	db.version.Store(next)
	db.names = tx.names.keep()
	return nil
}

// seal is the last statement of every write. The commit of a transaction that DuckDB has aborted reports success
// and stores nothing, while a statement in it fails.
func (tx *Tx) seal(v visibility, version uint64) error {
	if v == private {
		_, err := tx.Exec("SELECT 1")
		return err
	}
	changed, err := tx.Exec("UPDATE store_state SET data_version = ?", version)
	if err == nil && changed != 1 {
		err = fmt.Errorf("raise data version: %d rows instead of one", changed)
	}
	return err
}

// Exec runs one statement and returns how many rows it changed.
func (tx *Tx) Exec(query string, args ...any) (int64, error) {
	if tx.err == nil {
		tx.err = checkNames(query, args)
	}
	if tx.err != nil {
		return 0, tx.err
	}
	result, err := tx.tx.ExecContext(tx.ctx, query, args...)
	if err != nil {
		tx.err = fmt.Errorf("write: %w", err)
		return 0, tx.err
	}
	return result.RowsAffected()
}

// Query reads within the write and sees what it has changed so far. The caller closes the rows, before the next call
// on the Tx, and checks rows.Err.
func (tx *Tx) Query(query string, args ...any) (*sql.Rows, error) {
	if tx.err == nil {
		tx.err = checkNames(query, args)
	}
	if tx.err != nil {
		return nil, tx.err
	}
	rows, err := tx.tx.QueryContext(tx.ctx, query, args...)
	if err != nil {
		tx.err = fmt.Errorf("read within write: %w", err)
		return nil, tx.err
	}
	return rows, nil
}

// Append adds rows to the table, much faster than Exec. A row has a value for every column, in order: any Go integer
// for TINYINT to BIGINT, string, bool, time.Time for TIMESTAMP, nil for NULL. The caller has checked that numbers fit
// their column: the driver cuts off what does not. A duplicate key fails the write.
func (tx *Tx) Append(table string, rows iter.Seq[[]driver.Value]) error {
	return tx.append(table, rows, func(conn driver.Conn) (*duckdb.Appender, error) {
		return duckdb.NewAppenderFromConn(conn, "", table)
	})
}

// append hands the rows to the appender that open opens.
func (tx *Tx) append(table string, rows iter.Seq[[]driver.Value], open func(driver.Conn) (*duckdb.Appender, error)) error {
	if tx.err == nil {
		tx.err = tx.ctx.Err()
	}
	if tx.err != nil {
		return tx.err
	}
	var panicked any
	err := tx.conn.Raw(func(driverConn any) (err error) {
		defer func() { panicked = recover() }() // a panic through Raw would wait for the transaction for ever
		conn, ok := driverConn.(driver.Conn)
		if !ok {
			return fmt.Errorf("%T is no connection", driverConn)
		}
		appender, err := open(conn)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, appender.CloseWithCancel(tx.ctx)) }() // duplicate keys show only here
		for row := range rows {
			if err := appender.AppendRow(row...); err != nil {
				return err
			}
		}
		return nil
	})
	if panicked != nil {
		panic(panicked)
	}
	if err != nil {
		tx.err = fmt.Errorf("append to %s: %w", table, err)
	}
	return tx.err
}
