package dashboard

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pionjarkollen/data"
)

// getJSON reads a JSON answer; numbers stay as they are written.
func getJSON[T any](t *testing.T, st *stage, path string) T {
	t.Helper()
	a := st.get(t, path)
	checkHeaders(t, path, a)
	checkText(t, path, a.body)
	checkSecrets(t, path, a.body)
	if kind := a.Header.Get("Content-Type"); kind != "application/json; charset=utf-8" {
		t.Errorf("%s is %s", path, kind)
	}
	var out T
	d := json.NewDecoder(strings.NewReader(a.body))
	d.UseNumber()
	d.DisallowUnknownFields() // a field that is not known here is not documented either
	if err := d.Decode(&out); err != nil {
		t.Fatalf("%s: %v in %.500s", path, err, a.body)
	}
	return out
}

func TestAPIEditions(t *testing.T) {
	got := getJSON[struct {
		Editions []struct {
			ID          string
			Title       struct{ SV, EN string }
			Commitments int
			Current     bool
		}
	}](t, onExamples(t), "/api/v1/editions").Editions
	if len(got) != 1 || got[0].ID != "2025/2026" || got[0].Commitments != 10 || !got[0].Current || got[0].Title.SV == "" || got[0].Title.EN == "" {
		t.Errorf("%+v", got)
	}
}

func TestAPICommitments(t *testing.T) {
	type both struct{ SV, EN string }
	got := getJSON[struct {
		Edition     string
		Commitments []struct {
			Slug, Status, Title, Headline string
			Number                        int
			TitleEN                       string `json:"title_en"`
			HeadlineEN                    string `json:"headline_en"`
			Label                         both
			Levels                        []struct {
				Level   int
				Name    both
				Intro   string
				Actions []struct {
					ID, Printed, Text string
					Ordinal           int
					English           string `json:"text_en"`
					Label             both
				}
			}
		}
	}](t, onExamples(t), "/api/v1/commitments")
	counts := []int{11, 8, 10, 9, 9, 14, 8, 11, 15, 9}
	slugs := "styrning klimatberakningar finansiering rattvisa digitalisering upphandling kolinlagring resiliens medborgarengagemang kommunikation"
	var seen []string
	for i, c := range got.Commitments {
		seen = append(seen, c.Slug)
		n := 0
		for j, l := range c.Levels {
			n += len(l.Actions)
			if l.Level != j+1 || l.Name.SV != [...]string{"Initiera", "Etablera", "Transformera"}[j] || (l.Intro != "") != (c.Slug == "resiliens") {
				t.Errorf("%s: level %+v", c.Slug, l)
			}
			for k, a := range l.Actions {
				if a.Ordinal != k+1 || a.Text == "" || a.English == "" || a.Printed == "" || a.Label.SV == "" || a.Label.EN == "" {
					t.Errorf("%+v", a)
				}
			}
		}
		status := map[int]string{7: "renaming", 10: "proposed"}[c.Number]
		if status == "" {
			status = "adopted"
		}
		if n != counts[i] || c.Number != i+1 || c.Status != status || c.Title == "" || c.Headline == "" || c.TitleEN == "" || c.HeadlineEN == "" {
			t.Errorf("%d %s: %d actions, status %s", c.Number, c.Slug, n, c.Status)
		}
	}
	if strings.Join(seen, " ") != slugs || got.Edition != "2025/2026" {
		t.Errorf("commitments %v of %s", seen, got.Edition)
	}
	// What looks like an error in the document is kept: commitment 3 prints the number 1 twice under level 1.
	printed := got.Commitments[2].Levels[0].Actions
	if printed[0].Printed != "1" || printed[1].Printed != "1" || printed[1].Ordinal != 2 {
		t.Errorf("commitment 3, level 1: %+v", printed[:2])
	}
}

func TestAPIMunicipalities(t *testing.T) {
	st := onExamples(t)
	type municipality struct {
		Code, Name, County string
		CountyCode         string `json:"county_code"`
		Population         int
		PopulationYear     int `json:"population_year"`
		Lat, Lon           float64
		Member             bool
		Role               *string
		TwinOf             *string `json:"twin_of"`
	}
	type answer struct {
		Edition        string
		Municipalities []municipality
	}
	pioneers, twins := 0, 0
	for _, m := range st.db.Catalogue().Members {
		switch m.Role {
		case data.Pioneer:
			pioneers++
		case data.Twin:
			twins++
		case data.RoleUnknown:
		}
	}
	for query, want := range map[string]int{
		"": 290, "?roll=pioneer": pioneers, "?roll=twin": twins, "?roll=pioneer,twin": pioneers + twins, "?roll=outside": 1,
		"?stad=0780,1281": 2, "?roll=twin&stad=0780": 0, "?datum=2026-06-30": 290,
	} {
		got := getJSON[answer](t, st, "/api/v1/municipalities"+query).Municipalities
		if len(got) != want {
			t.Errorf("%s: %d municipalities, want %d", query, len(got), want)
		}
		if !slices.IsSortedFunc(got, func(a, b municipality) int { return strings.Compare(a.Code, b.Code) }) {
			t.Errorf("%s: not in the order of the codes", query)
		}
		for _, m := range got {
			if !regexp.MustCompile(`^\d{4}$`).MatchString(m.Code) || m.Code[:2] != m.CountyCode || m.Name == "" || m.County == "" || m.Population < 2000 || m.PopulationYear != 2024 {
				t.Errorf("%s: %+v", query, m)
			}
			if query == "?roll=pioneer" && (m.Role == nil || *m.Role != "pioneer" || !m.Member) {
				t.Errorf("%s: %+v is no pioneer", query, m)
			}
		}
	}
}

