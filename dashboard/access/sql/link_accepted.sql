-- Notes who has used a link; 0 rows are changed when the server did not issue it.
UPDATE link
SET person = ? -- id
WHERE id = ?   -- the link's
