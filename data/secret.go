package data

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// secretLength is the length in bytes of the key that signs invitation links.
const secretLength = 32

// SecretFor returns the key of the database at path, as DB.Secret does, and makes it when there is none. It works
// also while another process has the database open.
func SecretFor(path string) ([]byte, error) {
	if path == "" {
		return nil, errors.New("secret: a database in memory has no key file")
	}
	at, err := placeOf(path)
	if err != nil {
		return nil, err
	}
	return readSecret(at.key)
}

// readSecret reads the key file, or makes it of random bytes.
//
// Two processes that make it at once both return the one that came first.
func readSecret(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeSecret(path); err != nil {
			return nil, fmt.Errorf("make key file %s: %w", path, err)
		}
		key, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	if len(key) != secretLength {
		return nil, fmt.Errorf("key file %s has %d bytes instead of %d; put the right one back, or remove it and send new invitations",
			path, len(key), secretLength)
	}
	return key, nil
}

// makeSecret writes the whole key under another name first, so that nobody reads half of it.
func makeSecret(path string) error {
	key, suffix := make([]byte, secretLength), make([]byte, 8)
	for _, buffer := range [...][]byte{key, suffix} {
		if _, err := rand.Read(buffer); err != nil {
			return err
		}
	}
	temporary := path + ".tmp-" + hex.EncodeToString(suffix)
	if err := writeSynced(temporary, key); err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary) }()
	if err := os.Link(temporary, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(filepath.Dir(path))
}
