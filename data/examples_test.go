package data

import (
	"slices"
	"testing"
)

func TestExamplesFitTheirManifest(t *testing.T) {
	c := refLoad(t)
	examples, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := exampleFiles.ReadDir("examples")
	if err != nil {
		t.Fatal(err)
	}
	if len(examples) == 0 || len(examples) != len(entries)-1 {
		t.Errorf("%d examples in the manifest, %d files beside it", len(examples), len(entries)-1)
	}
	if !slices.IsSortedFunc(examples, func(a, b Example) int { return a.Received.Compare(b.Received) }) {
		t.Error("examples are not in the order in which they are received")
	}
	for _, e := range examples {
		if c.Municipality(e.Municipality) == nil || e.Sender.Municipality != e.Municipality || e.Sender.Role != "municipality" {
			t.Errorf("%s: municipality %q, sender %+v", e.Name, e.Municipality, e.Sender)
		}
		if e.Kind != Levels && e.Kind != Actions || len(e.Raw) == 0 || e.Received.Location().String() != "UTC" {
			t.Errorf("%s: kind %q, %d bytes, received %s", e.Name, e.Kind, len(e.Raw), e.Received)
		}
	}
}
