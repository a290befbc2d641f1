-- Adds a recovery code.
INSERT INTO recovery_code (person, hash, used)
VALUES (
    ?, -- id
    ?, -- SHA-256, hex
    NULL
)
