-- Every one that is known, the newest first.
ORDER BY l.issued DESC, l.id
LIMIT 1000
