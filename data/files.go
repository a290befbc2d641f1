package data

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// writeSynced writes a new file that only its owner may read, and returns when the disk has it.
//
// It returns fs.ErrExist when the file is there already, and removes a file it could not complete.
func writeSynced(path string, content []byte) error {
	return writeFile(path, func(file *os.File) error { _, err := file.Write(content); return err })
}

// writeFile is writeSynced for a file that write writes.
func writeFile(path string, write func(file *os.File) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// syncFolder returns when the disk has the names in the folder.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// copyFile copies to a new file and returns the SHA-256 in hex of what it copied, when the disk has it. The caller
// makes sure that the disk has the name too.
func copyFile(to, from string) (checksum string, err error) {
	source, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(target, sum), source)
	if err == nil {
		err = target.Sync()
	}
	if err = errors.Join(err, target.Close()); err != nil {
		return "", errors.Join(err, os.Remove(to))
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// checksumFile returns the SHA-256 in hex of the file.
func checksumFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// checksum returns the SHA-256 in hex.
func checksum(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
