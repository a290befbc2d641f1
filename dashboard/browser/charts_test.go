package browser_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// drawing is what one figure shows: in its drawing and in its table, by key.
type drawing struct {
	ID     string            `json:"id"`
	Drawn  map[string]string `json:"drawn"`
	Table  map[string]string `json:"table"`
	Twice  []string          `json:"twice"` // keys that stand twice with different values
	Links  []string          `json:"links"` // values that lead elsewhere from the drawing than from the table
	Ink    int               `json:"ink"`   // pixels that are not background
	Width  int               `json:"width"`
	Room   int               `json:"room"` // width of the chart's box
	Option string            `json:"option"`
	Label  string            `json:"label"`
}

// pixelsOf reads what is drawn in a figure, all layers of it, into red, green, blue and opacity.
const pixelsOf = `function pixelsOf(figure) {
	const layers = [...figure.querySelectorAll("canvas")], copy = document.createElement("canvas");
	[copy.width, copy.height] = [layers[0].width, layers[0].height];
	const pen = copy.getContext("2d", { willReadFrequently: true });
	for (const layer of layers) pen.drawImage(layer, 0, 0);
	return pen.getImageData(0, 0, copy.width, copy.height).data;
}
`

const readDrawings = pixelsOf + `[...document.querySelectorAll("figure:has([data-chart])")].map((figure) => {
	const chart = window.pionjarkollen.charts.get(figure.id), twice = [];
	const take = (into, key, raw) => {
		if (key in into && into[key] !== raw) twice.push(key + ": " + into[key] + ", " + raw);
		into[key] = raw;
	};
	const drawn = {}, table = {}, lead = {}, links = [], option = chart.getOption();
	for (const series of option.series)
		for (const datum of [...(series.data ?? []), ...(series.links ?? [])]) if (datum?.key) take(drawn, datum.key, datum.raw), (lead[datum.key] = datum.link);
	for (const cell of figure.querySelectorAll("[data-key]")) {
		take(table, cell.dataset.key, cell.dataset.raw ?? null);
		const link = cell.querySelector("a")?.getAttribute("href");
		if (link && cell.dataset.key in lead && link !== lead[cell.dataset.key]) links.push(lead[cell.dataset.key] + ", " + link);
	}
	let ink = 0;
	const pixels = pixelsOf(figure), canvas = figure.querySelector("canvas");
	for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 0) ink++;
	const box = figure.querySelector("[data-chart]");
	return {
		id: figure.id, drawn, table, twice, links, ink, width: canvas.clientWidth, room: box.clientWidth,
		option: JSON.stringify([option.series, option.xAxis, option.yAxis, option.legend]), label: box.getAttribute("role") + " " + box.ariaLabel,
	};
})`

// drawings waits for the page's charts and reads them.
func (b *tab) drawings() []drawing {
	b.Helper()
	b.drawn()
	return js[[]drawing](b, readDrawings)
}

// TestChartsShowTheirTables looks at every chart in the wide and the narrow form: it is drawn, and its values are its
// table's.
func TestChartsShowTheirTables(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(*testing.T) *site{"full": fullSite, "empty": emptySite} {
		places := publicPlaces
		if name == "empty" {
			places = emptyPlaces
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, start(t), desk)
			for _, p := range places {
				if p.charts == 0 {
					continue
				}
				looks := []look{{width: 1280, height: 900, moving: true}, {width: 375, height: 800, dark: true}}
				if p.once {
					looks = looks[:1]
				}
				for _, l := range looks {
					where := fmt.Sprintf("%s %s", p.name, l)
					b.show(l)
					b.open(p.path)
					found := b.drawings()
					if len(found) != p.charts {
						b.Errorf("%s: %d charts, want %d", where, len(found), p.charts)
					}
					for _, d := range found {
						d.check(b, where+" #"+d.ID)
					}
				}
			}
		})
	}
}

func (d drawing) check(b *tab, where string) {
	b.Helper()
	const least = 2000 // far less than the texts of any chart
	if d.Ink < least {
		b.Errorf("%s: %d pixels are drawn", where, d.Ink)
	}
	if d.Width != d.Room {
		b.Errorf("%s: the drawing is %d px wide in a box of %d", where, d.Width, d.Room)
	}
	if len(d.Drawn) == 0 {
		b.Errorf("%s: the chart has no value with a key", where)
	}
	for _, twice := range d.Twice {
		b.Errorf("%s: one key, several values: %s", where, twice)
	}
	for _, links := range d.Links {
		b.Errorf("%s: a value leads to %s", where, links)
	}
	for _, key := range slices.Sorted(maps.Keys(d.Drawn)) {
		if in, ok := d.Table[key]; !ok {
			b.Errorf("%s: %s = %q is drawn and not in the table", where, key, d.Drawn[key])
		} else if in != d.Drawn[key] {
			b.Errorf("%s: %s is drawn as %q and %q in the table", where, key, d.Drawn[key], in)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(d.Table)) {
		if _, ok := d.Drawn[key]; !ok && !d.onlyInTable(key) {
			b.Errorf("%s: %s = %q is in the table and not drawn", where, key, d.Table[key])
		}
	}
	for _, bad := range []string{"NaN", "undefined", "⟨", "[object"} {
		if strings.Contains(d.Option, bad) || strings.Contains(d.Label, bad) {
			b.Errorf("%s: the chart says %q", where, bad)
		}
	}
	if label, ok := strings.CutPrefix(d.Label, "img "); !ok || len(label) < 20 {
		b.Errorf("%s: role and label are %q", where, d.Label)
	}
}

// onlyInTable tells which values a chart leaves to its table: a profile has no column for cities that have not handed in, and
// no ring for the city itself while it has not.
func (d drawing) onlyInTable(key string) bool {
	return d.ID == "fig-profile" && (strings.HasSuffix(key, "/not_handed_in") || d.Table[key] == "not_handed_in")
}

// TestEmptySelections checks that what has nothing to draw says so, and what to do next.
func TestEmptySelections(t *testing.T) {
	t.Parallel()
	b := newTab(t, fullSite(t), desk)
	for path, figures := range map[string]int{"/?lan=09": 2, "/ataganden/styrning?lan=09": 2, "/ataganden?lan=09": 1, "/atgarder/finansiering-1-2?lan=09": 1, "/stader?lan=09": 0} {
		b.open(path)
		said := js[[]string](b, `[...document.querySelectorAll("main .empty")].map((e) => e.innerText.trim())`)
		if len(said) < max(figures, 1) || slices.Contains(said, "") {
			b.Errorf("%s says %q, want a text for each of %d figures", path, said, figures)
		}
		if n := js[int](b, `document.querySelectorAll("main figure [data-chart]").length`); n != 0 {
			b.Errorf("%s draws %d charts of nothing", path, n)
		}
	}
	b = newTab(t, emptySite(t), desk)
	b.open("/")
	if text := js[string](b, `document.querySelector("main > .empty a[href='/lamna-in']")?.closest(".empty").innerText ?? ""`); text == "" {
		b.Errorf("the overview of an empty site does not lead to handing in")
	}
}
