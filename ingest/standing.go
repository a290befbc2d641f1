package ingest

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"pionjarkollen/data"
)

var (
	//go:embed sql/standing_levels.sql
	standingLevelsSQL string
	//go:embed sql/standing_actions.sql
	standingActionsSQL string
)

// standingKey is a municipality's commitment (by slug) or action (by id).
type standingKey struct{ municipality, about string }

// value is a level or status with its details.
type value struct {
	text  string // "0"–"3" or a data.Status; "" is silent
	level *int

	comment, decided, reference, link string
}

// details are all but the level or status.
func (v value) details() [4]string { return [4]string{v.comment, v.decided, v.reference, v.link} }

// standing reads what stands for the municipalities in one edition.
func standing(ctx context.Context, db *data.DB, kind data.Kind, edition string, municipalities []string) (map[standingKey]value, error) {
	query, scan := standingLevelsSQL, scanLevel
	if kind == data.Actions {
		query, scan = standingActionsSQL, scanStatus
	}
	rows, err := db.Query(ctx, query, sql.Named("edition", edition), sql.Named("municipalities", strings.Join(municipalities, ",")))
	if err != nil {
		return nil, fmt.Errorf("read what stands: %w", err)
	}
	defer rows.Close()
	out := make(map[standingKey]value)
	for rows.Next() {
		k, v, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("read what stands: %w", err)
		}
		out[k] = v
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read what stands: %w", err)
	}
	return out, nil
}

func scanLevel(rows *sql.Rows) (k standingKey, v value, err error) {
	var level sql.Null[int]
	err = rows.Scan(&k.municipality, &k.about, &level, &v.comment, &v.decided, &v.reference, &v.link)
	v.level, v.text = levelOf(level)
	return k, v, err
}

func scanStatus(rows *sql.Rows) (k standingKey, v value, err error) {
	err = rows.Scan(&k.municipality, &k.about, &v.text, &v.comment, &v.link)
	return k, v, err
}

// levelOf is a level column as a pointer and as text.
func levelOf(level sql.Null[int]) (*int, string) {
	if !level.Valid {
		return nil, ""
	}
	return &level.V, strconv.Itoa(level.V)
}
