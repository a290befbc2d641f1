-- Spends a time step; 0 rows are changed when it, or a later one, has been used.
UPDATE password
SET totp_step = ?   -- step
WHERE person = ?    -- id
  AND totp_step < ? -- step
