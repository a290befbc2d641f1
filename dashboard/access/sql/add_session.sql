-- Opens a session.
INSERT INTO session (token_sha256, name, role, municipality, created, expires)
VALUES (
    ?, -- SHA-256 of the session token, hex
    ?, -- the person's name
    ?, -- municipality or staff
    ?, -- four-digit code, or '' for staff
    ?, -- now, UTC
    ?  -- when the session ends, UTC
)
