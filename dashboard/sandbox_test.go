package dashboard

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// escapes are tries to leave the database's sandbox, written where a value is expected. CANARY stands for a file, OUT for one to be.
var escapes = [...]string{
	"' OR 1=1 --", "' OR '1'='1", "\" OR \"\"=\"", "1 OR 1=1", "0780' --", "0780'; --", "'; DROP TABLE member; --", "'; DELETE FROM submission; --",
	"'; UPDATE declaration SET level = 3; --", "'; INSERT INTO member VALUES (1); --", "'; TRUNCATE session; --", "'; ALTER TABLE member DROP COLUMN role; --",
	"' UNION SELECT * FROM session --", "' UNION ALL SELECT token_sha256 FROM session --", "') UNION SELECT name FROM person --", "x' AND (SELECT count(*) FROM session) > 0 --",
	"' UNION SELECT content FROM read_text('CANARY') --", "' UNION SELECT * FROM read_csv('CANARY') --", "' UNION SELECT * FROM read_csv_auto('CANARY') --",
	"' UNION SELECT * FROM read_blob('CANARY') --", "' UNION SELECT * FROM read_json('CANARY') --", "' UNION SELECT * FROM read_parquet('CANARY') --",
	"' UNION SELECT * FROM 'CANARY' --", "' UNION SELECT * FROM glob('/etc/*') --", "'; SELECT * FROM sniff_csv('CANARY'); --", "read_csv('/etc/passwd')", "read_text('CANARY')",
	"'; COPY member TO 'OUT'; --", "'; COPY (SELECT * FROM session) TO 'OUT' (FORMAT csv); --", "'; COPY member FROM 'CANARY'; --", "'; EXPORT DATABASE 'OUT'; --", "'; IMPORT DATABASE 'OUT'; --",
	"'; ATTACH 'OUT' AS x; --", "'; ATTACH 'CANARY' (READ_ONLY); --", "'; DETACH DATABASE x; --", "'; USE memory; --", "'; CREATE TABLE pwned (x INT); --", "'; CREATE MACRO f() AS 1; --",
	"'; INSTALL httpfs; --", "'; LOAD httpfs; --", "'; INSTALL 'CANARY'; --", "'; LOAD 'CANARY'; --", "'; FORCE INSTALL spatial FROM community; --", "' UNION SELECT * FROM read_csv('https://evil.example/x') --",
	"'; SET enable_external_access = true; --", "'; SET lock_configuration = false; --", "'; RESET lock_configuration; --", "'; PRAGMA database_list; --", "'; PRAGMA show_tables; --", "'; PRAGMA enable_profiling; --",
	"'; SET memory_limit = '1TB'; --", "'; SET log_query_path = 'OUT'; --", "'; CALL pragma_version(); --", "' UNION SELECT getenv('HOME') --", "' UNION SELECT current_setting('secret_directory') --",
	"'; CREATE PERSISTENT SECRET s (TYPE s3); --", "'; CHECKPOINT; --", "'; VACUUM; --", "'; PREPARE p AS SELECT 1; EXECUTE p; --", "' || (SELECT content FROM read_text('CANARY')) || '",
	"$1", "?", "$edition", "$$; DROP TABLE member; $$", "\\'; DROP TABLE member; --", "%27%3B%20DROP%20TABLE%20member%3B%20--", "/* */ OR 1=1", "0780\x00' OR 1=1 --", "＇ OR 1=1 --", "ʼ OR 1=1 --",
	"' AND 1=(SELECT 1 FROM range(1000000000000)) --", "'; SELECT query('DROP TABLE member'); --", "' UNION SELECT * FROM query_table('session') --", "' UNION SELECT sql FROM duckdb_tables() --",
}

// leaks are what an answer would hold if one of them worked, or if the database's own words reached the visitor.
var leaks = regexp.MustCompile(`KANARIEFÅGEL|root:x:|(?i)(catalog|parser|binder|conversion|permission|constraint|invalid input) error|duckdb error|panic:|goroutine `)

