-- Ends the sessions of a person.
DELETE FROM signed_in
WHERE person = ?
  AND id <> ? -- the one to keep, '' is none
