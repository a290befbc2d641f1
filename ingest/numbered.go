package ingest

import "strings"

// numbered splits a folded text into its number and its name: "3", "3. finansiering", "3 - finansiering", "2,0",
// "etablera (2)". The digits are "" where there is no number; then the name is the whole text.
func numbered(s string) (digits, name string) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 {
		return trailingNumber(s)
	}
	digits, rest := s[:n], s[n:]
	if len(rest) > 1 && (rest[0] == ',' || rest[0] == '.') && rest[1] == '0' {
		rest = strings.TrimLeft(rest[1:], "0")
		if rest != "" && rest[0] != ' ' {
			return "", s
		}
	}
	if rest != "" && !strings.ContainsRune(" .:)-(", rune(rest[0])) {
		return "", s
	}
	name = strings.TrimLeft(rest, " .:)-")
	if name == "" && strings.Contains(rest, "-") {
		return "", s
	}
	if strings.HasPrefix(name, "(") && strings.HasSuffix(name, ")") {
		name = name[1 : len(name)-1]
	}
	return digits, strings.TrimSpace(name)
}

// trailingNumber reads "etablera (2)".
func trailingNumber(s string) (digits, name string) {
	at := strings.LastIndexByte(s, '(')
	if at <= 0 || !strings.HasSuffix(s, ")") {
		return "", s
	}
	digits = s[at+1 : len(s)-1]
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", s
	}
	return digits, strings.TrimSpace(s[:at])
}

// small reads a number of one or two digits; "02" is 2, but "00" and "002" are nothing.
func small(digits string) (n int, ok bool) {
	switch len(digits) {
	case 1:
		return int(digits[0] - '0'), true
	case 2:
		n = int(digits[0]-'0')*10 + int(digits[1]-'0')
		return n, n > 0
	}
	return 0, false
}

// afterWord drops a leading word such as "nivå" with what separates it from the rest.
func afterWord(s string, words ...string) string {
	for _, w := range words {
		rest, ok := strings.CutPrefix(s, w)
		if !ok || rest == "" {
			continue
		}
		if next := rest[0]; next == ' ' || next == ':' || next == '.' || next == '-' || next >= '0' && next <= '9' {
			return strings.TrimLeft(rest, " :.")
		}
	}
	return s
}
