package data

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// lockDown takes from DuckDB what this program never needs: reading and writing other files, extensions, secrets,
// and changing any of it back. Only the work folder stays open, for Backup.
func lockDown(ctx context.Context, pool *sql.DB, at place, o Options) error {
	const anyOrder = false // every question says its order; else only one thread could load reports
	return lock(ctx, pool, at, o, anyOrder)
}

// lock is lockDown that also says whether rows keep the order they came in where nothing asks for another. The order of the settings
// matters: each is refused after a later one.
func lock(ctx context.Context, pool *sql.DB, at place, o Options, ordered bool) error {
	allowed, spill := "[]", "''"
	if at != (place{}) {
		allowed = "[" + quote(at.work+string(filepath.Separator)) + "]"
		spill = quote(filepath.Join(at.work, "spill"))
	}
	for _, setting := range [...]struct{ name, value string }{
		{"allowed_directories", allowed},
		{"temp_directory", spill},
		{"enable_external_access", "false"},
		{"autoinstall_known_extensions", "false"},
		{"autoload_known_extensions", "false"},
		{"allow_community_extensions", "false"},
		{"allow_persistent_secrets", "false"},
		{"memory_limit", quote(o.Memory)},
		{"max_temp_directory_size", quote(o.Spill)},
		{"threads", strconv.Itoa(o.Threads)},
		{"preserve_insertion_order", strconv.FormatBool(ordered)},
		{"lock_configuration", "true"},
	} {
		if _, err := pool.ExecContext(ctx, "SET GLOBAL "+setting.name+" = "+setting.value); err != nil {
			return fmt.Errorf("lock down database: set %s: %w", setting.name, err)
		}
	}
	return nil
}

// quote makes s an SQL string.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// quoteName makes s an SQL identifier.
func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
