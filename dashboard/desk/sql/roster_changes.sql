-- The roster's history, newest first.
--   $code   municipality, '' is all
--   $limit  how many at most
SELECT
    c.id, c.changed, c.person, coalesce(p.name, ''), c.way, c.municipality, c.kind,
    c.old_role, c.old_joined, c.old_left, c.old_twin_of,
    c.new_role, c.new_joined, c.new_left, c.new_twin_of
FROM roster_change c
LEFT JOIN person p ON p.id = c.person
WHERE $code = '' OR c.municipality = $code
ORDER BY c.id DESC
LIMIT $limit