// TestNoWayOutOfTheDatabase writes every one of them into every parameter, path and field, and looks at what the answers and the
// database then hold.
func TestNoWayOutOfTheDatabase(t *testing.T) {
	if len(escapes) < 60 {
		t.Fatalf("only %d tries", len(escapes))
	}
	folder := t.TempDir()
	canary, out := filepath.Join(folder, "canary.csv"), filepath.Join(folder, "out")
	if err := os.WriteFile(canary, []byte("a;b\nKANARIEFÅGEL;1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	st := newStage(t, unlimited)
	level := 1
	st.record(t, data.Submission{Kind: data.Levels, Declarations: []data.Declaration{{Line: 2, Municipality: "0780", Commitment: "styrning", Level: &level}}})
	cookie := st.signIn(t, "0780", "Åsa")
	before, version := tables(t, st), st.db.Version()
	for i, try := range escapes {
		try = strings.NewReplacer("CANARY", canary, "OUT", out).Replace(try)
		for _, a := range attempts(t, st, i, try, cookie) {
			if a.StatusCode >= 500 || leaks.MatchString(strings.ReplaceAll(a.body, try, "")) {
				t.Errorf("%s %s: %s: %s", a.Request.Method, a.Request.URL, a.Status, leaks.FindString(a.body))
			}
		}
	}
	if after := tables(t, st); !slices.Equal(after, before) || st.db.Version() != version {
		t.Errorf("the database is another:\n%v\n%v", before, after)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if leaks.MatchString(st.log.String()) {
		t.Errorf("the database was asked something else:\n%s", st.log)
	}
}

// attempts asks with one value in every place, each page and chart in its turn.
func attempts(t *testing.T, st *stage, turn int, try, cookie string) []answer {
	t.Helper()
	pages := [...]string{"/", "/stader/0780", "/ataganden/styrning", "/jamfor", "/rapporter", "/lamna-in", "/api/v1/matrix", "/api/v1/levels", "/rapporter/declarations.csv"}
	var all []answer
	get := func(path string) { all = append(all, st.ask(t, http.MethodGet, path, "")) }
	for i, parameter := range parameters {
		at := pages[(turn+i)%len(pages)]
		if (turn+i)%2 == 0 {
			at = "/api/v1/charts/" + chartNames[(turn+i)%len(chartNames)]
		}
		get(at + "?" + url.Values{parameter: {try}}.Encode())
	}
	get = func(path string) { all = append(all, st.ask(t, http.MethodGet, path, "", "Cookie", cookie)) }
	for _, path := range [...]string{"/stader/", "/ataganden/", "/atgarder/", "/inlamningar/", "/lamna-in/kvitto/", "/lamna-in/granska/", "/lamna-in/mall/", "/rapporter/", "/api/v1/charts/", "/valkommen/"} {
		get(path + url.PathEscape(try))
	}
	cell := `"` + strings.ReplaceAll(try, `"`, `""`) + `"`
	file := "kommunkod;åtagande;nivå;kommentar;diarienummer;länk\n" + strings.Repeat(cell+";", 5) + cell + "\n0780;upphandling;2;" + cell + ";" + cell + ";\n"
	for _, headers := range [][]string{
		{"Cookie", cookie}, {"Cookie", "pionjarkollen_session=" + url.QueryEscape(try)}, {"Authorization", "Bearer " + url.QueryEscape(try)}, {"Content-Disposition", "attachment; filename*=UTF-8''" + url.PathEscape(try)},
	} {
		all = append(all, st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true&"+url.Values{"accept": {try}, "sprak": {try}}.Encode(), file, append(headers, "Content-Type", "text/csv")...))
	}
	form := url.Values{"csrf": {try}, "confirm": {try}, "version": {try}}.Encode()
	for _, path := range [...]string{"/lamna-in/granska/AAAAAAAAAAAAAAAAAAAAAAAAAA", "/inlamningar/1/angra", "/logga-ut"} {
		all = append(all, st.ask(t, http.MethodPost, path, form, "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded"))
	}
	return all
}

// tables are the names of all tables, and how many submissions and members there are.
func tables(t *testing.T, st *stage) []string {
	t.Helper()
	rows, err := st.db.Query(t.Context(), `SELECT table_name FROM duckdb_tables() UNION ALL SELECT 'submissions: ' || count(*) FROM submission UNION ALL SELECT 'members: ' || count(*) FROM member ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		all = append(all, name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
