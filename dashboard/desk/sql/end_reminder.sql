-- Keeps what became of a reminder.
UPDATE reminder
SET
    state = ?,  -- sent, refused, failed, lost
    reason = ?, -- why it did not arrive
    ended = ?   -- UTC
WHERE id = ?
  AND state = 'queued'
