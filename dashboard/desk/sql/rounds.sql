-- Collection rounds, newest first.
--   $edition  id, '' is all
--   $id       a round's number, 0 is all
SELECT id, edition, opens, deadline, note, created, closed
FROM collection_round
WHERE ($edition = '' OR edition = $edition) AND ($id = 0 OR id = $id)
ORDER BY id DESC
