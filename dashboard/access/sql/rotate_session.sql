-- Replaces a session's token after a fresh proof.
UPDATE signed_in
SET token_sha256 = ?, -- of the new token, hex
    stepped_up = ?    -- the proof, UTC
WHERE id = ?          -- the session's public id
