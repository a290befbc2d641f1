package dashboard

import (
	"errors"
	"strconv"
	"strings"

	"pionjarkollen/dashboard/report"
)

// mostRows is the largest page of rows; without a limit all are sent.
const mostRows = 10_000

// apiRows answers GET /api/v1/{what}, with or without an ending: the same rows as the downloads, all or some of them.
func apiRows(v *visit) (*file, error) {
	what := report.What(strings.TrimPrefix(v.bare(), apiPrefix))
	t, err := v.table(what)
	if err != nil {
		return nil, err
	}
	var links []string
	if v.query.Has("limit") || v.query.Has("offset") {
		p, err := v.paging(what)
		if err != nil {
			return nil, err
		}
		t.Page(p)
		links = v.pageLinks(p)
	}
	if falt := v.query.Get("falt"); falt != "" {
		if err := t.Pick(strings.Split(falt, ",")); err != nil {
			if unknown, ok := errors.AsType[*report.FieldError](err); ok {
				return nil, unreadable("falt", unknown.Field, unknown.Allowed...)
			}
			return nil, err
		}
	}
	f := v.written(t, v.form)
	f.links = links
	return f, nil
}

// paging reads which rows are asked for, and counts how many there are.
func (v *visit) paging(what report.What) (report.Page, error) {
	p := report.Page{Limit: mostRows}
	for name, into := range map[string]*int{"limit": &p.Limit, "offset": &p.Offset} {
		written := v.query.Get(name)
		if written == "" {
			continue
		}
		n, err := strconv.Atoi(written)
		if err != nil || n < 0 || name == "limit" && (n == 0 || n > mostRows) || strings.HasPrefix(written, "+") {
			return p, unreadable(name, written, map[string]string{"limit": "1–" + strconv.Itoa(mostRows), "offset": "0–"}[name])
		}
		*into = n
	}
	t, err := v.table(what) // rows that stream are read once: another reading counts them
	if err != nil {
		return p, err
	}
	p.Total, err = t.Count()
	return p, err
}

// pageLinks are the addresses of the pages around one.
func (v *visit) pageLinks(p report.Page) []string {
	var links []string
	add := func(rel string, offset int) {
		q := v.canonical()
		q.Set("limit", strconv.Itoa(p.Limit))
		q.Set("offset", strconv.Itoa(offset))
		links = append(links, "<"+v.site.home()+withQuery(v.path, q)+`>; rel="`+rel+`"`)
	}
	last := max(0, (p.Total-1)/p.Limit*p.Limit)
	add("first", 0)
	if p.Offset > 0 {
		add("prev", max(0, min(p.Offset-p.Limit, last)))
	}
	if p.Offset+p.Limit < p.Total {
		add("next", p.Offset+p.Limit)
	}
	add("last", last)
	return links
}
