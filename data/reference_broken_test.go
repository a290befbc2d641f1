package data

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// refCopy is the program's own reference files, to be broken.
func refCopy(t *testing.T) fstest.MapFS {
	t.Helper()
	names, err := filepath.Glob("reference/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = &fstest.MapFile{Data: raw}
	}
	return files
}

func refReplace(t *testing.T, files fstest.MapFS, name, old, replacement string) {
	t.Helper()
	text := string(files[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, replacement, 1))}
}

func TestBrokenReferenceFiles(t *testing.T) {
	for _, test := range []struct {
		name        string
		file        string
		old, broken string // the first occurrence of old becomes broken
		want        string // file, line and cause
	}{
		{"header", "editions.csv", "title_sv", "titel_sv", `editions.csv:1: the header is ["id" "titel_sv" "title_en"], want ["id" "title_sv" "title_en"]`},
		{"byte order mark", "editions.csv", "id,", "\ufeffid,", `editions.csv:1: the header is`},
		{"edition id", "editions.csv", "2025/2026,", "2025,", `editions.csv:2: id "2025" is not an edition such as 2025/2026`},
		{"edition language", "editions.csv", `"Climate City Contract 2030, version 2025/2026"`, "", `editions.csv:2: title_en is missing`},
		{"edition twice", "editions.csv", "2026\"\n", "2026\"\n2025/2026,Igen,Again\n", `editions.csv:3: edition "2025/2026" follows "2025/2026": want each once, oldest first`},
		{"no edition", "editions.csv", "2025/2026,\"Klimatkontrakt 2030, version 2025/2026\",\"Climate City Contract 2030, version 2025/2026\"\n", "", `editions.csv:1: has no edition`},
		{"columns", "commitments.csv", ",Styrning,Governance", ",Styrning", `commitments.csv:2: has 11 columns, want 12`},
		{"unknown edition", "commitments.csv", "2025/2026,4,", "2024/2025,4,", `commitments.csv:5: edition "2024/2025" is not in editions.csv`},
		{"number out of order", "commitments.csv", "2025/2026,4,rattvisa", "2025/2026,5,rattvisa", `commitments.csv:5: number is 5, want 4`},
		{"number", "commitments.csv", "2025/2026,4,rattvisa", "2025/2026,fyra,rattvisa", `commitments.csv:5: number "fyra" is not a whole number from 1 to 99`},
		{"slug", "commitments.csv", ",rattvisa,", ",rättvisa,", `commitments.csv:5: slug "rättvisa" is not lower-case letters a–z`},
		{"slug twice", "commitments.csv", ",rattvisa,", ",styrning,", `commitments.csv:5: slug "styrning" stands twice in edition "2025/2026"`},
		{"contents number twice", "commitments.csv", "rattvisa,adopted,5", "rattvisa,adopted,4", `commitments.csv:5: toc_number 4 stands twice`},
		{"status", "commitments.csv", "rattvisa,adopted", "rattvisa,antagen", `commitments.csv:5: status "antagen" is not one of ["adopted" "proposed" "renaming"]`},
		{"commitment label twice", "commitments.csv", ",Rättvisa,Justice", ",Styrning,Justice", `commitments.csv:5: label_sv "Styrning" stands twice`},
		{"commitment label length", "commitments.csv", ",Rättvisa,Justice", "," + strings.Repeat("å", 41) + ",Justice", `commitments.csv:5: label_sv has 41 characters, at most 40 have room`},
		{"commitment language", "commitments.csv", ",Rättvisa,Justice", ",Rättvisa,", `commitments.csv:5: label_en is missing`},
		{"level", "levels.csv", "styrning,2,", "styrning,4,", `levels.csv:3: level "4" is not a whole number from 1 to 3`},
		{"level twice", "levels.csv", "styrning,2,", "styrning,1,", `levels.csv:3: level 1 of "styrning" stands twice`},
		{"level missing", "levels.csv", "2025/2026,styrning,2,Etablera,Establish,,\n", "", `commitments.csv:2: has no level 2 in levels.csv`},
		{"level without actions", "actions.csv", "medborgarengagemang-3-1,medborgarengagemang,3,1", "medborgarengagemang-2-8,medborgarengagemang,2,8", `levels.csv:28: has no action in actions.csv`},
		{"edition without commitments", "editions.csv", "2026\"\n", "2026\"\n2026/2027,Nästa,Next\n", `editions.csv:3: has no commitment in commitments.csv`},
		{"level's commitment", "levels.csv", "styrning,2,", "styrelse,2,", `levels.csv:3: commitment "styrelse" is not in commitments.csv for edition "2025/2026"`},
		{"level language", "levels.csv", "Etablera,Establish,,", "Etablera,Establish,Inledning,", `levels.csv:3: intro and intro_en: one of the two is missing`},
		{"action's commitment", "actions.csv", "styrning-1-3,styrning,", "styrning-1-3,styrelse,", `actions.csv:4: commitment "styrelse" is not in commitments.csv`},
		{"ordinal gap", "actions.csv", "styrning-1-3,styrning,1,3,", "styrning-1-4,styrning,1,4,", `actions.csv:4: ordinal is 4, want 3`},
		{"ordinal twice", "actions.csv", "styrning-1-3,styrning,1,3,", "styrning-1-2,styrning,1,2,", `actions.csv:4: id "styrning-1-2" stands twice`},
		{"action id", "actions.csv", "styrning-1-3,", "styrning-1-7,", `actions.csv:4: id is "styrning-1-7", want "styrning-1-3"`},
		{"action label length", "actions.csv", "Analysera klimatmålens påverkan", strings.Repeat("ö", 41), `actions.csv:4: label_sv has 41 characters`},
		{"action label twice", "actions.csv", "Analysera klimatmålens påverkan", "Besluta om lokal omställningsarena", `actions.csv:4: label_sv "Besluta om lokal omställningsarena" stands twice in "styrning"`},
		{"action language", "actions.csv", "Analyse the impact of climate targets", "", `actions.csv:4: label_en is missing`},
		{"after a wording of several lines", "actions.csv", "kolinlagring-2-2,", "kolinlagring-2-9,", `actions.csv:73: id is "kolinlagring-2-9", want "kolinlagring-2-2"`},
		{"blanks", "actions.csv", "Analysera klimatmålens påverkan", "Analysera klimatmålens påverkan ", `actions.csv:4: label_sv has blanks around`},
		{"quote", "actions.csv", "Analysera klimatmålens", `Analysera "klimatmålens`, `actions.csv:4: is not CSV`},
		{"not UTF-8", "actions.csv", "Analysera klimatmålens", "Analysera klimatm\xe5lens", `actions.csv:4: is not UTF-8`},
		{"code", "municipalities.csv", "0114,", "114,", `municipalities.csv:2: code "114" is not four digits`},
		{"code twice", "municipalities.csv", "0115,", "0114,", `municipalities.csv:3: code "0114" stands twice`},
		{"name twice", "municipalities.csv", ",Vallentuna,", ",Upplands Väsby,", `municipalities.csv:3: name "Upplands Väsby" stands twice`},
		{"county code", "municipalities.csv", "Vallentuna,01,", "Vallentuna,03,", `municipalities.csv:3: county_code "03" does not begin code "0115"`},
		{"county name", "municipalities.csv", "Vallentuna,01,Stockholms län", "Vallentuna,01,Uppsala län", `municipalities.csv:3: county 01 is called "Uppsala län" here and "Stockholms län" above`},
		{"population", "municipalities.csv", "35119", "35 119", `municipalities.csv:3: population "35 119" is not a whole number`},
		{"year", "municipalities.csv", "35119,2024", "35119,24", `municipalities.csv:3: population_year "24" is not a whole number from 1900 to 2999`},
		{"swapped coordinates", "municipalities.csv", "59.534,18.078", "18.078,59.534", `municipalities.csv:3: lat "18.078" is not a number from 55 to 70`},
		{"half a place", "municipalities.csv", "59.534,18.078", "59.534,", `municipalities.csv:3: lon "" is not a number from 10 to 25`},
		{"no number", "municipalities.csv", "59.534,18.078", "NaN,18.078", `municipalities.csv:3: lat "NaN" is not a number from 55 to 70`},
		{"member unknown", "members.csv", "0123,Järfälla", "0999,Järfälla", `members.csv:2: code "0999" is not in municipalities.csv`},
		{"member's name", "members.csv", "0123,Järfälla", "0123,Nacka", `members.csv:2: name is "Nacka", but 0123 is "Järfälla" in municipalities.csv`},
		{"member twice", "members.csv", "0180,Stockholm", "0123,Järfälla", `members.csv:3: code "0123" stands twice`},
		{"role", "members.csv", "Järfälla,pioneer", "Järfälla,pionjär", `members.csv:2: role "pionjär" is not one of ["pioneer" "twin" ""]`},
		{"joined", "members.csv", "Järfälla,pioneer,2019", "Järfälla,pioneer,2019-13", `members.csv:2: joined "2019-13" is not a date such as 2024, 2024-12 or 2024-12-05`},
		{"left before joined", "members.csv", "Järfälla,pioneer,2019,", "Järfälla,pioneer,2019,2018", `members.csv:2: left "2018" is before joined "2019"`},
		{"twin of no pioneer", "members.csv", "1270,Tomelilla,twin,2024,,1290", "1270,Tomelilla,twin,2024,,0305", `members.csv:13: twin_of "0305" is not a member with role "pioneer"`},
		{"twin of an outsider", "members.csv", "1270,Tomelilla,twin,2024,,1290", "1270,Tomelilla,twin,2024,,0114", `members.csv:13: twin_of "0114" is not a member`},
		{"pioneer with a pioneer", "members.csv", "Järfälla,pioneer,2019,,", "Järfälla,pioneer,2019,,0180", `members.csv:2: twin_of is set, but role is "pioneer"`},
		{"mission", "members.csv", "Järfälla,pioneer,2019,,,no", "Järfälla,pioneer,2019,,,nej", `members.csv:2: eu_mission "nej" is not one of ["yes" "no"]`},
		{"source", "members.csv", "no,https://", "no,", `members.csv:2: sources: "`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := refCopy(t)
			refReplace(t, files, test.file, test.old, test.broken)
			c, err := LoadCatalogueFS(files)
			var fault *ReferenceError
			if c != nil || !errors.As(err, &fault) {
				t.Fatalf("catalogue %v, error %v", c != nil, err)
			}
			if !strings.Contains("\n"+err.Error(), "\nreference/"+test.want) {
				t.Errorf("error is\n%v\nwant\nreference/%s", err, test.want)
			}
		})
	}
}

func TestMissingReferenceFile(t *testing.T) {
	for name := range refCopy(t) {
		files := refCopy(t)
		delete(files, name)
		_, err := LoadCatalogueFS(files)
		if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "reference/"+name+": cannot be read: ") {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// All faults of a file are told, not only the first.
func TestEveryFaultOfAFileIsTold(t *testing.T) {
	files := refCopy(t)
	refReplace(t, files, "municipalities.csv", "50323", "")
	refReplace(t, files, "municipalities.csv", "35119", "")
	_, err := LoadCatalogueFS(files)
	if err == nil || strings.Count(err.Error(), "\n") != 1 || !strings.Contains(err.Error(), ".csv:2: ") || !strings.Contains(err.Error(), ".csv:3: ") {
		t.Errorf("error is %v", err)
	}
}
