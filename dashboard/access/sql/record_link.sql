-- Writes down a link that is issued, or one from the shell that is used.
INSERT INTO link (id, kind, person, name, email, role, municipalities, issued, issued_by, expires, revoked)
VALUES (
    ?, -- its random id
    ?, -- invitation, recovery or bootstrap
    ?, -- a person's id or ''
    ?, -- name of the person invited or recovered
    ?, -- her address
    ?, -- role or ''
    ?, -- codes, comma-separated
    ?, -- now, UTC
    ?, -- who issues it: a person's id, '' is the shell
    ?, -- when it runs out, UTC
    false
)
