package data

import (
	"strings"
	"testing"
	"testing/fstest"
)

// refNextEdition adds an edition that keeps the first commitment under another number, renames it, drops the rest and adds one.
func refNextEdition(t *testing.T) fstest.MapFS {
	t.Helper()
	files := refCopy(t)
	add := func(name string, lines ...string) {
		files[name] = &fstest.MapFile{Data: append(files[name].Data, strings.Join(lines, "\n")+"\n"...)}
	}
	add("editions.csv", "2026/2027,Klimatkontrakt 2030,Climate City Contract 2030")
	add("commitments.csv",
		"2026/2027,1,bostader,proposed,2,Bostäder,Om bostäder,Vi bygger,On housing,We build,Bostäder,Housing",
		"2026/2027,2,styrning,adopted,1,Ledning,Om ledning,Vi leder,On leadership,We lead,Ledning,Leadership")
	for _, slug := range []string{"bostader", "styrning"} {
		for _, level := range []string{"1", "2", "3"} {
			add("levels.csv", "2026/2027,"+slug+","+level+",Nivå "+level+",Level "+level+",,")
			add("actions.csv", "2026/2027,"+slug+"-"+level+"-1,"+slug+","+level+",1,1,Gör,Do,Gör "+level+",Do "+level)
		}
	}
	return files
}

func TestLaterEditionMayRenumberRenameAddAndDrop(t *testing.T) {
	c, err := LoadCatalogueFS(refNextEdition(t))
	if err != nil {
		t.Fatal(err)
	}
	was, now := c.Edition("2025/2026"), c.Current()
	if now.ID != "2026/2027" || len(c.Editions) != 2 {
		t.Fatalf("current is %q of %d", now.ID, len(c.Editions))
	}
	if was.Commitment("styrning").Number != 1 || now.Commitment("styrning").Number != 2 {
		t.Error("the edition's own number does not count")
	}
	if now.Commitment("styrning").Label.SV != "Ledning" || was.Commitment("styrning").Label.SV != "Styrning" {
		t.Error("the edition's own label does not count")
	}
	if now.Commitment("resiliens") != nil || was.Commitment("bostader") != nil || now.Number(3) != nil || now.Number(0) != nil {
		t.Error("a dropped or added commitment stands in the other edition")
	}
	if was.Action("styrning-1-1").Text == now.Action("styrning-1-1").Text || now.Action("styrning-1-2") != nil {
		t.Error("the edition's own actions do not count")
	}
}

func TestChecksumTellsAnyChange(t *testing.T) {
	own := refLoad(t).Checksum()
	same, err := LoadCatalogueFS(refCopy(t))
	if err != nil {
		t.Fatal(err)
	}
	if same.Checksum() != own || len(own) != 64 {
		t.Errorf("equal files have checksums %s and %s", same.Checksum(), own)
	}
	files := refCopy(t)
	refReplace(t, files, "actions.csv", "Analysera klimatmålens påverkan", "Analysera klimatmålens inverkan")
	other, err := LoadCatalogueFS(files)
	if err != nil {
		t.Fatal(err)
	}
	if other.Checksum() == own {
		t.Error("a changed label leaves the checksum")
	}
}

// What the document marks or numbers in its own way.
func TestCatalogueKeepsWhatTheDocumentMarks(t *testing.T) {
	c := refLoad(t)
	e := c.Current()
	for _, m := range e.Commitments {
		status, contents := Adopted, m.Number
		switch m.Slug {
		case "kolinlagring":
			status = Renaming
		case "kommunikation":
			status = Proposed
		case "finansiering", "rattvisa":
			contents = m.Number + 1
		case "digitalisering":
			contents = 3
		}
		if m.Status != status || m.TOCNumber != contents {
			t.Errorf("%s: status %q, number %d in the table of contents", m.Slug, m.Status, m.TOCNumber)
		}
	}
	var printed strings.Builder
	for _, level := range e.Commitment("finansiering").Levels {
		for _, a := range level.Actions {
			printed.WriteString(a.Printed)
		}
		printed.WriteString(" ")
	}
	if got := printed.String(); got != "112 1123 123 " {
		t.Errorf("commitment 3 prints %q", got)
	}
	if text := e.Action("klimatberakningar-1-1").Text; !strings.HasPrefix(text, "kartlägga ") {
		t.Errorf("a small letter was altered: %q", text)
	}
	if text := e.Action("resiliens-2-4").Text; !strings.HasSuffix(text, "klimatanpassningen..") {
		t.Errorf("a doubled full stop was altered: %q", text)
	}
	if ale, vaxjo := c.Municipality("1440"), c.Municipality("0780"); ale.Located() || !vaxjo.Located() || vaxjo.Name != "Växjö" {
		t.Errorf("Ale %+v, Växjö %+v", ale, vaxjo)
	}
}
