-- Gives a passkey another name.
UPDATE passkey
SET name = ?     -- the owner's own
WHERE id = ?     -- the credential's, base64url
  AND person = ? -- whose it is
