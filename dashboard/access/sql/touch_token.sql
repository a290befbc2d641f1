-- Notes that a program's token was used.
UPDATE api_token
SET last_used = ? -- now, UTC
WHERE id = ?      -- the public half
