package access

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// How many letters a password has. Nothing else is asked of its make-up.
const (
	ShortestPassword = 15
	LongestPassword  = 128
)

// Reasons of a PasswordError.
const (
	PasswordShort    = "short"    // fewer than ShortestPassword letters
	PasswordLong     = "long"     // more than LongestPassword letters
	PasswordText     = "text"     // not UTF-8, or with control characters
	PasswordCommon   = "common"   // made of common passwords, runs or repeats
	PasswordPersonal = "personal" // made of the site's, the person's or her municipality's name
	PasswordBreached = "breached" // in the operator's file of breached passwords
)

// PasswordError means that a password may not be chosen.
type PasswordError struct{ Reason string }

// Error tells the reason.
func (e *PasswordError) Error() string { return "the password cannot be chosen: " + e.Reason }

// normalPassword is the form in which passwords are compared, so that å typed on any keyboard is å.
func normalPassword(password string) string { return norm.NFC.String(password) }

// checkPassword returns the password as it is to be hashed, or a *PasswordError.
func (k *Keeper) checkPassword(password string, p Person) (string, error) {
	if len(password) > 8*LongestPassword {
		return "", &PasswordError{PasswordLong}
	}
	if !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl) {
		return "", &PasswordError{PasswordText}
	}
	password = normalPassword(password)
	switch n := utf8.RuneCountInString(password); {
	case n < ShortestPassword:
		return "", &PasswordError{PasswordShort}
	case n > LongestPassword:
		return "", &PasswordError{PasswordLong}
	case guessable(k.common, password, nil):
		return "", &PasswordError{PasswordCommon}
	case guessable(k.common, password, k.wordsNear(p)):
		return "", &PasswordError{PasswordPersonal}
	}
	if k.breached != nil {
		found, err := k.breached.has(password)
		if err != nil {
			return "", fmt.Errorf("look up breached passwords: %w", err)
		}
		if found {
			return "", &PasswordError{PasswordBreached}
		}
	}
	return password, nil
}

// wordsNear are the words that somebody who knows where the person works would try first, in lower case.
func (k *Keeper) wordsNear(p Person) []string {
	texts := []string{k.options.Name, "pionjärkollen pionjarkollen klimatkontrakt klimatneutral klimat kommun stad viable cities lösenord password", p.Name, p.Email}
	for _, code := range p.Municipalities {
		if m := k.db.Catalogue().Municipality(code); m != nil {
			texts = append(texts, code, m.Name)
		}
	}
	var words []string
	for _, text := range texts {
		text = strings.ToLower(norm.NFC.String(text))
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(word) < 3 {
				continue
			}
			words = append(words, word)
			if plain := asciiWord(word); plain != word {
				words = append(words, plain)
			}
		}
	}
	return words
}

// asciiWord writes a word without the dots and rings of its letters.
func asciiWord(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(word))
}
