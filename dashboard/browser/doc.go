// Package browser holds the tests that look at the site as people do: through a real Chromium, driven with chromedp.
//
// They start the site over a real database with the example submissions and go through its pages in both languages, light
// and dark, with and without scripts: no message on the console, no request to another host, no violation that axe-core
// finds, charts that show what their tables say, and the way from an invitation to a receipt. `make test` runs them and
// installs Chromium where it can; CHROMIUM in the environment names another one.
//
// SHOTS=folder makes TestShots save a picture of every page there, and TestPrint what it prints.
package browser
