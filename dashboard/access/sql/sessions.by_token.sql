-- The one of a token.
WHERE s.token_sha256 = ? -- of the session token, hex
