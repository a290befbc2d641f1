package data

import (
	"database/sql/driver"
	_ "embed"

	"github.com/duckdb/duckdb-go/v2"
)

//go:embed append_reports.sql
var appendReportsSQL string

// manyReports is from how many reports on it pays to let DuckDB spell out the names that repeat, on all its threads.
const manyReports = 20_000

// appendReports adds so many reports that their names take more time than all else when each is handed over as a text.
// Columns stand in the order of action_report.
func (tx *Tx) appendReports(s recording) error {
	return tx.append("action_report", s.reportRows, func(conn driver.Conn) (*duckdb.Appender, error) {
		statuses := []string{""}
		for _, status := range Statuses {
			statuses = append(statuses, string(status))
		}
		var types typeList
		types.plain(duckdb.TYPE_BIGINT)
		types.plain(duckdb.TYPE_INTEGER)
		types.names([]string{s.Edition})
		types.names(s.known.municipalities)
		types.names(s.known.actions)
		types.names(statuses)
		types.plain(duckdb.TYPE_VARCHAR)
		types.plain(duckdb.TYPE_VARCHAR)
		types.plain(duckdb.TYPE_BOOLEAN)
		if types.err != nil {
			return nil, types.err
		}
		return duckdb.NewQueryAppender(conn, appendReportsSQL, "collected", types.all, []string{
			"submission", "line", "edition", "municipality", "action", "status", "comment", "link", "withdrawn",
		})
	})
}

// typeList makes column types; its first error sticks.
type typeList struct {
	all []duckdb.TypeInfo
	err error
}

func (l *typeList) add(t duckdb.TypeInfo, err error) {
	if l.err == nil {
		l.all, l.err = append(l.all, t), err
	}
}

func (l *typeList) plain(t duckdb.Type) { l.add(duckdb.NewTypeInfo(t)) }

func (l *typeList) names(names []string) { l.add(duckdb.NewEnumInfo(names[0], names[1:]...)) }

// known is which names a submission's reports have, each once.
type known struct {
	reports                 int
	municipalities, actions []string
}
