// Package locale is everything the site says, in Swedish and English: messages by key, numbers and dates as they are
// written in each language, and the sentences that state a finding.
package locale

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Lang is a language of the interface.
type Lang string

// The languages. Swedish comes first everywhere.
const (
	Swedish Lang = "sv"
	English Lang = "en"
)

// Langs lists both.
var Langs = [...]Lang{Swedish, English}

// Other returns the language one can switch to.
func (l Lang) Other() Lang {
	if l == English {
		return Swedish
	}
	return English
}

// Prefix is what the language's paths begin with: "" or "/en".
func (l Lang) Prefix() string {
	if l == English {
		return "/en"
	}
	return ""
}

//go:embed messages/*.csv
var messageFiles embed.FS

// messages holds both wordings per key, from every file in messages/.
var messages = sync.OnceValue(func() map[string][2]string {
	m := map[string][2]string{}
	files, err := messageFiles.ReadDir("messages")
	if err != nil {
		panic("locale: " + err.Error())
	}
	for _, f := range files {
		text, err := messageFiles.ReadFile("messages/" + f.Name())
		if err != nil {
			panic("locale: " + err.Error())
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			panic(fmt.Sprintf("locale: %s: %v", f.Name(), err))
		}
		for _, r := range rows[1:] {
			if _, twice := m[r[0]]; twice {
				panic("locale: " + f.Name() + ": key twice: " + r[0])
			}
			m[r[0]] = [2]string{r[1], r[2]}
		}
	}
	return m
})

// T returns the message with {0}, {1} … filled by args. An unknown key comes back in angle brackets, which a test of the
// templates looks for.
func (l Lang) T(key string, args ...any) string {
	m, ok := messages()[key]
	if !ok {
		return "⟨" + key + "⟩"
	}
	text := m[0]
	if l == English {
		text = m[1]
	}
	return fill(l, text, args)
}

// fill puts args into {0}, {1} …; integers are written as the language writes numbers.
func fill(l Lang, text string, args []any) string {
	for i, a := range args {
		var s string
		switch v := a.(type) {
		case int:
			s = l.Int(v)
		default:
			s = fmt.Sprint(v)
		}
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i)+"}", s)
	}
	return text
}

// Plural returns the message key+".one" for 1 and key+".many" otherwise, with n as {0} and args after it.
func (l Lang) Plural(key string, n int, args ...any) string {
	form := ".many"
	if n == 1 {
		form = ".one"
	}
	return l.T(key+form, append([]any{n}, args...)...)
}
