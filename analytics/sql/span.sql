-- When the first answer of an edition was received; no row where there is none.
--   $edition  id of the edition
--   $until    UTC timestamp: only what was received before it counts
SELECT min(s.received) AS first
FROM submission s
WHERE s.received < $until
  AND EXISTS (SELECT 1 FROM declaration d WHERE d.submission = s.id AND d.edition = $edition)
HAVING min(s.received) IS NOT NULL
