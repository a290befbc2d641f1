-- Forgets the sessions that have run out.
DELETE FROM session
WHERE expires <= ? -- now, UTC
