-- Replaces the password alone; 0 rows are changed when the person has none.
UPDATE password
SET hash = ?,    -- argon2id with its parameters
    changed = ?  -- now, UTC
WHERE person = ? -- id
