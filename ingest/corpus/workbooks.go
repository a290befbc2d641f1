package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"pionjarkollen/ingest"
)

// workbooksDir is the folder, within the corpus, of the files that cannot stand in an archive: each with its .want beside it.
const workbooksDir = "workbooks"

// loadWorkbooks reads the workbooks of a corpus; there may be none.
func loadWorkbooks(dir string) (*Archive, error) {
	a := &Archive{Path: filepath.Join(dir, workbooksDir)}
	entries, err := os.ReadDir(a.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list workbooks: %w", err)
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if ext == ".want" {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(a.Path, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read workbook: %w", err)
		}
		name := strings.TrimSuffix(e.Name(), ext)
		want, err := os.ReadFile(filepath.Join(a.Path, name+".want"))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("read workbook: %w", err)
		}
		a.Cases = append(a.Cases, Case{
			Name: workbooksDir + "/" + name, Raw: raw, Limits: ingest.DefaultLimits, Want: &txtar.File{Name: name + ".want", Data: want},
		})
	}
	return a, nil
}

// saveWants writes the wants of workbooks.
func (a *Archive) saveWants() error {
	for _, c := range a.Cases {
		if err := os.WriteFile(filepath.Join(a.Path, c.Want.Name), c.Want.Data, 0o600); err != nil {
			return fmt.Errorf("write want: %w", err)
		}
	}
	return nil
}
