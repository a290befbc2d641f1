-- Forgets a person's passkeys.
DELETE FROM passkey
WHERE person = ? -- id
