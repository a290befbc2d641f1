-- Removes a passkey.
DELETE FROM passkey
WHERE person = ? -- whose it is
  AND id = ?     -- the credential's, base64url
