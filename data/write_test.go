package data_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pionjarkollen/data"
)

func insertSession(token string) func(tx *data.Tx) error {
	return func(tx *data.Tx) error {
		n, err := tx.Exec("INSERT INTO signed_in VALUES ($1, 'sha', 'Åsa', 'demo', $2, $2, $2, $2, '', '')", token, noon())
		if err == nil && n != 1 {
			err = errors.New(strconv.FormatInt(n, 10) + " rows affected")
		}
		return err
	}
}

func sessions(t *testing.T, db *data.DB) []string {
	t.Helper()
	var all []string
	for _, row := range texts(t, db, "SELECT id FROM signed_in ORDER BY ALL") {
		all = append(all, row[0])
	}
	return all
}

func TestWriteRaisesVersionOnlyWhenPublic(t *testing.T) {
	db := opened(t, "")
	before := db.Version()
	if err := db.Write(t.Context(), insertSession("a")); err != nil {
		t.Fatal(err)
	}
	if got := db.Version(); got != before+1 {
		t.Errorf("version %d after Write, want %d", got, before+1)
	}
	if err := db.WritePrivate(t.Context(), insertSession("b")); err != nil {
		t.Fatal(err)
	}
	if got := db.Version(); got != before+1 {
		t.Errorf("version %d after WritePrivate, want %d", got, before+1)
	}
	if got := sessions(t, db); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("got %v", got)
	}
}

func TestWriteRollsBack(t *testing.T) {
	boom := errors.New("boom")
	for name, fn := range map[string]func(*data.Tx) error{
		"error": func(tx *data.Tx) error {
			return errors.Join(insertSession("a")(tx), boom)
		},
		"swallowed error": func(tx *data.Tx) error {
			_ = insertSession("a")(tx)
			_ = insertSession("a")(tx)
			return nil
		},
		"work after an error": func(tx *data.Tx) error {
			_, _ = tx.Exec("INSERT INTO nowhere VALUES (1)")
			_ = insertSession("a")(tx)
			return nil
		},
		"swallowed append": func(tx *data.Tx) error {
			row := []driver.Value{"a", noon()}
			_ = tx.Append("invitation_used", slices.Values([][]driver.Value{row, row}))
			return nil
		},
		"rows that fail late": func(tx *data.Tx) error {
			_ = insertSession("a")(tx)
			rows, err := tx.Query("SELECT CASE WHEN i < 5000 THEN i ELSE error('late') END FROM range(10000) t(i)")
			if err != nil {
				return nil
			}
			defer rows.Close()
			for rows.Next() {
				runtime.Gosched()
			}
			_ = rows.Err() // as if nobody had looked
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := opened(t, "")
			before := db.Version()
			for _, write := range []func(context.Context, func(*data.Tx) error) error{db.Write, db.WritePrivate} {
				if err := write(t.Context(), fn); err == nil {
					t.Error("no error")
				}
			}
			if got := sessions(t, db); len(got) != 0 {
				t.Errorf("saved %v", got)
			}
			if db.Version() != before {
				t.Errorf("version went from %d to %d", before, db.Version())
			}
			if err := db.Write(t.Context(), insertSession("later")); err != nil {
				t.Errorf("a write afterwards: %v", err)
			}
		})
	}
}

func TestWriteRollsBackOnPanic(t *testing.T) {
	for name, fn := range map[string]func(*data.Tx) error{
		"in the function": func(tx *data.Tx) error {
			_ = insertSession("a")(tx)
			panic("boom")
		},
		"in appended rows": func(tx *data.Tx) error {
			return tx.Append("invitation_used", func(yield func([]driver.Value) bool) {
				yield([]driver.Value{"a", noon()})
				panic("boom")
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := opened(t, "")
			func() {
				defer func() {
					if got := recover(); got != "boom" {
						t.Errorf("recovered %v", got)
					}
				}()
				_ = db.Write(t.Context(), fn)
			}()
			if got := sessions(t, db); len(got) != 0 {
				t.Errorf("saved %v", got)
			}
			if err := db.Write(t.Context(), insertSession("later")); err != nil {
				t.Errorf("a write afterwards: %v", err)
			}
		})
	}
}

func TestTxEndsWithItsFunction(t *testing.T) {
	db := opened(t, "")
	var kept *data.Tx
	if err := db.Write(t.Context(), func(tx *data.Tx) error { kept = tx; return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := kept.Exec("SELECT 1"); !errors.Is(err, sql.ErrTxDone) {
		t.Errorf("got %v", err)
	}
}

func TestAppendTellsDuplicateKey(t *testing.T) {
	db := opened(t, "")
	err := db.Write(t.Context(), func(tx *data.Tx) error {
		row := []driver.Value{"a", noon()}
		return tx.Append("invitation_used", slices.Values([][]driver.Value{row, row}))
	})
	if err == nil || !strings.Contains(err.Error(), "append to invitation_used") || !strings.Contains(err.Error(), "uplicate key") {
		t.Errorf("got %v", err)
	}
}

func TestWriteWaitsNoLongerThanItsContext(t *testing.T) {
	db := opened(t, "")
	err := db.Write(t.Context(), func(*data.Tx) error {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		return db.Write(ctx, func(*data.Tx) error { return nil })
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestWritersAndReadersSideBySide(t *testing.T) {
	db := opened(t, newPath(t))
	const writers, rounds = 4, 10
	stop := make(chan struct{})
	var readers, work sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			last := uint64(0)
			for {
				select {
				case <-stop:
					return
				default:
				}
				version := db.Version()
				if version < last {
					t.Errorf("version fell from %d to %d", last, version)
				}
				last = version
				// Every write adds two rows: an odd number would be half a write.
				if row := texts(t, db, "SELECT count(*) % 2, (SELECT data_version FROM store_state) FROM signed_in")[0]; row[0] != "0" {
					t.Errorf("saw half a write: %v", row)
				}
			}
		})
	}
	start := db.Version()
	for w := range writers {
		work.Go(func() {
			for r := range rounds {
				token := strconv.Itoa(w) + "-" + strconv.Itoa(r)
				if err := db.Write(t.Context(), func(tx *data.Tx) error {
					return errors.Join(insertSession(token)(tx), insertSession(token+"'")(tx))
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	work.Wait()
	close(stop)
	readers.Wait()
	if got := len(sessions(t, db)); got != 2*writers*rounds {
		t.Errorf("%d rows, want %d", got, 2*writers*rounds)
	}
	if got := db.Version(); got != start+writers*rounds {
		t.Errorf("version %d, want %d", got, start+writers*rounds)
	}
}

func TestQueryNames(t *testing.T) {
	db := opened(t, "")
	got := texts(t, db, "SELECT $b || $a || $b -- not $c\n", sql.Named("a", "1"), sql.Named("b", "2"), sql.Named("unused", 0))
	if got[0][0] != "212" {
		t.Errorf("got %v", got)
	}
	rows, err := db.Query(t.Context(), "SELECT $b", sql.Named("a", "1"))
	if err == nil {
		defer rows.Close()
		t.Errorf("an argument of another name was taken: %v", rows.Err())
	}
}
