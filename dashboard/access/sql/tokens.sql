-- Programs' tokens.
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
