-- Forget what a column header means.
-- $municipality: its code
-- $heading:      the header as sent
DELETE FROM column_name WHERE municipality = $municipality AND heading = $heading
