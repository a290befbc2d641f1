-- A person's password and second factor.
SELECT
    hash,      -- argon2id with its parameters
    totp,      -- encrypted
    totp_step, -- the last one used
    changed    -- UTC
FROM password
WHERE person = ? -- id
