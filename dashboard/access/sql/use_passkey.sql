-- Notes that a passkey was used; 0 rows are changed when its counter has not risen.
UPDATE passkey
SET credential = ?, -- public key and flags, JSON
    sign_count = ?, -- the authenticator's counter
    last_used = ?   -- now, UTC
WHERE id = ?        -- the credential's, base64url
  AND (sign_count < ?                  -- the authenticator's counter
       OR (sign_count = 0 AND ? = 0))  -- the same; authenticators without one always say 0
