package dashboard

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
)

// systemData is how the system is.
type systemData struct {
	Warnings []string
	Facts    []fact
}

// systemPage answers GET /personal/system.
func systemPage(p *post) (*page, error) {
	s, err := p.site.desk.State(p.ctx)
	if err != nil {
		return nil, err
	}
	d := systemData{}
	for _, w := range s.Warnings {
		d.Warnings = append(d.Warnings, p.T("desk.warning."+string(w)))
	}
	frozen, err := p.site.releases.Verify(p.ctx)
	if err != nil {
		return nil, err
	}
	releases := p.T("desk.system.releases.whole", len(frozen.Releases))
	if n := len(frozen.Faults); n > 0 {
		releases = p.T("desk.system.releases.faulty", len(frozen.Releases), n)
	}
	for _, f := range frozen.Faults {
		d.Warnings = append(d.Warnings, p.T("desk.system.releases.fault", strconv.Itoa(f.Number), cmp.Or(f.Name, "*")))
	}
	backup := p.T("desk.system.nobackup")
	if s.BackedUp {
		backup = p.T("desk.system.backup.made", p.lang.Clock(s.Backup.Made), s.Backup.Submissions, s.Backup.Folder)
	}
	journal := p.T("desk.system.journal.entries", s.JournalEntries, p.size(uint64(max(0, s.JournalBytes))))
	if s.MissingInJournal > 0 {
		journal += " · " + p.T("desk.system.journal.missing", s.MissingInJournal)
	}
	mail := p.T("desk.system.mail.off")
	if s.Mail {
		mail = p.T("desk.system.mail.on")
	}
	path, disk := s.Path, p.T("desk.system.memory")
	if path == "" {
		path = disk
	} else {
		disk = p.T("desk.system.disk.free", p.size(s.DiskFree), p.size(s.DiskSize))
	}
	d.Facts = []fact{
		{p.T("desk.system.version"), s.Version},
		{p.T("desk.system.started"), p.lang.Clock(s.Started)},
		{p.T("desk.system.uptime"), p.length(s.Uptime)},
		{p.T("desk.system.data"), p.T("desk.system.data.text", strconv.FormatUint(s.DataVersion, 10), s.SchemaVersion, s.Submissions)},
		{p.T("desk.system.database"), path},
		{p.T("desk.system.size"), p.size(uint64(max(0, s.DatabaseBytes)))},
		{p.T("desk.system.journal"), journal},
		{p.T("desk.system.releases"), releases},
		{p.T("desk.system.backup"), backup},
		{p.T("desk.system.disk"), disk},
		{p.T("desk.system.mail"), mail},
	}
	return p.deskView("desk_system", p.T("desk.menu.system"), d), nil
}

// size writes a number of bytes in megabytes, or gigabytes.
func (v *visit) size(n uint64) string {
	const mega, giga = 1_000_000, 1_000_000_000
	if n >= 10*giga {
		return v.lang.Int(int(n/giga)) + " GB" //nolint:gosec // far below
	}
	text := fmt.Sprintf("%.1f", float64(n)/mega)
	if v.lang == "sv" {
		text = fmt.Sprintf("%d,%d", n/mega, n%mega/(mega/10))
	}
	return text + " MB"
}

// length writes how long something has gone on, in days, hours and minutes.
func (v *visit) length(d time.Duration) string {
	minutes := int(d.Minutes())
	return v.T("desk.system.length", minutes/(24*60), minutes/60%24, minutes%60)
}
