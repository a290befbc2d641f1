package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"pionjarkollen/dashboard/access"
	"pionjarkollen/data"
)

// inviteFor is how long a link can be used unless --valid says otherwise.
const inviteFor = 7 * 24 * time.Hour

// longestName bounds what is signed into a link, in bytes.
const longestName = 200

func inviteCommand() command {
	return command{
		name:    "invite",
		summary: "print a one-time link that signs a person in",
		help: `
An officer who hands in for Växjö:

    pionjarkollen invite --role municipality --municipality 0780 --name "Åsa Öberg" --public-url https://pionjarkollen.example.se

A colleague at the initiative, who may hand in for any city; the link is good for a day:

    pionjarkollen invite --role staff --name "Kim Lind" --valid 24h

Works while the server is running. The link can be used once: send it to that person only. It opens a page where the person
presses a button, so that a mail filter that opens links does not use it up.`,
		setup: func(fs *flag.FlagSet) action {
			i := inviter{}
			fs.StringVar(&i.role, "role", "", "what the person may do: `municipality|staff`")
			fs.StringVar(&i.municipality, "municipality", "", "`CODE` (or name) of the municipality, for role municipality")
			fs.StringVar(&i.name, "name", "", "the person's `NAME`, as the history will show it")
			fs.DurationVar(&i.valid, "valid", inviteFor, "how `LONG` the link can be used")
			fs.StringVar(&i.publicURL, "public-url", "http://"+defaultAddress, "the site's address, `URL`")
			fs.StringVar(&i.db, "db", defaultDatabase, "`PATH` of the database that the server uses")
			return func(_ context.Context, p *program, args []string) error {
				if err := noOperands(args); err != nil {
					return err
				}
				return i.run(p)
			}
		},
	}
}

// inviter is what one invitation was asked for with.
type inviter struct {
	role, municipality, name, publicURL, db string
	valid                                   time.Duration
}

func (i inviter) run(p *program) error {
	if err := oneOf("--role", i.role, access.RoleMunicipality, access.RoleStaff); err != nil {
		return err
	}
	i.name = strings.TrimSpace(i.name)
	switch {
	case i.name == "":
		return usageError(`--name is missing: say whom the link is for, such as --name "Åsa Öberg"`)
	case len(i.name) > longestName:
		return usagef("--name is longer than %d bytes", longestName)
	case i.valid <= 0:
		return usagef("--valid is %s, want a time to come, such as 168h", i.valid)
	}
	base, err := url.Parse(i.publicURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return usagef("--public-url is %q, want a scheme and a host, such as https://pionjarkollen.example.se", i.publicURL)
	}
	code, err := i.code()
	if err != nil {
		return err
	}
	secret, err := data.SecretFor(i.db)
	if err != nil {
		return err
	}
	if err := mustExist(i.db); err != nil {
		fmt.Fprintf(p.stderr, "note: %v; the link works once a server has made that one\n", err)
	}
	inv := access.NewInvitation(access.Role(i.role), code, i.name, time.Now().Add(i.valid))
	fmt.Fprintln(p.stdout, link(i.publicURL, access.Invite(secret, inv)))
	return nil
}

// code returns the municipality's code, "" for staff.
func (i inviter) code() (string, error) {
	if access.Role(i.role) == access.RoleStaff {
		if i.municipality != "" {
			return "", usageError("--municipality goes with --role municipality; staff hand in for any")
		}
		return "", nil
	}
	if i.municipality == "" {
		return "", usageError("--municipality is missing: give the code, such as 0780")
	}
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return "", err
	}
	if m := catalogue.Municipality(i.municipality); m != nil {
		return m.Code, nil
	}
	for _, m := range catalogue.Municipalities {
		if strings.EqualFold(m.Name, i.municipality) {
			return m.Code, nil
		}
	}
	near := nearest(catalogue.Municipalities, i.municipality)
	return "", usagef("--municipality %q is none of Sweden's; the nearest is %s (%s)", i.municipality, near.Code, near.Name)
}

// link returns the address that a token opens.
func link(publicURL, token string) string {
	return strings.TrimSuffix(publicURL, "/") + "/valkommen/" + token
}

// nearest returns the municipality whose code or name takes the fewest edits to reach; of several codes, one that begins alike.
func nearest(municipalities []data.Municipality, given string) data.Municipality {
	given = strings.ToLower(given)
	far := func(m data.Municipality) int {
		return min(edits(given, m.Code), edits(given, strings.ToLower(m.Name)))
	}
	alike := func(m data.Municipality) int {
		n := 0
		for n < min(len(given), len(m.Code)) && given[n] == m.Code[n] {
			n++
		}
		return n
	}
	return slices.MinFunc(municipalities, func(a, b data.Municipality) int {
		return cmp.Or(cmp.Compare(far(a), far(b)), cmp.Compare(alike(b), alike(a)))
	})
}

// edits counts the letters to insert, drop or replace to make a into b.
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range to {
			cost := diagonal
			if r != s {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(to)]
}
