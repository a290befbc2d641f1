package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pionjarkollen/data"
)

// million is how many action rows are imported from one file.
const million = 1_000_000

// statuses are written as a template's reader writes them.
var statuses = [...]string{"ej påbörjad", "planerad", "pågår", "genomförd"}

// manyMunicipalities writes reference data with so many invented municipalities that its edition has a million different things to report
// on: the true ones have 30,160.
func manyMunicipalities(folder string) (*data.Catalogue, error) {
	own, err := data.LoadCatalogue()
	if err != nil {
		return nil, err
	}
	if err := os.CopyFS(folder, os.DirFS(filepath.Join("data", "reference"))); err != nil {
		return nil, err
	}
	counties, taken := make(map[string]string), make(map[string]bool)
	for _, m := range own.Municipalities {
		counties[m.CountyCode], taken[m.Code] = m.County, true
	}
	file := filepath.Join(folder, "municipalities.csv")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for i, n := 100, len(own.Municipalities); n*len(actions(own)) < million; i++ {
		code := fmt.Sprintf("%04d", i)
		if taken[code] {
			continue
		}
		county := counties[code[:2]]
		if county == "" {
			county = "Påhittat län " + code[:2]
		}
		text = fmt.Appendf(text, "%s,Påhittad %s,%s,%s,1000,2024,,\n", code, code, code[:2], county)
		n++
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return nil, err
	}
	return data.LoadCatalogueFS(os.DirFS(folder))
}

// actions lists every action of the current edition.
func actions(c *data.Catalogue) (all []*data.Action) {
	edition := c.Current()
	for i := range edition.Commitments {
		for l := range edition.Commitments[i].Levels {
			level := &edition.Commitments[i].Levels[l]
			for j := range level.Actions {
				all = append(all, &level.Actions[j])
			}
		}
	}
	return all
}

// writeRows writes a row for each of n different things to report on; every other one has a comment of its own.
func writeRows(path string, c *data.Catalogue, n int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprintln(w, "kommunkod;åtagande;nivå;åtgärd;status;kommentar")
	all := actions(c)
	for i := range n {
		comment := ""
		if i%2 == 0 {
			comment = fmt.Sprintf("Beslut KS 2026-%06d", i)
		}
		a := all[i%len(all)]
		fmt.Fprintf(w, "%s;%s;%d;%s;%s;%s\n", c.Municipalities[i/len(all)].Code, a.Commitment, a.Level, a.ID, statuses[i%len(statuses)], comment)
	}
	return w.Flush()
}
