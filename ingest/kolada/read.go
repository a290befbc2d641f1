package kolada

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Value is what Kolada says about one key figure, municipality and year.
type Value struct {
	KPI          string // "N00401"
	Municipality string // four digits
	Year         int
	Value        float64 // finite
}

// answerPage is one page of the API's answer.
type answerPage struct {
	Values []struct {
		KPI          string      `json:"kpi"`
		Municipality string      `json:"municipality"`
		Period       json.Number `json:"period"`
		Values       []struct {
			Gender  string   `json:"gender"`
			Value   *float64 `json:"value"`
			Deleted bool     `json:"isdeleted"`
		} `json:"values"`
	} `json:"values"`
	NextPage *string `json:"next_page"`
	NextURL  *string `json:"next_url"`
}

// everybody is the gender that counts all.
const everybody = "T"

// readPage reads one page: its values for everybody, and where the next page is, "" where this was the last. Values that were deleted
// or are not there are left out.
func readPage(raw []byte) (values []Value, next string, err error) {
	var p answerPage
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, "", fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	if p.Values == nil {
		return nil, "", fmt.Errorf("%w: it has no values", ErrAnswer)
	}
	for _, v := range p.Values {
		for _, g := range v.Values {
			if g.Gender != everybody || g.Value == nil || g.Deleted {
				continue
			}
			one, err := newValue(v.KPI, v.Municipality, v.Period.String(), *g.Value)
			if err != nil {
				return nil, "", err
			}
			values = append(values, one)
		}
	}
	for _, n := range []*string{p.NextPage, p.NextURL} {
		if n != nil && *n != "" {
			next = *n
		}
	}
	return values, next, nil
}

var (
	kpiPattern  = regexp.MustCompile(`^[A-Z][0-9]{5}$`)
	codePattern = regexp.MustCompile(`^[0-9]{4}$`)
)

func newValue(kpi, code, year string, value float64) (Value, error) {
	y, err := strconv.Atoi(year)
	if err != nil || y < 1900 || y > 2999 || !kpiPattern.MatchString(kpi) || !codePattern.MatchString(code) || math.IsNaN(value) || math.IsInf(value, 0) {
		return Value{}, fmt.Errorf("%w: key figure %q, municipality %q, year %q, value %v", ErrAnswer, kpi, code, year, value)
	}
	return Value{kpi, code, y, value}, nil
}

// csvColumns are the columns of a CSV file, in any order.
var csvColumns = [...]string{"kpi", "municipality", "year", "value"}

// Read reads a downloaded file: answers of the API as JSON (one page, or several in a list), or CSV with the columns kpi,
// municipality, year and value, with commas or semicolons between them and a decimal point or comma.
//
// It returns an error that wraps ErrAnswer for anything else, and then no values: a file is read whole or not at all.
func Read(r io.Reader) ([]Value, error) {
	raw, err := io.ReadAll(io.LimitReader(r, pageBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read file: %w", err)
	case len(raw) > pageBytes:
		return nil, fmt.Errorf("%w: more than %d bytes", ErrAnswer, pageBytes)
	}
	raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\ufeff")))
	switch {
	case bytes.HasPrefix(raw, []byte("{")):
		values, _, err := readPage(raw)
		return values, err
	case bytes.HasPrefix(raw, []byte("[")):
		var pages []json.RawMessage
		if err := json.Unmarshal(raw, &pages); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrAnswer, err)
		}
		var all []Value
		for _, p := range pages {
			values, _, err := readPage(p)
			if err != nil {
				return nil, err
			}
			all = append(all, values...)
		}
		return all, nil
	}
	return readCSV(raw)
}

func readCSV(raw []byte) ([]Value, error) {
	in := csv.NewReader(bytes.NewReader(raw))
	first, _, _ := bytes.Cut(raw, []byte("\n"))
	if bytes.Contains(first, []byte(";")) {
		in.Comma = ';'
	}
	header, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	var at [len(csvColumns)]int
	for i, name := range csvColumns {
		if at[i] = slices.Index(header, name); at[i] < 0 {
			return nil, fmt.Errorf("%w: no column %q", ErrAnswer, name)
		}
	}
	var all []Value
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrAnswer, err)
		}
		number, err := strconv.ParseFloat(strings.Replace(row[at[3]], ",", ".", 1), 64)
		if err != nil {
			return nil, fmt.Errorf("%w: value %q", ErrAnswer, row[at[3]])
		}
		v, err := newValue(row[at[0]], row[at[1]], row[at[2]], number)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
}
