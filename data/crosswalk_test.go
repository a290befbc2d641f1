package data

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// refTwoEditions is the reference data with the invented edition of testdata after it, which renumbers 3–5, renames 7, drops 10 and
// rewords, splits and merges some actions.
func refTwoEditions(t *testing.T) fstest.MapFS {
	t.Helper()
	files := refCopy(t)
	names, err := filepath.Glob("testdata/next-edition/*.csv")
	if err != nil || len(names) != 5 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, rows, _ := bytes.Cut(raw, []byte("\n"))
		base := filepath.Base(name)
		files[base] = &fstest.MapFile{Data: append(slices.Clone(files[base].Data), rows...)}
	}
	return files
}

func mustCatalogue(t *testing.T, files fstest.MapFS) *Catalogue {
	t.Helper()
	c, err := LoadCatalogueFS(files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// crossed writes a crossing as text, one pair a line.
func crossed(t *testing.T, c *Catalogue, from, to string) string {
	t.Helper()
	x, ok := c.Crossing(c.Edition(from), c.Edition(to))
	if !ok {
		t.Fatalf("%s does not lead to %s", from, to)
	}
	name := func(m *Commitment) string {
		if m == nil {
			return "-"
		}
		return fmt.Sprintf("%d %s", m.Number, m.Slug)
	}
	var b strings.Builder
	for _, p := range x.Pairs {
		fmt.Fprintf(&b, "%s → %s %s, %d of %d reworded\n", name(p.Before), name(p.After), p.Kind, p.Reworded, p.Actions)
	}
	return b.String()
}

func TestCrossingToTheInventedEdition(t *testing.T) {
	c := mustCatalogue(t, refTwoEditions(t))
	want := `1 styrning → 1 styrning same, 1 of 11 reworded
2 klimatberakningar → 2 klimatberakningar same, 0 of 8 reworded
5 digitalisering → 3 digitalisering same, 0 of 9 reworded
3 finansiering → 4 finansiering same, 1 of 10 reworded
4 rattvisa → 5 rattvisa same, 0 of 9 reworded
6 upphandling → 6 upphandling same, 3 of 14 reworded
7 kolinlagring → 7 kolsankor renamed, 0 of 8 reworded
8 resiliens → 8 resiliens same, 1 of 11 reworded
9 medborgarengagemang → 9 medborgarengagemang same, 0 of 15 reworded
10 kommunikation → - dropped, 0 of 0 reworded
`
	if got := crossed(t, c, "2025/2026", "2026/2027"); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := crossed(t, c, "2026/2027", "2026/2027"); strings.Count(got, " same, 0 of ") != 9 || strings.Count(got, "\n") != 9 {
		t.Errorf("an edition against itself:\n%s", got)
	}
	if _, ok := c.Crossing(c.Edition("2026/2027"), c.Edition("2025/2026")); ok {
		t.Error("a crossing leads backwards")
	}
}

// TestCrossingThroughThree splits, merges, adds, changes and leaves a gap in small editions.
func TestCrossingThroughThree(t *testing.T) {
	files := refCopy(t)
	for name, file := range files { // the editions here are a, b, c and d alone
		if name != "municipalities.csv" && name != "members.csv" {
			header, _, _ := bytes.Cut(file.Data, []byte("\n"))
			files[name] = &fstest.MapFile{Data: append(header, '\n')}
		}
	}
	add := func(name, line string) { files[name].Data = append(files[name].Data, line+"\n"...) }
	for year, slugs := range []string{"hela ena andra flytta borta", "del annan ihop flyttad ny", "del annan ihop flyttad ny", "del"} {
		id := fmt.Sprintf("202%d/202%d", year, year+1)
		add("editions.csv", id+","+id+","+id)
		for i, slug := range strings.Fields(slugs) {
			title := slug
			if slug == "annan" && year == 2 {
				title = "omskriven"
			}
			add("commitments.csv", fmt.Sprintf("%s,%d,%s,adopted,%d,%s,%s,R,%s,R,%s,%s", id, i+1, slug, i+1, title, title, title, slug, slug))
			for level := 1; level <= 3; level++ {
				add("levels.csv", fmt.Sprintf("%s,%s,%d,N,N,,", id, slug, level))
				add("actions.csv", fmt.Sprintf("%s,%s-%d-1,%s,%d,1,1,Gör,Do,Gör %d,Do %d", id, slug, level, slug, level, level, level))
			}
		}
	}
	walk := func(from, to int, subject string, lines ...string) {
		for _, line := range lines {
			add("crosswalk.csv", fmt.Sprintf("202%d/202%d,202%d/202%d,%s,%s,därför,because", from, from+1, to, to+1, subject, line))
		}
	}
	walk(0, 1, "commitment", "split,hela,del", "split,hela,annan", "merged,ena,ihop", "merged,andra,ihop", "renamed,flytta,flyttad", "dropped,borta,", "added,,ny")
	walk(1, 2, "commitment", "same,del,del", "changed,annan,annan", "same,ihop,ihop", "same,flyttad,flyttad", "same,ny,ny")
	for level := 1; level <= 3; level++ {
		at := fmt.Sprintf("-%d-1", level)
		walk(0, 1, "action", "dropped,hela"+at+",", "dropped,ena"+at+",", "dropped,andra"+at+",", "renamed,flytta"+at+",flyttad"+at, "dropped,borta"+at+",",
			"added,,del"+at, "added,,annan"+at, "added,,ihop"+at, "added,,ny"+at)
		for _, slug := range []string{"del", "annan", "ihop", "flyttad", "ny"} {
			walk(1, 2, "action", "same,"+slug+at+","+slug+at)
		}
	}
	c := mustCatalogue(t, files)
	want := `1 hela → 1 del split, 3 of 3 reworded
1 hela → 2 annan split, 3 of 3 reworded
2 ena → 3 ihop merged, 3 of 3 reworded
3 andra → 3 ihop merged, 3 of 3 reworded
4 flytta → 4 flyttad renamed, 0 of 3 reworded
- → 5 ny added, 3 of 3 reworded
5 borta → - dropped, 0 of 0 reworded
`
	if got := crossed(t, c, "2020/2021", "2022/2023"); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := crossed(t, c, "2021/2022", "2022/2023"); !strings.Contains(got, "2 annan → 2 annan changed, 0 of 3") {
		t.Errorf("a changed wording: \n%s", got)
	}
	if got := crossed(t, c, "2022/2023", "2023/2024"); strings.Count(got, "uncharted") != 6 || strings.Contains(got, "same") {
		t.Errorf("editions that no crosswalk joins:\n%s", got)
	}
}

func TestBrokenCrosswalk(t *testing.T) {
	for _, test := range []struct{ name, old, broken, want string }{
		{"kind", "commitment,same,styrning", "commitment,samma,styrning", `kind "samma" is not one of`},
		{"subject", ",commitment,same,styrning", ",åtagande,same,styrning", `subject "åtagande" is not one of`},
		{"before", "commitment,same,styrning,", "commitment,same,styrelse,", `before "styrelse" is no commitment of "2025/2026", and same wants one`},
		{"after", "renamed,kolinlagring,kolsankor", "renamed,kolinlagring,kolsanka", `after "kolsanka" is no commitment of "2026/2027", and renamed wants one`},
		{"dropped into something", "dropped,kommunikation,,", "dropped,kommunikation,styrning,", `after "styrning" is no commitment of "2026/2027", and dropped wants none`},
		{"another name", "commitment,renamed,kolinlagring", "commitment,same,kolinlagring", `"kolinlagring" and "kolsankor" are not the same`},
		{"another wording", "action,changed,styrning-1-3", "action,same,styrning-1-3", `"styrning-1-3" and "styrning-1-3" are not the same`},
		{"not reworded", "action,same,styrning-1-1", "action,changed,styrning-1-1", `"styrning-1-1" has not changed its wording`},
		{"reason", "Bara namnet är ändrat", "", `note_sv and note_en must say why`},
		{"editions", "2025/2026,2026/2027,commitment,same,styrning", "2026/2027,2025/2026,commitment,same,styrning", `does not follow right after`},
		{"twice", "commitment,same,klimatberakningar,klimatberakningar", "commitment,same,styrning,styrning", `"styrning" stands twice`},
		{"left out", "2025/2026,2026/2027,action,same,styrning-1-1,styrning-1-1,,\n", "", `says nothing of action styrning-1-1 of 2025/2026`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := refTwoEditions(t)
			refReplace(t, files, "crosswalk.csv", test.old, test.broken)
			if _, err := LoadCatalogueFS(files); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}
