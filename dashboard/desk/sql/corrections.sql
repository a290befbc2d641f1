-- The public correction log, newest first.
--   $edition       id, '' is all
--   $municipality  code, '' is all
--   $limit         how many at most
SELECT id, published, edition, municipality, objection, text_sv, text_en
FROM public_correction
WHERE ($edition = '' OR edition = $edition) AND ($municipality = '' OR municipality = $municipality)
ORDER BY id DESC
LIMIT $limit