// reportJSON is every report's answer.
type reportJSON struct {
	Meta    map[string]any
	Columns []struct{ Namn, Etikett, Betydelse string }
	Rows    []map[string]any
}

func TestAPIReports(t *testing.T) {
	st := onExamples(t)
	members := len(getJSON[reportJSON](t, st, "/api/v1/matrix").Rows)
	for _, c := range []struct {
		path string
		rows int
		key  []string // no two rows are the same in these
	}{
		{"/api/v1/matrix", members, []string{"kommunkod"}},
		{"/api/v1/levels", 60, []string{"atagande", "svar", "niva"}},
		{"/api/v1/coverage", members + 1, []string{"kommunkod"}}, // Kiruna has handed in without being a member
		{"/api/v1/actions", -1, []string{"kommunkod", "atgard"}},
		{"/api/v1/matrix?lan=12", -1, []string{"kommunkod"}},
		{"/api/v1/levels?roll=outside", 60, []string{"atagande", "svar", "niva"}},
		{"/api/v1/actions?datum=2025-01-01", 0, []string{"kommunkod", "atgard"}},
	} {
		got := getJSON[reportJSON](t, st, c.path)
		if c.rows >= 0 && len(got.Rows) != c.rows || c.rows < 0 && len(got.Rows) == 0 {
			t.Errorf("%s: %d rows, want %d", c.path, len(got.Rows), c.rows)
		}
		for _, name := range [...]string{"rapport", "version", "per_datum", "inlamnat_av", "stader_i_urvalet", "kalla", "exempeldata"} {
			if _, ok := got.Meta[name]; !ok {
				t.Errorf("%s does not say its %s", c.path, name)
			}
		}
		seen := map[string]bool{}
		for _, r := range got.Rows {
			var key []string
			for _, name := range c.key {
				text, err := json.Marshal(r[name])
				if err != nil || r[name] == nil && name != "niva" {
					t.Errorf("%s: no %s in %v", c.path, name, r)
				}
				key = append(key, string(text))
			}
			if k := strings.Join(key, " "); seen[k] {
				t.Errorf("%s: %s twice", c.path, k)
			} else {
				seen[k] = true
			}
			if len(r) != len(got.Columns) {
				t.Errorf("%s: %d values under %d columns", c.path, len(r), len(got.Columns))
			}
		}
		for _, column := range got.Columns {
			if column.Namn == "" || column.Etikett == "" || column.Betydelse == "" || strings.Contains(column.Namn, "komment") {
				t.Errorf("%s: column %+v", c.path, column)
			}
		}
	}
	english := getJSON[reportJSON](t, st, "/api/v1/coverage?sprak=en")
	if english.Meta["notis"] != "Example data – invented levels" || english.Columns[1].Etikett != "Municipality" || english.Columns[1].Namn != "kommun" {
		t.Errorf("asked in English: %v, %+v", english.Meta, english.Columns[1])
	}
}

func TestAPICharts(t *testing.T) {
	st := onExamples(t)
	for name, query := range map[string]string{
		"levels": "", "matrix": "", "commitment": "atagande=styrning", "actions": "atagande=styrning", "action": "atgard=styrning-1-3",
		"profile": "stad=0780&grupp=county", "comparison": "stad=0780,1281",
		"network": "atagande=upphandling", "processes": "", "process": "process=budget",
		"timeline": "atagande=upphandling", "transitions": "fran=2026-02-01&atagande=upphandling", "map": "atagande=upphandling",
		"rehearsal": "stad=0780&styrning=0&resiliens=1",
		"next-step": "stad=0780&atagande=finansiering", "support": "stad=0780",
	} {
		if !slices.Contains(chartNames[:], name) {
			t.Errorf("%s is not documented", name)
		}
		bodies := map[string]bool{}
		for _, how := range [...]string{"", "tema=mork", "sprak=en", "tema=mork&bredd=smal&sprak=en"} {
			path := "/api/v1/charts/" + name + "?" + strings.Trim(query+"&"+how, "&")
			option := getJSON[map[string]any](t, st, path)
			if option["series"] == nil || option["pk"] == nil {
				t.Errorf("%s draws nothing: %v", path, option)
			}
			a := st.get(t, path)
			if bodies[a.body] {
				t.Errorf("%s is as without", path)
			}
			bodies[a.body] = true
			links := regexp.MustCompile(`"link":"([^"]*)"`).FindAllStringSubmatch(a.body, -1)
			for _, m := range links {
				if english := strings.HasPrefix(m[1], "/en"); english != strings.Contains(how, "sprak=en") {
					t.Errorf("%s leads to %s", path, m[1])
				}
			}
			if len(links) == 0 {
				t.Errorf("%s leads nowhere", path)
			}
		}
	}
	if len(chartNames) != 17 {
		t.Errorf("charts not looked at here: %v", chartNames)
	}
	if a := st.ask(t, http.MethodPost, "/api/v1/submissions?dry_run=true", "kommunkod;åtagande;nivå\n0780;styrning;3\n", "Content-Type", "text/csv"); a.StatusCode != http.StatusOK ||
		!strings.Contains(a.body, `"accepted":true`) || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("dry run: %s %s", a.Status, a.body)
	}
}
