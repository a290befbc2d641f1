-- Adds a passkey; 0 rows are changed when somebody has it already.
INSERT INTO passkey (id, person, name, credential, sign_count, created, last_used)
VALUES (
    ?, -- the credential's id, base64url
    ?, -- the person's id
    ?, -- the owner's own name for it
    ?, -- public key and flags, JSON
    ?, -- the authenticator's counter
    ?, -- now, UTC
    NULL
)
ON CONFLICT DO NOTHING
