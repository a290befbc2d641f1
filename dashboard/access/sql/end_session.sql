-- Ends one session of a person.
DELETE FROM signed_in
WHERE id = ?     -- its public id
  AND person = ? -- whose it is
