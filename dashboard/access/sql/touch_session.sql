-- Notes that a session was used.
UPDATE signed_in
SET last_seen = ? -- now, UTC
WHERE id = ?        -- the session's public id
  AND last_seen < ? -- now, UTC
