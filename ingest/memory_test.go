package ingest

import (
	"bytes"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMemory holds the reading of 10 MB, whatever they are, to 64 MB beside them. The race detector needs half as much again; `make test`
// runs this test without it, too.
func TestMemory(t *testing.T) {
	const size = 10_000_000
	most := uint64(64_000_000)
	if raceDetector {
		most += most / 2
	}
	c, _ := world(t)
	head := "kommunkod;åtagande;nivå;kommentar\n"
	fill := func(head, piece string) []byte {
		return []byte(head + strings.Repeat(piece, (size-len(head))/len(piece)))
	}
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	for name, raw := range map[string][]byte{
		"actions":      actionFile(c, 200_000)[:size],
		"levels":       fill(head, "1281;1 Styrning;2 – Etablera;Beslutat i kommunfullmäktige\n"),
		"short rows":   fill(head, "1281;1;2;\n"),
		"wrong rows":   fill(head, "Lnd;12;9;x\n"),
		"one text":     fill(head+"1281;1;2;\"", "å"),
		"windows-1252": bytes.ReplaceAll(fill("kommunkod;atagande;niva;kommentar\n", "1281;1;2;p~ g~ng i n~mnden, steg f~r steg\n"), []byte("~"), []byte("\xe5")),
		"cells":        fill("", "x;"),
		"line ends":    fill(head, "\r"),
	} {
		t.Run(name, func(t *testing.T) {
			if used := peak(func() {
				if _, _, err := Parse(bytes.NewReader(raw), c, DefaultLimits); err != nil {
					t.Error(err)
				}
			}); used > most {
				t.Errorf("%d MB beside the input", used/1_000_000)
			} else {
				t.Logf("%d MB beside the input", used/1_000_000)
			}
		})
	}
}

// peak is how much more memory is in use at most while f runs than before, as often as one may look.
func peak(f func()) uint64 {
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	stop := make(chan struct{})
	var most uint64
	var watch sync.WaitGroup
	watch.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
	})
	f()
	close(stop)
	watch.Wait()
	return most - min(most, before.HeapAlloc)
}
