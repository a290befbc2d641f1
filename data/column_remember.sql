-- Keep what a column header means, unless the municipality has too many already.
-- $municipality: its code
-- $heading:      the header as sent
-- $name:         the canonical name
-- $chosen:       when, UTC
-- $most:         how many a municipality may have
INSERT INTO column_name (municipality, heading, name, chosen)
SELECT $municipality, $heading, $name, $chosen
WHERE (SELECT count(*) FROM column_name WHERE municipality = $municipality AND heading <> $heading) < $most
ON CONFLICT (municipality, heading) DO UPDATE SET name = excluded.name, chosen = excluded.chosen
