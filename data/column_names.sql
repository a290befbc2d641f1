-- What a municipality's own column headers mean.
-- $municipality: its code
SELECT
    heading, -- as sent
    name,    -- canonical
    chosen   -- UTC
FROM column_name
WHERE municipality = $municipality
