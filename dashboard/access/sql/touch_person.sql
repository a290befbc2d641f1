-- Notes that a person was here.
UPDATE person
SET last_seen = ? -- now, UTC
WHERE id = ?
  AND (last_seen IS NULL OR last_seen < ?) -- now, UTC
