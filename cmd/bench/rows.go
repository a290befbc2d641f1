package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"

	"pionjarkollen/data"
)

// wanted is how many action rows are handed in.
const wanted = 100_000

// statuses are written as a template's reader writes them.
var statuses = [...]string{"ej påbörjad", "planerad", "pågår", "genomförd"}

// writeFiles writes the rows as municipalities do, in the columns of the template. A file may name an action of a municipality
// once, and an edition has 290 × 104 = 30,160 of them, so it takes four files; each changes every status of the one before.
func (b bench) writeFiles() (files []string, size int64, err error) {
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return nil, 0, err
	}
	var all [][]string
	for _, m := range catalogue.Municipalities {
		for _, c := range catalogue.Current().Commitments {
			for _, l := range c.Levels {
				for _, a := range l.Actions {
					all = append(all, []string{
						m.Code, m.Name, fmt.Sprintf("%d %s", c.Number, c.Label.SV), fmt.Sprintf("%d – %s", l.Number, l.Name.SV),
						fmt.Sprintf("%d – %s", a.Ordinal, a.Label.SV), "", "Beslutat i nämnden, följs upp varje kvartal",
						"https://www.example.se/klimat/" + a.ID, catalogue.Current().ID,
					})
				}
			}
		}
	}
	const status = 5
	header := []string{"kommunkod", "kommun", "åtagande", "nivå", "åtgärd", "status", "kommentar", "länk", "version"}
	for left := wanted; left > 0; left -= len(all) {
		rows := all[:min(left, len(all))]
		for i := range rows {
			rows[i][status] = statuses[(i+len(files))%len(statuses)]
		}
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.Comma = ';'
		if err := w.Write(header); err != nil {
			return nil, 0, err
		}
		if err := w.WriteAll(rows); err != nil {
			return nil, 0, err
		}
		name := filepath.Join(b.folder, fmt.Sprintf("atgarder-%d.csv", len(files)+1))
		if err := os.WriteFile(name, text.Bytes(), 0o600); err != nil {
			return nil, 0, err
		}
		files, size = append(files, name), size+int64(text.Len())
	}
	return files, size, nil
}
