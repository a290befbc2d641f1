-- Ends an objection.
UPDATE objection
SET
    state = ?,   -- answered, withdrawn
    answer = ?,  -- text
    ended = ?,   -- now, UTC
    ended_by = ? -- a person's id
WHERE id = ?     -- number
