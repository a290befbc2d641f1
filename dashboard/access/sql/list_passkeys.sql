-- A person's passkeys, the oldest first.
SELECT
    id,         -- the credential's, base64url
    name,       -- the owner's own
    credential, -- JSON
    sign_count,
    created,    -- UTC
    last_used   -- UTC or NULL
FROM passkey
WHERE person = ? -- id
ORDER BY created, id
