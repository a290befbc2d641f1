package access

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"strings"
	"unicode"
)

// commonPasswords is src/passwords.json of the npm package @zxcvbn-ts/language-common 4.1.3 (MIT: see common/LICENSE.txt): those of
// at least 6 letters, in lower case, one a line. Shorter ones say nothing about a password of 15.
//
//go:embed common/passwords.txt.gz
var commonPasswords []byte

// shortestCommon is the length of the shortest common password that counts as a building block.
const (
	shortestCommon = 6
	longestCommon  = 24
)

func readCommon() (map[string]bool, error) {
	r, err := gzip.NewReader(bytes.NewReader(commonPasswords))
	if err != nil {
		return nil, err
	}
	all := make(map[string]bool, 50_000)
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		all[lines.Text()] = true
	}
	return all, lines.Err()
}

// leet reads digits and signs as the letters that people mean by them.
var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

// enough is how many letters must be left of a password when everything that is easily guessed in it is taken together.
const enough = 8

// guessable tells whether little is left of a password once common passwords, runs of neighbours and repeats count as what they
// are. words are names that stand near: the site's, the person's, her municipality's; they count nothing.
func guessable(common map[string]bool, password string, words []string) bool {
	lower := strings.ToLower(password)
	return weight(common, []rune(lower), words) < enough || weight(common, []rune(leet.Replace(lower)), words) < enough
}

func weight(common map[string]bool, s []rune, words []string) int {
	s = period(s)
	total := 0
	for i := 0; i < len(s); {
		switch {
		case wordAt(s[i:], words) > 0:
			i += wordAt(s[i:], words)
		case commonAt(common, s[i:]) > 0:
			i += commonAt(common, s[i:])
			total += 2
		case runAt(s[i:]) >= 3:
			i += runAt(s[i:])
			total++
		default:
			if !unicode.IsSpace(s[i]) {
				total++
			}
			i++
		}
	}
	return total
}

// period returns the shortest beginning that s repeats, at least in part: "abcabcab" is "abc". It is s itself when it repeats nothing.
func period(s []rune) []rune {
	for n := 1; n <= len(s)/2; n++ {
		same := true
		for i := n; i < len(s) && same; i++ {
			same = s[i] == s[i-n]
		}
		if same {
			return s[:n]
		}
	}
	return s
}

func wordAt(s []rune, words []string) int {
	longest := 0
	for _, word := range words {
		w := []rune(word)
		if len(w) > longest && len(w) <= len(s) && string(s[:len(w)]) == word {
			longest = len(w)
		}
	}
	return longest
}

func commonAt(common map[string]bool, s []rune) int {
	for n := min(len(s), longestCommon); n >= shortestCommon; n-- {
		if common[string(s[:n])] {
			return n
		}
	}
	return 0
}

// rows are keys that lie beside each other.
var rows = [...]string{"1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm", "abcdefghijklmnopqrstuvwxyzåäö", "0123456789"}

// runAt returns how many letters from the beginning are the same, or neighbours in one direction.
func runAt(s []rune) int {
	longest := 1
	for n := 1; n < len(s) && s[n] == s[0]; n++ {
		longest = n + 1
	}
	for _, row := range rows {
		keys := []rune(row)
		for _, step := range [...]int{1, -1} {
			longest = max(longest, follow(s, keys, step))
		}
	}
	return longest
}

func follow(s, keys []rune, step int) int {
	at := -1
	for i, key := range keys {
		if key == s[0] {
			at = i
		}
	}
	if at < 0 {
		return 0
	}
	n := 0
	for n < len(s) && at >= 0 && at < len(keys) && s[n] == keys[at] {
		n, at = n+1, at+step
	}
	return n
}
