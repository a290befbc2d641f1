-- Replaces what a person is.
UPDATE person
SET name = ?,
    email = ?,     -- as written, '' once erased
    email_key = ?, -- the same, normalised and in lower case
    role = ?,      -- officer, staff or administrator
    state = ?      -- active, disabled or erased
WHERE id = ?
