-- Opens a session.
INSERT INTO signed_in (id, token_sha256, person, method, created, last_seen, stepped_up, expires, address, agent)
VALUES (
    ?, -- public, random id
    ?, -- SHA-256 of the session token, hex
    ?, -- the person's id
    ?, -- passkey, password, oidc or demo
    ?, -- now, UTC
    ?, -- now, UTC
    ?, -- the proof it rests on, UTC; the year 1 where none is known to be fresh
    ?, -- when the session ends, UTC
    ?, -- where it is opened from
    ?  -- the browser's own words
)
