-- Adds a program's token.
INSERT INTO api_token (id, secret_sha256, municipality, name, scope, created, created_by, expires, revoked, last_used)
VALUES (
    ?, -- the public half
    ?, -- SHA-256 of the other, hex
    ?, -- code
    ?, -- name
    ?, -- what it can do
    ?, -- now, UTC
    ?, -- a person's id
    ?, -- when it runs out, UTC
    NULL,
    NULL
)
