-- Signs out.
DELETE FROM session
WHERE token_sha256 = ? -- SHA-256 of the session token, hex
