-- The tokens that a person has made, the newest first.
SELECT
    id,
    secret_sha256, -- hex
    municipality,  -- code
    name,
    scope,
    created,       -- UTC
    created_by,    -- a person's id
    expires,       -- UTC
    revoked,       -- UTC or NULL
    last_used      -- UTC or NULL
FROM api_token
WHERE created_by = ? -- id
ORDER BY created DESC, id
