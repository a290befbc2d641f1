-- Ends a program's token; 0 rows are changed when it has ended.
UPDATE api_token
SET revoked = ? -- now, UTC
WHERE id = ?    -- the public half
  AND revoked IS NULL
