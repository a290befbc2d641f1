-- Adds a person.
INSERT INTO person (id, name, email, email_key, role, state, created, last_seen)
VALUES (
    ?, -- random id
    ?, -- name
    ?, -- address as written
    ?, -- the same, normalised and in lower case
    ?, -- officer, staff or administrator
    'active',
    ?, -- now, UTC
    NULL
)
