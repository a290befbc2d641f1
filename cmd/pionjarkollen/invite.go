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

// longestName bounds a name and an address in a link, in bytes.
const longestName = 200

func inviteCommand() command {
	return command{
		name:    "invite",
		summary: "print a one-time link that lets a person in",
		help: `
An officer who hands in for Växjö:

    pionjarkollen invite --role officer --municipality 0780 --name "Åsa Öberg" --email asa.oberg@example.se \
        --public-url https://pionjarkollen.example.se

A colleague at the initiative; the link is good for a day:

    pionjarkollen invite --role staff --name "Kim Lind" --email kim.lind@example.se --valid 24h

Somebody who is there already and can sign in no more, such as the last administrator; the link is good for half an hour, and
her old ways to sign in end when she uses it:

    pionjarkollen invite --recover --email kim.lind@example.se

Works while the server is running. The link can be used once: send it to that person only. It opens a page where the person
chooses how to sign in, so that a mail filter that opens links does not use it up.`,
		setup: func(fs *flag.FlagSet) action {
			i := inviter{}
			fs.StringVar(&i.role, "role", "", "what the person may do: `officer|staff|administrator`")
			fs.Func("municipality", "`CODE` (or name) of a municipality, for role officer; may be given several times", i.addMunicipality)
			fs.StringVar(&i.name, "name", "", "the person's `NAME`, as the history will show it")
			fs.StringVar(&i.email, "email", "", "the person's e-mail `ADDRESS`, to sign in with")
			fs.BoolVar(&i.recover, "recover", false, "let somebody who is there already choose anew how to sign in")
			fs.DurationVar(&i.valid, "valid", 0, "how `LONG` the link can be used (default 168h, with --recover 30m)")
			fs.StringVar(&i.publicURL, "public-url", "http://"+localAddress, "the site's address, `URL`")
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

// inviter is what one link was asked for with.
type inviter struct {
	role, name, email, publicURL, db string
	municipalities                   []string // as written
	recover                          bool
	valid                            time.Duration
}

// addMunicipality takes one --municipality; its environment variable may hold several with commas between.
func (i *inviter) addMunicipality(value string) error {
	for name := range strings.SplitSeq(value, ",") {
		i.municipalities = append(i.municipalities, strings.TrimSpace(name))
	}
	return nil
}

func (i inviter) run(p *program) error {
	l, err := i.link()
	if err != nil {
		return err
	}
	base, err := url.Parse(i.publicURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return usagef("--public-url is %q, want a scheme and a host, such as https://pionjarkollen.example.se", i.publicURL)
	}
	secret, err := data.SecretFor(i.db)
	if err != nil {
		return err
	}
	if err := mustExist(i.db); err != nil {
		fmt.Fprintf(p.stderr, "note: %v; the link works once a server has made that one\n", err)
	}
	fmt.Fprintln(p.stdout, link(i.publicURL, access.SealLink(secret, l)))
	return nil
}

// link checks what was asked for and returns it as a link.
func (i inviter) link() (access.Link, error) {
	if i.valid < 0 {
		return access.Link{}, usagef("--valid is %s, want a time to come, such as 168h", i.valid)
	}
	i.email = strings.TrimSpace(i.email)
	if local, domain, ok := strings.Cut(i.email, "@"); !ok || local == "" || domain == "" || len(i.email) > longestName {
		return access.Link{}, usageError(`--email is missing: give the person's address, such as --email asa.oberg@example.se`)
	}
	now := time.Now()
	if i.recover {
		if i.role != "" || i.name != "" || len(i.municipalities) > 0 {
			return access.Link{}, usageError("--recover goes with --email alone: what the person may do stays as it is")
		}
		return access.NewRecovery(i.email, now.Add(cmp.Or(i.valid, access.RecoveryFor))), nil
	}
	if err := oneOf("--role", i.role, access.RoleOfficer, access.RoleStaff, access.RoleAdministrator); err != nil {
		return access.Link{}, err
	}
	i.name = strings.Join(strings.Fields(i.name), " ")
	switch {
	case i.name == "":
		return access.Link{}, usageError(`--name is missing: say whom the link is for, such as --name "Åsa Öberg"`)
	case len(i.name) > longestName:
		return access.Link{}, usagef("--name is longer than %d bytes", longestName)
	}
	codes, err := i.codes()
	if err != nil {
		return access.Link{}, err
	}
	l := access.NewInvitation(access.Role(i.role), i.name, i.email, now.Add(cmp.Or(i.valid, access.InvitationFor)), codes...)
	catalogue, err := data.LoadCatalogue()
	if err == nil && l.Check(catalogue) != nil {
		err = usageError("--name or --email holds characters that cannot be shown")
	}
	return l, err
}

// codes returns the municipalities' codes in order, none for staff and administrators.
func (i inviter) codes() ([]string, error) {
	if access.Role(i.role) != access.RoleOfficer {
		if len(i.municipalities) > 0 {
			return nil, usageError("--municipality goes with --role officer; staff hand in for any")
		}
		return nil, nil
	}
	if len(i.municipalities) == 0 {
		return nil, usageError("--municipality is missing: give the code, such as 0780")
	}
	catalogue, err := data.LoadCatalogue()
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, given := range i.municipalities {
		code, err := codeOf(catalogue, given)
		if err != nil {
			return nil, err
		}
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return slices.Compact(codes), nil
}

// codeOf returns the code of a municipality that was written as code or name.
func codeOf(catalogue *data.Catalogue, given string) (string, error) {
	if m := catalogue.Municipality(given); m != nil {
		return m.Code, nil
	}
	for _, m := range catalogue.Municipalities {
		if strings.EqualFold(m.Name, given) {
			return m.Code, nil
		}
	}
	near := nearest(catalogue.Municipalities, given)
	return "", usagef("--municipality %q is none of Sweden's; the nearest is %s (%s)", given, near.Code, near.Name)
}

// link returns the address that a token opens.
func link(publicURL, token string) string {
	return strings.TrimSuffix(publicURL, "/") + "/valkommen/" + token
}
