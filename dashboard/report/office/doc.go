// Package office opens the workbooks that package report writes in LibreOffice, another program by other people, and looks at what it
// finds in every cell. It holds nothing but that test, which needs LibreOffice.
package office
