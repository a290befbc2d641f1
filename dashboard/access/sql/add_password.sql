-- Adds a password with its second factor.
INSERT INTO password (person, hash, totp, totp_step, changed)
VALUES (
    ?, -- id
    ?, -- argon2id with its parameters
    ?, -- encrypted
    ?, -- the time step of the code that showed that it works
    ?  -- now, UTC
)
