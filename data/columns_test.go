package data_test

import (
	"errors"
	"maps"
	"strconv"
	"strings"
	"testing"

	"pionjarkollen/data"
)

func TestColumnNames(t *testing.T) {
	db := opened(t, "")
	remember := func(municipality, heading, name string) {
		t.Helper()
		if err := db.RememberColumn(t.Context(), municipality, heading, name); err != nil {
			t.Fatal(err)
		}
	}
	version := db.Version()
	remember("0780", "Nivån vi valt", "nivå")
	remember("0780", "Vad?", "kommentar")
	remember("0780", "Vad?", "åtagande")
	remember("0780", "Bort", "länk")
	remember("0780", "Bort", "")
	remember("0780", "Aldrig", "")
	remember("1880", "Vad?", "status")
	got, err := db.ColumnNames(t.Context(), "0780")
	when := noon().Truncate(1000)
	want := map[string]data.ColumnName{"Nivån vi valt": {Name: "nivå", Chosen: when}, "Vad?": {Name: "åtagande", Chosen: when}}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if got, err := db.ColumnNames(t.Context(), "0180"); err != nil || len(got) != 0 {
		t.Errorf("Stockholm has %v, %v", got, err)
	}
	if db.Version() != version {
		t.Errorf("the data version rose to %d", db.Version())
	}
}

func TestRememberColumnRefuses(t *testing.T) {
	db := opened(t, "")
	for _, x := range [][3]string{
		{"", "a", "nivå"},
		{"9999", "a", "nivå"},
		{"0780", "", "nivå"},
		{"0780", strings.Repeat("a", 1001), "nivå"},
		{"0780", "a", strings.Repeat("a", 1001)},
		{"0780", "\xff", "nivå"},
	} {
		if err := db.RememberColumn(t.Context(), x[0], x[1], x[2]); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%.20q: %v", x, err)
		}
	}
	for n := range 501 {
		err := db.RememberColumn(t.Context(), "0780", strconv.Itoa(n), "nivå")
		if (n < 500) != (err == nil) || n == 500 && !errors.Is(err, data.ErrInvalid) {
			t.Fatalf("number %d: %v", n, err)
		}
	}
	if err := db.RememberColumn(t.Context(), "0780", "7", "status"); err != nil {
		t.Errorf("one that is there already: %v", err)
	}
}
