-- Spends a recovery code; 0 rows are changed when the person has no such, or has used it.
UPDATE recovery_code
SET used = ?     -- now, UTC
WHERE person = ? -- id
  AND hash = ?   -- SHA-256, hex
  AND used IS NULL
