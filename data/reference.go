package data

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// The reference files. Every one is needed, and each refers only to those before it.
const (
	refEditionsFile       = "editions.csv"
	refCommitmentsFile    = "commitments.csv"
	refLevelsFile         = "levels.csv"
	refActionsFile        = "actions.csv"
	refMunicipalitiesFile = "municipalities.csv"
	refMembersFile        = "members.csv"
	refCrosswalkFile      = "crosswalk.csv"

	refProcessesFile       = "processes.csv"
	refActionProcessesFile = "action_processes.csv"
)

//go:embed reference/*.csv
var refEmbedded embed.FS

// LoadCatalogue reads and validates the reference data that the program carries.
//
// It returns an error joined from *ReferenceError, all of the first file that has any.
func LoadCatalogue() (*Catalogue, error) {
	root, err := fs.Sub(refEmbedded, "reference")
	if err != nil {
		return nil, fmt.Errorf("open reference data: %w", err)
	}
	return LoadCatalogueFS(root)
}

// LoadCatalogueFS is LoadCatalogue for reference files that stand in the root of fsys.
func LoadCatalogueFS(fsys fs.FS) (*Catalogue, error) {
	checksum, err := refChecksum(fsys)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{checksum: checksum}
	r := &refReader{fsys: fsys, lines: map[string]int{}}
	for _, load := range []func(*refReader, *Catalogue){
		refLoadEditions,
		refLoadCommitments,
		refLoadLevels,
		refLoadActions,
		refLoadMunicipalities,
		refLoadMembers,
		refLoadCrosswalk,
		refLoadProcesses,
		refLoadActionProcesses,
	} {
		load(r, c)
		if err := r.err(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Checksum is the SHA-256 in hex over the reference files: it changes when any of them does.
func (c *Catalogue) Checksum() string { return c.checksum }

func refChecksum(fsys fs.FS) (string, error) {
	sum := sha256.New()
	for _, name := range []string{
		refEditionsFile, refCommitmentsFile, refLevelsFile, refActionsFile, refMunicipalitiesFile, refMembersFile, refCrosswalkFile,
		refProcessesFile, refActionProcessesFile,
	} {
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", &ReferenceError{File: "reference/" + name, Line: 0, Cause: "cannot be read", Err: err}
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(content))
		sum.Write(content)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
