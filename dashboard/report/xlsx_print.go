package report

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Ways a sheet lies on paper.
const (
	landscape = "landscape"
	portrait  = "portrait"
)

// printed sets a sheet up for A4: its whole width on a page, what it is, its date and the number of pages on each; headed repeats the first
// row.
func (b *book) printed(sheet, orientation string, headed bool) error {
	const a4 = 9
	once, ever, yes := 1, 0, true
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: new(a4), Orientation: &orientation, FitToWidth: &once, FitToHeight: &ever,
	}); err != nil {
		return err
	}
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	header := "&L" + printable(b.title()) + "&R" + printable(b.date())
	if notice := b.notice(); notice != "" {
		header = "&L" + printable(b.title()) + "&C" + printable(notice) + "&R" + printable(b.date())
	}
	footer := "&L" + printable(b.lang.T("workbook.print.release", b.table.about[releaseAt])) + "&C" + b.lang.T("workbook.print.page", "&P", "&N") + "&R&A"
	if err := b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: header, OddFooter: footer}); err != nil {
		return err
	}
	if !headed {
		return nil
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet,
	})
}

// printable keeps a text in a header from being read as an instruction.
func printable(text string) string { return strings.ReplaceAll(text, "&", "&&") }

// longestLink is how long an address may be for Excel to open it.
const longestLink = 2079

// followable is a link's address as a workbook may hold it, with everything escaped that Excel would refuse the whole file for; "" for what
// is no address on the web.
func followable(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"{}|\\^`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	if b.Len() > longestLink {
		return ""
	}
	return b.String()
}
