package report

import (
	"sort"

	"github.com/xuri/excelize/v2"
)

// settle puts in order what the library lists in any order, so that the same data is the same workbook.
func settle(f *excelize.File) {
	types := f.ContentTypes.Defaults
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
}
