-- Forgets the sessions that have run out.
DELETE FROM signed_in
WHERE expires <= ? -- now, UTC
